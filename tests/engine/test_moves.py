"""The table of moves is what the README draws; the evaluator may not know others."""

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.builders import a_history, a_pack, a_waiver, an_event, care, leave, visit

from tovholder.engine.person import MOVES, evaluate

FIRST = date(2026, 1, 1)
PACKS = [a_pack(), a_pack(count={"at_least": 2})]
MAKERS = [
    lambda day, end, lineage: leave(day, end, lineage=lineage),
    lambda day, _end, lineage: visit(day, lineage=lineage),
    lambda day, _end, lineage: an_event("death", "died", day, lineage=lineage),
    lambda day, _end, _lineage: a_waiver(day, "care-0"),
]


@st.composite
def lives(draw):
    """One start, then leaves, visits, waivers, perhaps a death, with certain days."""
    days = st.integers(0, 80).map(lambda number: FIRST + timedelta(days=number))
    lengths = st.none() | st.integers(1, 60)
    facts = []
    for number in range(draw(st.integers(0, 5))):
        day, length = draw(days), draw(lengths)
        end = day + timedelta(days=length) if length else None
        facts.append(draw(st.sampled_from(MAKERS))(day, end, f"fact-{number}"))
    length = draw(lengths)
    end = FIRST + timedelta(days=length) if length else None
    return a_history(care(FIRST, end, lineage="care-0"), *facts)


def walked(history, pack):
    """The moves of the standing, from one day to the next."""
    on_days = [FIRST + timedelta(days=number) for number in range(150)]
    states = [evaluate(history, pack, on=day)[0].state for day in on_days]
    return {(old, new) for old, new in itertools.pairwise(states) if old is not new}


@settings(max_examples=60, deadline=None)
@given(lives(), st.sampled_from(PACKS))
def test_no_life_leaves_the_table_of_moves(history, pack):
    assert all(new in MOVES[old] for old, new in walked(history, pack))


def test_every_move_of_the_table_happens_in_some_life():
    due = date(2026, 2, 1)
    examples = [
        [], [visit(FIRST)], [visit(date(2026, 1, 5))], [visit(due)], [visit(due + timedelta(1))],
        [visit(date(2026, 2, 9))], [a_waiver(date(2026, 1, 5), "care-0")],
        [a_waiver(due, "care-0")], [a_waiver(date(2026, 2, 9), "care-0")],
        [an_event("death", "died", date(2026, 1, 5))],
        [an_event("death", "died", due)], [an_event("death", "died", date(2026, 2, 9))],
        [an_event("death", "died", due + timedelta(1))],
    ]  # fmt: skip
    for first in (date(2026, 1, 5), date(2026, 1, 28)):
        away = leave(first, first + timedelta(20))
        during = first + timedelta(10)
        examples += [
            [away], [away, visit(during)], [away, a_waiver(during, "care-0")],
            [away, an_event("death", "died", during)], [leave(first, first + timedelta(1))],
        ]  # fmt: skip
    seen = set()
    for facts in examples:
        seen |= walked(a_history(care(FIRST, lineage="care-0"), *facts), PACKS[0])
    assert seen == {(old, new) for old, news in MOVES.items() for new in news}
