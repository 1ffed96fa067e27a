"""Pauses move the due date by their days, after the calendar step."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.builders import (
    a_history,
    a_pack,
    an_episode,
    care,
    leave,
    standing,
    visit,
    within,
)

from tovholder.engine.person import State

START = date(2026, 3, 10)
DUE = date(2026, 4, 10)
LATER = date(2026, 8, 1)


@pytest.mark.parametrize(
    ("first", "after", "due"),
    [
        (date(2026, 3, 20), date(2026, 3, 25), date(2026, 4, 15)),
        (date(2026, 3, 1), date(2026, 3, 12), date(2026, 4, 12)),
        (date(2026, 3, 1), date(2026, 3, 10), DUE),
        (date(2026, 4, 10), date(2026, 4, 11), date(2026, 4, 11)),
        (date(2026, 4, 10), date(2026, 4, 20), date(2026, 4, 20)),
        (date(2026, 4, 11), date(2026, 4, 20), DUE),
    ],
)
def test_a_pause_moves_the_due_date_by_its_days_inside_the_window(first, after, due):
    assert standing(a_history(care(START), leave(first, after)), LATER).due_date == due


def test_pauses_that_overlap_count_once():
    pauses = (
        leave(date(2026, 3, 20), date(2026, 3, 25)),
        leave(date(2026, 3, 22), date(2026, 3, 28)),
    )
    assert standing(a_history(care(START), *pauses), LATER).due_date == date(2026, 4, 18)


def test_a_pause_inside_a_pause_changes_nothing():
    pauses = (
        leave(date(2026, 3, 20), date(2026, 3, 28)),
        leave(date(2026, 3, 22), date(2026, 3, 24)),
    )
    assert standing(a_history(care(START), *pauses), LATER).due_date == date(2026, 4, 18)


def test_a_pause_can_move_the_due_date_into_another_pause():
    first = leave(date(2026, 3, 20), date(2026, 3, 25))
    second = leave(date(2026, 4, 14), date(2026, 4, 24))
    assert standing(a_history(care(START), second), LATER).due_date == DUE
    assert standing(a_history(care(START), first, second), LATER).due_date == date(2026, 4, 25)


def test_the_calendar_step_comes_before_the_pause():
    history = a_history(care(date(2026, 1, 31)), leave(date(2026, 2, 1), date(2026, 2, 4)))
    assert standing(history, LATER).due_date == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("on", "state", "due"),
    [
        (date(2026, 3, 19), State.OPEN, DUE),
        (date(2026, 3, 20), State.PAUSED, None),
        (date(2026, 3, 24), State.PAUSED, None),
        (date(2026, 3, 25), State.OPEN, date(2026, 4, 15)),
    ],
)
def test_inside_a_pause_there_is_no_due_date_even_if_its_end_is_known(on, state, due):
    found = standing(a_history(care(START), leave(date(2026, 3, 20), date(2026, 3, 25))), on)
    assert (found.state, found.due_date) == (state, due)


def test_a_pause_without_an_end_pauses_until_it_has_one():
    history = a_history(care(START), leave(date(2026, 3, 20)))
    assert standing(history, LATER).state is State.PAUSED
    assert standing(history, LATER).next_change_on is None


def test_a_pause_that_begins_after_the_due_date_changes_nothing():
    history = a_history(care(START), leave(date(2026, 4, 11)))
    found = standing(history, date(2026, 5, 1))
    assert (found.state, found.due_date) == (State.OVERDUE, DUE)


def test_what_is_met_during_a_pause_is_met_and_the_clock_stays_where_it_was():
    history = a_history(
        care(START), leave(date(2026, 3, 20), date(2026, 5, 1)), visit(date(2026, 3, 22))
    )
    for on in (date(2026, 3, 22), LATER):
        found = standing(history, on)
        assert (found.state, found.due_date) == (State.MET, date(2026, 4, 12))


def test_a_pause_after_the_closing_changes_nothing():
    history = a_history(
        care(START), visit(date(2026, 3, 12)), leave(date(2026, 3, 20), date(2026, 3, 25))
    )
    assert standing(history, LATER).due_date == DUE


def test_a_pause_also_pauses_what_has_no_due_date():
    law = {"ref": "§ 1", "source": "a book", "confidence": "quoted"}
    pack = a_pack(versions=[{"valid": ["1900-01-01", None], "law": law}])
    history = a_history(care(START), leave(date(2026, 3, 20), date(2026, 3, 25)))
    assert standing(history, date(2026, 3, 21), pack).state is State.PAUSED
    assert standing(history, date(2026, 3, 25), pack).state is State.OPEN


def test_only_the_states_named_pause():
    pack = a_pack(pauses=[{"kind": "leave", "state": "abroad"}])
    abroad = an_episode("leave", "abroad", date(2026, 3, 20), date(2026, 3, 22))
    history = a_history(care(START), leave(date(2026, 3, 25), date(2026, 3, 28)), abroad)
    assert standing(history, LATER, pack).due_date == date(2026, 4, 12)


def test_the_aim_moves_with_the_pauses_in_its_own_window():
    pack = a_pack(versions=within({"aim": "P14D", "at_latest": "P1M"}))
    history = a_history(
        care(START),
        leave(date(2026, 3, 20), date(2026, 3, 25)),
        leave(date(2026, 4, 1), date(2026, 4, 3)),
    )
    found = standing(history, LATER, pack)
    assert (found.aim_date, found.due_date) == (date(2026, 3, 29), date(2026, 4, 17))


DAYS = st.integers(-20, 80).map(lambda days: START + timedelta(days=days))
PAUSES = st.tuples(DAYS, st.integers(1, 20)).map(
    lambda pause: leave(pause[0], pause[0] + timedelta(days=pause[1]), lineage=str(pause))
)


@given(st.lists(PAUSES, max_size=4), PAUSES)
def test_one_pause_more_never_moves_the_due_date_earlier(pauses, one_more):
    on = START + timedelta(days=400)
    before = standing(a_history(care(START), *pauses), on)
    after = standing(a_history(care(START), *pauses, one_more), on)
    assert before.due_date <= after.due_date


@given(st.lists(PAUSES, max_size=4))
def test_the_due_date_is_stable_under_the_rule_in_its_own_words(pauses):
    """Due = the calendar step + the pause days in [start, due], counted day by day."""
    due = standing(a_history(care(START), *pauses), START + timedelta(days=400)).due_date
    window = (START + timedelta(days=n) for n in range((due - START).days + 1))
    paused = sum(any(pause.start <= day < pause.end for pause in pauses) for day in window)
    assert due == DUE + timedelta(days=paused)
