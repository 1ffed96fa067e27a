"""Attributes: what each may be, what is unknown, and the CPR number apart."""

import threading
from datetime import date

import pytest
from django.db import connection
from tests import builders as town_builders
from tests.apps.people.builders import (
    NAMED,
    a_recorded_person,
    codes,
    recorded,
    refused,
    seen,
    taken_over,
)

from tovholder.people.facts import NewPerson, SetAttribute
from tovholder.people.models import AttributeRecord, Person, Standing
from tovholder.people.problems import FactsRefusedError

pytestmark = pytest.mark.django_db
NUMBER, OTHER_NUMBER = "290236-4458", "0107344063"


@pytest.fixture(autouse=True)
def _town() -> None:
    town_builders.a_municipality()


def test_a_birth_date_known_to_the_year_is_kept_as_such() -> None:
    person_id = a_recorded_person(birth_date="1990")
    with seen():
        person = Person.objects.get(pk=person_id)
        assert (person.birth_date, person.birth_precision) == (date(1990, 1, 1), "year")
        assert AttributeRecord.objects.get(name="birth_date").value == "1990"


def test_an_attribute_can_become_unknown_again() -> None:
    person_id = a_recorded_person()
    said = recorded(SetAttribute(person_id, "birth_date", None), reason="nobody knows")
    with seen():
        assert Person.objects.get(pk=person_id).birth_date is None
        assert not AttributeRecord.objects.filter(name="birth_date", superseded_at=None).exists()
    assert said.retracted == 1


def test_empty_attributes_of_a_new_person_are_not_recorded() -> None:
    recorded(NewPerson("p", {"given_name": "", "family_name": None}))
    with seen():
        assert not AttributeRecord.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("birth_date", "17/5 1990", "wrong_value"),
        ("birth_date", "1990-02-30", "wrong_value"),
        ("sex", "woman", "wrong_value"),
        ("origin_country", "Syria", "wrong_value"),
        ("preferred_language", "arabic", "wrong_value"),
        ("given_name", "x" * 101, "wrong_value"),
        ("cpr", "290236", "wrong_value"),
        ("cpr", "3002341234", "wrong_value"),
        ("religion", "none", "unknown_attribute"),
    ],
)
def test_what_an_attribute_cannot_be_is_refused(name, content, code) -> None:
    (problem,) = refused(NewPerson("p", {name: content}))
    assert (problem.code, problem.field) == (code, name)
    assert name != "cpr" or "290236" not in str(problem)


def test_a_language_and_a_country_are_kept_by_their_codes() -> None:
    person_id = a_recorded_person(origin_country="sy", preferred_language="AR")
    with seen():
        person = Person.objects.get(pk=person_id)
        assert (person.origin_country, person.preferred_language) == ("SY", "ar")


def test_two_values_of_one_attribute_in_a_batch_are_refused() -> None:
    facts = NewPerson("p", NAMED), SetAttribute("p", "sex", "male")
    assert codes(refused(*facts)) == [(1, "said_twice")]


def test_a_cpr_number_is_kept_encrypted_everywhere() -> None:
    person_id = a_recorded_person(cpr=NUMBER)
    with seen():
        person = Person.objects.get(pk=person_id)
        kept = AttributeRecord.objects.get(name="cpr").value
    assert b"2902364458" not in bytes(person.cpr_token)
    assert "2902364458" not in kept


def test_the_same_cpr_number_again_changes_nothing() -> None:
    person_id = a_recorded_person(cpr=NUMBER)
    said = recorded(SetAttribute(person_id, "cpr", "2902364458"))
    assert (said.corrected, said.unchanged) == (0, 1)


def test_a_cpr_number_is_given_and_changed() -> None:
    person_id = a_recorded_person()
    assert recorded(SetAttribute(person_id, "cpr", NUMBER)).created == 1
    assert recorded(SetAttribute(person_id, "cpr", OTHER_NUMBER), reason="new").corrected == 1
    assert recorded(SetAttribute(person_id, "cpr", ""), reason="not hers").retracted == 1
    with seen():
        assert Person.objects.get(pk=person_id).cpr_digest is None


def test_a_cpr_number_that_another_person_has_is_refused() -> None:
    a_recorded_person(cpr=NUMBER)
    assert codes(refused(NewPerson("q", {"cpr": NUMBER}))) == [(0, "cpr_taken")]
    both = NewPerson("a", {"cpr": OTHER_NUMBER}), NewPerson("b", {"cpr": OTHER_NUMBER})
    assert codes(refused(*both)) == [(1, "cpr_taken")]


@pytest.mark.parametrize("is_older", [True, False])
def test_a_cpr_number_moves_to_another_person_in_one_batch(is_older) -> None:
    numbers = ({"cpr": NUMBER}, {}) if is_older else ({}, {"cpr": NUMBER})
    first, second = (a_recorded_person(**number) for number in numbers)
    first, second = (first, second) if is_older else (second, first)
    recorded(
        SetAttribute(first, "cpr", None), SetAttribute(second, "cpr", NUMBER), reason="mixed up"
    )
    with seen():
        assert Person.objects.get(pk=second).cpr_digest is not None


def test_a_new_birth_date_evaluates_again() -> None:
    person_id = a_recorded_person(taken_over(), birth_date=date(2016, 1, 1))
    with seen():
        before = Standing.objects.filter(person_id=person_id).count()
    recorded(SetAttribute(person_id, "birth_date", date(1990, 1, 1)), reason="passport")
    with seen():
        assert Standing.objects.filter(person_id=person_id).count() > before


@pytest.mark.django_db(transaction=True)
def test_a_cpr_number_recorded_for_two_persons_at_the_same_moment_is_refused_once() -> None:
    town_builders.a_municipality()
    start, came_of = threading.Barrier(2), []

    def record() -> None:
        start.wait()
        try:
            came_of.append(str(recorded(NewPerson("p", {"cpr": NUMBER})).created))
        except FactsRefusedError as error:
            came_of.append(error.problems[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=record) for _both in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came_of) == ["2", "cpr_taken"]
