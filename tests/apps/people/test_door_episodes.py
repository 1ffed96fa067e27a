"""New facts, one state at a time, and that a refused batch leaves nothing behind."""

from datetime import date

import pytest
from django.db import connection
from django.utils.translation import override
from tests import builders as town_builders
from tests.apps.people.builders import (
    NAMED,
    a_recorded_person,
    a_refugee,
    codes,
    employed,
    recorded,
    refused,
    seen,
    standing_rows,
    taken_over,
)

from tovholder.access.models import LogEntry
from tovholder.engine.history import Precision
from tovholder.people.facts import NewEpisode, NewHousehold, NewPerson
from tovholder.people.models import Episode, Household, Person, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town() -> None:
    town_builders.a_municipality()


def test_a_new_person_gets_columns_facts_standings_and_a_log_row() -> None:
    person_id = a_recorded_person(taken_over(), a_refugee())
    with seen():
        person = Person.objects.get(pk=person_id)
        assert (person.given_name, person.sort_name) == ("Amal", "nour  amal")
        assert person.case_start_date == date(2026, 3, 1)
        assert person.residence_basis == "refugee"
        assert Episode.objects.filter(person=person).count() == 2
        assert Standing.objects.filter(person=person, state="overdue").exists()
        entry = LogEntry.objects.get(what="record_episodes")
        assert entry.person_ids == [person_id]
        assert entry.categories == ["case", "identity"]


def test_refs_may_be_used_before_the_fact_that_makes_them() -> None:
    home = NewEpisode("p", "household", "adult", date(2026, 3, 1), household="h")
    said = recorded(home, NewHousehold("h"), NewPerson("p", NAMED))
    with seen():
        household = Household.objects.get(pk=said.households["h"])
        row = Episode.objects.get(kind="household")
        assert (row.household, row.detail) == (household, {"household": household.key})


def test_an_event_takes_one_day_and_needs_no_end() -> None:
    person_id = a_recorded_person(NewEpisode("p", "contract", "signed", date(2026, 3, 9)))
    (row,) = standing_rows(person_id, "contract")
    assert (row.period.lower, row.period.upper) == (date(2026, 3, 9), date(2026, 3, 10))


def test_a_date_known_to_the_month_keeps_its_precision() -> None:
    vague = NewEpisode("p", "labour", "employed", date(2026, 3, 1), start_precision=Precision.MONTH)
    (row,) = standing_rows(a_recorded_person(vague), "labour")
    assert row.start_precision == "month"


def test_a_second_state_of_an_exclusive_kind_is_refused_with_both_facts_named() -> None:
    person_id = a_recorded_person(a_refugee())
    later = NewEpisode(person_id, "residence_basis", "other", date(2026, 6, 1))
    (problem,) = refused(later)
    assert (problem.code, problem.field) == ("overlap", "start")
    assert "Andet grundlag" in problem.met
    assert "Flygtning" in problem.way_out


def test_the_form_can_end_the_earlier_state_where_the_new_one_starts() -> None:
    person_id = a_recorded_person(a_refugee())
    later = NewEpisode(person_id, "residence_basis", "other", date(2026, 6, 1), ends_previous=True)
    said = recorded(later)
    first, second = standing_rows(person_id, "residence_basis")
    assert first.period.upper == second.period.lower == date(2026, 6, 1)
    assert (said.created, said.corrected) == (1, 1)


def test_two_overlapping_facts_of_one_batch_are_refused() -> None:
    facts = (NewPerson("p", NAMED), a_refugee(), a_refugee(on=date(2026, 5, 1)))
    assert codes(refused(*facts)) == [(2, "overlap")]


def test_a_planned_fact_may_overlap_what_has_happened() -> None:
    announced = NewEpisode("p", "responsibility", "taken_over", date(2027, 1, 1), is_planned=True)
    person_id = a_recorded_person(taken_over(), announced)
    assert len(standing_rows(person_id, "responsibility")) == 2


def test_parallel_kinds_may_overlap() -> None:
    person_id = a_recorded_person(employed(), employed())
    assert len(standing_rows(person_id, "labour")) == 2


def test_every_fact_is_checked_before_any_is_written() -> None:
    ends_first = NewEpisode("p", "labour", "employed", date(2026, 5, 1), date(2026, 4, 1))
    odd = NewEpisode("p", "labour", "dancing", date(2026, 5, 1))
    problems = refused(NewPerson("p", NAMED), taken_over(), ends_first, odd)
    assert codes(problems) == [(2, "end_before_start"), (3, "unknown_state")]
    with seen():
        assert not Person.objects.exists()
        assert not Episode.objects.exists()
        assert not LogEntry.objects.exists()


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        (NewEpisode("p", "laboor", "employed", date(2026, 5, 1)), "unknown_kind"),
        (NewEpisode("nobody", "labour", "employed", date(2026, 5, 1)), "no_such_person"),
        (NewEpisode("p", "household", "adult", date(2026, 5, 1)), "no_such_household"),
        (NewPerson("p", {}), "ref_used_twice"),
        (
            NewEpisode("p", "labour", "employed", date(2026, 5, 1), detail={"x": 1}),
            "unknown_detail",
        ),
    ],
)
def test_what_cannot_be_is_refused(fact, code) -> None:
    assert codes(refused(NewPerson("p", NAMED), fact)) == [(1, code)]


def test_a_problem_says_what_was_met_and_the_way_out_in_the_language_in_use() -> None:
    odd = NewEpisode("p", "labour", "dancing", date(2026, 5, 1))
    (problem,) = refused(NewPerson("p", NAMED), odd)
    with override("da"):
        assert "angivet er “dancing”" in str(problem)
    assert "Vælg en af dem" in problem.way_out


def test_nothing_to_say_writes_no_log() -> None:
    recorded()
    with seen():
        assert not LogEntry.objects.exists()


def pages_known_to_the_planner() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpages FROM pg_class WHERE relname = 'people_person'")
        return int(cursor.fetchone()[0])


def test_a_large_batch_tells_the_planner_how_large_the_tables_are() -> None:
    recorded(*(NewPerson(f"{number}", {"given_name": "Amal"}) for number in range(600)))
    assert pages_known_to_the_planner() > 0
