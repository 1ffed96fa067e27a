"""Whom a change of the rules touches: standings under two packs beside each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.engine.history import History
from tovholder.engine.language import RulePack
from tovholder.engine.person import Standing, State, evaluate

Occurrence = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Touch:
    """A standing that has another state or due date under another pack; "" is none at all."""

    expectation: str
    lineage: str
    ordinal: int
    state_before: str
    state_after: str
    due_before: date | None
    due_after: date | None
    categories: frozenset[str]


def touches(history: History, before: RulePack, after: RulePack, *, on: date) -> tuple[Touch, ...]:
    """Return the standings of one person that two packs see differently on a day."""
    was, now = _standings(history, before, on), _standings(history, after, on)
    return tuple(_touches(was, now))


def _touches(was: dict[Occurrence, Standing], now: dict[Occurrence, Standing]) -> Iterator[Touch]:
    for occurrence in sorted({*was, *now}):
        old, new = was.get(occurrence), now.get(occurrence)
        if _told(old) != _told(new):
            yield Touch(
                *occurrence,
                state_before=old.state.value if old else "",
                state_after=new.state.value if new else "",
                due_before=old.due_date if old else None,
                due_after=new.due_date if new else None,
                categories=frozenset().union(*(each.categories for each in (old, new) if each)),
            )


def _standings(history: History, pack: RulePack, on: date) -> dict[Occurrence, Standing]:
    return {
        (each.expectation, each.lineage, each.ordinal): each
        for each in evaluate(history, pack, on=on)
        if each.state is not State.NOT_APPLICABLE
    }


def _told(standing: Standing | None) -> tuple[State, date | None] | None:
    return (standing.state, standing.due_date) if standing else None
