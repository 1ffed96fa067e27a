"""Whom an expectation concerns: three-valued, on the start day or on each day."""

from datetime import date

import pytest
from tests.engine.builders import (
    a_history,
    a_pack,
    an_episode,
    an_event,
    care,
    standing,
    vague,
    visit,
)

from tovholder.engine.person import State, conditions

START = date(2026, 3, 10)
NEEDED = {"had": {"kind": "need", "state": "needed"}}
HAS_BASIS = {"kind": "basis", "state": "yes_basis"}


@pytest.mark.parametrize(
    ("born", "state"),
    [
        (date(2008, 3, 10), State.OPEN),
        (date(2008, 3, 11), State.NOT_APPLICABLE),
        ("2008-02", State.OPEN),
        ("2008-03", State.UNDETERMINED),
        ("2008", State.UNDETERMINED),
        ("1990", State.OPEN),
        (None, State.UNDETERMINED),
        ("not a date", State.UNDETERMINED),
        (1990, State.UNDETERMINED),
    ],
)
def test_age_is_that_of_the_start_day_and_unknown_when_the_birth_date_is(born, state):
    found = standing(a_history(care(START), born=born), START)
    assert found.state is state
    assert found.missing == (("attribute:birth_date",) if state is State.UNDETERMINED else ())


def test_turning_eighteen_later_does_not_matter_when_who_is_asked_at_the_start():
    history = a_history(care(START), born=date(2008, 3, 11))
    assert standing(history, date(2027, 1, 1)).state is State.NOT_APPLICABLE


def test_bounds_of_age_are_inclusive():
    pack = a_pack(who={"age": {"at_least": 18, "at_most": 64}})
    ages = {
        1961: State.NOT_APPLICABLE,
        1962: State.OPEN,
        2008: State.OPEN,
        2009: State.NOT_APPLICABLE,
    }
    for year, state in ages.items():
        history = a_history(care(date(2026, 12, 31)), born=date(year, 1, 1))
        assert standing(history, date(2026, 12, 31), pack).state is (state), year


@pytest.mark.parametrize(
    ("episodes", "state"),
    [
        ([], State.UNDETERMINED),
        ([an_episode("basis", "yes_basis", START)], State.OPEN),
        ([an_episode("basis", "no_basis", START)], State.NOT_APPLICABLE),
        ([an_episode("basis", "yes_basis", date(2026, 3, 11))], State.UNDETERMINED),
        ([an_episode("basis", "yes_basis", date(2026, 1, 1), START)], State.UNDETERMINED),
    ],
)
def test_a_kind_whose_absence_means_unknown_leaves_it_open(episodes, state):
    found = standing(a_history(care(START), *episodes), date(2026, 3, 20), a_pack(who=HAS_BASIS))
    assert found.state is state
    assert found.missing == (("kind:basis",) if state is State.UNDETERMINED else ())


def test_a_kind_whose_absence_means_none_answers_no():
    pack = a_pack(who={"not": {"kind": "leave"}})
    assert standing(a_history(care(START)), START, pack).state is State.OPEN


@pytest.mark.parametrize(
    ("who", "state"),
    [
        ({"any": [HAS_BASIS, "adult"]}, State.OPEN),
        ({"any": [HAS_BASIS, {"not": "adult"}]}, State.UNDETERMINED),
        ({"all": [HAS_BASIS, {"not": "adult"}]}, State.NOT_APPLICABLE),
        ({"all": [HAS_BASIS, "adult"]}, State.UNDETERMINED),
        ({"not": HAS_BASIS}, State.UNDETERMINED),
    ],
)
def test_an_unknown_part_decides_only_when_no_other_part_does(who, state):
    assert standing(a_history(care(START)), START, a_pack(who=who)).state is state


JUDGED = an_event("need", "needed", date(2026, 3, 20))
NOT_JUDGED_NEEDED = an_event("need", "not_needed", date(2026, 3, 15))


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 3, 14), State.UNDETERMINED),
        (date(2026, 3, 15), State.NOT_APPLICABLE),
        (date(2026, 3, 20), State.OPEN),
    ],
)
def test_each_day_the_answer_of_that_day_counts(on, state):
    pack = a_pack(who=NEEDED, who_at="each_day")
    found = standing(a_history(care(START), NOT_JUDGED_NEEDED, JUDGED), on, pack)
    assert found.state is state


def test_once_closed_the_answer_of_the_closing_day_counts():
    pack = a_pack(who={"kind": "basis", "state": "yes_basis"}, who_at="each_day")
    basis = an_episode("basis", "yes_basis", START, date(2026, 3, 20))
    after = an_episode("basis", "no_basis", date(2026, 3, 20))
    met = a_history(care(START), basis, after, visit(date(2026, 3, 19)))
    late = a_history(care(START), basis, after, visit(date(2026, 3, 21)))
    assert standing(met, date(2026, 6, 1), pack).state is State.MET
    assert standing(late, date(2026, 6, 1), pack).state is State.NOT_APPLICABLE


def test_a_birthday_is_a_day_of_change_where_age_is_asked_each_day():
    pack = a_pack(who={"age": {"at_most": 17}}, who_at="each_day")
    history = a_history(care(START), born=date(2008, 3, 20))
    assert standing(history, START, pack).next_change_on == date(2026, 3, 20)
    assert standing(history, date(2026, 3, 20), pack).state is State.NOT_APPLICABLE


def test_a_future_judgement_is_a_day_of_change():
    pack = a_pack(who=NEEDED, who_at="each_day")
    history = a_history(care(START), JUDGED)
    assert standing(history, START, pack).next_change_on == date(2026, 3, 20)


def test_an_unknown_birth_date_has_no_birthday():
    pack = a_pack(who={"age": {"at_most": 17}}, who_at="each_day")
    found = standing(a_history(care(START), born=None), START, pack)
    assert found.missing == ("attribute:birth_date",)


def test_a_vague_judgement_leaves_open_whether_it_was_made_yet():
    pack = a_pack(who=NEEDED, who_at="each_day")
    history = a_history(care(START), an_event("need", "needed", date(2026, 4, 1), **vague("month")))
    assert standing(history, date(2026, 4, 15), pack).missing == ("start of need",)
    assert standing(history, date(2026, 4, 30), pack).state is State.OVERDUE


def test_facts_of_a_kind_that_the_rules_do_not_know_are_not_read():
    other = an_episode("weather", "rain", START)
    assert standing(a_history(care(START), other), START) == standing(a_history(care(START)), START)


def test_the_categories_are_those_of_everything_that_was_read():
    assert standing(a_history(care(START)), START).categories == {"identity", "case", "visits"}
    needing = a_pack(who=NEEDED, who_at="each_day")
    assert "private" in standing(a_history(care(START)), START, needing).categories


def test_what_was_worked_out_of_conditions_may_be_forgotten_at_any_time(monkeypatch):
    monkeypatch.setattr(conditions, "_MOST_PREDICATES", 0)
    pack = a_pack(who={"age": {"at_least": 18}}, who_at="each_day")
    history = a_history(care(START), born=date(2008, 3, 20))
    assert standing(history, START, pack).next_change_on == date(2026, 3, 20)
    assert standing(history, START, a_pack(who_at="each_day")).state is State.NOT_APPLICABLE
