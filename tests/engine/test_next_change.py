"""`next_change_on` is a promise: until that day nothing changes without a new fact."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.builders import (
    LAW,
    ONE_DAY,
    a_history,
    a_pack,
    a_waiver,
    an_episode,
    an_event,
    care,
    leave,
    visit,
    within,
)

from tovholder.engine.history import Precision
from tovholder.engine.person import evaluate

FIRST = date(2026, 1, 1)
VERSIONS = [
    {"valid": ["1900-01-01", None], "law": LAW, "within": {"aim": "P14D", "at_latest": "P1M"}}
]
NO_NUMBER = [{"valid": ["1900-01-01", None], "law": LAW}]
IN_NEED = {"any": [{"had": {"kind": "need", "state": "needed"}}, {"age": {"at_most": 17}}]}
PACKS = {
    "plain": a_pack(versions=VERSIONS),
    "each day": a_pack(who=IN_NEED, who_at="each_day"),
    "two needed": a_pack(count={"at_least": 2}, evidence="P1M before"),
    "an end": a_pack(what={"kind": "course", "take": "last", "at": "end"}),
    "each start": a_pack(**{"from": {"kind": "care", "take": "each"}}),
    "last start": a_pack(**{"from": {"kind": "visit", "take": "last"}, "what": {"kind": "course"}}),
    "no number": a_pack(versions=NO_NUMBER, remind=None),
    "not known": a_pack(versions=within("$silent")),
}


@st.composite
def histories(draw):
    """Facts of every kind the packs read, some planned, some vague, some still to come."""
    makers = [
        lambda day, end, **rest: care(day, end, **rest),
        lambda day, end, **rest: leave(day, end, **rest),
        lambda day, end, **rest: an_episode("course", "first", day, end, **rest),
        lambda day, end, **rest: visit(day, **rest),
        lambda day, end, **rest: an_event("need", "needed", day, **rest),
        lambda day, end, **rest: an_event("death", "died", day, **rest),
        lambda day, end, **rest: a_waiver(day, "care-0"),
    ]
    facts = []
    for number in range(draw(st.integers(1, 6))):
        day = FIRST + timedelta(days=draw(st.integers(0, 90)))
        rest = {
            "lineage": f"care-{number}",
            "is_planned": draw(st.sampled_from([False, False, True])),
            "start_precision": draw(st.sampled_from([Precision.DAY] * 4 + [Precision.MONTH])),
        }
        end = draw(
            st.none() | st.integers(1, 60).map(lambda days, day=day: day + timedelta(days=days))
        )
        facts.append(draw(st.sampled_from(makers))(day, end, **rest))
    return a_history(
        *facts, born=draw(st.sampled_from([date(1990, 1, 1), date(2008, 2, 20), "2008-03"]))
    )


@settings(max_examples=120, deadline=None)
@given(histories(), st.sampled_from(sorted(PACKS)), st.integers(-5, 150))
def test_until_the_next_change_every_day_gives_the_same_standings(history, pack, days):
    on = FIRST + timedelta(days=days)
    today = evaluate(history, PACKS[pack], on=on)
    changes = [each.next_change_on for each in today if each.next_change_on]
    until = min(changes, default=on + timedelta(days=200))
    assert all(change > on for change in changes)
    day = on
    while day < until:
        assert evaluate(history, PACKS[pack], on=day) == today, day
        day += ONE_DAY


@settings(max_examples=100, deadline=None)
@given(histories(), st.integers(-5, 150))
def test_what_has_not_begun_changes_nothing_but_the_next_change(history, days):
    """Facts that begin later may be known already; the standing does not read them."""
    on = FIRST + timedelta(days=days)
    begun = [fact for fact in history.episodes if fact.start <= on and not fact.is_planned]
    born = history.attributes[0].value
    with_future = evaluate(_without_plans(history, born), PACKS["plain"], on=on)
    without = evaluate(a_history(*begun, born=born), PACKS["plain"], on=on)
    assert [each.state for each in with_future] == [each.state for each in without]
    assert [each.due_date for each in with_future] == [each.due_date for each in without]


def _without_plans(history, born):
    return a_history(*(fact for fact in history.episodes if not fact.is_planned), born=born)
