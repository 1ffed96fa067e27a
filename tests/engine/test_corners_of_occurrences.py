"""Corners of what is asked again, shared, restarted, tied or not known, worked out by hand.

Each answer is asked of the reference and of the evaluator: `due` is the due date shown, `aim` the
aim, `on` the day on which it was met.
"""

import pytest
from tests.reference.both import MONTH, Case, at, fact, job, leave, stay, talk, visit, waiver
from tests.reference.packs import EARLIEST, a_parameter, a_version

WORK = {"kind": "work", "min": "P1M"}


def test_with_spread_the_date_shown_is_that_of_the_next_event():
    asked = visit("P2M", count={"at_least": 3, "spread": "P14D"})
    talks = [talk("2024-02-05"), talk("2024-02-18"), talk("2024-02-19"), talk("2024-03-20")]
    case = Case(asked, stay("2024-02-01"), *talks)
    assert case.on("2024-02-04") == "open, due 2024-03-04"  # two more weeks twice after it
    assert case.on("2024-02-05") == "open, due 2024-03-18"
    assert case.on("2024-02-18") == "open, due 2024-03-18"  # thirteen days after: too soon
    assert case.on("2024-02-19") == "open, due 2024-04-01"
    assert case.on("2024-03-20") == "met, due 2024-04-01, on 2024-03-20"


def test_the_final_due_date_decides_what_is_late():
    asked = visit("P2M", count={"at_least": 2, "spread": "P14D"}, stops=[{"kind": "death"}])
    death = fact("death", "died", "2024-03-25")
    case = Case(asked, stay("2024-02-01"), death)
    assert case.on("2024-03-24") == "overdue, due 2024-03-18"
    assert case.on("2024-03-25") == "ended, due 2024-04-01"


def test_repeated_from_the_day_it_was_met_counts_from_there():
    asked = visit("P1M", repeat={"every": "P1M", "from": "met"})
    case = Case(asked, stay("2024-02-01"), talk("2024-02-29"), talk("2024-03-29"))
    assert case.on("2024-02-28", ordinal=2) == "not_applicable"
    assert case.on("2024-03-01", ordinal=2) == "open, due 2024-03-29"
    assert case.on("2024-03-29", ordinal=2) == "met, due 2024-03-29, on 2024-03-29"
    assert case.on("2024-04-30", ordinal=3) == "overdue, due 2024-04-29"


def test_repeated_from_the_due_date_never_drifts():
    asked = visit("P1M", repeat={"every": "P1M", "from": "due"})
    case = Case(asked, stay("2023-12-31"), talk("2024-02-10"))
    assert case.on("2024-04-01") == "met_late, due 2024-01-31, on 2024-02-10"
    assert case.on("2024-04-01", ordinal=2) == "overdue, due 2024-02-29"
    assert case.on("2024-04-01", ordinal=3) == "overdue, due 2024-03-31"
    assert case.on("2024-04-01", ordinal=4) == "open, due 2024-04-30"
    assert case.on("2024-04-01", ordinal=5) == "not_applicable"


def test_a_grid_is_not_moved_by_pauses():
    asked = visit("P7D", repeat={"every": "P1M", "from": "grid"}, pauses=[{"kind": "leave"}])
    case = Case(asked, stay("2024-01-31"), leave("2024-02-01", "2024-03-10"))
    assert case.on("2024-02-05") == "open, due 2024-02-07"
    assert case.on("2024-03-05", ordinal=2) == "open, due 2024-03-07"
    assert case.on("2024-04-01", ordinal=3) == "open, due 2024-04-07"


def test_nothing_is_repeated_after_the_person_left():
    asked = visit("P1M", repeat={"every": "P1M", "from": "grid"}, stops=[{"kind": "death"}])
    case = Case(asked, stay("2024-02-01"), fact("death", "died", "2024-03-01"))
    assert case.on("2024-06-01") == "ended, due 2024-03-01"
    assert case.on("2024-06-01", ordinal=2) == "not_applicable"


def test_each_of_two_occurrences_is_waived_by_its_own_number():
    asked = visit("P1M", repeat={"every": "P1M", "from": "met"}, waivable={"by": ["leader"]})
    second = waiver("2024-03-10", "stay-2024-02-01", ordinal=2)
    case = Case(asked, stay("2024-02-01"), talk("2024-02-15"), second)
    assert case.on("2024-04-01") == "met, due 2024-03-01, on 2024-02-15"
    assert case.on("2024-04-01", ordinal=2) == "waived, due 2024-03-15"
    assert case.on("2024-04-01", ordinal=3) == "open, due 2024-04-10"


def test_one_fact_serves_the_occurrence_that_is_due_first():
    asked = visit("P2M", **{"from": {"kind": "need", "take": "each"}}, evidence="P14D before")
    needs = [fact("need", "needed", "2024-02-01"), fact("need", "needed", "2024-02-10")]
    case = Case(asked, *needs, talk("2024-02-12"))
    assert case.on("2024-03-01", lineage="need-2024-02-01") == (
        "met, due 2024-04-01, on 2024-02-12"
    )
    assert case.on("2024-03-01", lineage="need-2024-02-10") == "open, due 2024-04-10"


def test_what_comes_after_the_stop_of_one_stay_serves_the_next():
    asked = visit(
        "P1M", **{"from": {"kind": "stay", "take": "each"}}, stops=[{"kind": "stay", "at": "end"}]
    )
    case = Case(asked, stay("2024-02-01", "2024-02-10"), stay("2024-02-15"), talk("2024-02-20"))
    assert case.on("2024-03-01", lineage="stay-2024-02-01") == "ended, due 2024-03-01"
    assert case.on("2024-03-01", lineage="stay-2024-02-15") == "met, due 2024-03-15, on 2024-02-20"


def test_once_across_the_first_stays_and_the_other_ends():
    first = visit("P6M", kind="grant", what=WORK, once={"across": ["other"]})
    other = {**first, "id": "other", "once": {"across": ["visit"]}}
    del first["once"]
    other |= {"what": {"kind": "work", "min": "P2M"}}
    case = Case(first, stay("2024-01-01"), job("2024-01-10"), others=[other])
    assert case.on("2024-02-09") == "under_way, due 2024-07-01"
    assert case.on("2024-02-10") == "met, due 2024-07-01, on 2024-02-10"
    assert case.on("2024-02-10", expectation="other") == "ended, due 2024-07-01"
    assert case.on("2024-04-10", expectation="other") == "ended, due 2024-07-01"


def test_a_match_that_is_not_known_leaves_it_open():
    asked = visit(
        "P1M",
        **{"from": {"kind": "course", "state": "attending"}},
        match={"detail.level": "from.level"},
    )
    course = fact("course", "attending", "2024-02-01", detail={"level": "one"})
    for detail, state in (
        ({"level": "one"}, "met, due 2024-03-01, on 2024-02-10"),
        ({"level": "two"}, "open, due 2024-03-01"),
        ({}, "undetermined"),
    ):
        assert Case(asked, course, talk("2024-02-10", detail=detail)).on("2024-02-11") == state


def test_a_grant_under_way_may_be_reached_after_its_window_when_the_start_counts():
    asked = visit("P1M", kind="grant", what={**WORK, "at": "reached"}, counts_on="start")
    begun = Case(asked, stay("2024-02-01"), job("2024-03-01"))
    assert begun.on("2024-03-31") == "under_way, due 2024-03-01"
    assert begun.on("2024-04-01") == "met, due 2024-03-01, on 2024-04-01"
    too_late = Case(asked, stay("2024-02-01"), job("2024-03-02"))
    assert too_late.on("2024-03-31") == "ended, due 2024-03-01"
    asked = visit("P1M", kind="grant", what={**WORK, "at": "reached"})
    assert Case(asked, stay("2024-02-01"), job("2024-02-02")).on("2024-02-10") == (
        "open, due 2024-03-01"
    )


def test_restart_counts_anew_from_each_spell():
    asked = visit("P1M", **{"while": {"predicate": {"kind": "leave"}, "resume": "restart"}})
    spells = [leave("2024-02-10", "2024-02-20"), leave("2024-03-01")]
    case = Case(asked, stay("2024-02-01"), *spells)
    assert case.on("2024-02-05") == "not_applicable"
    assert case.on("2024-02-15") == "open, due 2024-03-10"
    assert case.on("2024-02-25") == "not_applicable"
    assert case.on("2024-03-20") == "open, due 2024-04-01"
    met = Case(asked, stay("2024-02-01"), *spells, talk("2024-02-12"))
    assert met.on("2024-03-20") == "met, due 2024-03-10, on 2024-02-12"


def test_continue_adds_the_days_on_which_it_was_not_asked():
    asked = visit(
        "P1M", **{"while": {"predicate": {"not": {"kind": "leave"}}, "resume": "continue"}}
    )
    case = Case(asked, stay("2024-02-01"), leave("2024-02-10", "2024-02-20"))
    assert case.on("2024-02-15") == "not_applicable"
    assert case.on("2024-02-20") == "open, due 2024-03-11"


def test_before_runs_ahead_of_the_day_and_any_evidence_counts():
    five_years = {"plus": "P5Y", "to": {"kind": "stay"}}
    asked = visit({"before": "P14D"}, **{"from": five_years}, remind=["P1M"])
    case = Case(asked, stay("2020-02-29"))
    assert case.on("2025-01-13") == "open, due 2025-02-14"
    assert case.on("2025-01-14") == "due_soon, due 2025-02-14"
    assert case.on("2025-02-15") == "overdue, due 2025-02-14"
    met = Case(asked, stay("2020-02-29"), talk("2024-12-24"))
    assert met.on("2025-01-01") == "met, due 2025-02-14, on 2024-12-24"


def test_after_and_until_wait_and_count_only_between():
    asked = visit({"after": "P1M", "until": "P3M"}, pauses=[{"kind": "leave"}])
    on_the_last_day = Case(asked, stay("2024-01-31"), talk("2024-02-29"))
    assert on_the_last_day.on("2024-02-29") == "waiting, due 2024-04-30"
    assert on_the_last_day.on("2024-03-01") == "open, due 2024-04-30"
    a_day_later = Case(asked, stay("2024-01-31"), talk("2024-03-01"))
    assert a_day_later.on("2024-03-01") == "met, due 2024-04-30, on 2024-03-01"
    paused = Case(asked, stay("2024-01-31"), leave("2024-02-28", "2024-03-02"), talk("2024-03-01"))
    assert paused.on("2024-03-03") == "waiting, due 2024-05-03"


def test_a_due_date_rolls_over_the_weekend_and_the_closed_days_behind_it():
    closed = [at("2024-03-28").date(), at("2024-03-29").date(), at("2024-04-01").date()]
    calendar = {"calendar": {"weekend": ["saturday", "sunday"], "closed_days": closed}}
    asked = visit({"aim": "P14D", "at_latest": "P1M"}, roll="next_working_day")
    case = Case(asked, stay("2024-02-28"), **calendar)
    assert case.on("2024-03-31") == "open, due 2024-04-02, aim 2024-03-13"


def test_days_of_absence_fire_again_only_when_armed_again():
    absent = {"kind": "absence", "sum": "days", "at_least": 3, "in_last": "P30D", "take": "each"}
    armed = {**absent, "rearm": "P14D"}
    facts = [
        fact("absence", "excused", "2024-02-01", "2024-02-03"),
        fact("absence", "excused", "2024-02-10", "2024-02-13"),
    ]
    case = Case(visit("P7D", **{"from": armed}), *facts)
    assert case.on("2024-02-10", lineage="absence-2024-02-10") == "open, due 2024-02-17"
    assert case.on("2024-02-24", lineage="absence-2024-02-10", ordinal=2) == "open, due 2024-03-02"
    below = Case(visit("P7D", **{"from": absent}), *facts)
    assert below.on("2024-02-24", lineage="absence-2024-02-10", ordinal=2) == "not_applicable"


def test_a_condition_that_held_gives_the_day_it_was_reached():
    held = {"hold": {"not": {"kind": "leave"}}, "min": "P1M"}
    asked = visit("P14D", **{"from": held})
    case = Case(asked, stay("2024-01-01"), leave("2024-01-20", "2024-02-01"))
    assert case.on("2024-02-29") == "not_applicable"
    assert case.on("2024-03-01") == "open, due 2024-03-15"


def test_a_stop_before_the_day_that_was_to_come_means_it_never_opened():
    later = {"plus": "P1M", "to": {"kind": "stay"}}
    asked = visit("P1M", **{"from": later}, stops=[{"kind": "death"}])
    death = fact("death", "died", "2024-02-20")
    assert Case(asked, stay("2024-02-01"), death).on("2024-04-01") == "not_applicable"
    same_day = visit("P1M", stops=[{"kind": "death"}])
    death = fact("death", "died", "2024-02-01")
    assert Case(same_day, stay("2024-02-01"), death).on("2024-04-01") == "ended, due 2024-03-01"


@pytest.mark.parametrize(
    ("day", "state"), [("2024-01-31", "open, due 2024-03-01"), ("2024-02-01", "undetermined"),
                       ("2024-02-28", "undetermined"), ("2024-02-29", "met, due 2024-03-01")],
)  # fmt: skip
def test_what_was_done_in_february_is_undetermined_from_its_first_possible_day(day, state):
    vague = fact("course", "attending", "2024-02-01", **MONTH)
    asked = visit("P2M", what={"kind": "course"})
    assert Case(asked, stay("2024-01-01"), vague).on(day) == state


def test_a_vague_date_that_changes_nothing_is_no_obstacle():
    vague = fact("course", "attending", "2024-02-01", **MONTH)
    asked = visit("P2M", what={"kind": "course"})
    case = Case(asked, stay("2024-01-01"), vague)
    assert case.on("2024-03-01").startswith("met, due 2024-03-01")
    start = Case(visit("P1M"), stay("2024-02-01", **MONTH))
    assert start.on("2024-01-31") == "not_applicable"
    assert start.on("2024-02-01") == "undetermined"


def test_nobody_said_is_not_no_where_the_kind_says_so():
    asked = visit("P1M", who={"kind": "basis", "state": "granted"})
    assert Case(asked, stay("2024-02-01")).on("2024-02-02") == "undetermined"
    refused = fact("basis", "refused", "2024-01-01")
    assert Case(asked, stay("2024-02-01"), refused).on("2024-02-02") == "not_applicable"


def test_a_number_our_source_does_not_say_is_never_overdue():
    silent = {"silent": a_parameter("duration", (EARLIEST, "unknown"))}
    asked = visit(versions=[a_version("$silent")])
    assert Case(asked, stay("2024-02-01"), parameters=silent).on("2024-06-01") == "undetermined"
