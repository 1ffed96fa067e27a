"""The starts from which occurrences run, and the fact that identifies each.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

from datetime import date

import pytest
from tests.engine.builders import told
from tests.reference.both import MONTH, Case, fact, job, leave, stay, talk, visit, waiver
from tests.reference.packs import EARLIEST, a_parameter, a_version

from tovholder.engine.person import evaluate

STAY, COURSE = {"kind": "stay", "state": "here"}, {"kind": "course", "state": "attending"}


def course(start, end=None, **rest):
    return fact("course", "attending", start, end, **rest)


def from_(start, *facts, born=None, pack=None, **parts):
    return Case(visit(**{"from": start, **parts}), *facts, born=born, **(pack or {}))


def test_the_earliest_of_several_days_begins_it_and_of_two_on_a_day_the_one_written_first():
    either = {"first_of": [STAY, COURSE]}
    case = from_(either, stay("2024-02-10"), course("2024-02-01"))
    assert case.on("2024-02-15", lineage="course-2024-02-01") == "open, due 2024-03-01"
    same_day = from_(either, stay("2024-02-01"), course("2024-02-01"))
    assert same_day.on("2024-02-15", lineage="stay-2024-02-01") == "open, due 2024-03-01"


def test_the_latest_of_several_days_begins_it_and_the_first_fact_identifies_it():
    latest = {"last_of": [STAY, COURSE, {"birthday": 18}]}
    case = from_(latest, stay("2024-02-01"), course("2024-02-10"), born="2006-02-20")
    assert case.on("2024-02-19") == "not_applicable"
    assert case.on("2024-02-20", lineage="stay-2024-02-01") == "open, due 2024-03-20"


def test_where_a_birthday_is_written_first_the_next_fact_identifies_it():
    latest = {"last_of": [{"birthday": 18}, STAY]}
    case = from_(latest, stay("2024-02-01"), born="2006-02-20")
    assert case.on("2024-02-20", lineage="stay-2024-02-01") == "open, due 2024-03-20"


def test_without_one_of_several_days_nothing_begins():
    latest = {"last_of": [STAY, COURSE]}
    assert from_(latest, stay("2024-02-01")).on("2024-02-15") == "not_applicable"
    # a later part that has come too early for its state is none
    held_up = fact("course", "on_hold", "2024-02-10")
    assert from_(latest, stay("2024-02-01"), held_up).on("2024-02-15") == "not_applicable"


def test_each_day_of_the_first_part_begins_one_with_the_earliest_days_of_the_others():
    latest = {"last_of": [{**STAY, "take": "each"}, {**COURSE, "take": "each"}]}
    stays = stay("2024-01-01", "2024-01-10"), stay("2024-03-01")
    courses = course("2024-02-01", "2024-02-05"), course("2024-04-01")
    case = from_(latest, *stays, *courses)
    assert case.on("2024-04-02", lineage="stay-2024-01-01") == "overdue, due 2024-03-01"
    assert case.on("2024-03-15", lineage="stay-2024-03-01") == "open, due 2024-04-01"


def test_of_days_inside_others_only_one_is_taken():
    latest = {"last_of": [STAY, {"first_of": [COURSE, {"kind": "work"}]}]}
    case = from_(latest, stay("2024-02-01"), job("2024-02-05"), course("2024-02-10"))
    assert case.on("2024-02-15", lineage="stay-2024-02-01") == "open, due 2024-03-05"
    later = {"plus": "P1M", "to": {"first_of": [COURSE, {"kind": "work"}]}}
    moved = from_(later, stay("2024-01-01"), job("2024-01-05"), course("2024-01-31"))
    assert moved.on("2024-02-05", lineage="work-2024-01-05") == "open, due 2024-03-05"
    none = from_(later, stay("2024-01-01"))
    assert none.on("2024-02-05") == "not_applicable"


def test_the_latest_day_can_be_evidence_too():
    latest = {"last_of": [{"kind": "talk", "take": "first"}, COURSE]}
    case = Case(visit(what=latest), stay("2024-02-01"), talk("2024-01-10"), course("2024-02-10"))
    assert case.on("2024-02-09") == "open, due 2024-03-01"
    assert case.on("2024-02-10") == "met, due 2024-03-01, on 2024-02-10"


def test_a_moved_day_is_identified_by_the_fact_it_was_moved_from():
    later = {"plus": "P1M", "to": STAY}
    waived = waiver("2024-02-10", "stay-2024-01-31")
    case = from_(later, stay("2024-01-31"), waived, waivable={"by": ["leader"]})
    assert case.on("2024-02-28") == "not_applicable"
    # it begins on 29 February: a waiver counts from then at the earliest
    assert case.on("2024-02-29", lineage="stay-2024-01-31") == "waived, due 2024-03-29"


@pytest.mark.parametrize(
    ("value", "state"), [(None, "not_applicable"), ("unknown", "undetermined")]
)
def test_a_day_moved_by_no_number_is_no_day(value, state):
    parts = {"parameters": {"number": a_parameter("duration", (EARLIEST, value))}}
    case = from_({"plus": "$number", "to": STAY}, stay("2024-02-01"), pack=parts)
    assert case.on("2024-03-01") == state


def test_nothing_is_moved_over_the_end_of_the_calendar():
    case = from_({"plus": "P8000Y", "to": STAY}, stay("2024-02-01"))
    assert told(case, "2024-03-01").state == "not_applicable"
    asked = Case(visit("P8000Y"), stay("2024-02-01"))
    assert (told(asked, "2024-03-01").state, told(asked, "2024-03-01").due_date) == ("open", None)


def test_a_waiver_of_any_fact_of_the_run_counts():
    first, second = stay("2024-02-01", "2024-02-10"), stay("2024-02-10", lineage="moved")
    case = from_(STAY, first, second, waiver("2024-02-15", "moved"), waivable={"by": ["leader"]})
    assert case.on("2024-02-16") == "waived, due 2024-03-01"


def test_the_earliest_of_two_waivers_counts():
    waivers = waiver("2024-02-20", "stay-2024-02-01"), waiver("2024-02-10", "stay-2024-02-01")
    case = from_(STAY, stay("2024-02-01"), *waivers, waivable={"by": ["leader"]})
    assert case.on("2024-02-09") == "open, due 2024-03-01"
    assert case.on("2024-02-12") == "waived, due 2024-03-01"


def test_what_was_stopped_before_a_day_that_was_to_come_never_opened():
    latest = {"last_of": [STAY, {"birthday": 18}]}
    stopped = {"stops": [{**STAY, "at": "end"}]}
    for end, state in (("2024-02-20", "not_applicable"), ("2024-02-21", "ended, due 2024-03-20")):
        case = from_(latest, stay("2024-02-01", end), born="2006-02-20", **stopped)
        assert case.on("2024-06-01") == state


def test_two_starts_without_a_fact_are_numbered():
    case = from_({"hold": {"kind": "leave"}, "take": "each"}, leave("2024-01-01", "2024-01-05"),
                 leave("2024-02-01"))  # fmt: skip
    found = evaluate(case.history, case.rules, on=date(2024, 2, 10))
    assert [(each.lineage, each.ordinal, each.start_date) for each in found] == [
        ("", 1, date(2024, 1, 1)),
        ("", 2, date(2024, 2, 1)),
    ]


def test_a_day_without_a_fact_meets_everybody_who_needs_it():
    asked = visit("P2M", what={"birthday": 18}, **{"from": {"kind": "talk", "take": "each"}})
    talks = talk("2024-02-01"), talk("2024-02-10")
    case = Case(asked, *talks, born="2006-02-20")
    assert case.on("2024-02-20", lineage="talk-2024-02-01") == "met, due 2024-04-01, on 2024-02-20"
    assert case.on("2024-02-20", lineage="talk-2024-02-10") == "met, due 2024-04-10, on 2024-02-20"


def test_a_birthday_of_somebody_whose_birth_date_nobody_knows_leaves_it_open():
    case = from_({"birthday": 18}, stay("2024-02-01"))
    assert case.on("2024-06-01") == "undetermined"
    assert told(case, "2024-06-01").missing == ("attribute:birth_date",)


@pytest.mark.parametrize(
    ("day", "state"), [("2024-01-31", "not_applicable"), ("2024-02-10", "undetermined")]
)
def test_a_birthday_of_somebody_born_some_day_of_a_month_is_vague(day, state):
    case = from_({"birthday": 18}, stay("2024-01-01"), born="2006-02")
    assert case.on(day) == state


def test_a_birthday_is_known_by_no_fact_that_a_waiver_could_name():
    waived = waiver("2024-02-20", "stay-2024-01-01")
    case = from_({"birthday": 18}, stay("2024-01-01"), waived, born="2006-02-10",
                 waivable={"by": ["leader"]})  # fmt: skip
    assert case.on("2024-03-01") == "open, due 2024-03-10"


def test_a_birthday_that_nobody_knows_is_no_matter_to_whom_it_does_not_concern():
    case = from_({"birthday": 18}, stay("2024-02-01"), who={"kind": "work"})
    assert case.on("2024-06-01") == "not_applicable"


def test_a_day_before_a_number_was_in_force_is_not_moved():
    number = {"number": a_parameter("duration", (date(2020, 1, 1), "P1M"))}
    versions = [{**a_version("P1M"), "valid": [date(2020, 1, 1), None]}]
    later = {"plus": "$number", "to": STAY}
    early = from_(later, stay("2019-12-31"), versions=versions, pack={"parameters": number})
    assert early.on("2020-02-15") == "not_applicable"
    in_force = from_(later, stay("2020-01-01"), versions=versions, pack={"parameters": number})
    assert in_force.on("2020-02-15") == "open, due 2020-03-01"


def test_a_vague_start_and_a_detail_that_is_missing_are_both_named():
    vague = course("2024-02-01", **MONTH)
    asked = {"kind": "talk", "where": {"level": "one"}}
    case = from_(COURSE, vague, talk("2024-02-05"), what=asked)
    assert case.on("2024-02-10") == "undetermined"
    assert told(case, "2024-02-10").missing == ("start of course", "detail:talk.level")
