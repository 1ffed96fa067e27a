"""The door asks who records: the action, the person, the category; one answer for all walls."""

from datetime import date

import pytest
from tests import builders as town_builders
from tests.apps.people.builders import (
    AT,
    NAMED,
    a_recorded_person,
    codes,
    employed,
    held_by,
    lineage_of,
    recorded,
    refused,
    seen,
    standing_rows,
    taken_over,
)

from tovholder.access import scopes
from tovholder.access.policies import NotAllowedError
from tovholder.people.actions import receive_person
from tovholder.people.facts import Correction, NewEpisode, NewHousehold, NewPerson, SetAttribute
from tovholder.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> town_builders.Town:
    return town_builders.a_town()


def test_a_specialist_records_what_the_department_works_with(town) -> None:
    person_id = held_by(a_recorded_person(), town.jobs)
    recorded(employed(person_id), by=town_builders.a_scope(town.bo))
    assert len(standing_rows(person_id, "labour")) == 1


def test_a_specialist_records_nothing_else(town) -> None:
    person_id = held_by(a_recorded_person(), town.jobs)
    bo = town_builders.a_scope(town.bo)
    offer = NewEpisode(person_id, "health_offer", "offered", date(2026, 4, 1))
    assert codes(refused(offer, by=bo)) == [(0, "not_yours")]
    assert codes(refused(SetAttribute(person_id, "cpr", "2902364458"), by=bo)) == [(0, "not_yours")]


def test_missing_and_forbidden_persons_get_the_same_answer(town) -> None:
    forbidden = held_by(a_recorded_person(), town.integration)
    bo = town_builders.a_scope(town.bo)
    assert refused(employed(forbidden), by=bo) == refused(employed(999_999), by=bo)
    assert refused(SetAttribute(forbidden, "sex", "male"), by=bo) == refused(
        SetAttribute(999_999, "sex", "male"), by=bo
    )


def test_a_person_of_another_municipality_is_missing(town) -> None:
    elsewhere = town_builders.a_person(municipality=town_builders.THEIRS)
    ada = town_builders.a_scope(town.ada)
    assert codes(refused(employed(elsewhere.pk), by=ada)) == [(0, "no_such_person")]


def test_a_fact_of_a_hidden_category_cannot_be_corrected_and_seems_missing(town) -> None:
    offer = NewEpisode("p", "health_offer", "offered", date(2026, 4, 1))
    person_id = held_by(a_recorded_person(offer), town.jobs)
    lineage = lineage_of(person_id, "health_offer")
    as_work = Correction(lineage, "labour", "employed", date(2026, 4, 1))
    problems = refused(as_work, by=town_builders.a_scope(town.bo), reason="mine now")
    assert codes(problems) == [(0, "no_such_fact")]


@pytest.mark.parametrize("role", ["leader", "administrator", "protection_officer"])
def test_whoever_does_no_casework_records_nothing(town, role) -> None:
    person_id = a_recorded_person()
    with pytest.raises(NotAllowedError):
        recorded(employed(person_id), by=town_builders.a_scope(getattr(town, role)))


def test_only_the_coordinating_department_takes_in_new_persons(town) -> None:
    with pytest.raises(NotAllowedError):
        recorded(NewPerson("p", NAMED), by=town_builders.a_scope(town.bo))
    said = recorded(NewPerson("p", NAMED), taken_over(), by=town_builders.a_scope(town.ada))
    assert said.created == 6


def test_a_household_out_of_reach_seems_missing(town) -> None:
    home = NewEpisode("p", "household", "adult", date(2026, 3, 1), household="h")
    said = recorded(NewPerson("p", NAMED), NewHousehold("h"), home)
    held_by(said.persons["p"], town.integration)
    joined = NewEpisode(
        held_by(a_recorded_person(), town.jobs), "household", "adult", date(2026, 3, 1),
        household=said.households["h"],
    )  # fmt: skip
    bo = town_builders.a_scope(town.bo)
    assert codes(refused(joined, by=bo)) == [(0, "no_such_household")]


def received(user, organisation) -> int:
    scope = town_builders.a_scope(user)
    with scopes.entered(scope):
        said = receive_person(
            [NewPerson("p", NAMED)], organisation=organisation, user=user, by=scope, at=AT
        )
        return said.persons["p"]


def test_a_received_person_is_laid_with_whoever_received_them(town) -> None:
    person_id = received(town.ada, town.integration)
    recorded(employed(person_id), by=town_builders.a_scope(town.ada))


def test_a_person_who_cannot_be_laid_anywhere_is_not_recorded_either(town) -> None:
    with pytest.raises(NotAllowedError):
        received(town.ada, town.elsewhere)
    with seen():
        assert not Person.objects.exists()
