"""A history as it stands on one day: indexed by kind, with the possible days of each fact."""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tovholder.engine.history import Attribute, Episode, History, Precision, last_possible_day
from tovholder.engine.language.kinds import Kind

FAR = date.max
"""Stands for a day that has not come: the end of what is still going on."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The possible days of one date, both included. A date known to the day has one."""

    first: date
    last: date

    @property
    def is_certain(self) -> bool:
        """Say whether only one day is possible."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Fact:
    """An episode with the possible days of its start and of the first day after it."""

    episode: Episode
    start: Span
    end: Span
    is_event: bool = False

    def covers(self, day: date) -> bool | None:
        """Say whether the fact holds on a day; None when its dates leave that open."""
        if self.start.last <= day < self.end.first:
            return True
        return None if self.start.first <= day < self.end.last else False

    def had_begun(self, day: date) -> bool | None:
        """Say whether the fact has begun on or before a day; None when that is open."""
        if self.start.last <= day:
            return True
        return None if self.start.first <= day else False

    def vague_names(self) -> tuple[str, ...]:
        """Name the dates of the fact that are known only to the month or the year."""
        names = []
        if not self.start.is_certain:
            names.append(f"start of {self.episode.kind}")
        if not self.is_event and not self.end.is_certain:
            names.append(f"end of {self.episode.kind}")
        return tuple(names)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Facts of one kind that touch or overlap, read as one (kernel, pinned 3).

    `doubt` names dates so vague that the facts may be one stretch or several.
    """

    facts: tuple[Fact, ...]
    start: Span
    end: Span
    doubt: tuple[str, ...] = ()


@dataclass(slots=True)
class Facts:
    """What counts on a day: facts that have begun and are not merely planned.

    A fact whose start is vague counts from its first possible day on, as vague. `answers` keeps
    what was already asked, by the name of the predicate and the day.
    """

    day: date
    attributes: Mapping[str, Attribute]
    _known: dict[str, list[Fact]]
    _planned: dict[str, list[Fact]]
    answers: dict[tuple[str, date], object] = field(default_factory=dict)
    _begun: dict[str, list[Fact]] = field(default_factory=dict)
    _stretches: dict[tuple[str, tuple[str, ...]], tuple[Stretch, ...]] = field(default_factory=dict)

    def of(self, kind: str) -> list[Fact]:
        """Return the facts of a kind that count, in order of their start."""
        begun = self._begun.get(kind)
        if begun is None:
            day = self.day
            begun = [fact for fact in self._known.get(kind, ()) if fact.start.first <= day]
            self._begun[kind] = begun
        return begun

    def planned(self, kind: str) -> list[Fact]:
        """Return the planned facts of a kind, whenever they are to begin."""
        return self._planned.get(kind, [])

    def stretches(self, kind: Kind, states: tuple[str, ...]) -> tuple[Stretch, ...]:
        """Return the facts of a kind in some states (none: any), joined where they touch."""
        key = kind.id, states
        if key not in self._stretches:
            self._stretches[key] = joined_facts(self.of(kind.id), kind, states)
        return self._stretches[key]

    def turns(self, kinds: Iterable[str]) -> Iterator[date]:
        """Yield the days on which a fact of the kinds begins or ends, or may do so."""
        for kind in kinds:
            for fact in (*self._known.get(kind, ()), *self._planned.get(kind, ())):
                yield from (fact.start.first, fact.start.last, fact.end.first, fact.end.last)


def joined_facts(facts: Iterable[Fact], kind: Kind, states: tuple[str, ...]) -> tuple[Stretch, ...]:
    """Join the facts in some states (none: any) where they touch; events stay apart.

    Args:
        facts: In order of their first possible start.
        kind: The kind of the facts.
        states: States that count.
    """
    chosen = [fact for fact in facts if not states or fact.episode.state in states]
    stretches: list[Stretch] = []
    for fact in chosen:
        after = Stretch((fact,), fact.start, fact.end)
        before = stretches[-1] if stretches and not kind.event else None
        if before is not None and after.start.first <= before.end.last:
            stretches[-1] = _joined(before, after)
        else:
            stretches.append(after)
    return tuple(stretches)


def _joined(before: Stretch, after: Stretch) -> Stretch:
    """Join two stretches that can touch, and keep a doubt when they need not."""
    touch = after.start.last <= before.end.first and before.start.last <= after.end.first
    facts = (*before.facts, *after.facts)
    doubt = () if touch else tuple(name for fact in facts for name in fact.vague_names())
    return Stretch(
        facts,
        _span(min, before.start, after.start),
        _span(max, before.end, after.end),
        tuple(dict.fromkeys((*before.doubt, *doubt))),
    )


def _span(pick: Callable[[date, date], date], one: Span, other: Span) -> Span:
    return Span(pick(one.first, other.first), pick(one.last, other.last))


def facts_on(history: History, day: date, kinds: Mapping[str, Kind]) -> Facts:
    """Index a history for one day.

    Args:
        history: Without superseded facts, see `History.current` and `History.as_known_on`.
        day: The day asked for.
        kinds: Kinds that can be read; facts of any other kind are left out.
    """
    known: dict[str, list[Fact]] = {}
    planned: dict[str, list[Fact]] = {}
    for episode in history.episodes:
        kind = kinds.get(episode.kind)
        if kind is not None:
            by_kind = planned if episode.is_planned else known
            by_kind.setdefault(kind.id, []).append(_fact(episode, is_event=kind.event))
    for by_kind in (known, planned):
        for facts in by_kind.values():
            facts.sort(key=_order)
    newest = sorted(history.attributes, key=operator.attrgetter("recorded_at"))
    return Facts(day, {attribute.name: attribute for attribute in newest}, known, planned)


def _order(fact: Fact) -> tuple[date, date, str]:
    return fact.start.first, fact.start.last, fact.episode.lineage


def _fact(episode: Episode, *, is_event: bool) -> Fact:
    """Return the fact with its possible days, which must leave it at least a day long."""
    start, end = episode.start, episode.end or FAR
    if episode.start_precision is episode.end_precision is Precision.DAY:
        return Fact(episode, Span(start, start), Span(end, end))
    last_start = last_possible_day(start, episode.start_precision)
    if is_event:
        return Fact(
            episode, Span(start, last_start), Span(end, last_start + _ONE_DAY), is_event=True
        )
    last_end = end
    if end != FAR and episode.end_precision is not Precision.DAY:
        # “Ended in March” may mean that 31 March was the last day of the fact.
        last_end = last_possible_day(end, episode.end_precision) + _ONE_DAY
    return Fact(
        episode,
        Span(start, min(last_start, last_end - _ONE_DAY)),
        Span(max(end, start + _ONE_DAY), last_end),
    )
