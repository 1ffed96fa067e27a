"""The lengths and numbers of a version, and what they are on a day."""

from collections.abc import Iterator
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language import RulePack
from tovholder.engine.language.days import (
    DayExpression,
    DayOf,
    FirstOf,
    LastOf,
    Later,
    RollingSum,
    Spell,
)
from tovholder.engine.language.expectations import Before, Version, Window, Within
from tovholder.engine.language.lengths import Length, Number, ParameterName


def amount_on(length: Length | None, pack: RulePack, on: date) -> Duration | None:
    """Return a length on a day; None where there is none, or none that we know."""
    if not isinstance(length, ParameterName):
        return length
    dated = pack.parameters[length.id].on(on)
    return dated.amount if dated and isinstance(dated.amount, Duration) else None


def lengths_of(version: Version) -> Iterator[Length | Number | None]:
    """Yield every length and number that a version is written with."""
    match version.within:
        case Within(at_latest, aim):
            yield from (at_latest, aim)
        case Window(after, until):
            yield from (after, until)
        case Before(length):
            yield length
    yield from (version.count.at_least, version.count.spread, version.worth)
    yield version.repeat.every if version.repeat else None
    yield from lengths_in(version.what)


def lengths_in(expression: DayExpression) -> Iterator[Length | Number | None]:
    """Yield every length and number that a date expression is written with."""
    match expression:
        case FirstOf(parts) | LastOf(parts):
            for part in parts:
                yield from lengths_in(part)
        case Later(length, inner):
            yield length
            yield from lengths_in(inner)
        case Spell(min=least):
            yield least
        case DayOf():
            yield from (expression.min, expression.gap_ok)
            yield expression.mean_minutes.at_least if expression.mean_minutes else None
        case RollingSum():
            yield from (expression.at_least, expression.in_last, expression.rearm)
