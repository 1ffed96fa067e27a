"""What was recorded is corrected or retracted with a reason; nothing is overwritten."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from tests import builders as town_builders
from tests.apps.people.builders import (
    AT,
    a_recorded_person,
    codes,
    employed,
    lineage_of,
    recorded,
    refused,
    seen,
    standing_rows,
    taken_over,
)

from tovholder.people.facts import Correction, NewEpisode, Retraction, SetAttribute
from tovholder.people.models import AttributeRecord, Episode, Standing
from tovholder.people.problems import FactsRefusedError

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _town() -> None:
    town_builders.a_municipality()


def moved(lineage, day: date, **options: object) -> Correction:
    return Correction(lineage, "responsibility", "taken_over", day, **options)


def test_a_correction_keeps_the_lineage_and_the_earlier_row() -> None:
    person_id = a_recorded_person(taken_over())
    lineage = lineage_of(person_id, "responsibility")
    said = recorded(moved(lineage, date(2026, 4, 1)), at=LATER, reason="wrong month")
    with seen():
        before, after = Episode.objects.filter(lineage=lineage).order_by("id")
    assert (said.created, said.corrected) == (0, 1)
    assert (before.superseded_at, before.superseded_reason) == (LATER, "wrong month")
    assert (after.period.lower, after.reason) == (date(2026, 4, 1), "wrong month")


def test_a_correction_moves_the_standings_at_once() -> None:
    person_id = a_recorded_person(taken_over())
    lineage = lineage_of(person_id, "responsibility")
    recorded(moved(lineage, date(2026, 4, 1)), at=LATER, reason="wrong month")
    with seen():
        started = set(
            Standing.objects.filter(person_id=person_id).values_list("start_date", "lineage")
        )
    assert started == {(date(2026, 4, 1), lineage)}


def test_a_correction_that_says_the_same_changes_nothing() -> None:
    person_id = a_recorded_person(taken_over())
    lineage = lineage_of(person_id, "responsibility")
    said = recorded(moved(lineage, date(2026, 3, 1)), at=LATER, reason="again")
    assert (said.corrected, said.unchanged) == (0, 1)


def test_a_retraction_leaves_the_row_with_its_reason_and_drops_the_standings() -> None:
    person_id = a_recorded_person(taken_over())
    lineage = lineage_of(person_id, "responsibility")
    said = recorded(Retraction(lineage), at=LATER, reason="another person")
    with seen():
        row = Episode.objects.get(lineage=lineage)
        assert (row.superseded_at, row.superseded_reason) == (LATER, "another person")
        assert not Standing.objects.filter(person_id=person_id).exists()
    assert said.retracted == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_correction_without_a_reason_is_refused(reason) -> None:
    lineage = lineage_of(a_recorded_person(taken_over()), "responsibility")
    assert codes(refused(moved(lineage, date(2026, 4, 1)), reason=reason)) == [(0, "no_reason")]
    assert codes(refused(Retraction(lineage), reason=reason)) == [(0, "no_reason")]


def test_a_fact_that_is_retracted_cannot_be_corrected() -> None:
    lineage = lineage_of(a_recorded_person(taken_over()), "responsibility")
    recorded(Retraction(lineage), reason="wrong")
    problems = refused(moved(lineage, date(2026, 4, 1)), reason="late")
    assert codes(problems) == [(0, "no_such_fact")]


def test_two_corrections_of_one_fact_in_a_batch_are_refused() -> None:
    lineage = lineage_of(a_recorded_person(taken_over()), "responsibility")
    twice = moved(lineage, date(2026, 4, 1)), moved(lineage, date(2026, 5, 1))
    assert codes(refused(*twice, reason="both")) == [(1, "corrected_twice")]


def test_a_correction_of_a_row_that_was_corrected_meanwhile_is_refused() -> None:
    person_id = a_recorded_person(taken_over())
    (row,) = standing_rows(person_id, "responsibility")
    recorded(moved(row.lineage, date(2026, 4, 1), replaces=row.pk), reason="first")
    late = moved(row.lineage, date(2026, 5, 1), replaces=row.pk)
    assert codes(refused(late, reason="second")) == [(0, "corrected_meanwhile")]


def test_a_corrected_fact_may_not_overlap_another() -> None:
    first = NewEpisode(
        "p", "programme", "introduction_programme", date(2026, 3, 1), date(2026, 6, 1)
    )
    second = NewEpisode("p", "programme", "introduction_programme", date(2026, 6, 1))
    person_id = a_recorded_person(first, second)
    row, _later = standing_rows(person_id, "programme")
    longer = Correction(row.lineage, row.kind, row.state, date(2026, 3, 1), date(2026, 7, 1))
    assert codes(refused(longer, reason="extended")) == [(0, "overlap")]


def test_a_correction_and_the_fact_it_makes_room_for_go_through_together() -> None:
    person_id = a_recorded_person(taken_over())
    (row,) = standing_rows(person_id, "responsibility")
    ended = Correction(row.lineage, row.kind, row.state, date(2026, 3, 1), date(2026, 6, 1))
    recorded(ended, taken_over(person_id, on=date(2026, 6, 1)), reason="moved away and back")
    assert len(standing_rows(person_id, "responsibility")) == 2


def test_a_planned_arrival_is_confirmed_by_a_correction() -> None:
    announced = NewEpisode("p", "responsibility", "taken_over", date(2026, 10, 1), is_planned=True)
    person_id = a_recorded_person(announced)
    with seen():
        waiting = Standing.objects.filter(person_id=person_id).values_list("state", flat=True)
        assert "waiting" in set(waiting)
    lineage = lineage_of(person_id, "responsibility")
    recorded(moved(lineage, date(2026, 10, 5)), reason="arrived")
    with seen():
        states = set(Standing.objects.filter(person_id=person_id).values_list("state", flat=True))
        assert "waiting" not in states


def test_an_attribute_is_corrected_with_the_same_trace() -> None:
    person_id = a_recorded_person()
    said = recorded(SetAttribute(person_id, "family_name", "Noor"), at=LATER, reason="passport")
    with seen():
        names = AttributeRecord.objects.filter(person_id=person_id, name="family_name")
        assert list(names.order_by("id").values_list("value", "superseded_at")) == [
            ("Nour", LATER),
            ("Noor", None),
        ]
    assert said.corrected == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_the_same_time_the_second_is_refused() -> None:
    person_id = a_recorded_person(employed())
    (row,) = standing_rows(person_id, "labour")
    start, came_of = threading.Barrier(2), []

    def correct(day: int) -> None:
        fact = Correction(row.lineage, "labour", "employed", date(2026, 3, day), replaces=row.pk)
        start.wait()
        try:
            recorded(fact, reason="both saw the same row", at=AT)
            came_of.append("recorded")
        except FactsRefusedError as error:
            came_of.append(error.problems[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=correct, args=(day,)) for day in (5, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came_of) == ["corrected_meanwhile", "recorded"]
