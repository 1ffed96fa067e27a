"""An administrator sees what waits, how the newest runs ended, and whether a worker lives."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from tests import builders
from tests.apps.people.builders import a_recorded_person, a_refugee, a_system, seen, taken_over

from tovholder.people.actions import rebuild_standings
from tovholder.people.models import MovementRun, Person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def page(town: builders.Town) -> str:
    return builders.signed_in(town.administrator).get("/standings/").content.decode()


def a_worker(*, seen_ago: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
            [timezone.now() - seen_ago],
        )


def test_it_shows_who_waits_and_how_runs_ended():
    town = builders.a_town()
    for _each in range(3):
        a_recorded_person(taken_over(), a_refugee())
    rebuild_standings(a_system(), today=TODAY)
    with seen():
        Person.objects.filter(pk=Person.objects.latest("pk").pk).update(pack_hash="other")
        MovementRun.objects.create(
            municipality_id="751", kind="move", outcome="failed", failure="DataError", day=TODAY,
            pack_hash="", actor="job", started_at=timezone.now(), advanced_at=timezone.now(),
            persons=7, persons_done=4,
        )  # fmt: skip
    shown = page(town)
    assert "2 of 3 people" in shown
    assert "3 of 3 people" in shown
    assert "Failed; it is tried again" in shown
    assert "DataError" in shown
    assert "4 of 7 people" in shown
    assert "Amal" not in shown


def test_before_the_first_run_it_says_so():
    assert "Nothing has run yet" in page(builders.a_town())


@pytest.mark.parametrize(("seconds", "warns"), [(5, False), (600, True)])
def test_it_warns_when_no_worker_lives(seconds, warns):
    a_worker(seen_ago=timedelta(seconds=seconds))
    assert ("No worker runs" in page(builders.a_town())) is warns


def test_only_an_administrator_sees_it():
    town = builders.a_town()
    for user in (town.ada, town.bo, town.leader, town.protection_officer):
        assert builders.signed_in(user).get("/standings/").status_code == 404
