"""Search by name: one function beside row-level security, quick and no wider than the reach."""

import pytest
from django.db import ProgrammingError, connection, transaction
from tests import builders as town_builders
from tests.apps.people.builders import DAY, a_recorded_person, held_by, recorded, seen

from tovholder.access import scopes
from tovholder.people import names
from tovholder.people.facts import NewPerson
from tovholder.people.queries import PeopleFilter, list_people

pytestmark = pytest.mark.django_db
FIRST, FAMILY = ("Amal", "Basir", "Celeste", "Dalia", "Elias"), ("Nour", "Hald", "Toft", "Berg")


@pytest.fixture
def town() -> town_builders.Town:
    return town_builders.a_town()


def found(user, text: str) -> list[str]:
    scope = town_builders.a_scope(user)
    with scopes.entered(scope):
        page = list_people(scope, filters=PeopleFilter(text=text), today=DAY)
    return [str(row.name) for row in page.rows]


def named(given_name: str, family_name: str) -> int:
    return a_recorded_person(given_name=given_name, family_name=family_name)


@pytest.mark.parametrize(
    "text", ["aagaard", "Ågård", "agard soren", "SØREN", "Ågaard Soeren", "ågå"]
)
def test_a_name_is_found_however_it_is_spelled(town, text) -> None:
    named("Søren", "Ågård")
    named("Amal", "Nour")
    assert found(town.leader, text) == ["Søren Ågård"]


@pytest.mark.parametrize("text", ["Mohamad", "muhammed", "Mohaned", "Mohmed"])
def test_a_misspelled_name_is_found(town, text) -> None:
    named("Mohammed", "Yusuf")
    named("Elias", "Berg")
    assert found(town.leader, text) == ["Mohammed Yusuf"]


def test_the_best_match_comes_first(town) -> None:
    named("Amala", "Nour")
    named("Amal", "Nour")
    assert found(town.leader, "amal") == ["Amal Nour", "Amala Nour"]


def test_one_or_two_letters_mean_the_beginning_of_a_name(town) -> None:
    named("Amal", "Nour")
    named("Elias", "Berg")
    assert found(town.leader, "no") == ["Amal Nour"]
    assert found(town.leader, "e") == ["Elias Berg"]


@pytest.mark.parametrize("text", ["%", "_", "'; --", "ﷺ", "-"])
def test_signs_find_nobody_and_break_nothing(town, text) -> None:
    named("Amal", "Nour")
    assert found(town.leader, text) == []


def test_a_search_finds_no_more_than_the_list_shows(town) -> None:
    held_by(named("Amal", "Nour"), town.integration)
    held_by(named("Amal", "Berg"), town.jobs)
    assert found(town.bo, "amal") == ["Amal Berg"]
    assert found(town.cy, "amal") == []
    assert found(town.administrator, "amal") == []


def test_a_whole_cpr_number_finds_its_person(town) -> None:
    held_by(a_recorded_person(cpr="2902364458"), town.integration)
    assert found(town.ada, "290236-4458") == ["Amal Nour"]
    assert found(town.ada, "010734-4063") == []


def test_a_cpr_number_finds_nobody_for_whom_it_is_hidden(town) -> None:
    held_by(a_recorded_person(cpr="2902364458"), town.jobs)
    assert found(town.bo, "290236-4458") == []
    assert found(town.bo, "Amal") == ["Amal Nour"]


def test_a_department_that_does_not_see_names_finds_nobody_by_them(town) -> None:
    town.jobs.categories = ["employment"]
    town.jobs.save(update_fields=["categories"])
    held_by(named("Amal", "Nour"), town.jobs)
    assert found(town.bo, "Amal") == []
    assert found(town.bo, "") == ["skjult"] or found(town.bo, "") == ["hidden"]


def many_people() -> None:
    people = [
        NewPerson(f"{number}", {"given_name": given, "family_name": f"{family}{number % 97:02}"})
        for number, (given, family) in enumerate(
            (g, f) for g in FIRST for f in FAMILY for _ in range(60)
        )
    ]
    recorded(*people)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("SELECT gin_clean_pending_list('person_search_name')")
        cursor.execute("ANALYZE people_person")
        cursor.execute("SET LOCAL ROLE tovholder_web")
        cursor.execute("SET LOCAL enable_seqscan = off")  # a table as small as this is read whole


def scans(relation: str) -> int:
    """How often this transaction has scanned a table from end to end, or used an index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_numscans(%s::regclass)", [relation])
        return int(cursor.fetchone()[0])


def test_the_web_role_searches_through_the_trigram_index(town) -> None:
    many_people()
    with seen(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("tovholder_web",)
        before = scans("person_search_name"), scans("people_person")
        cursor.execute(
            "SELECT count(*) FROM tovholder_search_person_ids(%s, 500)",
            [names.search_key("Celeste")],
        )
        assert cursor.fetchone() == (240,)
        assert scans("person_search_name") == before[0] + 1
        assert scans("people_person") == before[1]


def test_explain_shows_why_the_function_is_there(town) -> None:
    """Asked directly, the web role's query reads every row: trigrams are not leakproof."""
    many_people()
    query = "EXPLAIN SELECT id FROM people_person WHERE 'silisti' <% search_name"
    plans = []
    with seen(), connection.cursor() as cursor:
        for role in ("tovholder_web", "tovholder_search"):
            cursor.execute(f"SET LOCAL ROLE {role}")
            cursor.execute(query)
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
        cursor.execute("SET LOCAL ROLE tovholder_web")
    assert "person_search_name" not in plans[0]
    assert "person_search_name" in plans[1]


def test_the_search_role_reads_names_and_nothing_else(town) -> None:
    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE tovholder_search")
        cursor.execute("SELECT birth_date FROM people_person")


def test_the_function_finds_nobody_outside_a_municipality(town) -> None:
    named("Amal", "Nour")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tovholder_search_person_ids('amal', 500)")
        assert cursor.fetchone() == (0,)


def test_no_more_than_five_hundred_are_found_and_the_page_says_so(town) -> None:
    recorded(*(NewPerson(f"{n}", {"given_name": "Amal"}) for n in range(510)))
    scope = town_builders.a_scope(town.leader)
    with scopes.entered(scope):
        page = list_people(scope, filters=PeopleFilter(text="Amal"), today=DAY)
    assert (page.total, page.is_cut) == (500, True)
