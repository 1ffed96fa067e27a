"""What ends an expectation besides being met: leaving, death, a waiver, a correction."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.engine.builders import (
    a_history,
    a_pack,
    a_waiver,
    an_event,
    care,
    leave,
    standing,
    visit,
)

from tovholder.engine.person import State

START = date(2026, 3, 10)
DUE = date(2026, 4, 10)
LATER = date(2026, 8, 1)
OCCURRENCE = "care-2026-03-10"


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (date(2026, 4, 10), State.ENDED),
        (date(2026, 4, 11), State.MISSED),
        (date(2026, 6, 1), State.MISSED),
    ],
)
def test_leaving_when_overdue_is_missed_and_before_that_it_is_ended(end, state):
    assert standing(a_history(care(START, end)), LATER).state is state


def test_what_will_end_still_runs_until_the_first_day_after():
    history = a_history(care(START, date(2026, 5, 1)))
    assert standing(history, date(2026, 4, 30)).state is State.OVERDUE
    assert standing(history, date(2026, 4, 30)).next_change_on == date(2026, 5, 1)
    assert standing(history, date(2026, 5, 1)).state is State.MISSED


@pytest.mark.parametrize(
    ("day", "state"), [(date(2026, 4, 5), State.MET), (date(2026, 4, 6), State.ENDED)]
)
def test_evidence_on_the_day_of_the_stop_counts_and_later_it_does_not(day, state):
    history = a_history(care(START), an_event("death", "died", date(2026, 4, 5)), visit(day))
    assert standing(history, LATER).state is state


def test_the_earliest_stop_counts():
    history = a_history(care(START, date(2026, 6, 1)), an_event("death", "died", date(2026, 4, 5)))
    assert standing(history, LATER).state is State.ENDED


def test_a_stop_on_the_start_day_counts_and_an_earlier_one_does_not():
    same_day = a_history(care(START), an_event("death", "died", START))
    before = a_history(care(START), an_event("death", "died", date(2026, 3, 9)))
    assert standing(same_day, START).state is State.ENDED
    assert standing(before, START).state is State.OPEN


def test_what_ended_on_the_start_day_was_not_running_and_stops_nothing():
    pack = a_pack(
        **{
            "from": {"kind": "visit"},
            "what": {"kind": "course"},
            "stops": [{"kind": "care", "at": "end"}],
        }
    )
    history = a_history(care(date(2026, 1, 1), START), visit(START))
    assert standing(history, LATER, pack).state is State.OVERDUE


def test_stopping_during_a_pause_is_never_missed():
    history = a_history(care(START, date(2026, 6, 1)), leave(date(2026, 4, 1)))
    assert standing(history, LATER).state is State.ENDED


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 4, 19), State.OVERDUE),
        (date(2026, 4, 20), State.WAIVED),
        (LATER, State.WAIVED),
    ],
)
def test_a_waiver_holds_from_its_day(on, state):
    history = a_history(care(START), a_waiver(date(2026, 4, 20), OCCURRENCE))
    assert standing(history, on).state is state


@pytest.mark.parametrize(
    ("day", "state"), [(date(2026, 4, 20), State.MET_LATE), (date(2026, 4, 21), State.WAIVED)]
)
def test_what_was_met_before_the_waiver_or_on_its_day_stays_met(day, state):
    history = a_history(care(START), a_waiver(date(2026, 4, 20), OCCURRENCE), visit(day))
    assert standing(history, LATER).state is state


@pytest.mark.parametrize(
    "detail",
    [
        {"occurrence": "another"},
        {"occurrence": OCCURRENCE, "expectation": "another"},
        {"occurrence": OCCURRENCE, "ordinal": 2},
    ],
)
def test_a_waiver_of_something_else_changes_nothing(detail):
    history = a_history(care(START), a_waiver(date(2026, 3, 20), **detail))
    assert standing(history, LATER).state is State.OVERDUE


def test_what_cannot_be_waived_is_not():
    history = a_history(care(START), a_waiver(date(2026, 3, 20), OCCURRENCE, ordinal=1))
    assert standing(history, LATER).state is State.WAIVED
    assert standing(history, LATER, a_pack(waivable=None)).state is State.OVERDUE


def test_a_waiver_after_the_stop_changes_nothing():
    history = a_history(care(START, date(2026, 5, 1)), a_waiver(date(2026, 5, 2), OCCURRENCE))
    assert standing(history, LATER).state is State.MISSED


def test_a_late_correction_of_the_start_keeps_the_waiver():
    corrected_at = datetime(2026, 5, 1, 9, tzinfo=UTC)
    first = care(START, lineage="a")
    moved = replace(care(date(2026, 4, 1), lineage="a"), recorded_at=corrected_at)
    history = a_history(
        replace(first, superseded_at=corrected_at), moved, a_waiver(date(2026, 3, 20), "a")
    )
    found = standing(history, LATER)
    assert (found.state, found.start_date, found.lineage) == (State.WAIVED, date(2026, 4, 1), "a")
    as_then = standing(history, LATER, known_on=date(2026, 4, 30))
    assert (as_then.state, as_then.start_date) == (State.WAIVED, START)


def test_a_waiver_of_a_start_that_was_joined_to_an_earlier_one_still_holds():
    history = a_history(
        care(date(2026, 3, 1), START), care(START), a_waiver(date(2026, 3, 20), OCCURRENCE)
    )
    assert standing(history, LATER).state is State.WAIVED


def test_a_retracted_fact_without_successor_is_gone():
    retracted = replace(
        visit(date(2026, 3, 20)), superseded_at=datetime(2026, 3, 25, 9, tzinfo=UTC)
    )
    history = a_history(care(START), retracted)
    assert standing(history, LATER).state is State.OVERDUE
    assert standing(history, LATER, known_on=date(2026, 3, 24)).state is State.MET
