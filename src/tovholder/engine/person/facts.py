"""A history as it stands on one day: indexed by kind, with the possible days of each fact."""

import operator
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tovholder.engine.history import Attribute, Episode, History, Precision, last_possible_day
from tovholder.engine.language.kinds import Kind

FAR = date.max
"""Stands for a day that has not come: the end of what is still going on."""

ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Fact:
    """An episode with its possible days on the day asked about.

    `start` and `end` are the first possible days, `end` being the first day after the fact and
    `FAR` while it goes on; `last_start` and `last_end` the last possible ones. An end that lies
    after the day asked about is read as open.
    """

    episode: Episode
    start: date
    end: date
    last_start: date
    last_end: date
    is_event: bool

    @property
    def is_vague(self) -> bool:
        """Say whether a date is known only to the month or the year."""
        return self.start != self.last_start or self.end != self.last_end

    @property
    def lineage(self) -> str:
        """Return what the fact keeps through corrections."""
        return self.episode.lineage

    def covers(self, day: date) -> bool | None:
        """Say whether the fact holds on a day; None when its dates leave that open."""
        if self.last_start <= day < self.end:
            return True
        return None if self.start <= day < self.last_end else False

    def had_begun(self, day: date) -> bool | None:
        """Say whether the fact has begun on or before a day; None when that is open."""
        if self.last_start <= day:
            return True
        return None if self.start <= day else False

    def vague_names(self) -> tuple[str, ...]:
        """Name the dates of the fact that are known only to the month or the year."""
        names = []
        if self.start != self.last_start:
            names.append(f"start of {self.episode.kind}")
        if not self.is_event and self.end != self.last_end:
            names.append(f"end of {self.episode.kind}")
        return tuple(names)


@dataclass(slots=True)
class Facts:
    """What counts on a day: facts that have begun, or may have, and are not merely planned.

    `begins` is the first possible start of any of them. `answers` and `runs` keep what was
    already worked out and holds whatever vague dates mean.
    """

    day: date
    attributes: Mapping[str, Attribute]
    begins: date | None
    _counting: dict[str, list[Fact]]
    _planned: dict[str, list[Fact]]
    _edges: dict[str, list[date]]
    answers: dict[Hashable, Any] = field(default_factory=dict)

    def of(self, kind: str) -> list[Fact]:
        """Return the facts of a kind that count, in order of their start."""
        return self._counting.get(kind, _NONE)

    def all(self) -> Iterator[Fact]:
        """Yield every fact that counts."""
        for facts in self._counting.values():
            yield from facts

    def planned(self, kind: str) -> list[Fact]:
        """Return the planned facts of a kind, whenever they are to begin."""
        return self._planned.get(kind, _NONE)

    def edges(self, kinds: Iterable[str]) -> Iterator[date]:
        """Yield the days on which a fact of the kinds begins or ends, or may do so."""
        for kind in kinds:
            yield from self._edges.get(kind, ())

    def next_edge(self, kind: str) -> date:
        """Return the first later day on which a fact of a kind begins or ends, FAR if none."""
        key = "edge", kind
        known: date | None = self.answers.get(key)
        if known is None:
            later = (day for day in self._edges.get(kind, ()) if day > self.day)
            known = self.answers[key] = min(later, default=FAR)
        return known

    def next_beginning(self) -> date:
        """Return the first later day on which the history may begin, FAR where it has begun."""
        if any(fact.last_start <= self.day for fact in self.all()):
            return FAR
        return min((self.next_edge(kind) for kind in self._edges), default=FAR)


_NONE: list[Fact] = []


def facts_on(history: History, day: date, kinds: Mapping[str, Kind]) -> Facts:
    """Index a history for one day.

    Args:
        history: Without superseded facts, see `History.current` and `History.as_known_on`.
        day: The day asked for.
        kinds: Kinds that can be read; facts of any other kind are left out.
    """
    counting: dict[str, list[Fact]] = {}
    planned: dict[str, list[Fact]] = {}
    edges: dict[str, list[date]] = {}
    for episode in history.episodes:
        kind = kinds.get(episode.kind)
        if kind is None:
            continue
        fact = _fact(episode, is_event=kind.event)
        known = edges.setdefault(kind.id, [])
        known += (fact.start, fact.end)
        if fact.is_vague:
            known += (fact.last_start, fact.last_end)
        if episode.is_planned:
            planned.setdefault(kind.id, []).append(fact)
        elif fact.start <= day:
            counting.setdefault(kind.id, []).append(_as_on(fact, day))
    for by_kind in (counting, planned):
        for facts in by_kind.values():
            facts.sort(key=_order)
    newest = sorted(history.attributes, key=operator.attrgetter("recorded_at"))
    begins = min((facts[0].start for facts in counting.values()), default=None)
    attributes = {attribute.name: attribute for attribute in newest}
    return Facts(day, attributes, begins, counting, planned, edges)


def _order(fact: Fact) -> tuple[date, date, str]:
    return fact.start, fact.last_start, fact.episode.lineage


def _as_on(fact: Fact, day: date) -> Fact:
    """Read an end after the day as open; a day that is an event stays the day it is."""
    if not fact.is_event:
        if fact.end > day:
            fact.end = fact.last_end = FAR
        elif fact.last_end > day:
            fact.last_end = FAR
    return fact


def _fact(episode: Episode, *, is_event: bool) -> Fact:
    """Return the fact with its possible days, which must leave it at least a day long."""
    start, end = episode.start, episode.end or FAR
    if episode.start_precision is episode.end_precision is Precision.DAY:
        return Fact(episode, start, end, start, end, is_event)
    last_start = last_possible_day(start, episode.start_precision)
    if is_event:
        return Fact(episode, start, end, last_start, last_start + ONE_DAY, is_event)
    last_end = end
    if end != FAR and episode.end_precision is not Precision.DAY:
        # “Ended in March” may mean that 31 March was the last day of the fact.
        last_end = last_possible_day(end, episode.end_precision) + ONE_DAY
    first_end = max(end, start + ONE_DAY)
    return Fact(episode, start, first_end, min(last_start, last_end - ONE_DAY), last_end, is_event)
