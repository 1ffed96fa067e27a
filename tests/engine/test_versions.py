"""Which law applies: the version of the start day, one that takes over, and whose numbers.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

from datetime import date

from tests.engine.builders import told
from tests.reference.both import Case, fact, job, leave, stay, talk, visit
from tests.reference.packs import EARLIEST, LAW, a_parameter

from tovholder.engine.person import evaluate

APRIL, MAY = date(2024, 4, 1), date(2024, 5, 1)
WORKING = {"kind": "work"}


def version(first, last, within="P3M", **rest):
    return {"valid": [first, last], "law": LAW, "within": within, **rest}


def two(within, first="P3M", **rest):
    """A law until the end of March 2024, and one from April for what is running."""
    return [
        version(EARLIEST, date(2024, 3, 31), first),
        version(APRIL, None, within, applies_to="running", **rest),
    ]


def test_a_new_version_takes_over_what_is_running_from_its_first_day():
    case = Case(visit(versions=two("P4M")), stay("2024-02-01"))
    assert case.on("2024-03-31") == "open, due 2024-05-01"
    assert case.on("2024-04-01") == "open, due 2024-06-01"
    assert told(case, "2024-03-31").next_change_on == APRIL
    assert told(case, "2024-04-01").version == APRIL


def test_what_was_closed_before_its_first_day_stays_as_it_was():
    before = Case(visit(versions=two("P14D")), stay("2024-02-01"), talk("2024-03-31"))
    assert before.on("2024-05-02") == "met, due 2024-05-01, on 2024-03-31"
    on_the_day = Case(visit(versions=two("P14D")), stay("2024-02-01"), talk("2024-04-01"))
    assert on_the_day.on("2024-05-02") == "met_late, due 2024-02-15, on 2024-04-01"


def test_each_of_several_takes_over_from_the_one_before():
    asked = [*two("P4M")[:1], version(APRIL, date(2024, 4, 30), "P4M", applies_to="running"),
             version(MAY, None, "P5M", applies_to="running")]  # fmt: skip
    case = Case(visit(versions=asked), stay("2024-02-01"))
    assert case.on("2024-04-30") == "open, due 2024-06-01"
    assert case.on("2024-05-01") == "open, due 2024-07-01"


def test_one_for_new_starts_leaves_what_is_running_alone():
    asked = [*two("P4M")[:1], version(APRIL, None, "P4M")]
    case = Case(visit(versions=asked), stay("2024-02-01"))
    assert case.on("2024-04-02") == "open, due 2024-05-01"


def test_it_takes_over_where_no_version_was_in_force_on_the_start_day():
    asked = [version(APRIL, None, "P4M", applies_to="running")]
    case = Case(visit(versions=asked), stay("2024-02-01"))
    assert case.on("2024-03-31") == "not_applicable"
    assert case.on("2024-04-01") == "open, due 2024-06-01"


def test_what_was_over_before_any_version_began_does_not_apply():
    asked = [version(APRIL, None, "P4M", applies_to="running")]
    stopped = visit(versions=asked, stops=[{"kind": "stay", "at": "end"}])
    gone = Case(stopped, stay("2024-02-01", "2024-03-20"))
    assert gone.on("2024-06-01") == "not_applicable"
    still_there = Case(stopped, stay("2024-02-01", "2024-04-01"))
    assert still_there.on("2024-06-01") == "ended, due 2024-06-01"


def test_the_second_of_two_for_running_is_the_one_for_what_had_none():
    asked = [
        version(APRIL, date(2024, 4, 30), "P4M"),
        version(MAY, None, "P5M", applies_to="running"),
    ]
    case = Case(visit(versions=asked), stay("2024-02-01"))
    assert case.on("2024-04-30") == "not_applicable"
    assert case.on("2024-05-01") == "open, due 2024-07-01"


def test_whom_a_running_version_concerns_is_asked_of_the_start_day_too():
    asked = visit(versions=two("P4M", who=WORKING))
    idle = Case(asked, stay("2024-02-01"), job("2024-02-02"))
    assert idle.on("2024-03-31") == "open, due 2024-05-01"
    assert idle.on("2024-04-01") == "not_applicable"
    busy = Case(asked, stay("2024-02-01"), job("2024-01-01", "2024-02-10"))
    assert busy.on("2024-04-01") == "open, due 2024-06-01"


def test_a_running_version_may_ask_each_day_whom_it_concerns():
    asked = visit(versions=two("P4M", who=WORKING, who_at="each_day"))
    case = Case(asked, stay("2024-02-01"), job("2024-04-10", "2024-04-20"))
    assert case.on("2024-04-09") == "not_applicable"
    assert case.on("2024-04-10") == "open, due 2024-06-01"
    assert case.on("2024-04-20") == "not_applicable"
    assert told(case, "2024-04-09").next_change_on == date(2024, 4, 10)


def test_whom_it_concerns_each_day_may_be_unknown_on_a_day():
    granted = {"kind": "basis", "state": "granted"}
    basis = fact("basis", "granted", "2024-02-05", "2024-02-10")
    case = Case(
        visit(who=granted, who_at="each_day"), stay("2024-02-01"), basis, talk("2024-02-12")
    )
    assert case.on("2024-02-07") == "open, due 2024-03-01"
    assert case.on("2024-02-10") == "undetermined"
    assert told(case, "2024-02-10").missing == ("kind:basis",)
    assert case.on("2024-02-20") == "undetermined"  # met on a day on which nobody knows


def test_a_fact_is_free_for_another_where_it_does_not_concern_the_first():
    asked = visit("P6M", who=WORKING, who_at="each_day",
                  **{"from": {"kind": "need", "take": "each"}})  # fmt: skip
    needs = fact("need", "needed", "2024-02-01"), fact("need", "needed", "2024-02-10")
    case = Case(asked, *needs, talk("2024-02-15"), talk("2024-03-15"), job("2024-03-01"))
    # on the day it would have been met the first did not concern anybody: no job yet
    assert case.on("2024-03-20", lineage="need-2024-02-01") == "not_applicable"


def test_a_running_version_may_ask_for_other_evidence_and_pause_otherwise():
    other = two("P3M", what={"kind": "course"}, pauses=[{"kind": "leave"}])
    facts = talk("2024-04-05"), leave("2024-02-10", "2024-02-20")
    case = Case(visit(versions=other), stay("2024-02-01"), *facts)
    assert case.on("2024-03-31") == "open, due 2024-05-01"
    assert case.on("2024-04-06") == "open, due 2024-05-11"


NUMBERS = (EARLIEST, "P1M"), (APRIL, "P2M")


def test_a_running_version_takes_its_numbers_on_its_first_day():
    parameters = {"number": a_parameter("duration", *NUMBERS)}
    case = Case(
        visit(versions=two("$number", "$number")), stay("2024-03-15"), parameters=parameters
    )
    assert case.on("2024-03-31") == "open, due 2024-04-15"
    assert case.on("2024-04-01") == "open, due 2024-05-15"


def limits(nation, **local):
    """A number of the nation, and what municipality 202 has set from 15 February 2024 on."""
    own = {"202": {"limit": [{"from": date(2024, 2, 15), "value": "P7D"}]}}
    parameter = a_parameter("duration", (EARLIEST, nation), **local)
    return {"parameters": {"limit": parameter}, "local": own}


def test_a_municipality_may_set_what_the_law_leaves_to_it_from_its_own_day_on():
    parts = limits("P1M", may_be_local=True)
    asked = visit("$limit")
    assert Case(asked, stay("2024-02-14", municipality="202"), **parts).on("2024-02-16") == (
        "open, due 2024-03-14"
    )
    own = Case(asked, stay("2024-02-15", municipality="202"), **parts)
    assert own.on("2024-02-16") == "open, due 2024-02-22"
    assert Case(asked, stay("2024-02-15"), **parts).on("2024-02-16") == "open, due 2024-03-15"


def test_a_municipality_may_set_what_our_source_does_not_say():
    parts = limits("unknown")
    own = Case(visit("$limit"), stay("2024-02-15", municipality="202"), **parts)
    assert own.on("2024-02-16") == "open, due 2024-02-22"
    assert Case(visit("$limit"), stay("2024-02-15"), **parts).on("2024-03-16") == "undetermined"


def test_the_municipality_asked_for_comes_before_that_of_the_fact():
    case = Case(visit("$limit"), stay("2024-02-15"), **limits("P1M", may_be_local=True))
    on = date(2024, 2, 16)
    (found,) = evaluate(case.history, case.rules, on=on, municipality="202")
    assert found.due_date == date(2024, 2, 22)


def test_a_day_to_come_may_hang_on_any_value_that_a_number_has_had():
    later = {"plus": "$limit", "to": {"kind": "stay"}}
    parts = limits("P1M", may_be_local=True)
    case = Case(visit(**{"from": later}), stay("2024-02-15", municipality="202"), **parts)
    assert case.on("2024-02-21") == "not_applicable"
    assert told(case, "2024-02-16").next_change_on == date(2024, 2, 22)
    assert case.on("2024-02-22") == "open, due 2024-03-22"
