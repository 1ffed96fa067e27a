"""The first later day on which a standing can change although nothing new is recorded.

Every later day on which a known fact begins or ends, a number of days is reached, or the clock
passes a date is a candidate; the earliest is returned. It may turn out that nothing changes on
it, never that something changes before it.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import (
    Birthday,
    DayExpression,
    DayOf,
    FirstOf,
    LastOf,
    Later,
    RollingSum,
    Spell,
    day_leaves,
)
from tovholder.engine.language.expectations import Expectation, RepeatFrom, Version, WhoAt
from tovholder.engine.language.lengths import Length
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.predicates import Predicate
from tovholder.engine.person.clock import remind_days
from tovholder.engine.person.conditions import Truth, birth_days, turns
from tovholder.engine.person.facts import FAR, ONE_DAY, Facts
from tovholder.engine.person.judging import WAIVER, Ruling
from tovholder.engine.person.numbers import moved, times
from tovholder.engine.person.occurrences import Occurrence
from tovholder.engine.person.plans import Plan, possible_lengths
from tovholder.engine.person.runs import truth_spells


def next_change(
    plan: Plan, found: Iterable[Occurrence], facts: Facts, pack: RulePack
) -> date | None:
    """Return the first candidate after the day asked about, None when there is none.

    Args:
        plan: The expectation.
        found: One occurrence, as every reading has it; none where nothing has begun.
        facts: What is known on the day.
        pack: The rules.
    """
    day = facts.day
    candidates = [_next_turn(plan.expectation.start, facts, pack), *plan.running_from]
    read: set[date] = set()
    for occurrence in found:
        if not _is_settled(plan, occurrence, day):
            version = occurrence.version or plan.expectation.newest
            candidates += _days_of(occurrence, version, facts)
            if version.valid_from not in read and occurrence.ruling is not None:
                read.add(version.valid_from)
                candidates += _days_read(plan, version, facts, pack)
    return min((each for each in candidates if day < each < FAR), default=None)


def _next_turn(expression: DayExpression, facts: Facts, pack: RulePack) -> date:
    """Return the first later day on which what an expression finds can change, else FAR."""
    if isinstance(expression, DayOf) and expression.min is None:
        return facts.next_edge(expression.kind.id)
    key = "turn", id(expression)
    known: date | None = facts.answers.get(key)
    if known is None:
        days = (day for day in turn_days(expression, facts, pack) if day > facts.day)
        known = facts.answers[key] = min(days, default=FAR)
    return known


def _next_stop(expectation: Expectation, facts: Facts, pack: RulePack) -> date:
    """Return the first later day on which what stops an expectation can change, else FAR."""
    key = "turn", id(expectation.stops)
    known: date | None = facts.answers.get(key)
    if known is None:
        days = (_next_turn(stop, facts, pack) for stop in expectation.stops)
        known = facts.answers[key] = min(days, default=FAR)
    return known


def _next_truth(predicate: Predicate, facts: Facts) -> date:
    """Return the first later day on which the answer to a condition can change, else FAR."""
    key = "truth", id(predicate)
    known: date | None = facts.answers.get(key)
    if known is None:
        days = (day for day in turns(predicate, facts) if day > facts.day)
        known = facts.answers[key] = min(days, default=FAR)
    return known


def _is_settled(plan: Plan, occurrence: Occurrence, day: date) -> bool:
    """Say whether nothing but a new start can change the occurrence after the day."""
    opening, ruling = occurrence.opening, occurrence.ruling
    if opening is None or opening.day > day or opening.moment.is_planned:
        return False
    if opening.moment.fact is None or opening.moment.fact.is_vague:
        return False
    if ruling is None:
        return plan.is_simple
    return plan.is_simple and ruling.closed_on is not None and ruling.closed_on <= day


def _days_of(occurrence: Occurrence, version: Version, facts: Facts) -> Iterator[date]:
    ruling = occurrence.ruling
    if ruling is None or version.who_at is WhoAt.EACH_DAY:
        yield _next_truth(version.who, facts)
    if occurrence.opening is not None:
        yield occurrence.opening.day
    if ruling is not None:
        yield from _clock_days(occurrence, ruling, version, facts.day)


def _days_read(plan: Plan, version: Version, facts: Facts, pack: RulePack) -> Iterator[date]:
    """Yield the days on which what is read after the start can change."""
    expectation = plan.expectation
    yield _next_turn(version.what, facts, pack)
    yield _next_stop(expectation, facts, pack)
    for other in plan.once:
        yield _next_turn(other.newest.what, facts, pack)
        yield _next_turn(other.start, facts, pack)
    for pause in version.pauses:
        yield facts.next_edge(pause.kind.id)
    if expectation.waivable_by:
        yield facts.next_edge(WAIVER)
    if version.while_ is not None:
        yield _next_truth(version.while_.predicate, facts)
    for suspension in pack.suspensions.values():
        if suspension.touches(expectation.id, version.law.chapter):
            yield suspension.first
            yield suspension.last + ONE_DAY if suspension.last else FAR


def _clock_days(
    occurrence: Occurrence, ruling: Ruling, version: Version, day: date
) -> Iterator[date]:
    terms = ruling.terms
    if ruling.due is not None and ruling.due < FAR:
        yield from ruling.reminds or remind_days(ruling.due, version.remind)
        yield ruling.due + ONE_DAY
    if version.repeat and version.repeat.origin is RepeatFrom.DUE and terms.calendar:
        yield terms.calendar
    opens = terms.opened_after(ruling.closed_on, day)
    if opens is not None and opens < FAR:
        yield opens + ONE_DAY
    if version.repeat and version.repeat.origin is RepeatFrom.GRID and occurrence.opening:
        every = terms.numbers.length(version.repeat.every)
        if every is not None:
            yield moved(occurrence.opening.day, times(every, terms.ordinal))


def turn_days(expression: DayExpression, facts: Facts, pack: RulePack) -> Iterator[date]:
    """Yield the days on which what an expression finds can change."""
    match expression:
        case FirstOf(parts) | LastOf(parts):
            for part in parts:
                yield from turn_days(part, facts, pack)
        case DayOf():
            yield from _with_lengths(facts.edges((expression.kind.id,)), expression.min, pack)
        case Spell():
            yield from _turns_of_spell(expression, facts, pack)
        case Later():
            days = turn_days(expression.day, facts, pack)
            yield from _with_lengths(days, expression.length, pack)
            yield from _any_day(expression.day, facts)
        case Birthday():
            yield from _birthdays(expression, facts)
        case RollingSum():
            yield from facts.edges((expression.kind.id,))
            yield from (facts.day + ONE_DAY,) if facts.of(expression.kind.id) else ()


def _turns_of_spell(spell: Spell, facts: Facts, pack: RulePack) -> Iterator[date]:
    edges = [*turns(spell.condition, facts), facts.begins or FAR, facts.next_beginning()]
    yield from _with_lengths(edges, spell.min, pack)
    if spell.min is not None:
        yield from _any_day(spell, facts)


def _any_day(expression: DayExpression, facts: Facts) -> Iterator[date]:
    """Yield the next day where a spell asks for something not known, which may come any day."""
    for leaf in day_leaves(expression):
        if isinstance(leaf, Spell) and facts.begins is not None:
            known = truth_spells(leaf.condition, facts, facts.begins)
            if any(truth is Truth.UNKNOWN for _first, _after, truth, _names in known):
                yield facts.day + ONE_DAY


def _with_lengths(days: Iterable[date], length: Length | None, pack: RulePack) -> Iterator[date]:
    lengths = possible_lengths(length, pack)
    for day in days:
        yield day
        for each in lengths:
            yield moved(day, each)


def _birthdays(birthday: Birthday, facts: Facts) -> Iterator[date]:
    born = birth_days(birthday.birth_date.id, facts)
    if born is None:
        yield facts.day + ONE_DAY  # it can be any day
        return
    yield Duration(years=birthday.years).after(born.first)
    yield Duration(years=birthday.years).after(born.last)
