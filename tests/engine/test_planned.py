"""What is announced and has not come: planned starts, alone and as parts of several days.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

from datetime import date

import pytest
from tests.engine.builders import told
from tests.reference.both import MONTH, Case, fact, stay, talk, visit


def planned(start, end=None, **rest):
    return stay(start, end, is_planned=True, **rest)


def course(start, end=None, state="attending", **rest):
    return fact("course", state, start, end, **rest)


def from_(start, *facts, **parts):
    born = parts.pop("born", None)
    return Case(visit(**{"from": start, **parts}), *facts, born=born)


STAY = {"kind": "stay", "state": "here"}


def test_what_is_announced_waits_also_when_its_day_has_passed():
    case = from_(STAY, planned("2024-03-10"))
    for day in ("2024-03-01", "2024-03-10", "2024-06-01"):
        assert case.on(day) == "waiting"
    assert told(case, "2024-03-01").start_date == date(2024, 3, 10)


def test_the_one_announced_that_comes_first_counts_where_only_the_first_is_asked_for():
    case = from_(STAY, planned("2024-04-10"), planned("2024-03-10", "2024-03-15"))
    assert told(case, "2024-03-01").lineage == "stay-2024-03-10"


def test_the_one_announced_last_counts_where_the_last_is_asked_for():
    case = from_(
        {**STAY, "take": "last"}, planned("2024-04-10"), planned("2024-03-10", "2024-03-15")
    )
    assert told(case, "2024-03-01").lineage == "stay-2024-04-10"


def test_each_that_is_announced_waits_and_those_that_touch_are_one():
    announced = planned("2024-03-10", "2024-03-15"), planned("2024-03-15"), planned("2025-01-01")
    case = from_({**STAY, "take": "each"}, *announced)
    assert case.on("2024-03-01", lineage="stay-2024-03-10") == "waiting"
    # the second is part of the first, which goes on
    assert case.on("2024-03-01", lineage="stay-2025-01-01") == "not_applicable"


def test_only_what_is_announced_in_the_state_asked_for_counts():
    away = fact("stay", "away", "2024-03-10", is_planned=True)
    assert from_(STAY, away).on("2024-03-01") == "not_applicable"


def test_what_is_announced_gives_way_to_the_day_that_came():
    case = from_({**STAY, "take": "each"}, stay("2024-03-12"), planned("2024-03-10"))
    assert case.on("2024-03-11", lineage="stay-2024-03-10") == "waiting"
    assert case.on("2024-03-12", lineage="stay-2024-03-10") == "not_applicable"
    assert case.on("2024-03-12", lineage="stay-2024-03-12") == "open, due 2024-04-12"


def test_what_is_announced_after_an_end_waits_when_that_end_has_come():
    case = from_({**STAY, "take": "last"}, stay("2024-01-01", "2024-02-10"), planned("2024-03-10"))
    assert case.on("2024-02-09", lineage="stay-2024-01-01") == "overdue, due 2024-02-01"
    assert case.on("2024-02-10", lineage="stay-2024-03-10") == "waiting"


def test_the_end_of_something_is_never_announced():
    ended = {**STAY, "at": "end"}
    assert from_(ended, planned("2024-03-10", "2024-03-20")).on("2024-04-01") == "not_applicable"


@pytest.mark.parametrize(
    ("born", "state"), [("2006-03-10", "waiting"), ("2006-03-11", "not_applicable")]
)
def test_it_waits_unless_it_surely_will_not_concern_the_person(born, state):
    case = from_(STAY, planned("2024-03-10"), who={"age": {"at_least": 18}}, born=born)
    assert case.on("2024-03-01") == state
    nobody_knows = from_(STAY, planned("2024-03-10"), who={"age": {"at_least": 18}})
    assert told(nobody_knows, "2024-03-01").state == "waiting"


def test_what_is_announced_for_a_month_is_undetermined_until_the_day_is_known():
    case = from_(STAY, planned("2024-03-01", **MONTH))
    assert case.on("2024-02-01") == "undetermined"
    assert told(case, "2024-02-01").missing == ("start of stay",)


def test_before_an_announced_day_it_runs_already():
    case = from_(
        STAY, planned("2024-03-10"), versions=[{**visit({"before": "P14D"})["versions"][0]}]
    )
    # fourteen days before 10 March is 25 February
    assert case.on("2024-02-01") == "open, due 2024-02-25"
    assert case.on("2024-02-26") == "overdue, due 2024-02-25"


def test_of_several_days_an_announced_one_counts_only_where_none_has_come():
    either = {"first_of": [STAY, {"kind": "course"}]}
    nothing_yet = from_(either, planned("2024-03-10"), course("2024-03-01", is_planned=True))
    assert told(nothing_yet, "2024-02-01").lineage == "course-2024-03-01"
    one_came = from_(either, planned("2024-03-10"), course("2024-04-01"))
    assert one_came.on("2024-03-31", lineage="stay-2024-03-10") == "waiting"
    assert one_came.on("2024-04-01", lineage="course-2024-04-01") == "open, due 2024-05-01"


def test_the_latest_of_several_days_waits_for_the_announced_first_of_them():
    latest = {"last_of": [STAY, {"birthday": 18}]}
    minor = from_(latest, planned("2024-03-10"), born="2006-05-01")
    assert minor.on("2024-02-01") == "waiting"
    assert told(minor, "2024-02-01").start_date == date(2024, 5, 1)
    adult = from_(latest, planned("2024-03-10"), born="2000-05-01")
    assert told(adult, "2024-02-01").start_date == date(2024, 3, 10)


def test_the_latest_of_several_days_waits_for_nothing_where_another_is_not_known():
    latest = {"last_of": [STAY, {"kind": "course"}]}
    assert from_(latest, planned("2024-03-10")).on("2024-02-01") == "not_applicable"
    known = from_(latest, planned("2024-03-10"), course("2024-01-15"))
    assert known.on("2024-02-01") == "waiting"
    only_the_second = from_(latest, stay("2024-01-01"), course("2024-03-10", is_planned=True))
    assert only_the_second.on("2024-02-01") == "not_applicable"


def test_what_is_announced_opens_nothing_that_must_last_or_is_summed():
    must_last = {"plus": "P1M", "to": STAY}
    assert from_(must_last, planned("2024-03-10")).on("2024-05-01") == "not_applicable"
    summed = {"kind": "absence", "sum": "days", "at_least": 2}
    absent = fact("absence", "excused", "2024-03-10", is_planned=True)
    assert from_(summed, absent, talk("2024-01-01")).on("2024-05-01") == "not_applicable"


def test_the_latest_of_several_days_waits_for_nothing_where_another_has_not_come():
    latest = {"last_of": [STAY, {"kind": "course", "state": "attending"}]}
    case = from_(latest, planned("2024-03-10"), course("2024-01-15", state="on_hold"))
    assert case.on("2024-02-01") == "not_applicable"


@pytest.mark.parametrize(
    ("detail", "state"),
    [({"points": 1}, "waiting"), ({"points": 0}, "not_applicable"), ({}, "undetermined")],
)
def test_what_is_announced_must_have_the_details_asked_for(detail, state):
    asked = {"kind": "talk", "where": {"points": {"at_least": 1}}}
    case = from_(asked, talk("2024-03-10", is_planned=True, detail=detail), what={"kind": "course"})
    assert case.on("2024-02-01") == state
