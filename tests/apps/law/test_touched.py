"""Whom a change of the rules touches: found by a job, read through the access compiler."""

from datetime import date

import pytest
from tests.apps.law.builders import DUTY, a_newcomer, approved, number_set
from tests.apps.people.builders import a_system, seen
from tests.builders import NOW, OURS, TODAY, Town, a_scope, a_town, signed_in

from tovholder.access import scopes
from tovholder.law import actions
from tovholder.law.actions import NothingToCompareError, find_touched
from tovholder.law.models import TouchedStanding, TouchRun
from tovholder.law.queries.touched import touched_counts
from tovholder.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def changed(town) -> Person:
    """Somebody held by the integration department, touched by a number set after the approval."""
    person = a_newcomer(town.integration)
    a_newcomer(taken_over=date(2017, 5, 1), name="Berta")
    approved(town)
    number_set(town.administrator)
    return person


def found(**options) -> TouchRun:
    return find_touched(a_system(on=TODAY), today=TODAY, at=NOW, **options)


def test_exactly_those_are_found_whose_state_or_due_date_is_another(changed):
    run = found()
    assert (run.persons, run.finished_at) == (2, NOW)
    with seen():
        (row,) = TouchedStanding.objects.filter(expectation=DUTY)
    assert row.person_id == changed.pk
    assert (row.due_before, row.due_after) == (None, date(2014, 6, 1))
    assert row.state_before != row.state_after


def test_there_is_nothing_to_compare_before_an_approval_and_right_after_one(town):
    with pytest.raises(NothingToCompareError):
        found()
    approved(town)
    with pytest.raises(NothingToCompareError):
        found()


def test_a_comparison_that_was_stopped_goes_on_and_finds_the_same(changed, monkeypatch):
    monkeypatch.setattr(actions, "LOT", 1)

    def stop(_done, _total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        found(told=stop)
    with seen():
        assert TouchRun.objects.get().persons == 1
    assert found().persons == 2
    with seen():
        assert TouchedStanding.objects.filter(expectation=DUTY).count() == 1


def test_a_newer_comparison_takes_the_place_of_an_older_one(changed):
    found()
    find_touched(a_system(on=TODAY), today=date(2026, 11, 3), at=NOW)
    with seen():
        assert TouchRun.objects.get().on == date(2026, 11, 3)


def test_the_job_does_it_once_for_each_change(changed):
    scope = a_system(on=TODAY)
    assert not actions.is_found(scope)
    found()
    assert actions.is_found(scope)


@pytest.mark.parametrize(
    ("who", "persons"), [("leader", 1), ("ada", 1), ("bo", 0), ("administrator", 0), ("cy", 0)]
)
def test_a_reader_counts_only_whom_he_may_see(town, changed, who, persons):
    run, scope = found(), a_scope(getattr(town, who))
    with scopes.entered(scope):
        counts = {each.expectation: each.persons for each in touched_counts(scope, run.pk)}
    assert counts.get(DUTY, 0) == persons


def test_the_page_and_the_file_name_the_same_persons(town, changed):
    found()
    client = signed_in(town.leader)
    page = client.get(f"/law/touched/?expectation={DUTY}").content.decode()
    assert f"/people/{changed.key}/" in page
    assert "Berta" not in page
    answer = client.get(f"/law/touched/export/?expectation={DUTY}")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("Amal Nour;")


def test_before_the_job_has_run_the_page_says_so_and_computes_nothing(town, changed):
    page = signed_in(town.leader).get("/law/touched/").content.decode()
    assert "It has not been computed yet" in page
    empty = signed_in(town.leader).get("/law/touched/export/").content.decode("utf-8-sig")
    assert len(empty.splitlines()) == 1


def test_without_an_approval_or_a_change_the_page_says_why_it_is_empty(town):
    client = signed_in(town.leader)
    assert "There is nothing to compare with" in client.get("/law/touched/").content.decode()
    approved(town)
    assert "The rules have not changed" in client.get("/law/touched/").content.decode()


def test_the_page_takes_few_queries_however_many_are_touched(
    town, changed, django_assert_max_num_queries
):
    for number in range(5):
        a_newcomer(town.integration, name=f"Carla {'abcde'[number]}")
    found()
    client = signed_in(town.leader)
    with django_assert_max_num_queries(17):
        page = client.get("/law/touched/").content.decode()
    assert page.count("Carla") == 5


def test_persons_of_another_municipality_are_not_compared(town, changed):
    a_newcomer(municipality="101", name="Dora")
    assert found().persons == 2
    with seen("101"):
        assert not TouchedStanding.objects.exists()
    assert OURS != "101"
