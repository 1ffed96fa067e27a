"""The tables of moves, the first of which the README draws; the evaluator may not know others."""

import itertools
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.builders import (
    LAW,
    a_history,
    a_waiver,
    an_episode,
    an_event,
    care,
    leave,
    sources,
    visit,
    within,
)

from tovholder.engine.language import load_pack
from tovholder.engine.person import MOVES, evaluate
from tovholder.engine.person.moves import STEPS_BACK

FIRST = date(2026, 1, 1)
ONE = timedelta(days=1)
STORMS = """
storm:
  label: {da: Storm, en: Storm}
  law: {ref: § 9, source: a book, confidence: quoted}
  from: 2026-01-20
  until: 2026-01-24
  expectations: [visit-soon]
flood:
  label: {da: Flod, en: Flood}
  law: {ref: § 9, source: a book, confidence: quoted}
  from: 2026-02-02
  until: 2026-02-09
  expectations: [visit-soon]
"""
PAID, COURSE = {"kind": "visit", "state": "paid"}, {"kind": "course", "min": "P20D"}
EITHER = {"first_of": [PAID, COURSE]}
BRIDGED = {"first_of": [PAID, {**COURSE, "gap_ok": "P2D"}]}
NO_NUMBER = [{"valid": ["1900-01-01", None], "law": LAW}]
LATER = within({"after": "P14D", "until": "P1M"})
ENDED_COURSE = {"what": {**COURSE, "at": "end"}, "counts_on": "start"}
ROOM = {"at_least": 2, "spread": "P7D"}


def a_pack(suspensions=STORMS, **changes):
    return load_pack({**sources(**{"what": EITHER, **changes}), "suspensions.yaml": suspensions})


PLAIN = {
    "calm": a_pack("{}"),
    "storms": a_pack(),
    "not reminded": a_pack("{}", remind=None),
    "no number": a_pack(versions=NO_NUMBER, remind=None),
    "grant": a_pack("{}", kind="grant"),
    "ended course": a_pack("{}", **ENDED_COURSE),
    "grant for an ended course": a_pack("{}", kind="grant", **ENDED_COURSE),
    "later": a_pack(versions=LATER),
    "later, reminded early": a_pack(versions=LATER, remind=["P20D"]),
}
STEPPING_BACK = {
    "room": a_pack(count=ROOM),
    "room, not reminded": a_pack("{}", count=ROOM, remind=None),
    "grant with room": a_pack("{}", count=ROOM, kind="grant"),
    "grant with room, not reminded": a_pack(count=ROOM, kind="grant", remind=None),
    "bridged": a_pack("{}", what=BRIDGED),
    "bridged grant": a_pack("{}", what=BRIDGED, kind="grant"),
}


def course(first, after=None, lineage="course"):
    return an_episode("course", "first", first, after, lineage=lineage)


MAKERS = [
    lambda day, end, lineage: leave(day, end, lineage=lineage),
    lambda day, _end, lineage: visit(day, lineage=lineage),
    lambda day, end, lineage: course(day, end, lineage),
    lambda day, _end, lineage: an_event("death", "died", day, lineage=lineage),
    lambda day, _end, _lineage: a_waiver(day, "care-0"),
]


@st.composite
def lives(draw):
    """One start, then leaves, visits, courses, waivers, perhaps a death, with certain days."""
    days = st.integers(0, 60).map(lambda number: FIRST + timedelta(days=number))
    lengths = st.none() | st.integers(1, 40)
    facts = []
    for number in range(draw(st.integers(0, 5))):
        day, length = draw(days), draw(lengths)
        end = day + timedelta(days=length) if length else None
        facts.append(draw(st.sampled_from(MAKERS))(day, end, f"fact-{number}"))
    length = draw(lengths)
    return a_life(*facts, until=FIRST + timedelta(days=length) if length else None)


def a_life(*facts, until=None):
    return a_history(care(FIRST, until, lineage="care-0"), *facts)


def state_on(history, pack, day):
    return evaluate(history, pack, on=day)[0].state


def walked(history, pack, first=FIRST, days=90):
    """The moves of the standing, from one day to the next."""
    states = [state_on(history, pack, first + timedelta(days=number)) for number in range(days)]
    return {(old, new) for old, new in itertools.pairwise(states) if old is not new}


def arrows(table):
    return {(old, new) for old, news in table.items() for new in news}


@settings(max_examples=60, deadline=None)
@given(lives(), st.sampled_from(sorted(PLAIN)))
def test_no_life_leaves_the_table_of_moves(history, pack):
    assert walked(history, PLAIN[pack]) <= arrows(MOVES)


@settings(max_examples=60, deadline=None)
@given(lives(), st.sampled_from(sorted(STEPPING_BACK)))
def test_where_room_is_asked_for_or_gaps_are_bridged_steps_back_are_possible(history, pack):
    assert walked(history, STEPPING_BACK[pack]) <= arrows(MOVES) | arrows(STEPS_BACK)


LIVES = [
    [],
    [course(date(2026, 1, 8), date(2026, 1, 27))],
    [course(date(2026, 1, 16), date(2026, 2, 12))],
    [course(date(2026, 1, 30), date(2026, 2, 5))],
    [leave(date(2026, 1, 5), date(2026, 1, 13)), leave(date(2026, 2, 4), date(2026, 2, 5))],
    [leave(date(2026, 1, 30), date(2026, 2, 3)), course(date(2026, 1, 28))],
    [leave(date(2026, 1, 7), date(2026, 2, 4))],
]
CLOSINGS = [visit, lambda day: an_event("death", "died", day), lambda day: a_waiver(day, "care-0")]


def moves_of(packs):
    """The moves of each life, and of the same life with something that closes it on any day."""
    for facts, pack in itertools.product(LIVES, packs.values()):
        yield from walked(a_life(*facts), pack, days=60)
        for number, closing in itertools.product(range(12, 46), CLOSINGS):
            day = FIRST + timedelta(days=number)
            yield from walked(a_life(*facts, closing(day)), pack, day - ONE, days=2)


def test_every_move_of_the_table_happens_in_some_life():
    assert set(moves_of(PLAIN)) == arrows(MOVES)


def test_every_step_back_happens_in_some_life():
    with_room = {name: pack for name, pack in STEPPING_BACK.items() if "room" in name}
    assert set(moves_of(with_room)) - arrows(MOVES) == arrows(STEPS_BACK)
