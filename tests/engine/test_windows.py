"""Time: aims, due dates before a day, windows that open later, working days, and room between.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

from datetime import date

import pytest
from tests.engine.builders import told
from tests.reference.both import Case, fact, job, leave, stay, talk, visit
from tests.reference.packs import EARLIEST, a_parameter

EASTER = [date(2024, 3, 28), date(2024, 3, 29), date(2024, 4, 1)]
CALENDAR = {"weekend": ["saturday", "sunday"], "closed_days": EASTER}
IN_FIVE_YEARS = {"from": {"plus": "P5Y", "to": {"kind": "stay"}}}


def a_number(value):
    return {"number": a_parameter("duration", (EARLIEST, value))}


def test_the_aim_is_moved_by_the_pauses_in_its_own_time():
    asked = visit({"aim": "P14D", "at_latest": "P1M"}, pauses=[{"kind": "leave"}])
    case = Case(asked, stay("2024-02-01"), leave("2024-02-20", "2024-02-23"))
    # the three days lie after the aim
    assert case.on("2024-02-25") == "open, due 2024-03-04, aim 2024-02-15"


@pytest.mark.parametrize("value", [None, "unknown"])
def test_an_aim_without_a_number_is_no_aim_and_decides_nothing(value):
    asked = visit({"aim": "$number", "at_latest": "P1M"})
    case = Case(asked, stay("2024-02-01"), parameters=a_number(value))
    assert told(case, "2024-03-01").due_date == date(2024, 3, 1)
    assert (told(case, "2024-03-01").state, told(case, "2024-03-01").aim_date) == ("open", None)


def test_before_a_day_that_is_still_to_come_it_runs_already():
    case = Case(visit({"before": "P1M"}, **IN_FIVE_YEARS), stay("2020-03-31"))
    # five years later is 31 March 2025, a month before that 28 February
    assert case.on("2020-03-31") == "open, due 2025-02-28"
    assert case.on("2025-03-01") == "overdue, due 2025-02-28"


def test_before_a_day_nothing_is_known_before_the_first_fact():
    case = Case(visit({"before": "P1M"}, **IN_FIVE_YEARS), stay("2020-03-31"))
    assert case.on("2020-03-30") == "not_applicable"


def test_before_a_day_evidence_of_any_time_counts_and_closes_it_at_once():
    case = Case(visit({"before": "P1M"}, **IN_FIVE_YEARS), stay("2020-03-31"), talk("2019-01-01"))
    assert case.on("2020-03-31") == "met, due 2025-02-28, on 2019-01-01"


def test_what_is_due_before_a_day_is_never_moved_by_pauses():
    asked = visit({"before": "P1M"}, **IN_FIVE_YEARS, pauses=[{"kind": "leave"}])
    case = Case(asked, stay("2020-03-31"), leave("2021-01-01", "2022-01-01"))
    assert case.on("2021-06-01") == "open, due 2025-02-28"


def test_before_a_day_without_a_number_there_is_no_due_date():
    asked = visit({"before": "$number"}, **IN_FIVE_YEARS)
    case = Case(asked, stay("2020-03-31"), parameters=a_number(None))
    assert case.on("2025-06-01") == "open"


def test_before_a_day_with_a_number_not_known_to_us_it_is_late_only_after_the_day():
    asked = visit({"before": "$number"}, **IN_FIVE_YEARS)
    case = Case(asked, stay("2020-03-31"), parameters=a_number("unknown"))
    assert case.on("2025-03-31") == "undetermined"
    assert case.on("2025-04-01") == "overdue"


def test_what_was_waived_before_the_day_is_waived_from_the_waiver_on():
    asked = visit({"before": "P1M"}, **IN_FIVE_YEARS, waivable={"by": ["leader"]})
    detail = {"expectation": "visit", "occurrence": "stay-2020-03-31"}
    case = Case(asked, stay("2020-03-31"), fact("waiver", "granted", "2021-01-01", detail=detail))
    assert told(case, "2020-12-31").state == "open"
    assert told(case, "2021-01-01").state == "waived"


def test_a_window_that_opens_waits_through_the_day_it_is_counted_to():
    case = Case(visit({"after": "P1M", "until": "P3M"}), stay("2024-02-01"))
    assert case.on("2024-03-01") == "waiting, due 2024-05-01"
    assert case.on("2024-03-02") == "open, due 2024-05-01"
    assert told(case, "2024-02-10").next_change_on == date(2024, 3, 2)
    assert case.on("2024-05-02") == "overdue, due 2024-05-01"


def test_a_window_opens_later_where_it_was_paused_before_it_opened():
    asked = visit({"after": "P1M", "until": "P3M"}, pauses=[{"kind": "leave"}])
    facts = leave("2024-02-10", "2024-02-15"), talk("2024-03-06")
    case = Case(asked, stay("2024-02-01"), *facts)
    assert case.on("2024-02-12") == "paused"
    # five days: the last day to wait is 6 March, and what happens on it is too early
    assert case.on("2024-03-06") == "waiting, due 2024-05-06"
    assert case.on("2024-03-07") == "open, due 2024-05-06"


@pytest.mark.parametrize(
    ("value", "state"),
    [(None, "met, due 2024-05-01, on 2024-02-10"), ("unknown", "undetermined")],
)
def test_a_window_without_a_number_is_open_from_the_start(value, state):
    asked = visit({"after": "$number", "until": "P3M"})
    case = Case(asked, stay("2024-02-01"), talk("2024-02-10"), parameters=a_number(value))
    assert case.on("2024-02-10") == state


def test_a_run_that_was_reached_before_the_window_opened_does_not_count():
    asked = visit({"after": "P2M", "until": "P6M"}, what={"kind": "work", "min": "P1M"})
    early = Case(asked, stay("2024-01-01"), job("2024-02-20"))
    assert early.on("2024-03-02") == "open, due 2024-07-01"
    later = Case(asked, stay("2024-01-01"), job("2024-03-02"))
    assert later.on("2024-03-02") == "under_way, due 2024-07-01"
    assert later.on("2024-04-02") == "met, due 2024-07-01, on 2024-04-02"


def test_a_due_date_on_a_closed_day_becomes_the_next_that_is_open():
    rolled = visit(roll="next_working_day")
    assert Case(rolled, stay("2024-02-28"), calendar=CALENDAR).on("2024-03-01") == (
        "open, due 2024-04-02"  # Thursday to Monday are Easter
    )
    assert Case(rolled, stay("2024-02-27"), calendar=CALENDAR).on("2024-03-01") == (
        "open, due 2024-03-27"
    )


def test_what_is_done_on_the_working_day_after_the_weekend_is_in_time():
    asked = visit(roll="next_working_day")
    in_time = Case(asked, stay("2024-02-02"), talk("2024-03-04"))  # 2 March is a Saturday
    assert in_time.on("2024-03-05") == "met, due 2024-03-04, on 2024-03-04"
    late = Case(asked, stay("2024-02-02"), talk("2024-03-05"))
    assert late.on("2024-03-05") == "met_late, due 2024-03-04, on 2024-03-05"


def test_where_nothing_is_due_nothing_rolls():
    case = Case(visit(None, roll="next_working_day"), stay("2024-02-02"))
    assert case.on("2024-06-01") == "open"


def test_the_date_shown_leaves_room_for_those_that_must_follow_and_rolls_last():
    asked = visit("P1M", roll="next_working_day", count={"at_least": 2, "spread": "P7D"})
    case = Case(asked, stay("2024-03-08"), calendar=CALENDAR)
    # 8 April less a week is 1 April, which is closed
    assert case.on("2024-03-08") == "open, due 2024-04-02"
    one = Case(asked, stay("2024-03-08"), talk("2024-03-10"), calendar=CALENDAR)
    assert one.on("2024-03-11") == "open, due 2024-04-08"


@pytest.mark.parametrize(
    ("value", "state"),
    [(None, "met, due 2024-03-01, on 2024-02-11"), ("unknown", "undetermined")],
)
def test_room_without_a_number_is_not_asked_and_one_unknown_leaves_it_open(value, state):
    asked = visit(count={"at_least": 2, "spread": "$number"})
    talks = talk("2024-02-10"), talk("2024-02-11")
    case = Case(asked, stay("2024-02-01"), *talks, parameters=a_number(value))
    assert case.on("2024-02-11") == state


def test_the_days_between_are_counted_from_the_one_that_was_taken():
    asked = visit("P2M", count={"at_least": 3, "spread": "P7D"})
    talks = [talk(f"2024-02-{day:02}") for day in (1, 7, 8, 14, 15)]
    case = Case(asked, stay("2024-02-01"), *talks)
    assert case.on("2024-02-14").startswith("open")
    assert case.on("2024-02-15") == "met, due 2024-04-01, on 2024-02-15"


def test_a_fact_that_gives_two_days_counts_once_by_the_first_of_them():
    both = {"first_of": [{"kind": "work"}, {"kind": "work", "at": "end"}]}
    one = job("2024-02-10", "2024-02-20")
    case = Case(visit(what=both), stay("2024-02-01"), one)
    assert case.on("2024-02-20") == "met, due 2024-03-01, on 2024-02-10"
    two_needed = Case(visit(what=both, count={"at_least": 2}), stay("2024-02-01"), one)
    assert two_needed.on("2024-02-20") == "open, due 2024-03-01"


def test_a_day_to_come_is_no_evidence_yet():
    later = {"plus": "P14D", "to": {"kind": "talk", "take": "first"}}
    case = Case(visit(what=later), stay("2024-02-01"), talk("2024-02-10"))
    assert case.on("2024-02-23") == "open, due 2024-03-01"
    assert case.on("2024-02-24") == "met, due 2024-03-01, on 2024-02-24"
