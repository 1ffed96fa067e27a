"""External keys: a repeated import changes nothing, a changed one corrects, a hand stands."""

from dataclasses import replace
from datetime import date

import pytest
from tests import builders as town_builders
from tests.apps.people.builders import (
    NAMED,
    codes,
    imported,
    recorded,
    refused,
    seen,
    standing_rows,
)

from tovholder.people.facts import (
    Correction,
    NewEpisode,
    NewHousehold,
    NewPerson,
    Retraction,
    SetAttribute,
)
from tovholder.people.models import Episode, Household, Person

pytestmark = pytest.mark.django_db
PERSON = NewPerson("p", NAMED, source_key="77")
JOB = NewEpisode("p", "labour", "employed", date(2026, 4, 1), external_key="job-1")
BASIS = NewEpisode("p", "residence_basis", "refugee", date(2020, 1, 1), external_key="basis-1")


@pytest.fixture(autouse=True)
def _town() -> None:
    town_builders.a_municipality()


def test_the_same_import_twice_changes_nothing() -> None:
    household = NewHousehold("h", source_key="home-1")
    first = imported(PERSON, JOB, household)
    second = imported(PERSON, JOB, household)
    assert (first.persons, first.households) == (second.persons, second.households)
    assert (second.created, second.corrected, second.unchanged, second.kept) == (0, 0, 2, ())
    with seen():
        assert (Person.objects.count(), Episode.objects.count()) == (1, 1)
        assert Household.objects.count() == 1


def test_the_same_key_of_another_source_is_another_person() -> None:
    imported(PERSON)
    imported(PERSON, source="third system")
    with seen():
        assert Person.objects.count() == 2


def test_another_content_under_the_same_key_corrects() -> None:
    first = imported(PERSON, JOB)
    second = imported(PERSON, replace(JOB, start=date(2026, 5, 1)))
    assert (second.created, second.corrected) == (0, 1)
    assert second.lineages[1] == first.lineages[1]


def test_what_a_colleague_corrected_by_hand_stands_against_the_import() -> None:
    said = imported(PERSON, JOB)
    by_hand = Correction(said.lineages[1], "labour", "self_employed", date(2026, 4, 1))
    recorded(by_hand, reason="talked with her")
    again = imported(PERSON, JOB)
    assert (again.created, again.corrected, again.kept) == (0, 0, (1,))
    (row,) = standing_rows(said.persons["p"], "labour")
    assert row.state == "self_employed"


def test_what_a_colleague_retracted_stays_retracted() -> None:
    said = imported(PERSON, JOB)
    recorded(Retraction(said.lineages[1]), reason="not her")
    assert imported(PERSON, JOB).kept == (1,)
    assert standing_rows(said.persons["p"], "labour") == []


def test_an_attribute_set_by_hand_stands_against_the_import() -> None:
    person_id = imported(PERSON).persons["p"]
    recorded(SetAttribute(person_id, "family_name", "Noor"))
    again = imported(PERSON)
    assert again.kept == (0,)
    with seen():
        assert Person.objects.get(pk=person_id).family_name == "Noor"


def test_an_open_fact_that_a_later_one_ended_stays_ended_when_repeated() -> None:
    later = NewEpisode(
        "p", "residence_basis", "other", date(2022, 1, 1), ends_previous=True,
        external_key="basis-2",
    )  # fmt: skip
    imported(PERSON, BASIS, later)
    again = imported(PERSON, BASIS, later)
    assert (again.created, again.corrected, again.kept) == (0, 0, ())
    first, _second = standing_rows(again.persons["p"], "residence_basis")
    assert first.period.upper == date(2022, 1, 1)


def test_a_key_that_moves_to_another_person_is_refused() -> None:
    imported(PERSON, JOB)
    other = NewPerson("q", NAMED, source_key="78")
    problems = refused_import(other, replace(JOB, person="q"))
    assert codes(problems) == [(1, "key_of_another")]


def test_one_key_for_two_facts_of_a_batch_is_refused() -> None:
    again = replace(JOB, state="self_employed")
    assert codes(refused_import(PERSON, JOB, JOB, again)) == [(3, "key_used_twice")]


def refused_import(*facts):
    from tovholder.people.problems import FactsRefusedError

    with pytest.raises(FactsRefusedError) as found:
        imported(*facts)
    return found.value.problems


def test_new_persons_without_a_key_are_always_new() -> None:
    imported(NewPerson("p", NAMED))
    imported(NewPerson("p", NAMED))
    with seen():
        assert Person.objects.count() == 2
    assert codes(refused(NewPerson("p", {}), NewPerson("p", {}))) == [(1, "ref_used_twice")]
