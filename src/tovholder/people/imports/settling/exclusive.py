"""States of which a person has one at a time: ends that follow from the next, and room made."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tovholder.people.imports.cells.periods import Period, is_only_uncertain
from tovholder.people.imports.drafts import Draft
from tovholder.people.imports.settling.keys import Fact


def until_next(facts: Sequence[Fact], *, applies: Callable[[Fact], bool]) -> list[Fact]:
    """End open states that last until the next one where the next one begins.

    Args:
        facts: Of one person and kind, by first day.
        applies: Whether the mapping says so of a fact.

    Returns:
        The facts; the first one also ends what was recorded as open before it.
    """
    if not any(map(applies, facts)):
        return list(facts)
    ended = []
    for place, fact in enumerate(facts):
        draft = fact.draft
        later = [other.draft for other in facts[place:] if other.draft.start > draft.start]
        if later and draft.end is None and applies(fact):
            begins = later[0]
            draft = replace(draft, end=begins.start, end_precision=begins.start_precision)
        is_first = place == 0 and applies(fact)
        ended.append(replace(fact, draft=draft, ends_previous=is_first))
    return ended


def room_made(facts: Sequence[Fact]) -> tuple[list[Fact], list[tuple[Fact, Fact]]]:
    """Place days known only to the month or year beside their neighbours.

    "Until May" and "from 9 May" can both be true, so the uncertain one gives way.

    Args:
        facts: Of one person and kind, by first day.

    Returns:
        The facts, and the pairs (earlier, later) of which one was moved within its month or year.
    """
    placed, moved = list(facts), []
    for place in range(len(placed) - 1):
        one, following = _beside(placed[place].draft, placed[place + 1].draft)
        if (one, following) != (placed[place].draft, placed[place + 1].draft):
            moved.append((placed[place], placed[place + 1]))
            placed[place] = replace(placed[place], draft=one)
            placed[place + 1] = replace(placed[place + 1], draft=following)
    return placed, moved


def _beside(one: Draft, following: Draft) -> tuple[Draft, Draft]:
    if one.end is None or one.end <= following.start:
        return one, following
    if following.start > one.start and is_only_uncertain(
        one.end, one.end_precision, following.start
    ):
        return replace(one, end=following.start), following
    has_days_left = following.end is None or one.end < following.end
    if has_days_left and is_only_uncertain(one.end, following.start_precision, following.start):
        return one, replace(following, start=one.end)
    return one, following


def period_of(draft: Draft) -> Period:
    """Return the days of a fact."""
    return Period(draft.start, draft.end, draft.start_precision, draft.end_precision)


def with_period(draft: Draft, period: Period) -> Draft:
    """Return a fact with other days."""
    return replace(
        draft,
        start=period.start,
        end=period.end,
        start_precision=period.start_precision,
        end_precision=period.end_precision,
    )
