"""Three-valued answers to predicates, with the facts that gave them."""

import enum
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.history import Attribute, Episode, Precision, last_possible_day
from tovholder.engine.language.kinds import AbsentMeans, Kind
from tovholder.engine.language.predicates import (
    Age,
    AllOf,
    AnyOf,
    InState,
    Named,
    Not,
    Predicate,
    leaves,
)
from tovholder.engine.person.facts import Fact, Facts, Span


class Truth(enum.StrEnum):
    """True, false, or not to be said from what is recorded (Kleene)."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


_NEGATED = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}


@dataclass(frozen=True, slots=True)
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


def consider(predicate: Predicate, facts: Facts, day: date) -> Condition:
    """Ask a predicate about a day, from the facts that count.

    Args:
        predicate: What is asked.
        facts: What is known; facts that begin after `facts.day` do not count.
        day: The day asked about.
    """
    match predicate:
        case AllOf(parts) | AnyOf(parts):
            answers = [consider(part, facts, day) for part in parts]
            return (_all if isinstance(predicate, AllOf) else _any)(predicate, answers)
        case Named():
            return _named(predicate, facts, day)
        case Not(part):
            inner = consider(part, facts, day)
            return Condition(predicate, _NEGATED[inner.truth], (inner,), missing=inner.missing)
        case Age():
            return _age(predicate, facts, day)
        case InState(kind, states):
            covering = [(fact, fact.covers(day)) for fact in facts.of(kind.id)]
            return _fact_condition(predicate, kind, states, covering)
        case _:
            kind, states = predicate.kind, predicate.states
            begun = [(fact, fact.had_begun(day)) for fact in facts.of(kind.id)]
            return _fact_condition(predicate, kind, states, begun)


def _named(predicate: Named, facts: Facts, day: date) -> Condition:
    """Answer a predicate with a name, once for all the expectations that ask it."""
    key = predicate.id, day
    known = facts.answers.get(key)
    if not isinstance(known, Condition):
        inner = consider(predicate.predicate, facts, day)
        known = Condition(predicate, inner.truth, (inner,), missing=inner.missing)
        facts.answers[key] = known
    return known


def _all(predicate: Predicate, parts: list[Condition]) -> Condition:
    truths = {part.truth for part in parts}
    if Truth.FALSE in truths:
        return Condition(predicate, Truth.FALSE, tuple(parts))
    return _open_or(Truth.TRUE, predicate, parts)


def _any(predicate: Predicate, parts: list[Condition]) -> Condition:
    truths = {part.truth for part in parts}
    if Truth.TRUE in truths:
        return Condition(predicate, Truth.TRUE, tuple(parts))
    return _open_or(Truth.FALSE, predicate, parts)


def _open_or(truth: Truth, predicate: Predicate, parts: list[Condition]) -> Condition:
    unknown = [part for part in parts if part.truth is Truth.UNKNOWN]
    missing = tuple(dict.fromkeys(name for part in unknown for name in part.missing))
    return Condition(predicate, Truth.UNKNOWN if unknown else truth, tuple(parts), missing=missing)


def _fact_condition(
    predicate: Predicate,
    kind: Kind,
    states: tuple[str, ...],
    answers: list[tuple[Fact, bool | None]],
) -> Condition:
    """Answer from facts of a kind: a sure match, a possible one, another state, or nothing."""
    holding = [fact for fact, holds in answers if holds]
    matches = [fact for fact in holding if not states or fact.episode.state in states]
    if matches:
        return Condition(predicate, Truth.TRUE, episodes=_episodes(matches))
    possible = [
        fact
        for fact, holds in answers
        if holds is None and (not states or fact.episode.state in states)
    ]
    if possible:
        missing = dict.fromkeys(name for fact in possible for name in fact.vague_names())
        return Condition(
            predicate, Truth.UNKNOWN, episodes=_episodes(possible), missing=tuple(missing)
        )
    if holding or kind.absent_means is AbsentMeans.NONE:
        return Condition(predicate, Truth.FALSE, episodes=_episodes(holding))
    return Condition(predicate, Truth.UNKNOWN, missing=(f"kind:{kind.id}",))


def _episodes(facts: Iterable[Fact]) -> tuple[Episode, ...]:
    return tuple(fact.episode for fact in facts)


def _age(predicate: Age, facts: Facts, day: date) -> Condition:
    attribute = facts.attributes.get(predicate.birth_date.id)
    born = possible_days(attribute.value) if attribute else None
    if attribute is None or born is None:
        return Condition(
            predicate, Truth.UNKNOWN, missing=(f"attribute:{predicate.birth_date.id}",)
        )
    youngest, oldest = age_on(born.last, day), age_on(born.first, day)
    bounds = predicate.at_least or 0, 999 if predicate.at_most is None else predicate.at_most
    answers = {bounds[0] <= years <= bounds[1] for years in range(youngest, oldest + 1)}
    if len(answers) == 1:
        truth = Truth.TRUE if answers.pop() else Truth.FALSE
        return Condition(predicate, truth, attributes=(attribute,))
    missing = (f"attribute:{predicate.birth_date.id}",)
    return Condition(predicate, Truth.UNKNOWN, attributes=(attribute,), missing=missing)


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


def consider_over(predicate: Predicate, facts: Facts, days: Span) -> Condition:
    """Ask a predicate about a day of which only the possible days are known.

    Returns:
        The answer that holds on every one of them, else unknown; nothing is named as missing
        when the vague day alone is the reason.
    """
    first = consider(predicate, facts, days.first)
    if days.is_certain or first.truth is Truth.UNKNOWN:
        return first
    for turn in sorted(set(turns(predicate, facts))):
        if days.first < turn <= days.last:
            later = consider(predicate, facts, turn)
            if later.truth is not first.truth:
                return Condition(predicate, Truth.UNKNOWN, later.parts, missing=later.missing)
    return first


def turns(predicate: Predicate, facts: Facts) -> Iterator[date]:
    """Yield the days on which the answer to a predicate can change."""
    for leaf in leaves(predicate):
        if isinstance(leaf, Age):
            yield from _birthdays(leaf, facts)
        else:
            yield from facts.turns((leaf.kind.id,))


def _birthdays(age: Age, facts: Facts) -> Iterator[date]:
    attribute = facts.attributes.get(age.birth_date.id)
    born = possible_days(attribute.value) if attribute else None
    if born is None:
        return
    years = [age.at_least] if age.at_least is not None else []
    years += [age.at_most + 1] if age.at_most is not None else []
    for count in years:
        yield Duration(years=count).after(born.first)
        yield Duration(years=count).after(born.last)
