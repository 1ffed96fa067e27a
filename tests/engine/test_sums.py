"""Rolling sums: days of absence, points of courses, when they fire, and when they fire again.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

import pytest
from tests.engine.builders import told
from tests.reference.both import Case, fact, stay, talk, visit
from tests.reference.packs import EARLIEST, a_parameter

DAYS = {"kind": "absence", "sum": "days", "at_least": 5, "in_last": "P30D"}
POINTS = {"kind": "talk", "sum": "points", "at_least": 5}


def absent(start, end, **rest):
    return fact("absence", "excused", start, end, **rest)


def scored(day, points, **rest):
    return talk(day, detail={} if points is None else {"points": points}, **rest)


def fired(sum_, *facts, **parts):
    """Something within a week after a sum has fired."""
    what = {"kind": "course"}
    return Case(visit("P7D", **{"from": sum_, "what": what}), *facts, **parts)


def test_it_fires_on_the_day_on_which_the_number_is_reached():
    case = fired(DAYS, absent("2024-02-01", "2024-02-04"), absent("2024-02-20", "2024-03-01"))
    # 1, 2, 3 and 20 February are four days, the 21st is the fifth
    assert case.on("2024-02-20") == "not_applicable"
    assert case.on("2024-02-21", lineage="absence-2024-02-20") == "open, due 2024-02-28"


def test_days_that_lie_further_back_are_forgotten():
    first = absent("2024-01-31", "2024-02-03")  # three days
    inside = fired(DAYS, first, absent("2024-02-29", "2024-03-10"))
    # the 30 days to 1 March begin on 1 February: four days of absence, and so on 2 and 3 March,
    # as one is forgotten for each that comes; on 4 March nothing is left to be forgotten
    assert inside.on("2024-03-03") == "not_applicable"
    assert inside.on("2024-03-04") == "open, due 2024-03-11"


def test_without_a_window_nothing_is_forgotten():
    ever = {name: part for name, part in DAYS.items() if name != "in_last"}
    case = fired(ever, absent("2023-10-01", "2023-10-05"), absent("2024-02-29", None))
    assert case.on("2024-02-28") == "not_applicable"
    assert case.on("2024-02-29") == "open, due 2024-03-07"


def test_a_day_on_which_two_facts_hold_is_one_day():
    case = fired(DAYS, absent("2024-02-01", "2024-02-05"), absent("2024-02-03", "2024-02-06"))
    assert case.on("2024-02-04") == "not_applicable"
    assert case.on("2024-02-05", lineage="absence-2024-02-03") == "open, due 2024-02-12"


def test_only_facts_in_the_state_are_summed():
    unexcused = {**DAYS, "state": "unexcused"}
    mixed = fact("absence", "unexcused", "2024-02-03", "2024-02-10")
    case = fired(unexcused, absent("2024-02-01", "2024-02-04"), mixed)
    assert case.on("2024-02-06") == "not_applicable"
    assert case.on("2024-02-07") == "open, due 2024-02-14"
    assert fired(unexcused, absent("2024-02-01", None)).on("2024-03-01") == "not_applicable"


def test_armed_again_it_fires_although_it_was_never_below():
    armed = {**DAYS, "rearm": "P14D", "take": "each"}
    case = fired(armed, absent("2024-02-01", None))
    assert case.on("2024-02-18", ordinal=1) == "overdue, due 2024-02-12"
    assert case.on("2024-02-18", ordinal=2) == "not_applicable"
    assert case.on("2024-02-19", ordinal=2) == "open, due 2024-02-26"


def test_without_rearming_it_fires_again_only_after_it_was_below():
    each = {**DAYS, "in_last": "P10D", "take": "each"}
    case = fired(each, absent("2024-02-01", "2024-02-08"), absent("2024-03-01", "2024-03-08"))
    assert case.on("2024-03-04", lineage="absence-2024-03-01") == "not_applicable"
    assert case.on("2024-02-06", lineage="absence-2024-02-01") == "open, due 2024-02-12"
    assert case.on("2024-03-05", lineage="absence-2024-03-01") == "open, due 2024-03-12"


@pytest.mark.parametrize(("take", "due"), [("first", "2024-02-12"), ("last", "2024-03-12")])
def test_the_first_or_the_last_time_it_fired_may_be_taken(take, due):
    each = {**DAYS, "in_last": "P10D", "take": take}
    case = fired(each, absent("2024-02-01", "2024-02-08"), absent("2024-03-01", "2024-03-08"))
    assert case.on("2024-03-06").endswith(f"due {due}")


def test_it_can_stop_what_is_running():
    asked = visit("P6M", stops=[DAYS])
    case = Case(asked, stay("2024-01-01"), absent("2024-02-01", "2024-02-10"))
    assert case.on("2024-02-04") == "open, due 2024-07-01"
    assert case.on("2024-02-05") == "ended, due 2024-07-01"


def test_the_points_of_a_fact_count_on_its_first_day():
    case = fired(POINTS, scored("2024-02-01", 3), scored("2024-02-10", 1), scored("2024-02-20", 2))
    assert case.on("2024-02-19") == "not_applicable"
    assert case.on("2024-02-20", lineage="talk-2024-02-20") == "open, due 2024-02-27"


def test_points_of_two_facts_on_one_day_are_added():
    case = fired(POINTS, scored("2024-02-01", 3), scored("2024-02-01", 2, lineage="other"))
    assert case.on("2024-02-01", lineage="talk-2024-02-01") == "open, due 2024-02-08"


def test_points_that_nobody_wrote_down_may_be_any_number():
    case = fired(POINTS, scored("2024-02-01", 3), scored("2024-02-10", None))
    assert case.on("2024-02-09") == "not_applicable"
    assert case.on("2024-02-10") == "undetermined"
    assert told(case, "2024-02-10").missing == ("detail:talk.points",)


def test_points_that_nobody_wrote_down_do_not_matter_where_the_others_suffice():
    asked = visit("P7D", what=POINTS)
    known = scored("2024-02-02", 3), scored("2024-02-02", 3, lineage="other")
    case = Case(asked, stay("2024-02-01"), *known, scored("2024-02-03", None))
    assert case.on("2024-02-04") == "met, due 2024-02-08, on 2024-02-02"


def test_where_no_number_is_in_force_it_never_fires():
    parameters = {"number": a_parameter("count", (EARLIEST, None))}
    case = fired({**DAYS, "at_least": "$number"}, absent("2024-02-01", None), parameters=parameters)
    assert case.on("2024-06-01") == "not_applicable"


def test_a_number_that_our_source_does_not_say_leaves_open_whether_it_fired():
    parameters = {"number": a_parameter("count", (EARLIEST, "unknown"))}
    case = fired({**DAYS, "at_least": "$number"}, absent("2024-02-01", None), parameters=parameters)
    assert told(case, "2024-02-01").state.value == "undetermined"
    assert told(case, "2024-02-01").missing == ("parameter:number",)


def test_a_window_that_our_source_does_not_say_may_remember_all_or_nothing():
    parameters = {"window": a_parameter("duration", (EARLIEST, "unknown"))}
    facts = [scored("2023-12-20", 3), scored("2024-02-01", 2)]
    case = fired({**POINTS, "in_last": "$window"}, *facts, parameters=parameters)
    assert case.on("2024-01-31") == "not_applicable"
    assert case.on("2024-02-01") == "undetermined"


def test_where_nothing_says_how_it_is_armed_again_it_waits_until_it_was_below():
    parameters = {"pause": a_parameter("duration", (EARLIEST, None))}
    each = {**DAYS, "rearm": "$pause", "take": "each"}
    case = fired(each, absent("2024-02-01", None), parameters=parameters)
    assert case.on("2024-06-01", ordinal=1) == "overdue, due 2024-02-12"
    assert case.on("2024-06-01", ordinal=2) == "not_applicable"


def test_a_number_is_looked_up_on_the_first_day_of_what_is_summed():
    from_2024 = [(EARLIEST, 3), (stay("2024-01-01").start, 5)]
    parameters = {"number": a_parameter("count", *from_2024)}
    case = fired({**DAYS, "at_least": "$number"}, absent("2023-12-31", None), parameters=parameters)
    assert case.on("2024-01-02") == "open, due 2024-01-09"


def test_while_something_is_summed_each_day_may_be_the_day():
    case = fired(DAYS, absent("2024-02-01", None))
    assert told(case, "2024-02-01").next_change_on == talk("2024-02-02").start
    assert told(fired(DAYS), "2024-02-01").next_change_on is None
