"""Runs: facts of a kind that touch, overlap or lie near each other, read as one."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from operator import itemgetter
from typing import TypeVar

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import MeanMinutes
from tovholder.engine.language.filters import Filter
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.predicates import Predicate
from tovholder.engine.person.conditions import (
    Truth,
    consider,
    missing_details,
    passing,
)
from tovholder.engine.person.facts import FAR, ONE_DAY, Fact, Facts
from tovholder.engine.person.numbers import moved
from tovholder.engine.person.readings import Reading
from tovholder.engine.person.timelines import timeline

MemberT = TypeVar("MemberT")
_EITHER = (False, True)
_FEW = 2


@dataclass(slots=True)
class Run:
    """Facts read as one, `[start, end)`; `end` is FAR while it goes on. A spell has no facts."""

    start: date
    end: date
    facts: tuple[Fact, ...] = ()

    @property
    def lineage(self) -> str:
        """Return the lineage of the fact that begins it."""
        return self.facts[0].episode.lineage if self.facts else ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What matters of days on which it is not known whether a condition holds.

    `marks` are the days on which it makes a difference that it begins to hold. `is_open`: so
    much depends on it that nothing is decided by trying.
    """

    marks: tuple[date, ...] = ()
    is_open: bool = False


NO_DOUBT = Doubt()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which facts of a kind make runs, and how far apart they may lie.

    `where` is that of the definition itself: what was found is kept by it.
    """

    kind: Kind
    states: tuple[str, ...]
    where: tuple[Filter, ...] = ()
    gap_ok: Duration | None = None
    is_match: Callable[[Fact], bool | None] | None = None
    match_names: tuple[str, ...] = ()


def runs_of(chosen: Chosen, facts: Facts, reading: Reading) -> Sequence[Run]:
    """Return the runs of the facts that count, in order of start and lineage."""
    candidates = facts.of(chosen.kind.id)
    if not candidates:
        return ()
    if chosen.is_match is not None or chosen.gap_ok is not None:
        return joined(_dated(candidates, chosen, facts, reading), chosen)
    key = "runs", chosen.kind.id, chosen.states, id(chosen.where)
    return reading.kept(
        key, facts, lambda: joined(_dated(candidates, chosen, facts, reading), chosen)
    )


def _dated(
    candidates: Iterable[Fact], chosen: Chosen, facts: Facts, reading: Reading
) -> list[Fact]:
    """Return the facts that pass, with certain dates, as this reading has them."""
    found, doubtful = [], []
    for fact in candidates:
        if chosen.states and fact.episode.state not in chosen.states:
            continue
        passes = _passes(fact, chosen)
        if passes is None:
            doubtful.append(fact)
        elif passes:
            found.append(fact)
    if doubtful:
        found += _taken(doubtful, chosen, reading)
    dated = [each for each in (reading.certain(fact, facts) for fact in found) if each is not None]
    dated.sort(key=_order)
    return dated


def _order(fact: Fact) -> tuple[date, str]:
    return fact.start, fact.episode.lineage


def _passes(fact: Fact, chosen: Chosen) -> bool | None:
    passes = passing(chosen.where, fact) if chosen.where else True
    if passes is False or chosen.is_match is None:
        return passes
    matches = chosen.is_match(fact)
    return matches if matches is not True else passes


def _taken(doubtful: list[Fact], chosen: Chosen, reading: Reading) -> list[Fact]:
    """Return those of the facts whose details are not given that this reading lets pass."""
    key = "where", chosen.kind.id, chosen.states, id(chosen.where), len(doubtful)
    names = [name for fact in doubtful for name in missing_details(chosen.where, fact)]
    asked = tuple(dict.fromkeys(names or chosen.match_names))
    places = reading.ask(key, subsets(list(range(len(doubtful)))), asked)
    return [fact for place, fact in enumerate(doubtful) if place in places]


def joined(dated: Sequence[Fact], chosen: Chosen) -> list[Run]:
    """Join the facts that touch, overlap or lie within the gap; events stay apart."""
    found: list[Run] = []
    newest: dict[str, Run] = {}
    by_municipality = chosen.kind.joins_by_municipality
    for fact in dated:
        whose = fact.episode.municipality if by_municipality else ""
        last = None if chosen.kind.event else newest.get(whose)
        if last is None or _bridged(last.end, chosen.gap_ok) < fact.start:
            newest[whose] = Run(fact.start, fact.end, (fact,))
            found.append(newest[whose])
        else:
            last.end = max(last.end, fact.end)
            last.facts = (*last.facts, fact)
    return found


def _bridged(end: date, gap_ok: Duration | None) -> date:
    return end if gap_ok is None else moved(end, gap_ok)


def has_mean(run: Run, reached: date, mean: MeanMinutes, least: int, reading: Reading) -> bool:
    """Say whether the mean of minutes a week over `[start, reached)` is enough (rule 10).

    Facts on the same day are added up; a day without one has 0 minutes.
    """
    days = (reached - run.start).days
    total, without = 0, []
    for fact in run.facts:
        inside = (min(fact.end, reached) - max(fact.start, run.start)).days
        if inside <= 0:
            continue
        minutes = fact.episode.detail.get(mean.detail.id)
        if minutes is None:
            without.append(fact)
        else:
            total += int(str(minutes)) * inside
    if total >= least * days or not without:
        return total >= least * days
    names = (f"detail:{without[0].episode.kind}.{mean.detail.id}",)
    return reading.ask(("mean", run.lineage, run.start, least), _EITHER, names)


def spells(
    predicate: Predicate, facts: Facts, reading: Reading, since: date, doubt: Doubt = NO_DOUBT
) -> list[Run]:
    """Return the longest unbroken spells of days on which a condition is true.

    Looked for from `since` through the day asked about; a spell that contains that day is open.
    Where it is not known whether it holds, it may begin to on one of the marks of the doubt.
    """
    found: list[Run] = []
    known = [
        part
        for spell in truth_spells(predicate, facts, since)
        for part in _cut(spell, facts.day, doubt.marks)
    ]
    for first, after, is_true in _read(predicate, known, reading, is_open=doubt.is_open):
        if not is_true:
            continue
        if found and found[-1].end == first:
            found[-1].end = after
        else:
            found.append(Run(first, after))
    return found


def truths(
    predicate: Predicate, facts: Facts, reading: Reading, since: date
) -> list[tuple[date, date, bool]]:
    """Return `[first, after)` with the truth of a condition on those days; `after` may be FAR.

    Spells of days on which it is not known are read as true or false.
    """
    return _read(predicate, truth_spells(predicate, facts, since), reading, is_open=False)


def _cut(spell: "TruthSpell", day: date, marks: Iterable[date]) -> "list[TruthSpell]":
    """Return a spell of which nothing is known cut at the marks and before its last day."""
    first, after, truth, names = spell
    if truth is not Truth.UNKNOWN:
        return [spell]
    last = day if after == FAR else after - ONE_DAY
    firsts = sorted({first, *(mark for mark in (*marks, last) if first < mark <= last)})
    afters = [*firsts[1:], after]
    return [(begin, end, truth, names) for begin, end in zip(firsts, afters, strict=True)]


def _read(
    predicate: Predicate, known: "list[TruthSpell]", reading: Reading, *, is_open: bool
) -> list[tuple[date, date, bool]]:
    """Return the spells as this reading takes them, those not known as true or false."""
    asked = [(first, names) for first, _after, truth, names in known if truth is Truth.UNKNOWN]
    if not asked:
        return [(first, after, truth is Truth.TRUE) for first, after, truth, _names in known]
    taken = _asked(predicate, asked, reading, is_open=is_open)
    return [
        (first, after, first in taken if truth is Truth.UNKNOWN else truth is Truth.TRUE)
        for first, after, truth, _names in known
    ]


TruthSpell = tuple[date, date, Truth, tuple[str, ...]]


def truth_spells(predicate: Predicate, facts: Facts, since: date) -> list[TruthSpell]:
    """Return the longest spells of one truth from a day through the day asked about.

    Each with its first day, the first day after it (FAR for the last one), the truth, and the
    names of what is missing.
    """
    if since > facts.day:
        return []
    line = [(day, truth) for day, truth in timeline(predicate, facts) if day <= facts.day]
    place = bisect_right(line, since, key=itemgetter(0)) - 1
    inside = [(since, line[place][1]), *line[place + 1 :]]
    afters = [*(day for day, _truth in inside[1:]), FAR]
    return [
        (day, after, truth, _missing(predicate, facts, day, truth))
        for (day, truth), after in zip(inside, afters, strict=True)
    ]


def _missing(predicate: Predicate, facts: Facts, day: date, truth: Truth) -> tuple[str, ...]:
    if truth is not Truth.UNKNOWN:
        return ()
    return consider(predicate, facts, day).missing


def _asked(
    predicate: Predicate,
    asked: list[tuple[date, tuple[str, ...]]],
    reading: Reading,
    *,
    is_open: bool,
) -> frozenset[date]:
    """Return the unknown spells that this reading takes as true, by their first day."""
    key = "truths", id(predicate), asked[0][0], len(asked)
    names = tuple(dict.fromkeys(name for _first, each in asked for name in each))
    members = subsets([first for first, _names in asked])
    return reading.ask(key, members, names, is_open=is_open)


def subsets(members: list[MemberT]) -> list[frozenset[MemberT]]:
    """Return which of some doubtful members may hold.

    All subsets of a few; of many, those in which they hold from the first one on or to the last.
    """
    if len(members) <= _FEW:
        sizes = range(len(members) + 1)
        return [frozenset(part) for size in sizes for part in combinations(members, size)]
    heads = [frozenset(members[:place]) for place in range(len(members) + 1)]
    return heads + [frozenset(members[place:]) for place in range(1, len(members))]
