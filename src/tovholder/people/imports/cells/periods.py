"""A first day and a last day as written become a half-open period with its precision."""

from dataclasses import dataclass
from datetime import date

from tovholder.engine.history import Precision
from tovholder.people.imports.cells.dates import ONE_DAY, Span
from tovholder.people.imports.problems import CellError


@dataclass(frozen=True, slots=True)
class Period:
    """The days `[start, end)`; no `end` means still going on. Each day is the first possible."""

    start: date
    end: date | None
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY


def one_day(start: Span) -> Period:
    """Return the period of an event; month and year stay the precision of both days."""
    precision = Precision(start.unit)
    return Period(start.first, start.first + ONE_DAY, precision, precision)


def whole(span: Span) -> Period:
    """Return the period that a week, month, quarter, year or day covers: exactly known."""
    return Period(span.first, span.after)


def period_of(start: Span, end: Span | None, *, end_is_inclusive: bool) -> Period:
    """Return the days from a first day until an end.

    Args:
        start: What was written as the first day.
        end: What was written as the end, None when it is still going on.
        end_is_inclusive: Whether the end written is the last day, else the first day after.

    Returns:
        Half-open days. An end known to the month or year is the first possible one after the
        start; is only one day possible, the end is exactly known.

    Raises:
        CellError: `end_before_start`: no reading of the two leaves a single day.

    >>> may = Span(date(2016, 5, 1), date(2016, 6, 1), "month")
    >>> period_of(may, may, end_is_inclusive=True).end
    datetime.date(2016, 5, 2)
    """
    first_precision = Precision(start.unit)
    if end is None:
        return Period(start.first, None, first_precision)
    shift = ONE_DAY if end_is_inclusive else 0 * ONE_DAY
    earliest, latest = end.first + shift, end.after - ONE_DAY + shift
    after_start = start.first + ONE_DAY
    if latest < after_start:
        raise CellError("end_before_start", start=str(start.first), end=str(end.first))
    first_end = max(earliest, after_start)
    if first_end == latest:
        return Period(start.first, first_end, first_precision)
    return Period(start.first, first_end, first_precision, Precision(end.unit))


def is_only_uncertain(end: date, end_precision: Precision, start: date) -> bool:
    """Return whether an end stored with a precision may as well lie on an earlier `start`.

    >>> is_only_uncertain(date(2016, 5, 2), Precision.MONTH, date(2016, 5, 1))
    True
    """
    if end_precision is Precision.DAY or start >= end:
        return False
    if end_precision is Precision.YEAR:
        return start.year == end.year
    return (start.year, start.month) == (end.year, end.month)
