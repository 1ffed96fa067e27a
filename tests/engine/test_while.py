"""What is asked only while a condition holds: days left out, or a clock that starts anew.

Each answer is worked out by hand and asked of the reference and of the evaluator.
"""

from datetime import date

import pytest
from tests.engine.builders import told
from tests.reference.both import Case, fact, leave, stay, talk, visit, waiver
from tests.reference.packs import EARLIEST, a_parameter

AWAY = {"kind": "leave"}
GRANTED = {"kind": "basis", "state": "granted"}


def only_while(predicate, resume, within="P1M", **parts):
    return visit(within, **{"while": {"predicate": predicate, "resume": resume}}, **parts)


def basis(start, end=None, state="granted", **rest):
    return fact("basis", state, start, end, **rest)


def test_days_on_which_it_is_not_asked_are_added():
    case = Case(only_while({"not": AWAY}, "continue"), stay("2024-02-01"),
                leave("2024-01-20", "2024-02-06"), leave("2024-02-10", "2024-02-13"))  # fmt: skip
    assert case.on("2024-02-05") == "not_applicable"
    # five days of February and three more, after 1 March
    assert case.on("2024-02-20") == "open, due 2024-03-09"


def test_what_is_not_asked_on_a_day_is_still_met_by_what_happens_on_it():
    asked = only_while({"not": AWAY}, "continue")
    case = Case(asked, stay("2024-02-01"), leave("2024-02-10", "2024-02-20"), talk("2024-02-15"))
    assert case.on("2024-02-14") == "not_applicable"
    assert case.on("2024-02-16") == "met, due 2024-03-06, on 2024-02-15"


def test_days_on_which_nobody_knows_leave_it_open():
    case = Case(only_while(GRANTED, "continue"), stay("2024-02-01"))
    assert case.on("2024-02-05") == "undetermined"
    assert told(case, "2024-02-05").missing == ("kind:basis",)


def test_a_day_that_is_known_again_may_still_be_moved_by_the_days_that_were_not():
    granted = basis("2024-02-01", "2024-02-10"), basis("2024-02-15")
    case = Case(only_while(GRANTED, "continue"), stay("2024-02-01"), *granted)
    assert case.on("2024-02-12") == "undetermined"
    assert case.on("2024-02-20").startswith("open")  # due on 1 March, or five days later
    assert told(case, "2024-02-20").due_date is None
    assert case.on("2024-03-02") == "undetermined"
    assert case.on("2024-03-07").startswith("overdue")


def test_a_second_fact_in_another_state_does_not_undo_the_first():
    refused = basis("2024-02-01"), basis("2024-02-10", "2024-02-12", "refused")
    case = Case(only_while(GRANTED, "continue"), stay("2024-02-01"), *refused)
    assert case.on("2024-02-11") == "open, due 2024-03-01"


def test_without_a_day_on_which_it_is_asked_it_never_runs():
    case = Case(only_while(AWAY, "restart"), stay("2024-02-01"), talk("2024-02-02"))
    assert case.on("2024-06-01") == "not_applicable"


def test_each_spell_begins_with_a_whole_clock():
    asked = only_while(AWAY, "restart", {"aim": "P7D", "at_latest": "P1M"})
    case = Case(asked, stay("2024-02-01"), leave("2024-02-10", "2024-02-20"), leave("2024-03-01"))
    assert case.on("2024-02-10") == "open, due 2024-03-10, aim 2024-02-17"
    assert case.on("2024-03-01") == "open, due 2024-04-01, aim 2024-03-08"
    assert told(case, "2024-03-01").start_date == date(2024, 3, 1)


def test_a_spell_that_holds_on_the_start_day_is_cut_there():
    case = Case(only_while(AWAY, "restart"), stay("2024-02-01"), leave("2024-01-01"))
    assert case.on("2024-02-01") == "open, due 2024-03-01"


def test_what_was_done_in_an_earlier_spell_closes_it_for_good():
    spells = leave("2024-02-10", "2024-02-20"), leave("2024-03-01")
    in_the_first = Case(only_while(AWAY, "restart"), stay("2024-02-01"), *spells,
                        talk("2024-02-29"))  # fmt: skip
    # a spell answers for the days until the next one begins
    assert in_the_first.on("2024-03-20") == "met, due 2024-03-10, on 2024-02-29"
    in_the_second = Case(only_while(AWAY, "restart"), stay("2024-02-01"), *spells,
                         talk("2024-03-01"))  # fmt: skip
    assert in_the_second.on("2024-03-20") == "met, due 2024-04-01, on 2024-03-01"


def test_it_is_waived_in_the_spell_in_which_the_waiver_falls():
    asked = only_while(AWAY, "restart", waivable={"by": ["leader"]})
    spells = leave("2024-02-10", "2024-02-20"), leave("2024-03-01")
    first = Case(asked, stay("2024-02-01"), *spells, waiver("2024-02-12", "stay-2024-02-01"))
    assert first.on("2024-03-05") == "waived, due 2024-03-10"
    second = Case(asked, stay("2024-02-01"), *spells, waiver("2024-03-03", "stay-2024-02-01"))
    assert second.on("2024-03-02") == "open, due 2024-04-01"
    assert second.on("2024-03-05") == "waived, due 2024-04-01"


def test_a_stop_ends_the_spell_that_runs():
    asked = only_while(AWAY, "restart", stops=[{"kind": "death"}])
    spells = leave("2024-02-10", "2024-02-20"), leave("2024-03-01")
    case = Case(asked, stay("2024-02-01"), *spells, fact("death", "died", "2024-03-10"))
    assert case.on("2024-03-09") == "open, due 2024-04-01"
    assert case.on("2024-03-10") == "ended, due 2024-04-01"


def test_evidence_from_before_counts_in_each_spell_as_far_as_it_says():
    asked = only_while(AWAY, "restart", evidence="P14D before")
    case = Case(asked, stay("2024-01-01"), leave("2024-03-01"), talk("2024-02-16"))
    assert case.on("2024-03-01") == "met, due 2024-04-01, on 2024-02-16"
    too_early = Case(asked, stay("2024-01-01"), leave("2024-03-01"), talk("2024-02-15"))
    assert too_early.on("2024-03-01") == "open, due 2024-04-01"


def test_a_window_begins_anew_with_each_spell():
    asked = only_while(AWAY, "restart", {"after": "P7D", "until": "P1M"})
    case = Case(asked, stay("2024-01-01"), leave("2024-03-01"))
    assert case.on("2024-03-08") == "waiting, due 2024-04-01"
    assert case.on("2024-03-09") == "open, due 2024-04-01"


def test_before_a_day_that_is_to_come_there_is_no_spell_yet():
    later = {"from": {"plus": "P1Y", "to": {"kind": "stay"}}}
    case = Case(only_while(AWAY, "restart", {"before": "P1M"}, **later), stay("2024-02-01"))
    assert case.on("2024-06-01") == "not_applicable"


def test_the_length_is_that_of_the_start_day_in_every_spell():
    numbers = (EARLIEST, "P1M"), (date(2024, 3, 1), "P2M")
    asked = only_while(AWAY, "restart", "$number")
    case = Case(asked, stay("2024-02-01"), leave("2024-03-05"),
                parameters={"number": a_parameter("duration", *numbers)})  # fmt: skip
    assert case.on("2024-03-06") == "open, due 2024-04-05"


@pytest.mark.parametrize("resume", ["continue", "restart"])
def test_a_condition_on_age_turns_on_the_birthday(resume):
    asked = only_while({"age": {"at_least": 18}}, resume)
    case = Case(asked, stay("2024-02-01"), born="2006-02-11")
    assert case.on("2024-02-10") == "not_applicable"
    assert told(case, "2024-02-10").next_change_on == date(2024, 2, 11)
    # ten days more than 1 March, or a month after 11 February
    assert case.on("2024-02-11") == "open, due 2024-03-11"
