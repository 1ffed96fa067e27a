"""What of an expectation is the same for every person: worked out once for a rule pack."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import TypeVar, cast

from tovholder.engine.durations import Duration
from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.days import (
    At,
    Birthday,
    DayExpression,
    DayOf,
    FirstOf,
    LastOf,
    Later,
    RollingSum,
    Spell,
    Take,
    day_leaves,
)
from tovholder.engine.language.details import Detail
from tovholder.engine.language.expectations import (
    AppliesTo,
    Expectation,
    Version,
    categories_of,
)
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.lengths import Length, ParameterName
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.predicates import Named
from tovholder.engine.person.facts import Facts
from tovholder.engine.words import Label

_MOST_PACKS = 64


@dataclass(slots=True)
class Plan:
    """An expectation with what was worked out about it.

    `is_simple`: once it is closed, nothing but a new start can change it. `once` are the other
    expectations of which only one occurrence can be met. `lengths` are those it counts with,
    whatever values its parameters have had. `kept` is what callers worked out that
    is the same for everybody.
    """

    expectation: Expectation
    is_simple: bool
    running_from: tuple[date, ...]
    once: tuple[Expectation, ...]
    lengths: tuple[Duration, ...] = ()
    _categories: dict[date, frozenset[str]] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)

    def may_begin(self, facts: Facts) -> bool:
        """Say whether the history has what a start needs; cheap, and asked first."""
        return _may_begin(self.expectation.start, facts)

    def categories(self, version: Version) -> frozenset[str]:
        """Return the categories that every answer under a version reads."""
        known = self._categories.get(version.valid_from)
        if known is None:
            known = self._categories[version.valid_from] = categories_of(self.expectation, version)
        return known


_plans: dict[int, tuple[RulePack, tuple[Plan, ...]]] = {}


def plan_for(pack: RulePack) -> tuple[Plan, ...]:
    """Return the plans of all expectations of a pack, in the order of the pack.

    They are kept for the packs seen last, each held fast so that no other can take its place.
    """
    known = _plans.get(id(pack))
    if known is None:
        if len(_plans) >= _MOST_PACKS:
            _plans.pop(next(iter(_plans)))
        known = _plans[id(pack)] = pack, _planned(pack)
    return known[1]


def _planned(pack: RulePack) -> tuple[Plan, ...]:
    parts = _Parts()
    shared = {name: parts.expectation(each) for name, each in pack.expectations.items()}
    return tuple(_plan(each, _others(each, shared), pack) for each in shared.values())


def plan_of(expectation: str, pack: RulePack) -> Plan | None:
    """Return the plan of one expectation, None where the pack has none of that id."""
    return next((each for each in plan_for(pack) if each.expectation.id == expectation), None)


PartT = TypeVar("PartT")


class _Parts:
    """Gives every part of the definitions that says the same the same object.

    So that what it finds for a person is worked out once for all the definitions that ask it.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, object] = {}

    def same(self, part: PartT) -> PartT:
        """Return the object that stands for everything that says what a part says."""
        return cast("PartT", self._known.setdefault(_meaning(part), part))

    def expectation(self, one: Expectation) -> Expectation:
        """Return an expectation whose parts are shared with others."""
        return replace(
            one,
            start=self.same(one.start),
            stops=self.same(tuple(self.same(stop) for stop in one.stops)),
            versions=tuple(self._version(version) for version in one.versions),
        )

    def _version(self, version: Version) -> Version:
        while_ = version.while_
        if while_ is not None:
            while_ = replace(while_, predicate=self.same(while_.predicate))
        return replace(
            version,
            who=self.same(version.who),
            what=self.same(version.what),
            while_=while_,
            pauses=self.same(version.pauses),
        )


def _others(one: Expectation, shared: Mapping[str, Expectation]) -> tuple[Expectation, ...]:
    return tuple(shared[name] for name in one.once_across or () if name != one.id)


def _meaning(part: object) -> Hashable:
    """Return what a part says as something that can be compared and hashed."""
    if isinstance(part, Kind | AttributeDefinition | Detail | Named):
        return type(part), part.id
    if isinstance(part, tuple):
        return tuple(_meaning(each) for each in part)
    if is_dataclass(part):
        return type(part), tuple(_meaning(getattr(part, each.name)) for each in fields(part))
    return part


def _plan(expectation: Expectation, once: tuple[Expectation, ...], pack: RulePack) -> Plan:
    running = (each for each in expectation.versions if each.applies_to is AppliesTo.RUNNING)
    first_days = tuple(version.valid_from for version in running)
    return Plan(
        expectation,
        _is_simple(expectation),
        first_days,
        once,
        tuple(set(_lengths(expectation, pack))),
    )


def _lengths(part: object, pack: RulePack) -> Iterator[Duration]:
    """Yield every length that a part of a definition counts with."""
    if isinstance(part, Duration):
        yield part
    elif isinstance(part, ParameterName):
        yield from possible_lengths(part, pack)
    elif isinstance(part, tuple):
        for each in part:
            yield from _lengths(each, pack)
    elif is_dataclass(part) and not isinstance(part, Kind | AttributeDefinition | Detail | Label):
        for each in fields(part):
            yield from _lengths(getattr(part, each.name), pack)


def possible_lengths(length: Length | None, pack: RulePack) -> tuple[Duration, ...]:
    """Return every length a number can have had, local values included."""
    if not isinstance(length, ParameterName):
        return (length,) if length is not None else ()
    parameter = pack.parameters[length.id]
    dated = [*parameter.values, *(own for each in parameter.local.values() for own in each)]
    return tuple({each.amount: None for each in dated if isinstance(each.amount, Duration)})


def _is_simple(expectation: Expectation) -> bool:
    if expectation.once_across is not None:
        return False
    return all(
        version.repeat is None
        and version.while_ is None
        and all(_is_fixed(leaf) for leaf in day_leaves(version.what))
        and not _has_latest(version.what)
        for version in expectation.versions
    )


def _is_fixed(leaf: DayExpression) -> bool:
    """Say whether a day stays what it is once it has come."""
    if not isinstance(leaf, DayOf):
        return False
    is_plain = leaf.min is None and leaf.gap_ok is None and leaf.take is not Take.LAST
    return is_plain and leaf.at is At.START


def _has_latest(expression: DayExpression) -> bool:
    if isinstance(expression, FirstOf):
        return any(_has_latest(part) for part in expression.parts)
    return isinstance(expression, LastOf | Later)


def _may_begin(expression: DayExpression, facts: Facts) -> bool:  # noqa: PLR0911 - one for each form
    match expression:
        case DayOf():
            kind = expression.kind.id
            return bool(facts.of(kind) or facts.planned(kind))
        case FirstOf(parts):
            return any(_may_begin(part, facts) for part in parts)
        case LastOf(parts):
            return all(_may_begin(part, facts) for part in parts)
        case Later():
            return _may_begin(expression.day, facts)
        case RollingSum():
            return bool(facts.of(expression.kind.id))
        case Spell():
            return facts.begins is not None
        case Birthday():
            return True
