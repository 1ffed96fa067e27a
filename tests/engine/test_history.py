"""The trace: what was known when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.engine.builders import a_history, care

from tovholder.engine.history import Attribute, History, Precision, last_possible_day

RECORDED = datetime(2026, 3, 10, 9, tzinfo=UTC)
CORRECTED = datetime(2026, 3, 20, 9, tzinfo=UTC)
FACT = replace(care(date(2026, 3, 1)), recorded_at=RECORDED, superseded_at=CORRECTED)


@pytest.mark.parametrize(
    ("day", "is_known"),
    [
        (date(2026, 3, 9), False),
        (date(2026, 3, 10), True),
        (date(2026, 3, 19), True),
        (date(2026, 3, 20), False),
    ],
)
def test_a_fact_is_known_from_the_day_it_was_recorded_until_the_day_before_its_correction(
    day, is_known
):
    assert bool(a_history(FACT).as_known_on(day).episodes) is is_known


def test_days_of_knowledge_are_danish_days_in_winter_and_in_summer():
    winter = replace(FACT, recorded_at=datetime(2026, 1, 5, 23, 30, tzinfo=UTC))
    summer = replace(FACT, recorded_at=datetime(2026, 7, 5, 22, 30, tzinfo=UTC), superseded_at=None)
    assert not a_history(winter).as_known_on(date(2026, 1, 5)).episodes
    assert not a_history(summer).as_known_on(date(2026, 7, 5)).episodes
    assert a_history(summer).as_known_on(date(2026, 7, 6)).episodes


def test_on_an_earlier_day_nobody_knows_of_the_correction_to_come():
    (known,) = a_history(FACT).as_known_on(date(2026, 3, 15)).episodes
    assert known.superseded_at is None


def test_the_current_history_leaves_out_what_was_corrected_attributes_too():
    wrong = Attribute("birth_date", date(1990, 1, 1), RECORDED, CORRECTED)
    right = Attribute("birth_date", date(1991, 1, 1), CORRECTED, None)
    assert History((wrong, right), (FACT,)).current() == History((right,), ())


@pytest.mark.parametrize(
    ("day", "precision", "last"),
    [
        (date(2024, 2, 1), Precision.MONTH, date(2024, 2, 29)),
        (date(2024, 12, 1), Precision.MONTH, date(2024, 12, 31)),
        (date(2024, 1, 1), Precision.YEAR, date(2024, 12, 31)),
        (date(2024, 5, 7), Precision.DAY, date(2024, 5, 7)),
    ],
)
def test_the_last_possible_day_of_a_date(day, precision, last):
    assert last_possible_day(day, precision) == last
