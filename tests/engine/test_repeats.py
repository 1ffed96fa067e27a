"""What is expected again: from the day it was met, from the due date, or on a fixed grid.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

from datetime import date

import pytest
from tests.engine.builders import told
from tests.reference.both import Case, leave, stay, talk, visit, waiver
from tests.reference.packs import EARLIEST, LAW, a_parameter, a_version

from tovholder.engine.person import evaluate

MARCH_15 = date(2024, 3, 15)


def standings(case, day):
    return evaluate(case.history, case.rules, on=date.fromisoformat(day))


def every(length, origin, **parts):
    return visit(repeat={"every": length, "from": origin}, **parts)


def test_what_was_met_is_expected_again_from_the_day_it_was_met():
    case = Case(every("P3M", "met"), stay("2024-01-01"), talk("2024-01-10"))
    assert case.on("2024-01-09", ordinal=1) == "open, due 2024-02-01"
    assert case.on("2024-01-10", ordinal=2) == "open, due 2024-04-10"
    assert case.on("2024-04-11", ordinal=2) == "overdue, due 2024-04-10"


def test_the_next_is_not_met_by_something_on_the_day_the_last_was_met():
    talks = talk("2024-01-10"), talk("2024-01-10", lineage="other"), talk("2024-01-11")
    case = Case(every("P3M", "met"), stay("2024-01-01"), *talks)
    assert case.on("2024-01-10", ordinal=2) == "open, due 2024-04-10"
    assert case.on("2024-01-11", ordinal=2) == "met, due 2024-04-10, on 2024-01-11"
    assert case.on("2024-01-11", ordinal=3) == "open, due 2024-04-11"


def test_what_was_met_late_is_expected_again_too():
    case = Case(every("P3M", "met"), stay("2024-01-01"), talk("2024-02-29"))
    assert case.on("2024-03-01", ordinal=1) == "met_late, due 2024-02-01, on 2024-02-29"
    assert case.on("2024-03-01", ordinal=2) == "open, due 2024-05-29"


def test_the_next_after_a_waiver_runs_from_the_day_of_the_waiver():
    asked = every("P3M", "met", waivable={"by": ["leader"]})
    case = Case(asked, stay("2024-01-01"), waiver("2024-01-20", "stay-2024-01-01"))
    assert case.on("2024-02-02", ordinal=1) == "waived, due 2024-02-01"
    assert case.on("2024-02-02", ordinal=2) == "open, due 2024-04-20"


def test_a_waiver_names_the_number_of_the_occurrence():
    asked = every("P1M", "grid", waivable={"by": ["leader"]})
    waived = waiver("2024-02-10", "stay-2024-01-01", ordinal=2)
    case = Case(asked, stay("2024-01-01"), waived)
    assert case.on("2024-03-10", ordinal=1) == "overdue, due 2024-02-01"
    assert case.on("2024-03-10", ordinal=2) == "waived, due 2024-03-01"
    assert case.on("2024-03-10", ordinal=3) == "open, due 2024-04-01"


def test_a_pause_moves_what_runs_from_the_day_it_was_met():
    asked = every("P1M", "met", pauses=[{"kind": "leave"}])
    case = Case(asked, stay("2024-01-01"), talk("2024-01-10"), leave("2024-01-20", "2024-01-25"))
    assert case.on("2024-01-26", ordinal=2) == "open, due 2024-02-15"


def test_from_the_due_date_the_next_begins_whether_or_not_the_last_was_met():
    case = Case(every("P1M", "due"), stay("2024-01-31"))
    # due 29 February; then a month and two months after that
    assert case.on("2024-02-28", ordinal=2) == "not_applicable"
    assert case.on("2024-02-29", ordinal=2) == "open, due 2024-03-29"
    assert case.on("2024-03-29", ordinal=3) == "open, due 2024-04-29"
    assert case.on("2024-03-29", ordinal=1) == "overdue, due 2024-02-29"


def test_the_day_on_which_the_next_begins_is_a_day_of_change():
    due = Case(every("P1M", "due"), stay("2024-01-31"))
    assert told(due, "2024-02-10").next_change_on == date(2024, 2, 29)
    grid = Case(every("P14D", "grid"), stay("2024-03-01"))
    assert told(grid, "2024-03-02").next_change_on == MARCH_15


def test_on_a_grid_each_begins_so_long_after_the_first_start():
    case = Case(every("P1M", "grid"), stay("2024-01-31"))
    # the starts are 31 January, 29 February, 31 March; each is due a month later
    assert case.on("2024-02-29", ordinal=2) == "open, due 2024-03-29"
    assert case.on("2024-03-31", ordinal=3) == "open, due 2024-04-30"


def test_on_a_grid_the_aim_goes_with_each():
    asked = visit({"aim": "P14D", "at_latest": "P1M"}, repeat={"every": "P1M", "from": "grid"})
    case = Case(asked, stay("2024-01-31"))
    first, second = standings(case, "2024-03-01")
    # fourteen days after 31 January and after 29 February
    assert (first.aim_date, second.aim_date) == (date(2024, 2, 14), date(2024, 3, 14))
    assert second.due_date == date(2024, 3, 29)


def test_from_the_day_it_was_met_there_is_no_aim():
    met = visit({"aim": "P14D", "at_latest": "P1M"}, repeat={"every": "P1M", "from": "met"})
    again = Case(met, stay("2024-01-31"), talk("2024-02-05"))
    assert again.on("2024-02-06", ordinal=2) == "open, due 2024-03-05"
    assert [each.aim_date for each in standings(again, "2024-02-06")] == [date(2024, 2, 14), None]


@pytest.mark.parametrize("origin", ["due", "grid"])
def test_neither_is_moved_nor_paused(origin):
    asked = every("P1M", origin, pauses=[{"kind": "leave"}])
    case = Case(asked, stay("2024-01-01"), leave("2024-01-10"))
    assert case.on("2024-01-20") == "open, due 2024-02-01"


@pytest.mark.parametrize("origin", ["met", "due", "grid"])
def test_where_no_number_is_in_force_nothing_is_repeated(origin):
    parameters = {"number": a_parameter("duration", (EARLIEST, None))}
    case = Case(every("$number", origin), stay("2024-01-01"), talk("2024-01-10"),
                parameters=parameters)  # fmt: skip
    assert case.on("2025-01-01", ordinal=1) == "met, due 2024-02-01, on 2024-01-10"
    assert case.on("2025-01-01", ordinal=2) == "not_applicable"


@pytest.mark.parametrize("origin", ["met", "due", "grid"])
def test_where_our_source_does_not_say_how_often_nothing_more_is_opened(origin):
    parameters = {"number": a_parameter("duration", (EARLIEST, "unknown"))}
    case = Case(every("$number", origin), stay("2024-01-01"), talk("2024-01-10"),
                parameters=parameters)  # fmt: skip
    assert case.on("2025-01-01", ordinal=1) == "met, due 2024-02-01, on 2024-01-10"
    assert case.on("2025-01-01", ordinal=2) == "not_applicable"


@pytest.mark.parametrize("origin", ["due", "grid"])
def test_without_a_due_date_there_is_only_the_first(origin):
    parameters = {"number": a_parameter("duration", (EARLIEST, None))}
    asked = visit("$number", repeat={"every": "P1M", "from": origin})
    case = Case(asked, stay("2024-01-01"), parameters=parameters)
    assert [each.state for each in standings(case, "2025-01-01")] == ["open"]


def test_nothing_begins_on_or_after_the_day_the_person_left():
    asked = every("P1M", "grid", stops=[{"kind": "stay", "at": "end"}])
    on_the_day = Case(asked, stay("2024-01-01", "2024-02-01"))
    assert on_the_day.on("2024-06-01", ordinal=2) == "not_applicable"
    a_day_later = Case(asked, stay("2024-01-01", "2024-02-02"))
    assert a_day_later.on("2024-06-01", ordinal=2) == "ended, due 2024-03-01"
    assert a_day_later.on("2024-06-01", ordinal=3) == "not_applicable"


def running(**later):
    """A month until March 2024; from then on other numbers for what is running."""
    return [
        {"valid": [EARLIEST, date(2024, 2, 29)], "law": LAW, "within": "P1M"},
        {**a_version("P1M"), "valid": [date(2024, 3, 1), None], "applies_to": "running", **later},
    ]


def test_a_running_version_takes_over_the_number_that_is_open():
    asked = visit(versions=running(repeat={"every": "P2M", "from": "met"}),
                  repeat={"every": "P1M", "from": "met"})  # fmt: skip
    case = Case(asked, stay("2024-01-01"), talk("2024-01-10"), talk("2024-02-09"))
    assert case.on("2024-02-20", ordinal=2) == "met, due 2024-02-10, on 2024-02-09"
    assert case.on("2024-02-29", ordinal=3) == "open, due 2024-03-09"
    assert case.on("2024-03-01", ordinal=3) == "open, due 2024-04-09"
    assert case.on("2024-03-01", ordinal=2) == "met, due 2024-02-10, on 2024-02-09"


@pytest.mark.parametrize("repeat", [None, {"every": "$number", "from": "met"}])
def test_a_running_version_may_expect_nothing_more(repeat):
    asked = visit(versions=running(repeat=repeat), repeat={"every": "P1M", "from": "met"})
    done = talk("2024-01-10"), talk("2024-03-02")
    parameters = {"number": a_parameter("duration", (EARLIEST, None))}
    case = Case(asked, stay("2024-01-01"), *done, parameters=parameters)
    assert case.on("2024-02-20", ordinal=2) == "overdue, due 2024-02-10"
    assert [each.ordinal for each in standings(case, "2024-03-05")] == [1, 2]
