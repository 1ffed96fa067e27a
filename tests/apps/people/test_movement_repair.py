"""`standings verify` proves that stored is computed, says by expectation what is not, mends it."""

from datetime import date

import pytest
from tests import builders as town_builders
from tests.apps.people.builders import a_recorded_person, a_refugee, a_system, seen, taken_over
from typer.testing import CliRunner, Result

from tovholder.access.models import LogEntry
from tovholder.access.policies import NotAllowedError
from tovholder.access.scopes import entered
from tovholder.people.actions import repair_standings
from tovholder.people.commands import standings_app
from tovholder.people.models import Person, Standing

pytestmark = pytest.mark.django_db
DAY = "2026-11-02"


def verify(*options: str) -> Result:
    return CliRunner().invoke(standings_app, ["verify", "--today", DAY, *options])


def a_newcomer() -> int:
    day = date(2026, 10, 20)
    return a_recorded_person(taken_over(on=day), a_refugee(on=day))


def spoilt() -> tuple[int, str]:
    """A newcomer with a standing that is lost and one that is wrong, and his key."""
    person_id = a_newcomer()
    with seen():
        rows = Standing.objects.filter(person_id=person_id)
        rows.filter(expectation="danish-referral").update(state="met")
        rows.filter(expectation="contract-agreed").delete()
        return person_id, Person.objects.get(pk=person_id).key


def test_differences_are_told_by_expectation_with_keys_and_no_names():
    _person_id, key = spoilt()
    a_newcomer()
    told = verify()
    assert told.exit_code == 1
    assert "751: 2 persons, 2 rows of 1 persons differ." in told.output
    assert f"danish-referral: 0 missing, 1 other, 0 too many: {key}" in told.output
    assert f"contract-agreed: 1 missing, 0 other, 0 too many: {key}" in told.output
    assert "Amal" not in told.output
    assert "verify --repair" in told.output


def test_a_repair_writes_what_is_computed_and_leaves_nothing_to_repair():
    spoilt()
    repaired = verify("--repair")
    assert repaired.exit_code == 0
    assert "2 rows of 1 persons differed and are repaired." in repaired.output
    again = verify()
    assert again.exit_code == 0
    assert "751: 1 persons, 0 rows of 0 persons differ." in again.output


def test_a_repair_stands_in_the_log_with_whom_it_touched():
    person_id, _key = spoilt()
    a_newcomer()
    verify("--repair")
    with seen():
        entry = LogEntry.objects.get(what="repair_standings")
        read = LogEntry.objects.get(what="standings verify", action="read")
    assert (entry.action, entry.person_ids, entry.detail) == ("write", [person_id], {"rows": 2})
    assert "case" in entry.categories
    assert read.person_ids == [person_id]


def test_a_repair_of_what_is_right_writes_nothing_and_logs_nothing():
    a_newcomer()
    assert verify("--repair").exit_code == 0
    with seen():
        assert not LogEntry.objects.filter(what__in=["repair_standings", "standings verify"])


def test_a_sample_compares_so_many_persons():
    for _each in range(3):
        a_newcomer()
    assert "751: 2 persons, 0 rows" in verify("--sample", "2").output


def test_many_keys_are_cut_short():
    for _each in range(7):
        spoilt()
    assert "and 2 more" in verify().output


def test_a_colleague_cannot_repair():
    person_id, _key = spoilt()
    scope = town_builders.a_scope(town_builders.a_town().ada)
    with pytest.raises(NotAllowedError), entered(scope):
        repair_standings([person_id], by=scope, today=date(2026, 11, 2), at=town_builders.NOW)


def test_one_municipality_cannot_repair_anothers_persons():
    person_id, _key = spoilt()
    theirs = a_system(town_builders.THEIRS)
    with entered(theirs):
        found = repair_standings(
            [person_id], by=theirs, today=date(2026, 11, 2), at=town_builders.NOW
        )
    assert found.count == 0
    assert verify("--municipality", "751").exit_code == 1
