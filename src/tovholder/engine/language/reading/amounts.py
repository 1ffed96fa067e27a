"""Which numbers stand behind lengths and numbers while a version is valid, and how they compare."""

from collections.abc import Iterator
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.lengths import Length, Number, ParameterName
from tovholder.engine.language.parameters import Amount
from tovholder.engine.language.reading.scope import Scope

# From here on the months and years are at their longest: P1M is 31 days, P2M 62, P6M 184, P1Y 366.
ANCHOR = date(2023, 7, 1)


def days_in(duration: Duration) -> int:
    """Return the days of a duration, counted where months and years are at their longest."""
    return (duration.after(ANCHOR) - ANCHOR).days


def longest_days(duration: Duration) -> int:
    """Return the most days that a duration can have before any day of the calendar."""
    return max(days_in(duration), (ANCHOR - duration.before(ANCHOR)).days)


def in_force(scope: Scope, *written: Length | Number) -> Iterator[tuple[Amount, ...]]:
    """Yield what lengths and numbers are together, as long as the version is valid.

    Without a version all dated values are gone through.
    """
    parameters = scope.words.parameters
    named = [parameters[each.id] for each in written if isinstance(each, ParameterName)]
    days = {dated.valid_from for parameter in named for dated in scope.dated(parameter)}
    floor = scope.valid_from or date.min
    for day in sorted({max(day, floor) for day in days} | {floor}):
        amounts = []
        for each in written:
            if isinstance(each, ParameterName):
                dated = parameters[each.id].on(day)
                amounts.append(dated.amount if dated else None)
            else:
                amounts.append(each)
        yield tuple(amounts)


def lengths_in_force(scope: Scope, *written: Length) -> Iterator[tuple[Duration, ...]]:
    """Yield the lengths that stand together and are all known to us."""
    for amounts in in_force(scope, *written):
        known = tuple(amount for amount in amounts if isinstance(amount, Duration))
        if len(known) == len(amounts):
            yield known


def numbers_in_force(
    scope: Scope, number: Number, length: Length
) -> Iterator[tuple[int, Duration]]:
    """Yield a number and a length that stand together and are both known to us."""
    for amount, duration in in_force(scope, number, length):
        if isinstance(amount, int) and isinstance(duration, Duration):
            yield amount, duration
