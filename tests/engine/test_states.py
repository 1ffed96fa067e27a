"""The state of one expectation day by day: a visit within a month after care begins."""

from datetime import date

import pytest
from tests.engine.builders import (
    PACK,
    a_history,
    a_pack,
    an_episode,
    an_event,
    care,
    standing,
    visit,
    within,
)

from tovholder.engine.history import History
from tovholder.engine.person import State, evaluate

START = date(2026, 3, 10)
DUE = date(2026, 4, 10)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 3, 9), State.NOT_APPLICABLE),
        (date(2026, 3, 10), State.OPEN),
        (date(2026, 4, 2), State.OPEN),
        (date(2026, 4, 3), State.DUE_SOON),
        (date(2026, 4, 10), State.DUE_SOON),
        (date(2026, 4, 11), State.OVERDUE),
    ],
)
def test_the_due_date_is_the_last_day_in_time_and_day_0_is_the_start(on, state):
    assert standing(a_history(care(START)), on).state is state


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 9), State.OVERDUE),
        (date(2026, 3, 10), State.MET),
        (date(2026, 4, 10), State.MET),
        (date(2026, 4, 11), State.MET_LATE),
    ],
)
def test_a_visit_counts_from_the_start_day_and_is_in_time_on_the_due_date(day, state):
    assert standing(a_history(care(START), visit(day)), date(2026, 6, 1)).state is state


def test_an_open_standing_tells_its_dates_and_when_it_changes():
    found = standing(a_history(care(START)), START)
    assert (found.start_date, found.due_date, found.met_date) == (START, DUE, None)
    assert found.next_change_on == date(2026, 4, 3)
    assert found.lineage == "care-2026-03-10"


def test_the_second_reminder_and_the_day_after_the_due_date_are_changes_too():
    history = a_history(care(START))
    assert standing(history, date(2026, 4, 3)).next_change_on == date(2026, 4, 7)
    assert standing(history, date(2026, 4, 7)).next_change_on == date(2026, 4, 11)
    assert standing(history, date(2026, 4, 11)).next_change_on is None


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        (date(2026, 1, 31), "P1M", date(2026, 2, 28)),
        (date(2024, 1, 31), "P1M", date(2024, 2, 29)),
        (date(2026, 1, 31), "P2M", date(2026, 3, 31)),
        (date(2024, 2, 29), "P5Y", date(2029, 2, 28)),
        (date(2024, 2, 29), "P4Y", date(2028, 2, 29)),
        (date(2025, 12, 31), "P2W", date(2026, 1, 14)),
        (date(2026, 3, 10), "P0D", date(2026, 3, 10)),
    ],
)
def test_months_end_on_a_day_that_exists(start, length, due):
    pack = a_pack(versions=within(length))
    assert standing(a_history(care(start)), start, pack).due_date == due


def test_an_aim_is_shown_beside_the_due_date_and_changes_no_state():
    pack = a_pack(versions=within({"aim": "P14D", "at_latest": "P1M"}))
    found = standing(a_history(care(START)), date(2026, 3, 30), pack)
    assert (found.state, found.aim_date, found.due_date) == (State.OPEN, date(2026, 3, 24), DUE)


def test_without_a_number_in_the_law_it_is_open_until_met():
    pack = a_pack(versions=[{"valid": ["1900-01-01", None], "law": _law()}])
    found = standing(a_history(care(START)), date(2036, 1, 1), pack)
    assert (found.state, found.due_date, found.next_change_on) == (State.OPEN, None, None)
    met = standing(a_history(care(START), visit(date(2036, 1, 1))), date(2036, 1, 1), pack)
    assert (met.state, met.met_date) == (State.MET, date(2036, 1, 1))


def _law():
    return {"ref": "§ 1", "source": "a book", "confidence": "quoted"}


def test_the_version_in_force_on_the_start_date_applies():
    versions = [
        {"valid": ["2020-01-01", "2025-12-31"], "law": _law(), "within": "P2M"},
        {"valid": ["2026-01-01", None], "law": _law(), "within": "P1M"},
    ]
    pack = a_pack(versions=versions)
    old = standing(a_history(care(date(2025, 12, 31))), date(2026, 6, 1), pack)
    new = standing(a_history(care(date(2026, 1, 1))), date(2026, 6, 1), pack)
    before = standing(a_history(care(date(2019, 12, 31))), date(2026, 6, 1), pack)
    assert (old.version, old.due_date) == (date(2020, 1, 1), date(2026, 2, 28))
    assert (new.version, new.due_date) == (date(2026, 1, 1), date(2026, 2, 1))
    assert before.state is State.NOT_APPLICABLE


def test_several_events_are_met_on_the_day_of_the_last_one_needed():
    pack = a_pack(count={"at_least": "$visits_needed"})
    first, second = visit(date(2026, 3, 12)), visit(date(2026, 3, 20))
    assert standing(a_history(care(START), first), date(2026, 3, 30), pack).state is State.OPEN
    found = standing(a_history(care(START), second, first), date(2026, 3, 30), pack)
    assert (found.state, found.met_date) == (State.MET, date(2026, 3, 20))


def test_two_events_on_one_day_are_two():
    pack = a_pack(count={"at_least": 2})
    history = a_history(care(START), visit(START, lineage="a"), visit(START, lineage="b"))
    assert standing(history, START, pack).state is State.MET


@pytest.mark.parametrize(
    ("evidence", "state"),
    [
        (None, State.OPEN),
        ("ever", State.MET),
        ("P3M before", State.MET),
        ("P1M before", State.OPEN),
    ],
)
def test_evidence_from_before_the_start_counts_where_the_definition_says_so(evidence, state):
    history = a_history(visit(date(2026, 1, 15)), care(START))
    found = standing(history, START, a_pack(evidence=evidence))
    assert found.state is state
    assert found.met_date == (date(2026, 1, 15) if state is State.MET else None)


def test_the_earliest_of_several_kinds_of_evidence_counts():
    what = {"first_of": [{"kind": "visit", "state": "paid"}, {"kind": "course"}]}
    history = a_history(care(START), an_event("need", "needed", START), visit(date(2026, 3, 20)))
    assert standing(history, date(2026, 3, 21), a_pack(what=what)).met_date == date(2026, 3, 20)


def test_each_occurrence_is_one_start_and_touching_starts_are_one():
    pack = a_pack(**{"from": {"kind": "care", "take": "each"}})
    moved = care(date(2026, 3, 20), date(2026, 5, 1))
    again = care(date(2026, 9, 1))
    history = a_history(care(START, date(2026, 3, 20)), moved, again)
    found = evaluate(history, pack, on=date(2026, 9, 2))
    assert [(each.start_date, each.state) for each in found] == [
        (START, State.MISSED),
        (date(2026, 9, 1), State.OPEN),
    ]


def test_the_latest_start_counts_where_the_definition_says_so():
    pack = a_pack(**{"from": {"kind": "visit", "take": "last"}, "what": {"kind": "course"}})
    history = a_history(visit(START), visit(date(2026, 5, 1)))
    assert standing(history, date(2026, 5, 1), pack).start_date == date(2026, 5, 1)


def test_the_earliest_of_several_starts_counts():
    start = {"first_of": [{"kind": "care"}, {"kind": "visit"}]}
    pack = a_pack(**{"from": start, "what": {"kind": "course"}})
    found = standing(a_history(care(START), visit(date(2026, 3, 1))), START, pack)
    assert found.lineage == "visit-2026-03-01"


def test_an_end_that_has_come_can_be_evidence_and_one_to_come_cannot():
    pack = a_pack(what={"kind": "course", "take": "last", "at": "end"})
    course = an_episode("course", "first", START, date(2026, 3, 20))
    again = an_episode("course", "second", date(2026, 4, 1))
    history = a_history(care(START), course)
    assert standing(history, date(2026, 3, 19), pack).state is State.OPEN
    assert standing(history, date(2026, 3, 19), pack).next_change_on == date(2026, 3, 20)
    assert standing(history, date(2026, 3, 20), pack).met_date == date(2026, 3, 20)
    reopened = a_history(care(START), course, again)
    assert standing(reopened, date(2026, 4, 1), pack).state is State.OPEN


def test_planned_facts_never_satisfy():
    history = a_history(care(START), visit(date(2026, 3, 12), is_planned=True))
    assert standing(history, date(2026, 3, 20)).state is State.OPEN


def test_an_announced_start_waits_and_keeps_waiting_when_nobody_came():
    history = a_history(care(START, is_planned=True))
    for on in (date(2026, 3, 1), START, date(2026, 8, 1)):
        found = standing(history, on)
        assert (found.state, found.start_date, found.due_date) == (State.WAITING, START, None)


def test_an_announced_start_gives_way_to_the_real_one():
    history = a_history(care(START, is_planned=True), care(date(2026, 3, 12), lineage="real"))
    assert standing(history, date(2026, 3, 11)).state is State.WAITING
    assert standing(history, date(2026, 3, 11)).next_change_on == date(2026, 3, 12)
    found = standing(history, date(2026, 3, 12))
    assert (found.state, found.lineage) == (State.OPEN, "real")


def test_a_new_announced_start_waits_beside_an_earlier_one_that_is_over():
    pack = a_pack(**{"from": {"kind": "care", "take": "each"}})
    history = a_history(care(START, date(2026, 4, 1)), care(date(2026, 9, 1), is_planned=True))
    states = [each.state for each in evaluate(history, pack, on=date(2026, 4, 1))]
    assert states == [State.ENDED, State.WAITING]
    assert len(evaluate(history, pack, on=date(2026, 3, 31))) == 1


def test_the_latest_start_may_be_the_announced_one():
    pack = a_pack(**{"from": {"kind": "care", "take": "last"}})
    history = a_history(care(START, date(2026, 4, 1)), care(date(2026, 9, 1), is_planned=True))
    assert standing(history, date(2026, 5, 1), pack).state is State.WAITING


def test_an_announced_start_does_not_wait_for_someone_it_will_not_concern():
    history = a_history(care(START, is_planned=True), born=date(2012, 1, 1))
    assert standing(history, date(2026, 3, 1)).state is State.NOT_APPLICABLE


def test_of_an_empty_history_nothing_is_expected():
    (found,) = evaluate(History((), ()), PACK, on=START)
    assert (found.state, found.lineage, found.start_date) == (State.NOT_APPLICABLE, "", None)
    assert found.next_change_on is None
