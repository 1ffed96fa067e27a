"""Grants: met within a window or not at all, under way, worth an amount, once for several.

Each answer is worked out by hand and, where it says no more than states and days, asked of the
reference too.
"""

from datetime import date

import pytest
from tests.engine.builders import told
from tests.reference.both import Case, fact, job, leave, stay, talk, visit
from tests.reference.packs import EARLIEST, a_parameter

from tovholder.engine.person import evaluate

WORK = {"kind": "work", "min": "P1M"}
AMOUNTS = (EARLIEST, 100), (date(2024, 3, 1), 99.06), (date(2024, 6, 1), None)


def grant(within="P2M", **parts):
    return visit(within, **{"kind": "grant", "what": WORK, **parts})


def amounts(*values, **rest):
    return {"rate": a_parameter("amount_dkk", *(values or AMOUNTS), **rest)}


def test_what_is_reached_on_the_last_day_of_the_window_is_met():
    case = Case(grant(), stay("2024-01-01"), job("2024-02-01"))
    assert case.on("2024-02-29") == "under_way, due 2024-03-01"
    assert case.on("2024-03-01") == "met, due 2024-03-01, on 2024-03-01"


def test_what_is_reached_a_day_later_is_not_met_and_never_late():
    case = Case(grant(what={**WORK, "at": "reached"}), stay("2024-01-01"), job("2024-02-02"))
    assert case.on("2024-03-01") == "open, due 2024-03-01"
    assert case.on("2024-03-02") == "ended, due 2024-03-01"
    assert case.on("2024-06-01") == "ended, due 2024-03-01"


def test_the_first_day_counts_where_the_definition_says_start():
    asked = grant(what={**WORK, "at": "reached"}, counts_on="start")
    case = Case(asked, stay("2024-01-01"), job("2024-03-01"))
    assert case.on("2024-03-31") == "under_way, due 2024-03-01"
    assert case.on("2024-04-01") == "met, due 2024-03-01, on 2024-04-01"


def test_the_day_that_is_reached_counts_where_the_definition_says_so():
    asked = grant("P3M", what={**WORK, "at": "end"}, counts_on="reached")
    case = Case(asked, stay("2024-01-01"), job("2024-02-01", "2024-05-01"))
    assert case.on("2024-02-28") == "under_way, due 2024-04-01"
    # it ended after the window, and had been reached on 1 March
    assert case.on("2024-05-01") == "met, due 2024-04-01, on 2024-05-01"


def test_a_pause_gives_a_grant_more_time():
    asked = grant(pauses=[{"kind": "leave"}])
    case = Case(asked, stay("2024-01-01"), leave("2024-01-10", "2024-01-20"), job("2024-02-11"))
    assert case.on("2024-03-10") == "under_way, due 2024-03-11"
    assert case.on("2024-03-11") == "met, due 2024-03-11, on 2024-03-11"


def test_a_grant_on_a_weekend_may_be_met_on_the_next_working_day():
    asked = grant("P1M", what={"kind": "talk"}, roll="next_working_day")  # 2 March: a Saturday
    assert Case(asked, stay("2024-02-02"), talk("2024-03-04")).on("2024-03-05") == (
        "met, due 2024-03-04, on 2024-03-04"
    )
    assert Case(asked, stay("2024-02-02"), talk("2024-03-05")).on("2024-03-05") == (
        "ended, due 2024-03-04"
    )


def test_a_grant_that_was_stopped_after_its_window_has_ended_and_is_not_missed():
    asked = grant(stops=[{"kind": "death"}])
    case = Case(asked, stay("2024-01-01"), fact("death", "died", "2024-04-01"))
    assert case.on("2024-05-01") == "ended, due 2024-03-01"


def test_a_grant_without_a_window_is_open_until_it_is_met():
    case = Case(grant(None), stay("2024-01-01"), job("2024-05-01"))
    assert case.on("2024-04-30") == "open"
    assert case.on("2024-05-31") == "under_way"
    assert case.on("2024-06-01") == "met, on 2024-06-01"


def test_one_of_several_things_that_must_last_may_be_under_way():
    either = {"first_of": [{"kind": "talk"}, WORK, {"birthday": 18},
                           {"hold": {"kind": "course"}, "min": "P2M"}]}  # fmt: skip
    asked = grant("P3M", what=either)
    course = fact("course", "attending", "2024-02-01")
    for begun, state in (
        (course, "under_way, due 2024-04-01"),
        (job("2024-02-10"), "under_way, due 2024-04-01"),
        (fact("need", "needed", "2024-02-01"), "open, due 2024-04-01"),
    ):
        case = Case(asked, stay("2024-01-01"), begun, born="2000-01-01")
        assert case.on("2024-03-01") == state


@pytest.mark.parametrize(
    ("begun", "worth"), [("2024-01-30", 10000), ("2024-02-01", 9906), ("2024-05-01", None)]
)
def test_it_is_worth_the_amount_of_the_day_on_which_it_counts(begun, worth):
    asked = grant("P1Y", worth="$rate", what={**WORK, "at": "reached"})
    case = Case(asked, stay("2024-01-01"), job(begun), parameters=amounts())
    found = told(case, "2024-06-01")
    # reached on 29 February, on 1 March and on 1 June
    assert (found.state, found.worth) == ("met", worth)


def test_it_is_worth_nothing_that_can_be_said_before_it_is_met():
    case = Case(grant(worth="$rate"), stay("2024-01-01"), job("2024-01-10"), parameters=amounts())
    assert told(case, "2024-02-09").worth is None
    assert told(case, "2024-02-10").worth == 10000


def test_with_several_events_the_last_one_needed_gives_the_rate():
    asked = grant("P1Y", what={"kind": "talk"}, worth="$rate", count={"at_least": 2})
    talks = talk("2024-02-10"), talk("2024-03-01")
    case = Case(asked, stay("2024-01-01"), *talks, parameters=amounts())
    assert told(case, "2024-03-01").worth == 9906


@pytest.mark.parametrize("value", ["unknown", None])
def test_an_amount_that_is_not_known_is_never_zero(value):
    case = Case(grant(worth="$rate"), stay("2024-01-01"), job("2024-01-10"),
                parameters=amounts((EARLIEST, value)))  # fmt: skip
    assert (told(case, "2024-02-10").state, told(case, "2024-02-10").worth) == ("met", None)


OTHER = grant("P6M", what={"kind": "course", "min": "P1M"}, id="other")
COURSE = fact("course", "attending", "2024-02-10")  # a month on 10 March


def test_of_two_only_the_one_met_first_is_given():
    case = Case(grant("P6M", once={"across": ["other"]}), stay("2024-01-01"), COURSE,
                job("2024-02-20"), others=[OTHER])  # fmt: skip
    assert case.on("2024-03-09") == "under_way, due 2024-07-01"
    assert case.on("2024-03-10", expectation="other") == "met, due 2024-07-01, on 2024-03-10"
    assert case.on("2024-03-10") == "ended, due 2024-07-01"
    assert case.on("2024-03-20") == "ended, due 2024-07-01"


def test_the_one_met_first_stays_met_when_the_other_would_be():
    case = Case(grant("P6M", once={"across": ["other"]}), stay("2024-01-01"), COURSE,
                job("2024-02-01"), others=[OTHER])  # fmt: skip
    assert case.on("2024-04-01") == "met, due 2024-07-01, on 2024-03-01"


def test_while_neither_is_met_both_run():
    case = Case(grant("P6M", once={"across": ["other"]}), stay("2024-01-01"), others=[OTHER])
    assert case.on("2024-03-01") == "open, due 2024-07-01"


@pytest.mark.parametrize(
    ("own", "others", "state"),
    [("start", "reached", "met, due 2024-03-01, on 2024-02-10"),
     ("reached", "start", "ended, due 2024-03-01")],
)  # fmt: skip
def test_of_two_reached_on_one_day_the_one_that_counts_from_the_earlier_day_is_given(
    own, others, state
):
    other = grant(id="other", counts_on=others)
    case = Case(grant(counts_on=own, once={"across": ["other"]}), stay("2024-01-01"),
                job("2024-01-10"), others=[other])  # fmt: skip
    assert case.on("2024-02-10") == state


def test_of_two_starts_of_one_grant_only_one_is_met():
    asked = grant("P6M", once={"across": ["other"]}, **{"from": {"kind": "need", "take": "each"}})
    needs = fact("need", "needed", "2024-01-01"), fact("need", "needed", "2024-01-05")
    jobs = job("2024-01-10", "2024-02-20"), job("2024-03-10")
    case = Case(asked, *needs, *jobs, others=[OTHER])
    assert case.on("2024-04-10", lineage="need-2024-01-01", expectation="visit") == (
        "met, due 2024-07-01, on 2024-02-10"
    )
    assert case.on("2024-04-10", lineage="need-2024-01-05") == "ended, due 2024-07-05"


def test_until_then_what_may_happen_to_the_other_is_a_day_of_change():
    asked = grant("P6M", once={"across": ["other"]})
    case = Case(asked, stay("2024-01-01"), COURSE, others=[OTHER])
    (visit_, _other) = sorted(
        evaluate(case.history, case.rules, on=date(2024, 3, 1)),
        key=lambda each: each.expectation,
        reverse=True,
    )
    assert visit_.next_change_on == date(2024, 3, 10)
