"""Expectations: what should happen, for whom, how soon after what, and by which law."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import DayExpression, day_leaves
from tovholder.engine.language.parameters import Parameter
from tovholder.engine.language.predicates import Age, InState, Predicate, leaves
from tovholder.engine.words import Label


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


@dataclass(frozen=True, slots=True)
class Law:
    """Where an expectation comes from. `row` names the row of our table of obligations."""

    ref: str
    source: str
    confidence: str
    chapter: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class ParameterName:
    """A dated parameter instead of a number: `$contract_deadline`."""

    id: str

    def describe(self, language: str, parameters: Mapping[str, Parameter]) -> str:
        """Return what the parameter is, in words."""
        return parameters[self.id].description.text(language)


Length = Duration | ParameterName
Number = int | ParameterName


@dataclass(frozen=True, slots=True)
class Within:
    """How soon: at the latest, and where the law wishes for sooner, the aim."""

    at_latest: Length
    aim: Length | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an expectation; the one in force on the start day applies.

    `valid_from` and `valid_until` are both included; no `valid_until` means that no end is
    known. Without `within` the law gives no number and there is no due date.
    """

    valid_from: date
    valid_until: date | None
    law: Law
    within: Within | None
    note: Label | None = None

    def covers(self, day: date) -> bool:
        """Say whether the version is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Reads:
    """Which kinds each part of an expectation reads, and the categories always read."""

    start: tuple[str, ...]
    who: tuple[str, ...]
    evidence: tuple[str, ...]
    pauses: tuple[str, ...]
    stops: tuple[str, ...]
    categories: frozenset[str]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What should happen to a person."""

    id: str
    title: Label
    kind: ExpectationKind
    versions: tuple[Version, ...]
    who: Predicate
    who_at: WhoAt
    start: DayExpression
    what: DayExpression
    evidence: EvidenceSince | Duration
    count: Number
    pauses: tuple[InState, ...]
    stops: tuple[DayExpression, ...]
    waivable_by: tuple[str, ...]
    owner: str
    remind: tuple[Duration, ...]
    citizen: Label | None
    reads: Reads

    def version_on(self, day: date) -> Version | None:
        """Return the version in force on a day, None when there is none."""
        return next((version for version in self.versions if version.covers(day)), None)


def reads_of(
    who: Predicate,
    start: DayExpression,
    what: DayExpression,
    pauses: tuple[InState, ...],
    stops: tuple[DayExpression, ...],
) -> Reads:
    """Return what the parts of an expectation read."""
    asked = list(leaves(who))
    always = [leaf.birth_date if isinstance(leaf, Age) else leaf.kind for leaf in asked]
    always += [leaf.kind for part in (start, what) for leaf in day_leaves(part)]
    return Reads(
        start=_kinds(start),
        who=tuple({leaf.kind.id: None for leaf in asked if not isinstance(leaf, Age)}),
        evidence=_kinds(what),
        pauses=tuple({pause.kind.id: None for pause in pauses}),
        stops=_kinds(*stops),
        categories=frozenset(definition.category for definition in always),
    )


def _kinds(*expressions: DayExpression) -> tuple[str, ...]:
    return tuple({leaf.kind.id: None for part in expressions for leaf in day_leaves(part)})
