"""Facts read as one run: joined, bridged, lasting long enough, and which of them gives the day.

Each answer is worked out by hand and, but for what joins by municipality, asked of the reference
and of the evaluator.
"""

from datetime import date

from tests.engine.builders import told
from tests.reference.both import Case, fact, job, leave, stay, visit
from tests.reference.packs import EARLIEST, KINDS, a_parameter

from tovholder.engine.person import evaluate

A_MONTH_OF_WORK = {"kind": "work", "min": "P1M"}
FEBRUARY_21 = date(2024, 2, 21)
BY_MUNICIPALITY = {**KINDS, "stay": {**KINDS["stay"], "joins": "municipality"}}


def after_a_stay(what, *jobs):
    """Within half a year of a stay that begins on new year's day."""
    return Case(visit("P6M", what=what), stay("2024-01-01"), *jobs)


def started_by(start, *facts, **parts):
    """A talk within a month of some day of work."""
    return Case(visit("P1M", **{"from": start}), *facts, **parts)


def test_two_jobs_that_touch_are_one_run():
    case = after_a_stay(A_MONTH_OF_WORK, job("2024-01-10", "2024-01-25"), job("2024-01-25"))
    assert case.on("2024-02-09") == "under_way, due 2024-07-01"
    assert case.on("2024-02-10") == "met, due 2024-07-01, on 2024-02-10"


def test_a_day_between_two_jobs_makes_them_two_runs():
    case = after_a_stay(A_MONTH_OF_WORK, job("2024-01-10", "2024-01-25"), job("2024-01-26"))
    assert case.on("2024-02-25") == "under_way, due 2024-07-01"
    assert case.on("2024-02-26") == "met, due 2024-07-01, on 2024-02-26"


def test_a_short_job_inside_a_long_one_does_not_end_it():
    case = after_a_stay(A_MONTH_OF_WORK, job("2024-01-10"), job("2024-01-12", "2024-01-14"))
    assert case.on("2024-02-10") == "met, due 2024-07-01, on 2024-02-10"


def test_a_weekend_between_two_jobs_is_bridged_and_a_monday_more_is_not():
    bridged = {**A_MONTH_OF_WORK, "gap_ok": "P2D"}
    friday = job("2024-01-08", "2024-01-13")  # the last day is Friday the 12th
    monday = after_a_stay(bridged, friday, job("2024-01-15"))
    assert monday.on("2024-02-08") == "met, due 2024-07-01, on 2024-02-08"
    tuesday = after_a_stay(bridged, friday, job("2024-01-16"))
    assert tuesday.on("2024-02-08") == "under_way, due 2024-07-01"
    assert tuesday.on("2024-02-16") == "met, due 2024-07-01, on 2024-02-16"


def test_where_no_gap_is_in_force_nothing_is_bridged():
    gap = {"gap": a_parameter("duration", (EARLIEST, None))}
    asked = visit("P6M", what={**A_MONTH_OF_WORK, "gap_ok": "$gap"})
    jobs = [job("2024-01-10", "2024-01-25"), job("2024-01-26")]
    case = Case(asked, stay("2024-01-01"), *jobs, parameters=gap)
    assert case.on("2024-02-10") == "under_way, due 2024-07-01"


def test_a_gap_that_our_source_does_not_say_leaves_open_whether_they_are_one():
    gap = {"gap": a_parameter("duration", (EARLIEST, "unknown"))}
    asked = visit("P6M", what={**A_MONTH_OF_WORK, "gap_ok": "$gap"})
    jobs = [job("2024-01-10", "2024-01-25"), job("2024-01-26")]
    case = Case(asked, stay("2024-01-01"), *jobs, parameters=gap)
    assert case.on("2024-02-09") == "under_way, due 2024-07-01"
    assert case.on("2024-02-10") == "undetermined"


def test_what_ends_on_the_day_it_is_reached_has_lasted():
    just = after_a_stay(A_MONTH_OF_WORK, job("2024-01-10", "2024-02-10"))
    assert just.on("2024-02-10") == "met, due 2024-07-01, on 2024-02-10"
    a_day_less = after_a_stay(A_MONTH_OF_WORK, job("2024-01-10", "2024-02-09"))
    assert a_day_less.on("2024-02-08") == "under_way, due 2024-07-01"
    assert a_day_less.on("2024-02-10") == "open, due 2024-07-01"


def test_where_no_length_is_in_force_the_first_day_is_enough():
    parameters = {"length": a_parameter("duration", (EARLIEST, None))}
    asked = visit("P6M", what={"kind": "work", "min": "$length"})
    case = Case(asked, stay("2024-01-01"), job("2024-01-10"), parameters=parameters)
    assert case.on("2024-01-10") == "met, due 2024-07-01, on 2024-01-10"


def test_a_length_that_our_source_does_not_say_is_never_reached_nor_missed():
    parameters = {"length": a_parameter("duration", (EARLIEST, "unknown"))}
    asked = visit("P6M", what={"kind": "work", "min": "$length"})
    case = Case(asked, stay("2024-01-01"), job("2024-01-10"), parameters=parameters)
    assert case.on("2024-01-09") == "open, due 2024-07-01"
    assert case.on("2024-01-10") == "undetermined"


def test_the_day_that_is_reached_can_begin_something():
    case = started_by({**A_MONTH_OF_WORK, "at": "reached"}, job("2024-01-31"))
    assert case.on("2024-02-28") == "not_applicable"
    # a month after 31 January is 29 February, and a month after that 29 March
    assert case.on("2024-02-29") == "open, due 2024-03-29"


def test_the_first_day_of_what_must_last_begins_only_when_it_has_lasted():
    case = started_by(A_MONTH_OF_WORK, job("2024-01-31"))
    assert case.on("2024-02-28") == "not_applicable"
    assert case.on("2024-02-29") == "open, due 2024-02-29"
    assert case.on("2024-03-01") == "overdue, due 2024-02-29"


def test_the_end_of_what_must_last_counts_only_when_it_has_lasted():
    ended = {**A_MONTH_OF_WORK, "at": "end"}
    short, long = job("2024-01-10", "2024-02-09"), job("2024-03-01", "2024-04-15")
    case = after_a_stay(ended, short, long)
    assert case.on("2024-02-09") == "open, due 2024-07-01"
    assert case.on("2024-03-31") == "under_way, due 2024-07-01"
    assert case.on("2024-04-14") == "open, due 2024-07-01"
    assert case.on("2024-04-15") == "met, due 2024-07-01, on 2024-04-15"


def test_the_latest_that_has_lasted_is_taken_and_not_the_latest_that_began():
    latest = {"kind": "work", "min": "P14D", "take": "last"}
    jobs = [
        job("2024-01-01", "2024-01-20"),
        job("2024-02-01", "2024-02-10"),  # nine days
        job("2024-03-01"),  # 14 days on 15 March
    ]
    case = started_by(latest, *jobs)
    assert case.on("2024-03-14", lineage="work-2024-01-01") == "overdue, due 2024-02-01"
    assert case.on("2024-03-15", lineage="work-2024-03-01") == "open, due 2024-04-01"


def test_the_first_that_has_lasted_is_taken_and_not_the_first_that_began():
    first = {"kind": "work", "min": "P14D", "take": "first"}
    case = started_by(first, job("2024-01-01", "2024-01-10"), job("2024-02-01"))
    assert case.on("2024-02-14") == "not_applicable"
    assert case.on("2024-02-15", lineage="work-2024-02-01") == "open, due 2024-03-01"


def test_the_first_end_is_that_of_the_first_run_and_none_while_that_goes_on():
    ended = {"kind": "leave", "state": "sick", "at": "end", "take": "first"}
    case = started_by(ended, leave("2024-01-01", "2024-02-01"), leave("2024-03-01", "2024-03-05"))
    assert case.on("2024-01-31") == "not_applicable"
    assert case.on("2024-03-01", lineage="leave-2024-01-01") == "open, due 2024-03-01"


def test_events_are_never_joined():
    case = started_by({"kind": "need", "take": "each"}, fact("need", "needed", "2024-02-01"),
                      fact("need", "needed", "2024-02-02"))  # fmt: skip
    assert case.on("2024-02-03", lineage="need-2024-02-01") == "open, due 2024-03-01"
    assert case.on("2024-02-03", lineage="need-2024-02-02") == "open, due 2024-03-02"


def test_a_stay_in_another_municipality_goes_on_or_is_its_own_as_the_kind_says():
    stays = [stay("2024-02-01", "2024-02-10"), stay("2024-02-10", municipality="202")]
    start = {"kind": "stay", "take": "each"}
    one = evaluate(started_by(start, *stays).history, started_by(start).rules, on=FEBRUARY_21)
    assert [each.due_date for each in one] == [date(2024, 3, 1)]
    apart = started_by(start, *stays, kinds=BY_MUNICIPALITY)
    assert told(apart, "2024-02-21", "stay-2024-02-01").due_date == date(2024, 3, 1)
    assert told(apart, "2024-02-21", "stay-2024-02-10").due_date == date(2024, 3, 10)


def test_a_stay_goes_on_in_its_own_municipality_beside_one_in_another():
    stays = [
        stay("2024-02-01", "2024-02-20"),
        stay("2024-02-05", "2024-03-10", municipality="202"),
        stay("2024-02-20"),
    ]
    case = started_by({"kind": "stay", "take": "each"}, *stays, kinds=BY_MUNICIPALITY)
    found = evaluate(case.history, case.rules, on=FEBRUARY_21)
    assert [(each.lineage, each.due_date) for each in found] == [
        ("stay-2024-02-01", date(2024, 3, 1)),
        ("stay-2024-02-05", date(2024, 3, 5)),
    ]
