"""Three-valued answers to conditions, with the facts that gave them."""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.history import Attribute, Episode, Precision, last_possible_day
from tovholder.engine.language.filters import Filter
from tovholder.engine.language.kinds import AbsentMeans
from tovholder.engine.language.predicates import (
    Age,
    AllOf,
    AnyOf,
    AttributeIs,
    Had,
    InState,
    Leaf,
    Named,
    Not,
    Predicate,
    leaves,
)
from tovholder.engine.person.facts import Fact, Facts


class Truth(enum.StrEnum):
    """True, false, or not to be said from what is recorded (Kleene)."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


NEGATED = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}


@dataclass(slots=True)
class Condition:
    """A predicate, its answer on a day, and what it was read from.

    `missing` names the facts without which the answer is unknown.
    """

    predicate: Predicate
    truth: Truth
    parts: "tuple[Condition, ...]" = ()
    episodes: tuple[Episode, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The possible days of one date, both included. A date known to the day has one."""

    first: date
    last: date

    @property
    def is_certain(self) -> bool:
        """Say whether only one day is possible."""
        return self.first == self.last


def consider(predicate: Predicate, facts: Facts, day: date) -> Condition:  # noqa: PLR0911 - one for each form
    """Ask a predicate about a day, from the facts that count.

    Args:
        predicate: What is asked.
        facts: What is known; facts that begin after `facts.day` do not count.
        day: The day asked about.
    """
    match predicate:
        case Named():
            return _named(predicate, facts, day)
        case InState() | Had():
            return _fact_condition(predicate, facts, day)
        case Age():
            return _age(predicate, facts, day)
        case AllOf(parts):
            return _together(predicate, [consider(part, facts, day) for part in parts], DECIDES_ALL)
        case AnyOf(parts):
            return _together(predicate, [consider(part, facts, day) for part in parts], DECIDES_ANY)
        case AttributeIs():
            return _attribute(predicate, facts)
        case Not(part):
            inner = consider(part, facts, day)
            return Condition(predicate, NEGATED[inner.truth], (inner,), missing=inner.missing)


def _named(predicate: Named, facts: Facts, day: date) -> Condition:
    """Answer a predicate with a name, once for all the expectations that ask it."""
    key = predicate.id, day
    known = facts.answers.get(key)
    if not isinstance(known, Condition):
        inner = consider(predicate.predicate, facts, day)
        known = Condition(predicate, inner.truth, (inner,), missing=inner.missing)
        facts.answers[key] = known
    return known


DECIDES_ALL = Truth.FALSE, Truth.TRUE
DECIDES_ANY = Truth.TRUE, Truth.FALSE


def _together(
    predicate: Predicate, parts: list[Condition], truths: tuple[Truth, Truth]
) -> Condition:
    """Join the answers of parts: the first truth decides alone, the second takes them all."""
    alone, jointly = truths
    for part in parts:
        if part.truth is alone:
            return Condition(predicate, alone, tuple(parts))
    missing = dict.fromkeys(
        name for part in parts if part.truth is Truth.UNKNOWN for name in part.missing
    )
    is_open = any(part.truth is Truth.UNKNOWN for part in parts)
    truth = Truth.UNKNOWN if is_open else jointly
    return Condition(predicate, truth, tuple(parts), missing=tuple(missing))


def _fact_condition(predicate: InState | Had, facts: Facts, day: date) -> Condition:
    """Answer from facts of a kind: a sure match, a possible one, another state, or nothing."""
    sure, possible, others = _sorted_facts(predicate, facts, day)
    if sure:
        return Condition(predicate, Truth.TRUE, episodes=_episodes(sure))
    if possible:
        missing = tuple(dict.fromkeys(_open_names(predicate.where, possible)))
        return Condition(predicate, Truth.UNKNOWN, episodes=_episodes(possible), missing=missing)
    if others or predicate.kind.absent_means is AbsentMeans.NONE:
        return Condition(predicate, Truth.FALSE, episodes=_episodes(others))
    return Condition(predicate, Truth.UNKNOWN, missing=(f"kind:{predicate.kind.id}",))


def _sorted_facts(
    predicate: InState | Had, facts: Facts, day: date
) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Return the facts that surely match on the day, those that may, and those that do not."""
    sure: list[Fact] = []
    possible: list[Fact] = []
    others: list[Fact] = []
    states, is_had = predicate.states, isinstance(predicate, Had)
    for fact in facts.of(predicate.kind.id):
        holds = fact.had_begun(day) if is_had else fact.covers(day)
        if holds is False:
            continue
        passes = (not states or fact.episode.state in states) and passing(predicate.where, fact)
        if passes is False:
            if holds:
                others.append(fact)
        else:
            (sure if holds and passes else possible).append(fact)
    return sure, possible, others


def _episodes(facts: Iterable[Fact]) -> tuple[Episode, ...]:
    return tuple(fact.episode for fact in facts)


def _open_names(where: tuple[Filter, ...], facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield from fact.vague_names()
        yield from missing_details(where, fact)


def passing(where: tuple[Filter, ...], fact: Fact) -> bool | None:
    """Say whether the details of a fact pass; None when one that is needed is not given."""
    is_open = False
    for asked in where:
        given = fact.episode.detail.get(asked.detail.id)
        if given is None:
            is_open = True
        elif not asked.passes(given):
            return False
    return None if is_open else True


def missing_details(where: tuple[Filter, ...], fact: Fact) -> tuple[str, ...]:
    """Name the details that are asked for and not given."""
    kind, given = fact.episode.kind, fact.episode.detail
    return tuple(
        f"detail:{kind}.{asked.detail.id}" for asked in where if given.get(asked.detail.id) is None
    )


def _attribute(predicate: AttributeIs, facts: Facts) -> Condition:
    attribute = facts.attributes.get(predicate.attribute.id)
    if attribute is None or attribute.value is None:
        return Condition(predicate, Truth.UNKNOWN, missing=(f"attribute:{predicate.attribute.id}",))
    truth = Truth.TRUE if attribute.value in predicate.values else Truth.FALSE
    return Condition(predicate, truth, attributes=(attribute,))


def birth_days(name: str, facts: Facts) -> Span | None:
    """Return the possible days of birth, None when nothing is known of them."""
    attribute = facts.attributes.get(name)
    return possible_days(attribute.value) if attribute else None


def _age(predicate: Age, facts: Facts, day: date) -> Condition:
    name = predicate.birth_date.id
    born = birth_days(name, facts)
    if born is None:
        return Condition(predicate, Truth.UNKNOWN, missing=(f"attribute:{name}",))
    attributes = (facts.attributes[name],)
    youngest, oldest = age_on(born.last, day), age_on(born.first, day)
    answers = {_is_within(predicate, years) for years in range(youngest, oldest + 1)}
    if len(answers) == 1:
        truth = Truth.TRUE if answers.pop() else Truth.FALSE
        return Condition(predicate, truth, attributes=attributes)
    missing = (f"attribute:{name}",)
    return Condition(predicate, Truth.UNKNOWN, attributes=attributes, missing=missing)


def _is_within(predicate: Age, years: int) -> bool:
    is_enough = predicate.at_least is None or years >= predicate.at_least
    return is_enough and (predicate.at_most is None or years <= predicate.at_most)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years; one born on 29 February has a birthday on the 28th.

    >>> age_on(date(2008, 2, 29), date(2026, 2, 27)), age_on(date(2008, 2, 29), date(2026, 2, 28))
    (17, 18)
    """
    years = day.year - born.year
    return years - 1 if Duration(years=years).after(born) > day else years


def possible_days(content: object) -> Span | None:
    """Return the days that a stored date can mean, None when it is not a date.

    >>> possible_days("1990-02")
    Span(first=datetime.date(1990, 2, 1), last=datetime.date(1990, 2, 28))
    """
    if type(content) is date:
        return Span(content, content)
    if not isinstance(content, str):
        return None
    for rest, precision in (
        ("", Precision.DAY),
        ("-01", Precision.MONTH),
        ("-01-01", Precision.YEAR),
    ):
        try:
            first = date.fromisoformat(content + rest)
        except ValueError:
            continue
        return Span(first, last_possible_day(first, precision))
    return None


_leaves: dict[int, tuple[Predicate, tuple[Leaf, ...]]] = {}
_MOST_PREDICATES = 4096


def _leaves_of(predicate: Predicate) -> tuple[Leaf, ...]:
    """Return the questions a predicate is made of; kept, since they are asked for every person."""
    known = _leaves.get(id(predicate))
    if known is None:
        if len(_leaves) >= _MOST_PREDICATES:
            _leaves.clear()
        unique = {(type(leaf), id(leaf)): leaf for leaf in leaves(predicate)}
        known = _leaves[id(predicate)] = predicate, tuple(unique.values())
    return known[1]


def turns(predicate: Predicate, facts: Facts) -> Iterator[date]:
    """Yield the days on which the answer to a predicate can change."""
    for leaf in _leaves_of(predicate):
        if isinstance(leaf, Age):
            yield from _birthdays(leaf, facts)
        elif not isinstance(leaf, AttributeIs):
            yield from facts.edges((leaf.kind.id,))


def _birthdays(age: Age, facts: Facts) -> Iterator[date]:
    born = birth_days(age.birth_date.id, facts)
    if born is None:
        return
    years = [age.at_least] if age.at_least is not None else []
    years += [age.at_most + 1] if age.at_most is not None else []
    for count in years:
        yield Duration(years=count).after(born.first)
        yield Duration(years=count).after(born.last)
