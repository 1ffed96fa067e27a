"""Timelines: the truth of a condition on every day, worked out once for a person.

A timeline is a list of `(first day, truth)` in order; each truth holds until the next first
day, the last one for good. It begins with the first day there is.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter

from tovholder.engine.language.kinds import AbsentMeans
from tovholder.engine.language.predicates import (
    AllOf,
    AnyOf,
    Had,
    InState,
    Named,
    Not,
    Predicate,
)
from tovholder.engine.person.conditions import (
    DECIDES_ALL,
    DECIDES_ANY,
    NEGATED,
    Truth,
    consider,
    turns,
)
from tovholder.engine.person.facts import FAR, Fact, Facts

Timeline = Sequence[tuple[date, Truth]]
_FIRST = itemgetter(0)


def truth_on(predicate: Predicate, facts: Facts, day: date) -> Truth:
    """Return the truth of a condition on a day, without what it was read from.

    Its timeline answers where it is known; else the parts are asked until one decides, and the
    answers of those with a name are kept for the other definitions that ask them.
    """
    line: Timeline | None = facts.answers.get(("timeline", id(predicate)))
    if line is not None:
        return line[bisect_right(line, day, key=_FIRST) - 1][1]
    match predicate:
        case Named():
            key = "truth", predicate.id, day
            answer: Truth | None = facts.answers.get(key)
            if answer is None:
                answer = facts.answers[key] = truth_on(predicate.predicate, facts, day)
            return answer
        case AllOf(parts) | AnyOf(parts):
            decides = DECIDES_ALL if isinstance(predicate, AllOf) else DECIDES_ANY
            return _decided((truth_on(part, facts, day) for part in parts), *decides)
        case Not(part):
            return NEGATED[truth_on(part, facts, day)]
    return consider(predicate, facts, day).truth


def _decided(truths: Iterable[Truth], alone: Truth, jointly: Truth) -> Truth:
    """Join truths: the first truth decides alone, the second takes them all."""
    found = jointly
    for truth in truths:
        if truth is alone:
            return alone
        if truth is Truth.UNKNOWN:
            found = truth
    return found


def timeline(predicate: Predicate, facts: Facts) -> Timeline:
    """Return the timeline of a condition, kept for the person."""
    key = "timeline", id(predicate)
    known: Timeline | None = facts.answers.get(key)
    if known is None:
        known = facts.answers[key] = _timeline(predicate, facts)
    return known


def _timeline(predicate: Predicate, facts: Facts) -> Timeline:
    match predicate:
        case Named():
            return timeline(predicate.predicate, facts)
        case AllOf(parts) | AnyOf(parts):
            decides = DECIDES_ALL if isinstance(predicate, AllOf) else DECIDES_ANY
            return _together([timeline(part, facts) for part in parts], *decides)
        case Not(part):
            return [(day, NEGATED[truth]) for day, truth in timeline(part, facts)]
        case InState() | Had():
            found = facts.of(predicate.kind.id)
            if not found:
                return _NOTHING[predicate.kind.absent_means]
            if not predicate.where and not any(fact.is_vague for fact in found):
                return _of_facts(predicate, found)
    days = sorted({date.min, *(day for day in turns(predicate, facts) if day < FAR)})
    return _shortened((day, consider(predicate, facts, day).truth) for day in days)


_NOTHING: dict[AbsentMeans, Timeline] = {
    AbsentMeans.NONE: [(date.min, Truth.FALSE)],
    AbsentMeans.UNKNOWN: [(date.min, Truth.UNKNOWN)],
}


def _of_facts(predicate: InState | Had, found: Sequence[Fact]) -> Timeline:
    """Return the timeline of a question to facts whose dates are all known."""
    lasts = isinstance(predicate, Had)
    states = predicate.states
    matching = [fact for fact in found if not states or fact.episode.state in states]
    inside = _days_in(matching, lasts=lasts)
    if predicate.kind.absent_means is AbsentMeans.NONE:
        return [(day, Truth.TRUE if holds else Truth.FALSE) for day, holds in inside]
    known = _days_in(found, lasts=lasts)
    lines = [
        [(day, Truth.TRUE if holds else Truth.FALSE) for day, holds in inside],
        [(day, Truth.FALSE if holds else Truth.UNKNOWN) for day, holds in known],
    ]
    return _together(lines, Truth.TRUE, Truth.FALSE)


def _days_in(found: Iterable[Fact], *, lasts: bool) -> list[tuple[date, bool]]:
    """Return from which days on a day lies in one of the facts, or, where it lasts, after one."""
    line: list[tuple[date, bool]] = [(date.min, False)]
    end = date.min
    for fact in found:
        if fact.start > end or len(line) == 1:
            if end != date.min:
                line.append((end, False))
            line.append((fact.start, True))
            end = fact.end
        elif fact.end > end:
            end = fact.end
        if lasts:
            return line
    if date.min < end < FAR:
        line.append((end, False))
    return line


def _together(lines: Sequence[Timeline], alone: Truth, jointly: Truth) -> Timeline:
    """Join timelines: the first truth decides alone, the second takes them all."""
    days = sorted({day for line in lines for day, _truth in line})
    places = [0] * len(lines)
    found: list[tuple[date, Truth]] = []
    for day in days:
        truth = jointly
        for number, line in enumerate(lines):
            place = places[number]
            if place + 1 < len(line) and line[place + 1][0] <= day:
                place = places[number] = place + 1
            part = line[place][1]
            if part is alone:
                truth = alone
            elif part is Truth.UNKNOWN and truth is jointly:
                truth = part
        if not found or found[-1][1] is not truth:
            found.append((day, truth))
    return found


def _shortened(line: Iterable[tuple[date, Truth]]) -> Timeline:
    found: list[tuple[date, Truth]] = []
    for day, truth in line:
        if not found or found[-1][1] is not truth:
            found.append((day, truth))
    return found
