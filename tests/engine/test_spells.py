"""Spells of days on which a condition holds: where they begin, how long, and what is unknown.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

import pytest
from tests.engine.builders import told
from tests.reference.both import MONTH, Case, fact, job, leave, stay, talk, visit
from tests.reference.packs import label

GRANTED = {"kind": "basis", "state": "granted"}
NO_LEAVE = {"hold": {"not": {"kind": "leave"}}, "min": "P1M"}


def basis(start, end=None, state="granted", **rest):
    return fact("basis", state, start, end, **rest)


def after_a_stay(what, *facts, **rest):
    """Within half a year of a stay that begins on new year's day."""
    return Case(visit("P6M", what=what), stay("2024-01-01"), *facts, **rest)


def test_a_condition_that_holds_long_enough_is_evidence():
    case = after_a_stay({"hold": {"kind": "work"}, "min": "P1M"}, job("2024-02-01"))
    assert case.on("2024-01-31") == "open, due 2024-07-01"
    assert case.on("2024-02-29") == "under_way, due 2024-07-01"
    assert case.on("2024-03-01") == "met, due 2024-07-01, on 2024-03-01"


def test_facts_of_two_kinds_can_hold_one_after_another():
    busy = {"any": [{"kind": "work"}, {"kind": "course"}]}
    course = fact("course", "attending", "2024-02-20")
    case = after_a_stay({"hold": busy, "min": "P1M"}, job("2024-02-01", "2024-02-20"), course)
    assert case.on("2024-03-01") == "met, due 2024-07-01, on 2024-03-01"


def test_a_day_on_which_it_does_not_hold_begins_it_anew():
    case = after_a_stay({"hold": {"kind": "work"}, "min": "P1M"}, job("2024-02-01", "2024-02-20"),
                        job("2024-02-21"))  # fmt: skip
    assert case.on("2024-03-20") == "under_way, due 2024-07-01"
    assert case.on("2024-03-21") == "met, due 2024-07-01, on 2024-03-21"


def test_days_before_the_history_begins_never_hold():
    case = Case(visit("P14D", **{"from": NO_LEAVE}), talk("2024-01-10"))
    assert case.on("2024-02-09") == "not_applicable"
    assert case.on("2024-02-10") == "open, due 2024-02-24"


def test_of_somebody_of_whom_nothing_is_recorded_nothing_held():
    case = Case(visit("P14D", **{"from": {"birthday": 18}}, what=NO_LEAVE), born="2006-02-01")
    assert case.on("2024-02-01") == "open, due 2024-02-15"
    assert case.on("2024-02-16") == "overdue, due 2024-02-15"


def test_a_spell_may_count_from_its_first_day_or_to_its_end():
    held = {"hold": {"kind": "work"}}
    first = after_a_stay({**held, "take": "first"}, job("2024-02-01", "2024-02-20"))
    assert first.on("2024-02-01") == "met, due 2024-07-01, on 2024-02-01"
    end = after_a_stay({**held, "at": "end", "take": "last"}, job("2024-02-01", "2024-02-20"))
    assert end.on("2024-02-19") == "open, due 2024-07-01"
    assert end.on("2024-02-20") == "met, due 2024-07-01, on 2024-02-20"


def test_the_end_of_a_spell_that_must_last_counts_only_when_it_has_lasted():
    ended = {"hold": {"kind": "work"}, "min": "P1M", "at": "end"}
    case = after_a_stay(ended, job("2024-02-01", "2024-02-20"), job("2024-03-01", "2024-04-01"))
    assert case.on("2024-02-20") == "open, due 2024-07-01"
    assert case.on("2024-04-01") == "met, due 2024-07-01, on 2024-04-01"


def test_two_spells_open_two_occurrences_numbered_by_their_days():
    spells = {"hold": {"kind": "leave"}, "take": "each"}
    case = Case(visit("P14D", **{"from": spells}), leave("2024-02-01", "2024-02-10"),
                leave("2024-03-01"))  # fmt: skip
    assert case.on("2024-03-05", ordinal=1) == "overdue, due 2024-02-15"
    assert case.on("2024-03-05", ordinal=2) == "open, due 2024-03-15"
    assert case.on("2024-02-29", ordinal=2) == "not_applicable"


def test_the_latest_spell_may_be_the_one_that_counts():
    spells = {"hold": {"kind": "leave"}, "take": "last"}
    case = Case(visit("P14D", **{"from": spells}), leave("2024-02-01", "2024-02-10"),
                leave("2024-03-01"))  # fmt: skip
    assert case.on("2024-02-29") == "overdue, due 2024-02-15"
    assert case.on("2024-03-05") == "open, due 2024-03-15"


def test_a_condition_with_a_name_can_hold():
    at_work = {"at_work": {"label": label("is at work"), "holds": {"kind": "work"}}}
    case = after_a_stay({"hold": "at_work", "min": "P1M"}, job("2024-02-01"), predicates=at_work)
    assert case.on("2024-03-01") == "met, due 2024-07-01, on 2024-03-01"


def test_only_days_with_the_detail_hold():
    in_town = {"hold": {"kind": "work", "where": {"place": "town"}}, "min": "P1M"}
    work = [
        fact("work", "employed", first, last, detail={"place": place})
        for first, last, place in (
            ("2024-01-10", "2024-02-01", "farm"),
            ("2024-02-01", "2024-02-20", "town"),
            ("2024-02-15", None, "town"),
        )
    ]
    case = after_a_stay(in_town, *work)
    assert case.on("2024-02-29") == "under_way, due 2024-07-01"
    assert case.on("2024-03-01") == "met, due 2024-07-01, on 2024-03-01"


def test_what_has_once_begun_holds_for_good():
    case = after_a_stay({"hold": {"had": {"kind": "talk"}}, "min": "P1M"}, talk("2024-02-01"),
                        talk("2024-02-20"))  # fmt: skip
    assert case.on("2024-02-29") == "under_way, due 2024-07-01"
    assert case.on("2024-03-01") == "met, due 2024-07-01, on 2024-03-01"


def test_being_of_age_holds_from_the_birthday():
    of_age = {"hold": {"age": {"at_least": 18}}, "min": "P1M"}
    case = after_a_stay(of_age, born="2006-02-20")
    assert case.on("2024-02-20") == "under_way, due 2024-07-01"
    assert case.on("2024-03-20") == "met, due 2024-07-01, on 2024-03-20"


def test_a_vague_day_leaves_open_when_a_spell_began():
    case = after_a_stay({"hold": {"kind": "work"}, "min": "P1M"}, job("2024-02-01", **MONTH))
    # from some day of February: reached between 1 and 29 March
    assert case.on("2024-03-15") == "undetermined"
    assert case.on("2024-03-31").startswith("met, due 2024-07-01")


def test_days_on_which_nobody_knows_leave_the_spell_open():
    held = {"hold": GRANTED, "min": "P1M"}
    case = after_a_stay(held, basis("2024-02-01"))
    # from 1 January on it may have been granted, from 1 February it surely was
    assert case.on("2024-01-31") == "undetermined"
    assert case.on("2024-02-15") == "undetermined"
    assert told(case, "2024-02-15").missing == ("kind:basis",)
    assert case.on("2024-03-01").startswith("met, due 2024-07-01")


def test_unknown_days_between_two_spells_may_join_them():
    held = {"hold": GRANTED, "min": "P2M"}
    first = basis("2024-01-01", "2024-02-01")
    gap = after_a_stay(held, first, basis("2024-02-10"))
    assert gap.on("2024-02-29") == "under_way, due 2024-07-01"
    assert gap.on("2024-03-01") == "undetermined"
    assert gap.on("2024-04-10").startswith("met, due 2024-07-01")
    no = after_a_stay(
        held, first, basis("2024-02-01", "2024-02-10", "refused"), basis("2024-02-10")
    )
    assert no.on("2024-03-01") == "under_way, due 2024-07-01"


def test_a_state_that_is_known_to_be_another_does_not_hold():
    held = {"hold": GRANTED, "min": "P1M"}
    case = after_a_stay(held, basis("2024-01-01", state="refused"))
    assert case.on("2024-03-01") == "open, due 2024-07-01"


def test_many_unknown_spells_are_left_open():
    granted = [basis(f"2024-0{month}-10", f"2024-0{month}-15") for month in (1, 2, 3)]
    case = after_a_stay({"hold": GRANTED, "min": "P6M"}, *granted)
    # only if it was granted all the time, half a year can be reached by the due date
    assert case.on("2024-06-01") == "undetermined"


@pytest.mark.parametrize(
    ("day", "state"), [("2024-02-29", "not_applicable"), ("2024-03-01", "undetermined"),
                       ("2024-03-31", "undetermined")],
)  # fmt: skip
def test_a_vague_date_moves_the_day_on_which_the_history_begins(day, state):
    # some day of February: a month without leave is reached between 1 and 29 March
    case = Case(visit("P14D", **{"from": NO_LEAVE}), stay("2024-02-01", **MONTH))
    assert case.on(day) == state


def test_a_vague_date_after_the_first_sure_one_moves_nothing():
    case = Case(visit("P14D", **{"from": NO_LEAVE}), talk("2024-01-10"),
                fact("course", "attending", "2024-02-01", **MONTH))  # fmt: skip
    assert case.on("2024-02-10") == "open, due 2024-02-24"
    assert told(case, "2024-02-10").missing == ()
