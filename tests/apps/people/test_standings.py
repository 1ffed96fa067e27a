"""Standings are moved by the day, rebuilt from histories, and proved to be what they should."""

from datetime import date

import pytest
from tests import builders as town_builders
from tests.apps.people.builders import (
    a_recorded_person,
    a_refugee,
    a_system,
    seen,
    taken_over,
)
from typer.testing import CliRunner

from tovholder.access import scopes
from tovholder.access.policies import NotAllowedError
from tovholder.people import commands
from tovholder.people.actions import move_standings, rebuild_standings
from tovholder.people.commands import standings_app
from tovholder.people.facts import NewEpisode
from tovholder.people.models import Person, Standing
from tovholder.people.queries.verification import compared, persons_to_verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town() -> None:
    town_builders.a_municipality()


def states(person_id: int) -> dict[str, str]:
    with seen():
        rows = Standing.objects.filter(person_id=person_id)
        return dict(rows.values_list("expectation", "state"))


def differences(today: date) -> int:
    scope = a_system(on=today)
    with scopes.entered(scope):
        return compared(scope, persons_to_verify(scope), today=today).count


def a_newcomer() -> int:
    day = date(2026, 10, 20)
    return a_recorded_person(taken_over(on=day), a_refugee(on=day))


def test_the_day_moves_a_standing_and_only_those_who_are_due() -> None:
    newcomer, nobody = a_newcomer(), a_recorded_person()
    assert states(newcomer)["danish-referral"] != "overdue"
    day = date(2026, 11, 21)
    assert differences(day) > 0
    assert move_standings(a_system(), today=day) == 1
    assert states(newcomer)["danish-referral"] == "overdue"
    assert states(nobody) == {}
    assert differences(day) == 0


def test_moving_twice_does_nothing_the_second_time() -> None:
    a_newcomer()
    day = date(2026, 11, 21)
    assert (move_standings(a_system(), today=day), move_standings(a_system(), today=day)) == (1, 0)


def test_a_fact_that_begins_later_is_watched_though_nothing_applies_yet() -> None:
    person_id = a_recorded_person(taken_over(on=date(2026, 12, 1)), a_refugee(on=date(2026, 12, 1)))
    assert states(person_id) == {}
    with seen():
        assert Person.objects.get(pk=person_id).next_change_on == date(2026, 12, 1)
    move_standings(a_system(), today=date(2026, 12, 1))
    assert "danish-referral" in states(person_id)


def test_other_rules_evaluate_everybody_again() -> None:
    person_id = a_newcomer()
    with seen():
        Person.objects.filter(pk=person_id).update(pack_hash="last year's")
    assert move_standings(a_system(), today=date(2026, 11, 2)) == 1


def test_a_rebuild_mends_what_was_changed_behind_the_door() -> None:
    person_id = a_newcomer()
    before = states(person_id)
    with seen():
        rows = Standing.objects.filter(person_id=person_id).order_by("pk")
        rows.filter(pk=rows[0].pk).delete()
        rows.filter(pk=rows[0].pk).update(state="met")
        lineage = rows[0].lineage
        Standing.objects.create(
            municipality_id="751", person_id=person_id, expectation="invented", state="open",
            version_date=date(2026, 1, 1), lineage=lineage, categories=["case"],
            evaluated_on=date(2026, 11, 2),
        )  # fmt: skip
        Person.objects.filter(pk=person_id).update(residence_basis="other")
    assert differences(date(2026, 11, 2)) == 4
    assert rebuild_standings(a_system(), today=date(2026, 11, 2)) == 1
    assert states(person_id) == before
    assert differences(date(2026, 11, 2)) == 0


def test_a_standing_keeps_its_row_and_number_when_it_moves() -> None:
    person_id = a_newcomer()
    with seen():
        before = dict(Standing.objects.values_list("expectation", "pk"))
    move_standings(a_system(), today=date(2026, 12, 24))
    with seen():
        after = dict(Standing.objects.filter(person_id=person_id).values_list("expectation", "pk"))
    assert before == after


def test_only_rows_that_change_are_written() -> None:
    a_newcomer()
    rebuild_standings(a_system(), today=date(2026, 11, 3))
    with seen():
        evaluated = set(Standing.objects.values_list("evaluated_on", flat=True))
    assert evaluated == {date(2026, 11, 2)}


def test_a_colleague_cannot_start_the_job() -> None:
    town = town_builders.a_town()
    with pytest.raises(NotAllowedError):
        move_standings(town_builders.a_scope(town.ada), today=date(2026, 11, 2))


def test_each_municipality_is_moved_by_itself() -> None:
    a_newcomer()
    assert move_standings(a_system(town_builders.THEIRS), today=date(2027, 1, 1)) == 0


@pytest.mark.parametrize("command", ["move", "rebuild"])
def test_the_command_says_how_many_were_evaluated(command) -> None:
    a_newcomer()
    done = CliRunner().invoke(standings_app, [command, "--today", "2026-11-21"])
    assert done.exit_code == 0
    assert "751: 1 persons evaluated on 2026-11-21." in done.output


def test_the_command_verifies_and_names_no_one() -> None:
    person_id = a_newcomer()
    with seen():
        key = Person.objects.get(pk=person_id).key
    told = CliRunner().invoke(standings_app, ["verify", "--today", "2026-11-21"])
    assert told.exit_code == 1
    assert f"danish-referral: 0 missing, 1 other, 0 too many: {key}" in told.output
    assert "Nour" not in told.output
    assert CliRunner().invoke(standings_app, ["verify", "--today", "2026-11-02"]).exit_code == 0


def test_a_municipality_that_fails_stops_no_other_and_ends_the_command_with_1(monkeypatch) -> None:
    a_newcomer()
    town_builders.a_municipality(town_builders.THEIRS)
    honest = commands.actions.move_standings

    def fail_for_them(scope: scopes.Scope, **more: object) -> int:
        if scope.municipality == town_builders.THEIRS:
            raise ValueError("Amal Nour")
        return honest(scope, **more)

    monkeypatch.setattr(commands.actions, "move_standings", fail_for_them)
    told = CliRunner().invoke(standings_app, ["move", "--today", "2026-11-21"])
    assert told.exit_code == 1
    assert "101: stopped by ValueError" in told.output
    assert "751: 1 persons evaluated" in told.output
    assert "Amal" not in told.output


def test_the_command_says_who_waits_and_how_the_newest_run_ended() -> None:
    a_newcomer()
    ask = ["progress", "--today", "2026-11-21"]
    before = CliRunner().invoke(standings_app, ask).output
    assert "751: 0 of 1 persons are up to date; 1 wait for the day, 0 for the rules." in before
    move_standings(a_system(), today=date(2026, 11, 21))
    after = CliRunner().invoke(standings_app, ask).output
    assert "751: 1 of 1 persons are up to date" in after
    assert "done" in after
    assert "1 of 1 persons" in after


def test_an_unknown_municipality_is_named_with_those_there_are() -> None:
    told = CliRunner().invoke(standings_app, ["move", "--municipality", "999"])
    assert told.exit_code == 2
    assert "751" in told.output


def test_an_expectation_waits_for_an_announced_arrival() -> None:
    announced = NewEpisode("p", "responsibility", "taken_over", date(2027, 1, 1), is_planned=True)
    assert "waiting" in states(a_recorded_person(announced, a_refugee())).values()
