"""A date known only to the month or the year is never read as its first day."""

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.builders import (
    ONE_DAY,
    a_history,
    a_pack,
    a_waiver,
    an_episode,
    care,
    leave,
    standing,
    vague,
    visit,
)

from tovholder.engine.history import Precision
from tovholder.engine.person import State, evaluate

START = date(2026, 3, 10)
LATER = date(2026, 8, 1)
MONTH = vague("month")


@pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 3, 15), LATER])
def test_a_vague_start_is_undetermined_and_named(on):
    found = standing(a_history(care(date(2026, 3, 1), **MONTH)), on)
    assert (found.state, found.start_date, found.due_date) == (State.UNDETERMINED, None, None)
    assert found.missing == ("start of care",)


def test_a_vague_start_of_someone_whom_it_cannot_concern_does_not_apply():
    child = a_history(care(date(2026, 3, 1), **MONTH), born=date(2010, 1, 1))
    turning = a_history(care(date(2026, 3, 1), **MONTH), born=date(2008, 3, 15))
    assert standing(child, LATER).state is State.NOT_APPLICABLE
    assert standing(turning, LATER).missing == ("start of care",)


def test_a_vague_start_is_undetermined_also_where_who_is_asked_each_day():
    pack = a_pack(who_at="each_day")
    found = standing(a_history(care(date(2026, 3, 1), **MONTH)), LATER, pack)
    assert (found.state, found.missing) == (State.UNDETERMINED, ("start of care",))


def test_a_vague_start_before_every_version_does_not_apply():
    law = {"ref": "§ 1", "source": "a book", "confidence": "quoted"}
    pack = a_pack(versions=[{"valid": ["2026-03-20", None], "law": law, "within": "P1M"}])
    before = standing(a_history(care(date(2026, 2, 1), **MONTH)), LATER, pack)
    across = standing(a_history(care(date(2026, 3, 1), **MONTH)), LATER, pack)
    assert (before.state, across.state) == (State.NOT_APPLICABLE, State.UNDETERMINED)


@pytest.mark.parametrize(
    ("month", "on", "state"),
    [
        (date(2026, 2, 1), LATER, State.OVERDUE),
        (date(2026, 3, 1), LATER, State.UNDETERMINED),
        (date(2026, 4, 1), LATER, State.UNDETERMINED),
        (date(2026, 5, 1), LATER, State.MET_LATE),
        (date(2026, 5, 1), date(2026, 5, 20), State.UNDETERMINED),
        (date(2026, 5, 1), date(2026, 4, 30), State.OVERDUE),
    ],
)
def test_a_vague_visit_decides_only_what_every_possible_day_agrees_on(month, on, state):
    found = standing(a_history(care(START), visit(month, **MONTH)), on)
    assert found.state is state
    assert found.missing == (("start of visit",) if state is State.UNDETERMINED else ())


def test_a_visit_in_a_month_inside_the_window_is_met_on_a_day_not_known():
    pack = a_pack(versions=_within("P3M"))
    found = standing(a_history(care(START), visit(date(2026, 4, 1), **MONTH)), LATER, pack)
    assert (found.state, found.met_date, found.due_date) == (State.MET, None, date(2026, 6, 10))


def _within(length):
    law = {"ref": "§ 1", "source": "a book", "confidence": "quoted"}
    return [{"valid": ["1900-01-01", None], "law": law, "within": length}]


def test_a_vague_visit_beside_a_certain_one_does_no_harm():
    history = a_history(care(START), visit(START), visit(date(2026, 4, 1), **MONTH))
    assert standing(history, LATER).state is State.MET


def test_two_visits_of_which_one_is_vague_are_two_when_both_surely_count():
    pack = a_pack(count={"at_least": 2}, versions=_within("P3M"))
    sure = a_history(care(START), visit(START), visit(date(2026, 4, 1), **MONTH))
    open_ = a_history(care(START), visit(START), visit(date(2026, 3, 1), **MONTH))
    assert standing(sure, LATER, pack).state is State.MET
    assert standing(open_, LATER, pack).state is State.UNDETERMINED


def test_a_vague_pause_leaves_the_due_date_open_but_not_what_it_cannot_change():
    history = a_history(
        care(START), leave(date(2026, 3, 20), date(2026, 4, 1), end_precision=Precision.MONTH)
    )
    assert standing(history, date(2026, 3, 25)).state is State.PAUSED
    assert standing(history, date(2026, 4, 10)).missing == ("end of leave",)
    overdue = standing(history, LATER)
    assert (overdue.state, overdue.due_date) == (State.OVERDUE, None)


def test_a_vague_pause_after_the_window_changes_nothing():
    history = a_history(care(START), leave(date(2026, 5, 1), **MONTH))
    assert standing(history, LATER).due_date == date(2026, 4, 10)


def test_a_vague_stop_is_decided_where_every_day_gives_the_same():
    missed = a_history(care(START, date(2026, 5, 1), end_precision=Precision.MONTH))
    open_ = a_history(care(START, date(2026, 4, 1), end_precision=Precision.MONTH))
    assert standing(missed, LATER).state is State.MISSED
    assert standing(missed, date(2026, 5, 10)).missing == ("end of care",)
    assert standing(open_, LATER).missing == ("end of care",)


def test_a_vague_waiver_is_decided_where_every_day_gives_the_same():
    waiver = replace(a_waiver(date(2026, 5, 1), "care-2026-03-10"), **MONTH)
    history = a_history(care(START), waiver)
    assert standing(history, LATER).state is State.WAIVED
    found = standing(history, date(2026, 5, 10))
    assert found.missing == ("start of waiver",)
    assert "private" in found.categories


def test_facts_that_may_or_may_not_touch_leave_open_how_many_starts_there_are():
    pack = a_pack(**{"from": {"kind": "care", "take": "each"}})
    first = care(START, date(2026, 5, 1), end_precision=Precision.MONTH)
    history = a_history(first, care(date(2026, 5, 20)))
    found = evaluate(history, pack, on=LATER)
    assert [each.lineage for each in found] == ["care-2026-03-10", "care-2026-05-20"]
    assert {each.state for each in found} == {State.UNDETERMINED}
    assert {each.missing for each in found} == {("end of care",)}
    assert standing(history, LATER).missing == ("end of care",)


@pytest.mark.parametrize(
    ("state", "who"), [(State.UNDETERMINED, "yes_basis"), (State.UNDETERMINED, "no_basis")]
)
def test_a_vague_fact_about_whom_leaves_who_open(state, who):
    pack = a_pack(who={"kind": "basis", "state": who})
    basis = an_episode("basis", who, date(2026, 3, 1), **MONTH)
    found = standing(a_history(care(START), basis), LATER, pack)
    assert (found.state, found.missing) == (state, ("start of basis",))


def test_who_on_a_closing_day_that_is_vague_must_be_the_same_on_all_of_them():
    pack = a_pack(
        who={"kind": "basis", "state": "yes_basis"}, who_at="each_day", versions=_within("P3M")
    )
    basis = an_episode("basis", "yes_basis", START, date(2026, 4, 15))
    other = an_episode("basis", "no_basis", date(2026, 4, 15))
    history = a_history(care(START), basis, other, visit(date(2026, 4, 1), **MONTH))
    assert standing(history, LATER, pack).state is State.UNDETERMINED


def test_the_latest_of_vague_events_may_be_any_of_them():
    pack = a_pack(**{"from": {"kind": "visit", "take": "last"}, "what": {"kind": "course"}})
    history = a_history(visit(date(2026, 3, 1), **MONTH), visit(date(2026, 3, 5)))
    assert standing(history, LATER, pack).missing == ("start of visit",)


def test_the_latest_fact_is_in_doubt_while_it_may_not_have_begun():
    pack = a_pack(what={"kind": "course", "take": "last", "at": "end"})
    over = an_episode("course", "first", date(2026, 3, 5), START)
    next_one = an_episode("course", "second", date(2026, 6, 1), date(2026, 6, 5), **MONTH)
    history = a_history(care(START), over, next_one)
    assert standing(history, date(2026, 5, 31), pack).state is State.MET
    assert standing(history, date(2026, 6, 1), pack).missing == ("start of course",)
    assert standing(history, date(2026, 6, 5), pack).state is State.MET_LATE


def test_whom_it_concerns_is_asked_on_every_possible_start_day():
    basis = an_episode("basis", "yes_basis", date(2026, 1, 1), date(2026, 3, 20))
    again = an_episode("basis", "yes_basis", date(2026, 3, 20))
    pack = a_pack(who={"not": {"kind": "basis", "state": "yes_basis"}})
    history = a_history(care(date(2026, 3, 1), **MONTH), basis, again)
    assert standing(history, LATER, pack).state is State.NOT_APPLICABLE


KINDS = {
    "care": lambda *days, **rest: care(*days, **rest),
    "leave": lambda *days, **rest: leave(*days, **rest),
    "course": lambda *days, **rest: an_episode("course", "first", *days, **rest),
    "basis": lambda *days, **rest: an_episode("basis", "yes_basis", *days, **rest),
}
PRECISIONS = st.sampled_from([Precision.DAY, Precision.DAY, Precision.MONTH])


@st.composite
def vague_histories(draw):
    """Up to five facts, some of whose dates are known only to the month."""
    ends = draw(st.none() | st.integers(5, 120).map(lambda days: START + timedelta(days=days)))
    precision = draw(PRECISIONS) if ends else Precision.DAY
    ends = ends.replace(day=1) if precision is Precision.MONTH else ends
    ends = max(ends, START + ONE_DAY) if ends else None
    facts = [care(START, ends, end_precision=precision)]
    for number in range(draw(st.integers(1, 5))):
        first = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 180)))
        name, precision = f"fact-{number}", draw(PRECISIONS)
        start = first.replace(day=1) if precision is Precision.MONTH else first
        rest = {"lineage": name, "start_precision": precision}
        if draw(st.booleans()):
            facts.append(visit(start, **rest))
            continue
        kind = draw(st.sampled_from(sorted(KINDS)))
        ends = draw(PRECISIONS)
        last = start + timedelta(days=draw(st.integers(1, 60)))
        if ends is Precision.MONTH:
            last = max(last.replace(day=1), start + ONE_DAY)
        facts.append(KINDS[kind](start, last, end_precision=ends, **rest))
    return facts


def completions(fact):
    """Every way (thinned out) in which the vague days of a fact may have been."""
    for start, end in itertools.product(_days(fact.start, fact.start_precision), _ends(fact)):
        if fact.kind == "visit":
            end = start + ONE_DAY
        if end > start:
            yield replace(
                fact,
                start=start,
                end=end,
                start_precision=Precision.DAY,
                end_precision=Precision.DAY,
            )


def _days(day, precision, extra=0):
    last = 32 if precision is Precision.MONTH else 1
    days = [day + timedelta(days=n) for n in range(last + extra)]
    return [each for each in days if each.month == day.month or each == day or extra][::3] or [day]


def _ends(fact):
    if fact.end is None:
        return [date(2027, 1, 1)]
    return _days(fact.end, fact.end_precision)


PACKS = {
    "plain": a_pack(),
    "each day": a_pack(who={"kind": "basis", "state": "yes_basis"}, who_at="each_day"),
    "an end": a_pack(what={"kind": "course", "take": "last", "at": "end"}),
    "two of": a_pack(
        count={"at_least": 2}, what={"first_of": [{"kind": "visit"}, {"kind": "course"}]}
    ),
    "each start": a_pack(**{"from": {"kind": "care", "take": "each"}}),
}


@settings(max_examples=150, deadline=None)
@given(
    vague_histories(),
    st.sampled_from(sorted(PACKS)),
    st.integers(0, 240),
    st.randoms(use_true_random=False),
)
def test_what_is_decided_holds_however_the_vague_days_turn_out(facts, pack, days, random):
    on = date(2026, 1, 15) + timedelta(days=days)
    decided = {each.state for each in evaluate(a_history(*facts), PACKS[pack], on=on)}
    if State.UNDETERMINED in decided:
        return
    for _attempt in range(12):
        exact = [random.choice(list(completions(fact)) or [fact]) for fact in facts]
        found = {each.state for each in evaluate(a_history(*exact), PACKS[pack], on=on)}
        assert found == decided, "\n".join(f"{f.kind} {f.start}-{f.end}" for f in exact)
