"""Expectations: what should happen, for whom, how soon after what, and by which law."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import (
    At,
    Birthday,
    DayExpression,
    DayOf,
    RollingSum,
    Spell,
    day_leaves,
)
from tovholder.engine.language.filters import Filter
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.lengths import Length, Number, ParameterName
from tovholder.engine.language.predicates import (
    Age,
    AttributeIs,
    Had,
    InState,
    Predicate,
    described_fact,
    leaves,
)
from tovholder.engine.language.suspensions import Law
from tovholder.engine.words import Label

__all__ = ["Law", "Length", "Number", "ParameterName"]


class ExpectationKind(enum.StrEnum):
    """What sort of expectation it is: a duty is set by law, an aim is not."""

    DUTY = "duty"
    AIM = "aim"
    STEP = "step"
    GRANT = "grant"


class WhoAt(enum.StrEnum):
    """When it is asked for whom the expectation holds."""

    START = "start"
    EACH_DAY = "each_day"


class EvidenceSince(enum.StrEnum):
    """From when on facts count as evidence."""

    START = "start"
    EVER = "ever"


class AppliesTo(enum.StrEnum):
    """Whom a version concerns: what begins under it, or also what is running already."""

    NEW = "new"
    RUNNING = "running"


class CountsOn(enum.StrEnum):
    """Which day of a run is held against the window and decides the rate."""

    START = "start"
    REACHED = "reached"


class RepeatFrom(enum.StrEnum):
    """From which day the next occurrence runs."""

    MET = "met"
    DUE = "due"
    GRID = "grid"


class Resume(enum.StrEnum):
    """What happens to the clock when the condition of `while` holds again."""

    CONTINUE = "continue"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Within:
    """How soon after the start: at the latest, and where the law wishes for sooner, the aim."""

    at_latest: Length
    aim: Length | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A window after the start: after the day `start + after`, until `start + until` included."""

    after: Length
    until: Length


@dataclass(frozen=True, slots=True)
class Before:
    """How long before the start at the latest."""

    length: Length


Time = Within | Window | Before


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a fact that `match` compares: `municipality`, `state`, or a detail."""

    name: str
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A field of the fact that counts must equal a field of the start fact."""

    fact: Field
    start: Field


@dataclass(frozen=True, slots=True)
class Count:
    """How many events are needed, and how long at least lies between two of them."""

    at_least: Number = 1
    spread: Length | None = None


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often it is expected again."""

    every: Length
    origin: RepeatFrom


@dataclass(frozen=True, slots=True)
class While:
    """The condition without which nothing is asked."""

    predicate: Predicate
    resume: Resume = Resume.CONTINUE


@dataclass(frozen=True, slots=True)
class Pause:
    """Facts that stop the clock while they last. No states: any of them."""

    kind: Kind
    states: tuple[str, ...] = ()
    where: tuple[Filter, ...] = ()

    def describe(self, language: str) -> str:
        """Return the facts in words."""
        return described_fact(self.kind, self.states, language, self.where)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an expectation, whole: what it does not say itself, the expectation says.

    `valid_from` and `valid_until` are both included; no `valid_until` means that no end is
    known. Without `within` the law gives no number and there is no due date.
    """

    valid_from: date
    valid_until: date | None
    law: Law
    within: Time | None
    who: Predicate
    what: DayExpression
    applies_to: AppliesTo = AppliesTo.NEW
    who_at: WhoAt = WhoAt.START
    match: tuple[Match, ...] = ()
    evidence: EvidenceSince | Duration = EvidenceSince.START
    count: Count = Count()
    repeat: Repeat | None = None
    while_: While | None = None
    pauses: tuple[Pause, ...] = ()
    rolls: bool = False
    worth: ParameterName | None = None
    remind: tuple[Duration, ...] = ()
    checklist: tuple[str, ...] = ()
    citizen: Label | None = None
    note: Label | None = None
    counts_on: CountsOn | None = None

    def covers(self, day: date) -> bool:
        """Say whether the version is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What should happen to a person.

    `stops` end it for every version; `after` is advice on order; `once_across` names the
    expectations of which one occurrence in a life can be met, itself left out.
    """

    id: str
    title: Label
    kind: ExpectationKind
    versions: tuple[Version, ...]
    start: DayExpression
    stops: tuple[DayExpression, ...]
    waivable_by: tuple[str, ...]
    owner: str
    after: tuple[str, ...] = ()
    once_across: tuple[str, ...] | None = None

    def version_on(self, day: date) -> Version | None:
        """Return the version in force on a day, None when there is none."""
        for version in self.versions:
            if version.covers(day):
                return version
        return None

    @property
    def newest(self) -> Version:
        """Return the newest version."""
        return self.versions[-1]


def kinds_in(expression: DayExpression) -> Iterator[Kind]:
    """Yield the kinds that a date expression reads."""
    for leaf in day_leaves(expression):
        if isinstance(leaf, Spell):
            yield from kinds_asked(leaf.condition)
        elif not isinstance(leaf, Birthday):
            yield leaf.kind


def kinds_asked(predicate: Predicate) -> Iterator[Kind]:
    """Yield the kinds that a condition reads."""
    for leaf in leaves(predicate):
        if not isinstance(leaf, Age | AttributeIs):
            yield leaf.kind


def facts_asked(expression: DayExpression) -> Iterator[tuple[Kind, tuple[str, ...], At]]:
    """Yield kind, states (none: any) and day of the facts that an expression looks for."""
    for leaf in day_leaves(expression):
        if isinstance(leaf, DayOf):
            yield leaf.kind, leaf.states, leaf.at
        elif isinstance(leaf, RollingSum):
            yield leaf.kind, leaf.states, At.START
        elif isinstance(leaf, Spell):
            for asked in leaves(leaf.condition):
                if isinstance(asked, InState | Had):
                    yield asked.kind, asked.states, At.START


def categories_of(expectation: Expectation, version: Version) -> frozenset[str]:
    """Return the categories that every answer about a version reads: start, who and what."""
    asked = [*leaves(version.who), *(leaves(version.while_.predicate) if version.while_ else ())]
    days = [*day_leaves(expectation.start), *day_leaves(version.what)]
    asked += [leaf for day in days if isinstance(day, Spell) for leaf in leaves(day.condition)]
    found = {leaf.birth_date.category for leaf in asked if isinstance(leaf, Age)}
    found |= {leaf.attribute.category for leaf in asked if isinstance(leaf, AttributeIs)}
    found |= {day.birth_date.category for day in days if isinstance(day, Birthday)}
    kinds = [kind for part in (expectation.start, version.what) for kind in kinds_in(part)]
    kinds += kinds_asked(version.who)
    kinds += kinds_asked(version.while_.predicate) if version.while_ else ()
    return frozenset(found | {kind.category for kind in kinds})
