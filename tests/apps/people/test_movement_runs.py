"""A run through standings is seen, is alone, goes on where it was cut off, and writes little."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import builders as town_builders
from tests.apps.people.builders import a_recorded_person, a_refugee, a_system, seen, taken_over

from tovholder.people import evaluation
from tovholder.people.actions import move_standings, rebuild_standings
from tovholder.people.models import MovementRun, Person
from tovholder.people.movement import lots
from tovholder.people.movement.running import MovementStoppedError, MovementUnderWayError
from tovholder.people.queries.movement import movement_progress, newest_runs

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _town(monkeypatch) -> None:
    town_builders.a_municipality()
    monkeypatch.setattr(lots, "LOT", 1)


def newcomers(number: int) -> None:
    day = date(2026, 10, 20)
    for _each in range(number):
        a_recorded_person(taken_over(on=day), a_refugee(on=day))


def runs() -> list[MovementRun]:
    with seen():
        return list(MovementRun.objects.order_by("pk"))


@contextmanager
def held_by_another() -> Iterator[None]:
    """Let another session run through the municipality meanwhile."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('standings 751'))")
        yield
        cursor.execute("SELECT pg_advisory_unlock(hashtext('standings 751'))")
    other.close()


def stop_after(lots_done: int):
    def told(done: int, _total: int) -> None:
        if done == lots_done:
            raise MovementStoppedError

    return told


def test_a_run_says_how_many_it_was_about_and_what_it_changed():
    newcomers(2)
    assert move_standings(a_system(), today=DAY) == 2
    (run,) = runs()
    assert (run.kind, run.outcome, run.day) == ("move", "done", DAY)
    assert (run.persons, run.persons_done) == (2, 2)
    assert run.rows_changed >= 2
    assert run.ended_at is not None
    assert run.ended_at >= run.started_at


def test_a_day_on_which_nobody_waits_leaves_one_run_and_no_second():
    newcomers(1)
    for _time in range(3):
        move_standings(a_system(), today=date(2026, 11, 2))
    assert [(run.persons, run.outcome) for run in runs()] == [(0, "done")]


@pytest.mark.parametrize("evaluate", [move_standings, rebuild_standings])
def test_a_run_that_was_stopped_goes_on_where_it_stopped(evaluate):
    newcomers(3)
    with pytest.raises(MovementStoppedError):
        evaluate(a_system(), today=DAY, told=stop_after(1))
    assert [(run.outcome, run.persons_done) for run in runs()] == [("stopped", 1)]
    assert evaluate(a_system(), today=DAY) == 2
    assert [(run.outcome, run.persons, run.persons_done) for run in runs()] == [("done", 3, 3)]


def test_a_rebuild_that_is_done_begins_anew_the_next_time():
    newcomers(2)
    assert [rebuild_standings(a_system(), today=DAY) for _time in range(2)] == [2, 2]


def test_a_run_that_nobody_goes_on_with_is_marked_as_stopped():
    newcomers(2)
    move_standings(a_system(), today=DAY)
    with seen():
        MovementRun.objects.update(outcome="under_way", ended_at=None)
    move_standings(a_system(), today=date(2026, 12, 24))
    assert [run.outcome for run in runs()] == ["stopped", "done"]


def test_a_run_that_fails_names_the_error_but_not_what_it_said(monkeypatch):
    newcomers(2)

    def fail(*_args: object, **_more: object) -> None:
        raise ValueError("Amal Nour")

    monkeypatch.setattr(evaluation, "difference", fail)
    with pytest.raises(ValueError, match="Amal"):
        move_standings(a_system(), today=DAY)
    (run,) = runs()
    assert (run.outcome, run.failure, run.persons_done) == ("failed", "ValueError", 0)


def test_a_second_run_through_the_same_municipality_is_refused_and_another_is_not():
    newcomers(1)
    with held_by_another():
        with pytest.raises(MovementUnderWayError, match="751"):
            move_standings(a_system(), today=DAY)
        assert move_standings(a_system(town_builders.THEIRS), today=DAY) == 0
    assert move_standings(a_system(), today=DAY) == 1


def test_nothing_is_written_where_nothing_differs():
    newcomers(2)
    with CaptureQueriesContext(connection) as said:
        assert rebuild_standings(a_system(), today=date(2026, 11, 3)) == 2
    written = [each["sql"] for each in said if each["sql"].startswith(("UPDATE", "INSERT"))]
    assert written
    assert all("people_movementrun" in statement for statement in written)


def test_progress_is_one_query_beside_the_rules_and_counts_nobody_twice():
    newcomers(3)
    with seen():
        oldest = Person.objects.order_by("pk").first()
        Person.objects.filter(pk=oldest.pk).update(pack_hash="last year's")
    scope = a_system(on=DAY)
    with seen(), CaptureQueriesContext(connection) as said:
        progress = movement_progress(scope)
    assert len(said) == 2
    assert (progress.waiting_for_day, progress.waiting_for_rules, progress.total) == (2, 1, 3)
    assert (progress.waiting, progress.done) == (3, 0)
    move_standings(scope, today=DAY)
    with seen():
        assert movement_progress(scope).done == 3


def test_a_municipality_sees_its_own_runs_and_can_delete_none():
    newcomers(1)
    move_standings(a_system(), today=DAY)
    theirs = a_system(town_builders.THEIRS)
    with seen(town_builders.THEIRS):
        assert MovementRun.objects.count() == 0
        assert newest_runs(theirs, most=5) == ()
    with seen():
        assert [run.outcome for run in newest_runs(a_system(), most=5)] == ["done"]
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            MovementRun.objects.all().delete()
