"""The list: filters, orders, paging, what is hidden, and how many questions it asks."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as town_builders
from tests.apps.people.builders import (
    DAY,
    a_recorded_person,
    a_refugee,
    employed,
    held_by,
    recorded,
    seen,
    taken_over,
)

from tovholder.access import scopes
from tovholder.access.models import LogEntry
from tovholder.people.facts import NewEpisode, NewPerson
from tovholder.people.labels import HIDDEN
from tovholder.people.queries import PeopleFilter, PeoplePage, list_people

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> town_builders.Town:
    return town_builders.a_town()


def listed(user, *, today: date = DAY, **options) -> PeoplePage:
    scope = town_builders.a_scope(user, on=today)
    filters = PeopleFilter(**options.pop("filters", {}))
    with scopes.entered(scope, what="list"):
        return list_people(scope, filters=filters, today=today, **options)


def named(given_name: str, family_name: str, *facts, **attributes) -> int:
    return a_recorded_person(*facts, given_name=given_name, family_name=family_name, **attributes)


def names(page: PeoplePage) -> list[str]:
    return [str(row.name) for row in page.rows]


def test_a_line_says_what_a_colleague_looks_for_first(town) -> None:
    person_id = named("Amal", "Nour", taken_over(), a_refugee())
    held_by(person_id, town.integration, user=town.ada)
    (row,) = listed(town.leader).rows
    assert (row.name, row.age, row.residence_basis) == ("Amal Nour", 36, "Flygtning")
    assert (row.taken_over_date, row.is_open, row.coordinator) == (
        date(2026, 3, 1),
        True,
        "Ada Holm",
    )
    assert row.overdue >= 1
    assert row.next_due.due_date == date(2026, 4, 1)


def test_names_are_in_danish_order(town) -> None:
    for family in ("Ågren", "Østergård", "Zahra", "Aaberg", "Ærø", "Abdi"):
        named("A", family)
    wanted = ["A Abdi", "A Zahra", "A Ærø", "A Østergård", "A Aaberg", "A Ågren"]
    assert names(listed(town.leader, sort="name")) == wanted
    assert names(listed(town.leader, sort="-name")) == wanted[::-1]


def test_pages_follow_each_other_and_the_last_one_is_short(town) -> None:
    recorded(*(NewPerson(f"{n}", {"given_name": f"A{n:02}"}) for n in range(7)))
    pages = [listed(town.leader, page=number, per_page=3) for number in (1, 2, 3, 99)]
    assert [len(page.rows) for page in pages] == [3, 3, 1, 1]
    assert {(page.total, page.pages) for page in pages} == {(7, 3)}
    assert pages[3].page == 3
    assert names(pages[1])[0].startswith("A03")


@pytest.mark.parametrize("sort", ["name", "taken_over", "next_due", "overdue", "age"])
@pytest.mark.parametrize("direction", ["", "-"])
def test_every_order_shows_everybody_once_on_every_page_size(town, sort, direction) -> None:
    for number in range(4):
        begun = date(2026, 2, 1 + number)
        named("A", f"N{number}", taken_over(on=begun), birth_date=date(1990 + number, 1, 1))
    recorded(NewPerson("x", {"given_name": "X"}), NewPerson("y", {"given_name": "Y"}))
    whole = names(listed(town.leader, sort=direction + sort))
    parts = [
        name
        for page in (1, 2, 3)
        for name in names(listed(town.leader, sort=direction + sort, page=page, per_page=2))
    ]
    assert whole == parts
    assert len(set(whole)) == 6


def test_who_is_due_first_stands_first_and_who_has_no_due_date_last(town) -> None:
    named("Late", "A", taken_over(on=date(2026, 6, 1)), a_refugee(on=date(2026, 6, 1)))
    named("Soon", "B", taken_over(on=date(2026, 4, 1)), a_refugee(on=date(2026, 4, 1)))
    named("None", "C")
    assert names(listed(town.leader, sort="next_due")) == ["Soon B", "Late A", "None C"]
    assert names(listed(town.leader, sort="-taken_over"))[0] == "Late A"


def test_who_has_most_overdue_stands_first(town) -> None:
    named("One", "A", taken_over(), a_refugee(), employed())
    named("More", "B", taken_over(), a_refugee())
    assert names(listed(town.leader, sort="-overdue"))[0] == "More B"


def test_an_age_sorts_the_youngest_first_and_the_unknown_last(town) -> None:
    named("Old", "A", birth_date="1950")
    named("Young", "B", birth_date=date(2001, 1, 1))
    named("Unknown", "C", birth_date=None)
    assert names(listed(town.leader, sort="age")) == ["Young B", "Old A", "Unknown C"]
    assert names(listed(town.leader, sort="-age")) == ["Old A", "Young B", "Unknown C"]


def test_an_age_is_not_said_where_the_birth_date_leaves_it_open(town) -> None:
    named("Vague", "A", birth_date="1990")
    (row,) = listed(town.leader).rows
    assert (row.birth_date, row.birth_precision, row.age) == (date(1990, 1, 1), "year", None)


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        ({"case": "open"}, ["Open A"]),
        ({"case": "closed"}, ["Closed B"]),
        ({"residence_basis": "refugee"}, ["Open A"]),
        ({"residence_basis": "other"}, []),
        ({"state": "overdue"}, ["Open A"]),
        ({"state": "overdue", "expectation": "danish-referral"}, ["Open A"]),
        ({"state": "met", "expectation": "danish-referral"}, []),
        ({"at_least_age": 36}, ["Open A", "Closed B"]),
        ({"at_least_age": 37}, ["Closed B"]),
        ({"at_most_age": 36}, ["Open A"]),
        ({"at_least_age": 5, "at_most_age": 5}, []),
        ({"coordinator": "unassigned"}, ["Closed B", "New C"]),
    ],
)
def test_each_filter_narrows(town, filters, wanted) -> None:
    is_open = named("Open", "A", taken_over(), a_refugee())
    held_by(is_open, town.integration, user=town.ada)
    over = NewEpisode("p", "responsibility", "taken_over", date(2020, 1, 1), date(2024, 1, 1))
    named("Closed", "B", over, birth_date=date(1980, 1, 1))
    named("New", "C", birth_date=None)
    page = listed(town.leader, filters=filters)
    assert names(page) == wanted
    assert page.total == len(wanted)


def test_my_own_cases(town) -> None:
    held_by(named("Mine", "A"), town.integration, user=town.ada)
    held_by(named("Ours", "B"), town.integration)
    assert names(listed(town.ada, filters={"coordinator": "mine"})) == ["Mine A"]
    assert names(listed(town.ada, filters={"coordinator": "unassigned"})) == ["Ours B"]


def test_filters_hold_together_with_an_order_and_a_search(town) -> None:
    named("Amal", "A", taken_over(), a_refugee())
    named("Amal", "B", taken_over(on=date(2026, 5, 1)), a_refugee(on=date(2026, 5, 1)))
    named("Amal", "C")
    wanted = {"text": "amal", "case": "open"}
    assert names(listed(town.leader, filters=wanted, sort="next_due")) == ["Amal A", "Amal B"]
    assert set(names(listed(town.leader, filters=wanted))) == {"Amal A", "Amal B"}


def test_a_case_taken_over_tomorrow_is_not_open_yet(town) -> None:
    named("Amal", "A", taken_over(on=date(2026, 11, 3)))
    assert names(listed(town.leader, filters={"case": "open"})) == []
    assert names(listed(town.leader, filters={"case": "open"}, today=date(2026, 11, 3))) == [
        "Amal A"
    ]


def test_a_department_counts_only_the_standings_it_may_see(town) -> None:
    moved_in = NewEpisode("p", "home", "temporary", date(2026, 3, 1))
    person_id = named("Amal", "Nour", taken_over(), a_refugee(), moved_in)
    held_by(held_by(person_id, town.jobs), town.integration)
    (theirs,), (all_of_it,) = listed(town.bo).rows, listed(town.ada).rows
    assert 0 < theirs.overdue < all_of_it.overdue
    titles = [option.code for option in listed(town.bo).facets["state"]]
    assert "not_applicable" not in titles


def test_what_a_department_may_not_see_is_marked_hidden_and_no_filter_tells(town) -> None:
    town.jobs.categories = ["employment"]
    town.jobs.save(update_fields=["categories"])
    held_by(named("Amal", "Nour", taken_over(), a_refugee()), town.jobs)
    (row,) = listed(town.bo).rows
    hidden = (row.name, row.birth_date, row.age, row.residence_basis, row.taken_over_date)
    assert set(hidden) == {HIDDEN}
    assert str(HIDDEN) in {"skjult", "hidden"}
    for filters in ({"case": "open"}, {"residence_basis": "refugee"}, {"at_least_age": 1}):
        assert listed(town.bo, filters=filters).total == 0
    assert (
        len(listed(town.bo, sort="name").rows) == len(listed(town.bo, sort="taken_over").rows) == 1
    )


def test_the_list_is_logged_with_its_persons(town) -> None:
    person_id = held_by(named("Amal", "Nour", taken_over()), town.integration)
    held_by(named("Basir", "Hald"), town.jobs)
    listed(town.ada)
    with seen():
        entry = LogEntry.objects.get(what="list")
    assert entry.person_ids == [person_id]
    assert set(entry.categories) >= {"identity", "case"}


@pytest.mark.parametrize("options", [{}, {"sort": "next_due"}, {"filters": {"text": "amal"}}])
def test_a_list_asks_no_more_for_many_than_for_one(town, options) -> None:
    counts = []
    for number in (1, 12):
        for each in range(number):
            person_id = named("Amal", f"Nour{number}{each}", taken_over(), a_refugee())
            held_by(person_id, town.integration, user=town.ada)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            listed(town.ada, **options)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 14  # five of them are the transaction, its municipality and its log
