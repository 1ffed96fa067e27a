"""Scenarios: an invented person, what happened, and what a rule should then say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from tovholder.engine.history import COPENHAGEN, Attribute, Episode, History, Precision
from tovholder.engine.language import DatedAmount, Label, Place
from tovholder.engine.person import State

ALWAYS_KNOWN = date(1900, 1, 1)
"""When a fact was recorded that does not say so: before any day that is asked about."""


@dataclass(frozen=True, slots=True)
class ScenarioFact:
    """A fact of a scenario.

    `end` is the first day after it, as in a history; the file says the last day. `known` and
    `until_known` are the days on which it was recorded and corrected or retracted.
    """

    lineage: str
    kind: str
    state: str
    start: date
    end: date | None
    municipality: str
    detail: Mapping[str, object] = field(default_factory=dict)
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY
    is_planned: bool = False
    known: date | None = None
    until_known: date | None = None

    def episode(self) -> Episode:
        """Return the fact as an episode of a history."""
        return Episode(
            lineage=self.lineage,
            kind=self.kind,
            state=self.state,
            start=self.start,
            end=self.end,
            municipality=self.municipality,
            detail=self.detail,
            source="scenario",
            recorded_at=_noon(self.known or ALWAYS_KNOWN),
            superseded_at=_noon(self.until_known) if self.until_known else None,
            start_precision=self.start_precision,
            end_precision=self.end_precision,
            is_planned=self.is_planned,
        )


@dataclass(frozen=True, slots=True)
class Expected:
    """What the rule should say on a day.

    `figures` holds what the file names beside the state: `version` (its first day), `due`, `aim`,
    `start`, `met` (a day or None), `worth` (øre or None) and `missing` (names). What it does not
    name is not compared.
    """

    on: date
    state: State
    figures: Mapping[str, object]
    place: Place
    known_on: date | None = None
    ordinal: int = 1
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """An invented person with facts, and the standings that a rule should come to.

    `local` holds the values that `municipality` has set for parameters that are not known to us.
    """

    title: Label
    note: Label | None
    born: str | date | None
    facts: tuple[ScenarioFact, ...]
    expected: tuple[Expected, ...]
    place: Place
    attributes: Mapping[str, object] = field(default_factory=dict)
    municipality: str = ""
    local: Mapping[str, tuple[DatedAmount, ...]] = field(default_factory=dict)

    def history(self) -> History:
        """Return the history that the facts and attributes make."""
        known = {**self.attributes, **({} if self.born is None else {"birth_date": self.born})}
        recorded = _noon(ALWAYS_KNOWN)
        attributes = (Attribute(name, value, recorded, None) for name, value in known.items())
        return History(tuple(attributes), tuple(fact.episode() for fact in self.facts))


def _noon(day: date) -> datetime:
    """Return noon in Copenhagen, which is the same calendar day in UTC."""
    return datetime.combine(day, time(12), COPENHAGEN).astimezone(UTC)
