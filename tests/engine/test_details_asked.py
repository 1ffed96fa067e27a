"""What the details of facts say: those asked for, those not given, means, and what must match.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

from datetime import date

import pytest
from tests.engine.builders import RECORDED, told
from tests.reference.both import MONTH, Case, fact, job, stay, talk, visit
from tests.reference.packs import EARLIEST, a_parameter

from tovholder.engine.history import Attribute, History
from tovholder.engine.person import State

IN_TOWN = {"kind": "work", "where": {"place": "town"}}
PLACE = "detail:work.place"


def works(place, start="2024-02-10", **rest):
    """Work at a place, None where nobody said which."""
    detail = {} if place is None else {"place": place}
    return fact("work", "employed", start, detail=detail, **rest)


def held(day, level=None, **rest):
    detail = {} if level is None else {"level": level}
    return talk(day, detail=detail, **rest)


@pytest.mark.parametrize(
    ("place", "state"),
    [
        ("town", "met, due 2024-03-01, on 2024-02-10"),
        ("farm", "open, due 2024-03-01"),
        (None, "undetermined"),
    ],
)
def test_only_facts_with_the_detail_count_and_one_not_given_leaves_it_open(place, state):
    case = Case(visit(what=IN_TOWN), stay("2024-02-01"), works(place))
    assert case.on("2024-02-09") == "open, due 2024-03-01"
    assert case.on("2024-02-10") == state
    assert told(case, "2024-02-10").missing == ((PLACE,) if place is None else ())


@pytest.mark.parametrize(
    ("points", "state"), [(1, "open, due 2024-03-01"), (2, "met, due 2024-03-01, on 2024-02-10"),
                          (3, "open, due 2024-03-01")],
)  # fmt: skip
def test_a_number_counts_between_its_bounds(points, state):
    asked = {"kind": "talk", "where": {"points": {"at_least": 2, "at_most": 2}}}
    case = Case(
        visit(what=asked), stay("2024-02-01"), talk("2024-02-10", detail={"points": points})
    )
    assert case.on("2024-02-11") == state


def test_what_is_not_given_is_no_matter_where_another_detail_does_not_pass():
    asked = {"kind": "talk", "where": {"level": "one", "points": {"at_least": 2}}}
    case = Case(visit(what=asked), stay("2024-02-01"), talk("2024-02-10", detail={"points": 1}))
    assert case.on("2024-02-11") == "open, due 2024-03-01"


@pytest.mark.parametrize(
    ("place", "state"), [("town", "open, due 2024-03-01"), ("farm", "not_applicable"),
                         (None, "undetermined")],
)  # fmt: skip
def test_whom_it_concerns_may_hang_on_a_detail(place, state):
    case = Case(visit(who=IN_TOWN), stay("2024-02-01"), works(place, "2024-01-01"))
    assert case.on("2024-02-02") == state
    assert told(case, "2024-02-02").missing == ((PLACE,) if place is None else ())


def test_a_second_fact_with_the_detail_settles_whom_it_concerns():
    unsaid, town = works(None, "2024-01-01"), works("town", "2024-01-15", lineage="other")
    case = Case(visit(who=IN_TOWN), stay("2024-02-01"), unsaid, town)
    assert case.on("2024-02-02") == "open, due 2024-03-01"


def test_where_the_state_is_another_the_detail_does_not_matter():
    asked = {"kind": "work", "state": "own_firm", "where": {"place": "town"}}
    case = Case(visit(who=asked), stay("2024-02-01"), works(None, "2024-01-01"))
    assert case.on("2024-02-02") == "not_applicable"


@pytest.mark.parametrize(("needed", "state"), [
    (1, "undetermined"), (3, "undetermined"), (4, "undetermined"), (5, "open, due 2024-03-01"),
])  # fmt: skip
def test_of_many_that_do_not_say_any_number_may_count(needed, state):
    asked = visit(what={"kind": "talk", "where": {"level": "one"}}, count={"at_least": needed})
    talks = [held(f"2024-02-{day}") for day in (10, 11, 12, 13)]
    assert Case(asked, stay("2024-02-01"), *talks).on("2024-02-20") == state


def of_sex(said):
    """A case of somebody whose sex was recorded so, None: the record says that it is unknown."""
    case = Case(visit(who={"sex": "female"}), stay("2024-02-01"))
    attributes = () if said == "" else (Attribute("sex", said, RECORDED, None),)
    case.history = History(attributes, case.history.episodes)
    return case


@pytest.mark.parametrize(
    ("said", "state"), [("female", "open, due 2024-03-01"), ("male", "not_applicable"),
                        ("", "undetermined"), (None, "undetermined")],
)  # fmt: skip
def test_an_attribute_that_is_missing_is_not_another_answer(said, state):
    assert of_sex(said).on("2024-02-02") == state
    missing = told(of_sex(said), "2024-02-02").missing
    assert missing == (("attribute:sex",) if state == "undetermined" else ())


def test_an_attribute_has_no_day_on_which_it_changes():
    each_day = visit(who={"sex": "female"}, who_at="each_day")
    case = Case(each_day, stay("2024-02-01"))
    assert told(case, "2024-02-02").next_change_on == date(2024, 3, 2)  # after the due date


def test_a_vague_fact_in_another_state_may_be_what_is_missing():
    asked = {"kind": "basis", "state": "granted"}
    refused = fact("basis", "refused", "2024-02-01", **MONTH)
    case = Case(visit(who=asked), stay("2024-02-10"), refused)
    # whether it was refused by then or nobody knew: neither says that it was granted
    assert case.on("2024-03-05") == "undetermined"
    assert told(case, "2024-03-05").missing == ("kind:basis",)


def mean_of(hours, *jobs, **parts):
    what = {"kind": "work", "min": "P14D", "where": {"minutes_per_week": {"mean_at_least": hours}}}
    return Case(visit("P6M", what=what), stay("2024-01-01"), *jobs, **parts)


def test_hours_after_the_time_that_is_asked_for_do_not_count():
    jobs = job("2024-02-01", None, 600), job("2024-02-15", None, 6000, lineage="later")
    assert mean_of(601, *jobs).on("2024-02-15") == "open, due 2024-07-01"
    assert mean_of(600, *jobs).on("2024-02-15") == "met, due 2024-07-01, on 2024-02-15"


def test_the_mean_is_taken_day_by_day():
    # seven days with 600 and seven with 1800 minutes a week
    jobs = job("2024-02-01", "2024-02-08", 600), job("2024-02-08", None, 1800)
    assert mean_of(1200, *jobs).on("2024-02-15") == "met, due 2024-07-01, on 2024-02-15"
    assert mean_of(1201, *jobs).on("2024-02-15") == "open, due 2024-07-01"


@pytest.mark.parametrize(
    ("value", "state"),
    [(None, "met, due 2024-07-01, on 2024-02-15"), ("unknown", "undetermined")],
)
def test_a_mean_without_a_number_is_not_asked_and_one_unknown_leaves_it_open(value, state):
    parameters = {"hours": a_parameter("minutes_per_week", (EARLIEST, value))}
    case = mean_of("$hours", job("2024-02-01", None, 60), parameters=parameters)
    assert case.on("2024-02-15") == state


def test_what_is_missing_of_a_mean_is_named():
    case = mean_of(600, job("2024-02-01", None, None))
    assert case.on("2024-02-15") == "undetermined"
    assert told(case, "2024-02-15").missing == ("detail:work.minutes_per_week",)


LEVEL = {"detail.level": "from.level"}
COURSE = {"from": {"kind": "course", "state": "attending"}}


def test_what_does_not_go_with_the_start_does_not_count():
    course = fact("course", "attending", "2024-02-01", detail={"level": "one"})
    for match, facts, state in (
        ({"municipality": "from.municipality"}, held("2024-02-10"), "met"),
        ({"municipality": "from.municipality"}, held("2024-02-10", municipality="202"), "open"),
        ({**LEVEL, "municipality": "from.municipality"}, held("2024-02-10", "two"), "open"),
    ):
        assert Case(visit(match=match, **COURSE), course, facts).on("2024-02-11").startswith(state)


def test_a_state_can_match_the_state_of_the_start():
    asked = {"kind": "course", "take": "each"}
    match = visit(match={"state": "from.state"}, what=asked, **COURSE, evidence="P3M before")
    course = fact("course", "attending", "2024-02-01")
    held_up = fact("course", "on_hold", "2024-01-10", "2024-01-20")
    assert Case(match, course, held_up).on("2024-02-01") == "met, due 2024-03-01, on 2024-02-01"


def test_a_start_that_does_not_say_leaves_open_what_goes_with_it():
    silent = fact("course", "attending", "2024-02-01")
    case = Case(visit(match=LEVEL, **COURSE), silent, held("2024-02-10", "one"))
    assert case.on("2024-02-09") == "open, due 2024-03-01"
    assert case.on("2024-02-10") == "undetermined"
    assert told(case, "2024-02-10").missing == ("detail:talk.level", "detail:course.level")


def test_a_detail_that_does_not_pass_needs_no_match():
    one = {"kind": "talk", "where": {"level": "one"}}
    silent = fact("course", "attending", "2024-02-01")
    asked = visit(match={"municipality": "from.municipality"}, what=one, **COURSE)
    assert Case(asked, silent, held("2024-02-10", "two")).on("2024-02-11") == "open, due 2024-03-01"
    unsaid = Case(asked, silent, held("2024-02-10"))
    assert unsaid.on("2024-02-11") == "undetermined"
    assert told(unsaid, "2024-02-11").missing == ("detail:talk.level",)


def test_a_start_without_a_fact_has_nothing_to_match():
    either = {"first_of": [{"kind": "course"}, {"birthday": 18}]}
    asked = visit(match={"municipality": "from.municipality"}, **{"from": either})
    case = Case(asked, held("2024-02-10"), born="2006-02-01")
    assert told(case, "2024-02-09").state is State.OPEN
    assert told(case, "2024-02-10").state is State.UNDETERMINED
