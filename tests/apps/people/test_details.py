"""One person's page: what a reader sees of whom, now and as known on a day."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders as town_builders
from tests.apps.people.builders import (
    AT,
    DAY,
    NAMED,
    a_recorded_person,
    a_refugee,
    employed,
    held_by,
    lineage_of,
    recorded,
    seen,
    taken_over,
)

from tovholder.access import scopes
from tovholder.access.models import LogEntry
from tovholder.people.facts import (
    Correction,
    NewEpisode,
    NewHousehold,
    NewPerson,
    Retraction,
    SetAttribute,
)
from tovholder.people.labels import HIDDEN
from tovholder.people.models import Person, Standing
from tovholder.people.queries import history_detail, names_of, person_detail, proof_for
from tovholder.people.queries.episodes import trace_of

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
HEALTH = NewEpisode("p", "health_offer", "offered", date(2026, 4, 1))


@pytest.fixture
def town() -> town_builders.Town:
    return town_builders.a_town()


def key_of(person_id: int) -> str:
    with seen():
        return Person.objects.get(pk=person_id).key


def asked(query, user, person_id: int, *rest, **options):
    scope = town_builders.a_scope(user, on=options.get("today", DAY))
    with scopes.entered(scope, what="page"):
        return query(scope, key_of(person_id), *rest, **options)


def shown(user, person_id: int, *, today: date = DAY, known_on: date | None = None):
    return asked(person_detail, user, person_id, today=today, known_on=known_on)


def attribute(detail, name: str):
    return next(line for line in detail.attributes if line.name == name)


def test_the_coordinator_sees_everything(town) -> None:
    person_id = a_recorded_person(taken_over(), HEALTH, origin_country="SY", cpr="2902364458")
    held_by(person_id, town.integration, user=town.ada)
    detail = shown(town.ada, person_id)
    assert (detail.name, detail.age) == ("Amal Nour", 36)
    assert attribute(detail, "cpr").text == "290236-4458"
    assert attribute(detail, "origin_country").text in {"Syrien", "Syria"}
    assert [group.kind for group in detail.groups] == ["responsibility", "health_offer"]
    assert [line.user for line in detail.assignments] == ["Ada Holm"]
    assert detail.recordable == frozenset(detail.pack.kinds)


def test_a_department_sees_its_own_categories_and_hidden_is_not_missing(town) -> None:
    person_id = a_recorded_person(taken_over(), HEALTH, employed(), origin_country=None)
    detail = shown(town.bo, held_by(person_id, town.jobs))
    assert [group.kind for group in detail.groups] == ["responsibility", "labour"]
    assert attribute(detail, "origin_country").text is HIDDEN
    assert attribute(detail, "preferred_language").text == ""
    assert "health-offer" not in {line.expectation for line in detail.standings}
    assert "health-offer" not in {line.expectation for line in detail.not_applicable}
    assert "health_offer" not in detail.recordable


def test_missing_and_forbidden_are_the_same(town) -> None:
    person_id = held_by(a_recorded_person(taken_over()), town.integration)
    assert shown(town.bo, person_id) is None
    assert shown(town.cy, person_id) is None
    assert asked(history_detail, town.bo, person_id) is None
    scope = town_builders.a_scope(town.ada)
    with scopes.entered(scope):
        assert person_detail(scope, "nosuchperson", today=DAY) is None


def test_a_leader_may_read_and_record_nothing(town) -> None:
    assert shown(town.leader, a_recorded_person(taken_over())).recordable == frozenset()


def test_only_members_of_the_household_in_reach_are_shown(town) -> None:
    def home(ref: str) -> NewEpisode:
        return NewEpisode(ref, "household", "adult", date(2026, 3, 1), household="h")

    people = [NewPerson(ref, {**NAMED, "given_name": ref}) for ref in ("Amal", "Basir", "Celeste")]
    said = recorded(*people, NewHousehold("h"), home("Amal"), home("Basir"), home("Celeste"))
    for ref in ("Amal", "Basir"):
        held_by(said.persons[ref], town.integration)
    detail = shown(town.ada, said.persons["Amal"])
    assert [(member.name, member.state) for member in detail.household] == [("Basir Nour", "adult")]
    with seen():
        read = LogEntry.objects.get(what="page").person_ids
    assert read == sorted((said.persons["Amal"], said.persons["Basir"]))


def test_the_most_urgent_standing_comes_first_and_others_have_a_reason(town) -> None:
    detail = shown(town.leader, a_recorded_person(taken_over(), a_refugee()))
    states = [line.state for line in detail.standings]
    assert states[0] == "overdue"
    assert "four-follow-ups" in {line.expectation for line in detail.not_applicable}
    assert all(line.reason for line in detail.not_applicable)


def test_a_page_as_known_on_an_earlier_day(town) -> None:
    person_id = a_recorded_person(taken_over(), a_refugee())
    moved = Correction(
        lineage_of(person_id, "responsibility"), "responsibility", "taken_over", date(2026, 10, 20)
    )
    recorded(
        moved, SetAttribute(person_id, "sex", "other"), at=LATER, reason="letter of 19 November"
    )
    now = shown(town.leader, person_id, today=date(2026, 11, 21))
    then = shown(town.leader, person_id, today=date(2026, 11, 21), known_on=date(2026, 11, 19))
    assert [detail.episodes[0].start for detail in (now, then)] == [
        date(2026, 10, 20), date(2026, 3, 1),
    ]  # fmt: skip
    assert [attribute(detail, "sex").value for detail in (now, then)] == ["other", "female"]
    due = [
        {line.expectation: line.due_date for line in detail.standings}["danish-referral"]
        for detail in (now, then)
    ]
    assert due == [date(2026, 11, 20), date(2026, 4, 1)]
    assert then.recordable == frozenset()


def test_the_age_follows_the_birth_date_as_it_was_known(town) -> None:
    person_id = a_recorded_person(taken_over())
    recorded(SetAttribute(person_id, "birth_date", "1980-05-17"), at=LATER, reason="passport")
    days = (date(2026, 11, 1), date(2026, 11, 19), date(2026, 11, 21))
    before, then, now = (
        shown(town.leader, person_id, today=date(2026, 11, 21), known_on=day) for day in days
    )
    assert attribute(before, "birth_date").text == ""
    assert before.age is None
    assert then.age != now.age == 46


def test_the_day_of_a_correction_knows_it_and_the_day_before_does_not(town) -> None:
    person_id = a_recorded_person(taken_over())
    recorded(Retraction(lineage_of(person_id, "responsibility")), at=LATER, reason="another person")
    today = date(2026, 11, 21)
    known = {
        day: len(shown(town.leader, person_id, today=today, known_on=date(2026, 11, day)).episodes)
        for day in (1, 2, 19, 20)
    }
    assert known == {1: 0, 2: 1, 19: 1, 20: 0}


def test_the_history_shows_every_version_with_its_reason(town) -> None:
    person_id = a_recorded_person(taken_over())
    lineage = lineage_of(person_id, "responsibility")
    recorded(Retraction(lineage), at=LATER, reason="another person")
    (trace,) = asked(history_detail, town.leader, person_id).traces
    assert trace.standing is None
    assert trace.versions[0].superseded_reason == "another person"
    assert trace.versions[0].recorded_at == AT


def test_one_fact_with_its_versions(town) -> None:
    person_id = held_by(a_recorded_person(taken_over(), HEALTH), town.jobs)
    pack = shown(town.leader, person_id).pack
    lineage = lineage_of(person_id, "health_offer")
    assert asked(trace_of, town.leader, person_id, lineage, pack=pack).standing is not None
    assert asked(trace_of, town.bo, person_id, lineage, pack=pack) is None


def standing_id(person_id: int, expectation: str) -> int:
    with seen():
        return Standing.objects.get(person_id=person_id, expectation=expectation).pk


def test_a_proof_says_how_the_due_date_came_about(town) -> None:
    person_id = a_recorded_person(taken_over(), a_refugee())
    found = asked(
        proof_for, town.leader, person_id, standing_id(person_id, "danish-referral"), today=DAY
    )
    assert found.name == "Amal Nour"
    assert found.proof.due.result == date(2026, 4, 1)


def test_a_proof_needs_every_category_it_was_read_from(town) -> None:
    person_id = held_by(a_recorded_person(taken_over(), a_refugee()), town.jobs)
    health, offer = (
        asked(proof_for, town.bo, person_id, standing_id(person_id, which), today=DAY)
        for which in ("health-offer", "employment-within-a-year")
    )
    assert health is None
    assert offer is not None


def test_a_proof_belongs_to_its_person_and_its_day(town) -> None:
    person_id, other = a_recorded_person(taken_over(), a_refugee()), a_recorded_person()
    number = standing_id(person_id, "danish-referral")
    assert asked(proof_for, town.leader, other, number, today=DAY) is None
    before = asked(proof_for, town.leader, person_id, number, today=DAY, known_on=date(2026, 11, 1))
    assert before is None


def test_a_page_asks_at_most_twelve_questions(town) -> None:
    person_id = a_recorded_person(taken_over(), a_refugee(), HEALTH, employed())
    held_by(person_id, town.integration, user=town.ada)
    scope, key = town_builders.a_scope(town.ada), key_of(person_id)
    with scopes.entered(scope), CaptureQueriesContext(connection) as queries:
        person_detail(scope, key, today=DAY)
    assert len(queries) <= 12


def test_names_of_persons_in_reach(town) -> None:
    ours = held_by(a_recorded_person(), town.integration)
    scope = town_builders.a_scope(town.ada)
    with scopes.entered(scope):
        assert names_of(scope, [ours, 999_999]) == {ours: (key_of(ours), "Amal Nour")}
