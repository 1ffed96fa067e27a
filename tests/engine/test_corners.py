"""Corners of the calendar, of pauses and of what is known when, worked out by hand.

Each answer is asked of the reference and of the evaluator: `due` is the due date shown, `aim` the
aim, `on` the day on which it was met.
"""

import pytest
from tests.reference.both import Case, at, fact, job, leave, stay, talk, visit, waiver
from tests.reference.packs import EARLIEST, LAW, a_parameter, a_version, label

LATER = {"age": {"at_least": 18}}


@pytest.mark.parametrize(
    ("within", "due"), [("P1M", "2024-02-29"), ("P2M", "2024-03-31"), ("P3M", "2024-04-30")]
)
def test_months_from_the_31st_are_counted_from_there_and_never_chained(within, due):
    assert Case(visit(within), stay("2024-01-31")).on("2024-02-01") == f"open, due {due}"


def test_a_year_from_29_february_is_28_february():
    case = Case(visit("P1Y"), stay("2024-02-29"))
    assert case.on("2025-02-28") == "open, due 2025-02-28"
    assert case.on("2025-03-01") == "overdue, due 2025-02-28"


def test_who_is_born_on_29_february_comes_of_age_on_the_28th():
    case = Case(visit(None, **{"from": {"birthday": 18}}), stay("2020-01-01"), born="2004-02-29")
    assert case.on("2022-02-27") == "not_applicable"
    assert case.on("2022-02-28") == "open"


def test_the_birthday_on_the_due_day_ends_what_is_asked_only_of_minors():
    asked = visit("P1M", who={"age": {"at_most": 17}}, who_at="each_day")
    case = Case(asked, stay("2024-03-01"), born="2006-04-01")
    assert case.on("2024-03-31") == "open, due 2024-04-01"
    assert case.on("2024-04-01") == "not_applicable"


def test_who_turns_18_on_the_start_day_is_grown_up():
    asked = visit("P1M", who=LATER)
    assert Case(asked, stay("2024-04-01"), born="2006-04-01").on("2024-04-02") != "not_applicable"
    assert Case(asked, stay("2024-03-31"), born="2006-04-01").on("2024-04-02") == "not_applicable"


def test_an_open_pause_leaves_no_due_date_and_one_that_begins_too_late_does_nothing():
    asked = visit("P1M", pauses=[{"kind": "leave"}])
    on_the_due_day = Case(asked, stay("2024-02-01"), leave("2024-03-01"))
    assert on_the_due_day.on("2024-02-29") == "open, due 2024-03-01"
    assert on_the_due_day.on("2024-03-01") == "paused"
    assert on_the_due_day.on("2024-06-01") == "paused"
    a_day_later = Case(asked, stay("2024-02-01"), leave("2024-03-02"))
    assert a_day_later.on("2024-03-02") == "overdue, due 2024-03-01"


def test_a_pause_inside_a_pause_counts_once():
    asked = visit("P1M", pauses=[{"kind": "leave"}])
    inner = fact("leave", "other", "2024-02-15", "2024-02-20")
    case = Case(asked, stay("2024-02-01"), leave("2024-02-10", "2024-03-01"), inner)
    # 10 to 29 February: 20 days after 1 March
    assert case.on("2024-03-02") == "open, due 2024-03-21"


def test_a_pause_that_moves_the_end_into_another_pause_moves_it_on():
    asked = visit("P1M", pauses=[{"kind": "leave"}])
    pauses = [
        leave("2024-02-28", "2024-03-01"),  # two days: 3 March
        leave("2024-03-03", "2024-03-06"),  # begins on it, three days: 6 March
        leave("2024-03-07", "2024-03-20"),  # begins after it: nothing
    ]
    assert Case(asked, stay("2024-02-01"), *pauses).on("2024-03-25") == "overdue, due 2024-03-06"


def test_a_pause_that_began_before_the_start_counts_from_the_start_day():
    asked = visit("P1M", pauses=[{"kind": "leave"}])
    case = Case(asked, stay("2024-02-01"), leave("2024-01-01", "2024-02-03"))
    assert case.on("2024-02-10") == "open, due 2024-03-03"


def test_a_pause_still_going_on_when_it_is_met_counts_to_the_day_it_was_met():
    asked = visit("P1M", pauses=[{"kind": "leave"}])
    case = Case(asked, stay("2024-02-01"), leave("2024-02-20"), talk("2024-03-10"))
    # paused from 20 February through 9 March: 19 days after 1 March
    assert case.on("2024-04-01") == "met, due 2024-03-20, on 2024-03-10"


def test_a_move_on_the_same_day_is_one_stay_that_goes_on():
    first = stay("2024-02-01", "2024-02-20", municipality="101")
    asked = visit("P1M", stops=[{"kind": "stay", "at": "end"}])
    case = Case(asked, first, stay("2024-02-20", municipality="202"))
    assert case.on("2024-02-25", lineage="stay-2024-02-01") == "open, due 2024-03-01"
    a_day_between = Case(asked, first, stay("2024-02-21", municipality="202"))
    assert a_day_between.on("2024-02-25", lineage="stay-2024-02-01") == "ended, due 2024-03-01"


def test_what_is_retracted_without_a_successor_is_gone_from_the_day_it_was():
    told = stay("2024-02-01", recorded_at=at("2024-02-01"), superseded_at=at("2024-03-10"))
    case = Case(visit("P1M"), told)
    assert case.on("2024-03-09", known_on="2024-03-09") == "overdue, due 2024-03-01"
    assert case.on("2024-03-09", known_on="2024-03-10") == "not_applicable"
    assert case.on("2024-03-09") == "not_applicable"


def test_two_jobs_of_ten_hours_are_twenty():
    hours = {"minutes_per_week": {"mean_at_least": 1200}}
    asked = visit("P6M", what={"kind": "work", "min": "P1M", "where": hours})
    first, second = job("2024-02-01", None, 600), job("2024-02-01", None, 600, lineage="other")
    assert Case(asked, stay("2024-01-01"), first).on("2024-03-01") == "open, due 2024-07-01"
    both = Case(asked, stay("2024-01-01"), first, second)
    assert both.on("2024-02-29") == "under_way, due 2024-07-01"
    assert both.on("2024-03-01") == "met, due 2024-07-01, on 2024-03-01"


def test_a_bridged_weekend_counts_for_the_length_and_has_no_hours():
    work = {"kind": "work", "min": "P14D", "gap_ok": "P2D"}
    jobs = [job("2024-03-04", "2024-03-09", 2220), job("2024-03-11", None, 2220)]  # Friday, Monday
    bridged = Case(visit("P2M", what=work), stay("2024-03-01"), *jobs)
    assert bridged.on("2024-03-18") == "met, due 2024-05-01, on 2024-03-18"
    for mean, state in (
        (1902, "met, due 2024-05-01, on 2024-03-18"),
        (1903, "open, due 2024-05-01"),
    ):
        # 12 days of 2220 minutes over 14 days: 1902.9 a week
        where = {"minutes_per_week": {"mean_at_least": mean}}
        case = Case(visit("P2M", what={**work, "where": where}), stay("2024-03-01"), *jobs)
        assert case.on("2024-03-18") == state


def test_unknown_hours_leave_it_open_unless_the_others_suffice():
    where = {"minutes_per_week": {"mean_at_least": 1200}}
    asked = visit("P6M", what={"kind": "work", "min": "P1M", "where": where})
    unknown = job("2024-02-01", None, None)
    assert Case(asked, stay("2024-01-01"), unknown).on("2024-03-01") == "undetermined"
    enough = job("2024-02-01", None, 1200, lineage="other")
    case = Case(asked, stay("2024-01-01"), unknown, enough)
    assert case.on("2024-03-01") == "met, due 2024-07-01, on 2024-03-01"


def test_an_unknown_birth_date_leaves_open_what_depends_on_age():
    case = Case(visit("P1M", who=LATER), stay("2024-02-01"))
    assert case.on("2024-02-02") == "undetermined"
    assert Case(visit("P1M", who=LATER), stay("2024-02-01"), born="1990").on("2024-02-02") == (
        "open, due 2024-03-01"
    )
    from_birthday = visit("P1M", **{"from": {"birthday": 18}})
    assert Case(from_birthday, stay("2024-02-01")).on("2024-02-02") == "undetermined"


def test_a_change_of_law_keeps_old_cases_unless_it_says_running():
    old = {"valid": [EARLIEST, at("2024-02-29").date()], "law": LAW, "within": "P1M"}
    new = {"valid": [at("2024-03-01").date(), None], "law": LAW, "within": "P3M"}
    kept = Case(visit(versions=[old, new]), stay("2024-02-29"))
    assert kept.on("2024-04-01") == "overdue, due 2024-03-29"
    running = Case(visit(versions=[old, {**new, "applies_to": "running"}]), stay("2024-02-29"))
    assert running.on("2024-02-29") == "open, due 2024-03-29"
    assert running.on("2024-03-01") == "open, due 2024-05-29"


def test_what_was_over_before_a_running_version_is_left_alone():
    new = {"valid": [at("2024-03-01").date(), None], "law": LAW, "applies_to": "running"}
    asked = visit(versions=[new], stops=[{"kind": "stay", "at": "end"}])
    assert Case(asked, stay("2024-01-01", "2024-02-29")).on("2024-06-01") == "not_applicable"
    assert Case(asked, stay("2024-01-01", "2024-03-01")).on("2024-06-01") == "ended"


def test_a_parameter_is_that_of_the_start_day_and_null_is_no_due_date():
    limit = a_parameter("duration", (EARLIEST, "P1M"), (at("2024-03-01").date(), None))
    case = {"parameters": {"limit": limit}}
    assert Case(visit("$limit"), stay("2024-02-29"), **case).on("2024-06-01") == (
        "overdue, due 2024-03-29"
    )
    assert Case(visit("$limit"), stay("2024-03-01"), **case).on("2024-06-01") == "open"


def test_a_late_correction_of_the_start_moves_the_due_date_from_the_day_it_was_known():
    told = {"lineage": "stay", "recorded_at": at("2024-02-01"), "superseded_at": at("2024-03-20")}
    right = stay("2024-02-15", lineage="stay", recorded_at=at("2024-03-20"))
    case = Case(visit("P1M"), stay("2024-02-01", **told), right)
    assert case.on("2024-03-10", known_on="2024-03-10") == "overdue, due 2024-03-01"
    assert case.on("2024-03-10", known_on="2024-03-20") == "open, due 2024-03-15"
    assert case.on("2024-03-10") == "open, due 2024-03-15"


def test_a_waiver_from_before_the_start_was_corrected_counts_from_the_new_start_day():
    asked = visit("P1M", waivable={"by": ["leader"]})
    told = {"lineage": "stay", "recorded_at": at("2024-02-01"), "superseded_at": at("2024-02-25")}
    right = stay("2024-03-05", lineage="stay", recorded_at=at("2024-02-25"))
    waived = waiver("2024-02-20", "stay")
    case = Case(asked, stay("2024-02-01", **told), right, waived)
    assert case.on("2024-02-20", known_on="2024-02-20") == "waived, due 2024-03-01"
    assert case.on("2024-03-04") == "not_applicable"
    assert case.on("2024-03-05") == "waived, due 2024-04-05"


@pytest.mark.parametrize(
    ("end", "state"), [("2024-03-01", "ended"), ("2024-03-02", "missed"), ("2024-03-03", "missed")]
)
def test_leaving_on_the_due_day_ends_and_leaving_after_it_misses(end, state):
    asked = visit("P1M", stops=[{"kind": "stay", "at": "end"}])
    case = Case(asked, stay("2024-02-01", end), talk("2024-03-10"))
    assert case.on("2024-04-01") == f"{state}, due 2024-03-01"


def test_a_suspended_chapter_stops_the_clock_and_another_chapter_does_not():
    days = {"from": at("2024-02-20").date(), "until": at("2024-02-29").date()}
    named = {"label": label("suspended"), "law": LAW, **days}
    asked = visit("P1M")
    own = Case(asked, stay("2024-02-01"), suspensions={"pandemic": {**named, "chapters": ["1"]}})
    assert own.on("2024-02-19") == "open, due 2024-03-01"
    assert own.on("2024-02-29") == "suspended"
    assert own.on("2024-03-01") == "open, due 2024-03-11"
    version = {**a_version("P1M"), "law": {**LAW, "chapter": "2"}}
    two = visit(versions=[version])
    other = {"others": [{**asked, "id": "other"}]}
    case = Case(two, stay("2024-02-01"), suspensions={"p": {**named, "chapters": ["1"]}}, **other)
    assert case.on("2024-02-29") == "open, due 2024-03-01"
    assert case.on("2024-02-29", expectation="other") == "suspended"


def test_a_planned_arrival_that_never_came_waits():
    case = Case(visit("P1M"), stay("2024-02-01", is_planned=True))
    assert case.on("2024-01-01") == "waiting"
    assert case.on("2024-12-31") == "waiting"
    came = Case(visit("P1M"), stay("2024-02-01", is_planned=True), stay("2024-02-03"))
    assert came.on("2024-12-31", lineage="stay-2024-02-03") == "overdue, due 2024-03-03"
    assert came.on("2024-12-31", lineage="stay-2024-02-01") == "not_applicable"
