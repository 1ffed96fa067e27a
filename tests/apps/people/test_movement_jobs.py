"""The queue: jobs that carry ids only, one at a time for a municipality, none in another's way."""

import json
import logging
import os
import signal
from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import JobAborted
from tests import builders as town_builders
from tests.apps.people.builders import a_recorded_person, a_refugee, recorded, seen, taken_over
from tests.apps.people.builders import a_system as a_scope_of

from tovholder.access.models import LogSeal
from tovholder.access.scopes import Scope, entered
from tovholder.config.commands.work import work
from tovholder.people import evaluation, tasks
from tovholder.people.actions import declare_kind, move_soon, move_standings
from tovholder.people.facts import NewPerson
from tovholder.people.models import MovementRun, Person, Standing
from tovholder.people.movement import lots, spreading

TODAY = timezone.localdate()
OURS, THEIRS = town_builders.OURS, town_builders.THEIRS
SAID = ("expectation", "state", "due_date", "next_change_on")
committed = pytest.mark.django_db(transaction=True)


@pytest.fixture
def queue(monkeypatch, settings) -> Iterator[None]:
    """Empty the queue, which no flush empties, and leave no connection of the worker open."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    settings.MOVEMENT_PROCESSES = 1
    forget()
    yield
    forget()


def forget() -> None:
    with connection.cursor() as cursor:
        for table in ("periodic_defers", "events", "jobs", "workers"):
            cursor.execute(f"DELETE FROM procrastinate_{table}")


def jobs(status: str = "todo") -> list[ProcrastinateJob]:
    of_ours = ProcrastinateJob.objects.filter(task_name="people.move_standings")
    return list(of_ours.filter(status=status).order_by("pk"))


def a_newcomer_behind(municipality: str = OURS) -> int:
    """A person whose standings have waited for today since he was recorded a month ago."""
    scope, day = a_scope_of(municipality), TODAY - timedelta(days=60)
    born = {"given_name": "Amal", "family_name": "Nour", "birth_date": date(1990, 5, 17)}
    facts = NewPerson("p", born), taken_over(on=day), a_refugee(on=day)
    at = timezone.now() - timedelta(days=58)
    return recorded(*facts, by=scope, at=at).persons["p"]


def is_behind(person_id: int, municipality: str = OURS) -> bool:
    with seen(municipality):
        due = Person.objects.get(pk=person_id).next_change_on
    return due is not None and due <= TODAY


@pytest.mark.django_db
def test_a_job_is_asked_for_once_and_carries_a_municipality_and_a_purpose():
    assert [move_soon(OURS), move_soon(OURS), move_soon(THEIRS)] == [True, False, True]
    first, second = jobs()
    assert first.args == {"municipality": OURS, "purpose": "casework"}
    assert second.args == {"municipality": THEIRS, "purpose": "casework"}
    assert first.lock != second.lock


@pytest.mark.django_db
def test_a_job_that_runs_does_not_keep_a_new_one_from_being_asked_for():
    move_soon(OURS)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    assert move_soon(OURS)


@pytest.mark.django_db
def test_other_rules_ask_for_a_movement_in_the_same_transaction():
    kind = {
        "id": "mentor", "label": {"da": "Mentor", "en": "Mentor"}, "category": "case",
        "states": {"has": {"da": "Har", "en": "Has"}}, "exclusive": False, "absent_means": "none",
    }  # fmt: skip
    with seen() as scope:
        declare_kind(kind, by=scope, at=town_builders.NOW)
    (job,) = jobs()
    assert job.args["municipality"] == OURS


@committed
def test_a_worker_moves_every_municipality_and_seals_its_log(queue):
    ours, theirs = a_newcomer_behind(), a_newcomer_behind(THEIRS)
    assert is_behind(ours)
    work(jobs=2, once=True)
    assert not is_behind(ours)
    assert not is_behind(theirs, THEIRS)
    assert jobs() == []
    for code in (OURS, THEIRS):
        with seen(code):
            assert [run.outcome for run in MovementRun.objects.all()] == ["done"]
            assert LogSeal.objects.filter(municipality_id=code).exists()


@committed
def test_a_job_works_as_the_web_role_and_sees_its_own_municipality_only(queue, monkeypatch):
    a_newcomer_behind()
    a_newcomer_behind(THEIRS)
    seen_by: dict[str, tuple[object, ...]] = {}

    def look(scope: Scope, **_more: object) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, (SELECT count(*) FROM people_person)")
            outside = cursor.fetchone()
            with entered(scope):
                cursor.execute("SELECT array_agg(DISTINCT municipality_id) FROM people_person")
                seen_by[scope.municipality] = (*outside, cursor.fetchone()[0])
        return 0

    monkeypatch.setattr(tasks.actions, "move_standings", look)
    work(jobs=1, once=True)
    assert seen_by == {code: ("tovholder_web", 0, [code]) for code in (OURS, THEIRS)}


@committed
def test_a_municipality_that_fails_stops_no_other_and_is_tried_again(queue, monkeypatch, caplog):
    ours, theirs = a_newcomer_behind(), a_newcomer_behind(THEIRS)
    honest = evaluation.difference

    def fail_for_them(*args: object, municipality: str, **more: object) -> object:
        if municipality == THEIRS:
            raise ValueError("Amal Nour")
        return honest(*args, municipality=municipality, **more)

    monkeypatch.setattr(evaluation, "difference", fail_for_them)
    with caplog.at_level(logging.INFO):
        work(jobs=2, once=True)
    assert not is_behind(ours)
    assert is_behind(theirs, THEIRS)
    (job,) = jobs()
    assert (job.args["municipality"], job.attempts) == (THEIRS, 1)
    assert job.scheduled_at > timezone.now()
    assert "ValueError in " in caplog.text
    assert "Amal" not in caplog.text


@pytest.mark.django_db
def test_two_jobs_for_one_municipality_never_run_at_the_same_time():
    for code in (OURS, OURS, THEIRS):
        lock = f"people.move_standings {code}"
        job = app.configure_task("people.move_standings", lock=lock)
        job.defer(municipality=code, purpose="casework")
    with connection.cursor() as cursor:
        fetched = []
        for _time in range(3):
            cursor.execute("SELECT args FROM procrastinate_fetch_job_v2(NULL, NULL)")
            fetched.append(cursor.fetchone()[0])
    assert [json.loads(args)["municipality"] for args in fetched if args] == [OURS, THEIRS]


@committed
def test_a_job_whose_worker_died_is_put_back_and_done(queue):
    person_id = a_newcomer_behind()
    move_soon(OURS)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    work(jobs=1, once=True)
    work(jobs=1, once=True)
    assert jobs("doing") == []
    assert not is_behind(person_id)


@committed
def test_a_job_whose_worker_died_too_often_is_given_up(queue):
    move_soon(OURS)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 5")
    work(jobs=1, once=True)
    assert len(jobs("failed")) == 1


@pytest.mark.django_db
def test_a_worker_that_stops_leaves_the_rest_to_the_next(monkeypatch, settings):
    settings.MOVEMENT_PROCESSES = 1
    monkeypatch.setattr(lots, "LOT", 1)
    for _each in range(2):
        a_newcomer_behind()
    context = SimpleNamespace(should_abort=lambda: True)
    with pytest.raises(JobAborted):
        tasks.move_standings.func(context, OURS, "casework")
    with seen():
        run = MovementRun.objects.get()
    assert (run.outcome, run.persons_done, run.persons) == ("stopped", 1, 2)


@committed
def test_a_run_killed_in_the_middle_keeps_what_is_done_and_the_next_does_the_rest(monkeypatch):
    monkeypatch.setattr(lots, "LOT", 1)
    people = [a_newcomer_behind() for _each in range(3)]
    connection.close()  # a child would share it
    child = os.fork()
    if child == 0:
        move_standings(
            a_scope_of(), today=TODAY, told=lambda *_done: os.kill(os.getpid(), signal.SIGKILL)
        )
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert [is_behind(each) for each in people] == [False, True, True]
    assert move_standings(a_scope_of(), today=TODAY) == 2
    assert not any(is_behind(each) for each in people)
    with seen():
        (run,) = MovementRun.objects.all()
    assert (run.outcome, run.persons, run.persons_done) == ("done", 3, 3)


@committed
def test_several_processes_come_to_the_same_as_one(monkeypatch):
    monkeypatch.setattr(lots, "LOT", 1)
    monkeypatch.setattr(spreading, "FEWEST_LOTS", 2)
    people = [a_newcomer_behind() for _each in range(4)]
    theirs = a_recorded_person()
    assert move_standings(a_scope_of(), today=TODAY, processes=2) == 4
    assert not any(is_behind(each) for each in people)
    with seen():
        rows = Standing.objects.filter(person_id__in=people)
        states = {each: set(rows.filter(person_id=each).values_list(*SAID)) for each in people}
        assert not Standing.objects.filter(person_id=theirs)
    assert all(of == states[people[0]] for of in states.values())
    assert states[people[0]]
