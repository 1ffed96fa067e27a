"""The clock: a calendar date moved by the pauses that began before it (docs/language.md 5.8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from tovholder.engine.durations import Duration
from tovholder.engine.person.facts import FAR

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class PausedDays:
    """A pause that counted: its days, and the date before and after it.

    `days` and `due_after` are None while the pause is open.
    """

    first: date
    days: int | None
    due_before: date
    due_after: date | None

    def touches(self, first: date, after: date) -> bool:
        """Say whether a period `[first, after)` has a day in this pause."""
        is_before_end = self.days is None or first < self.first + timedelta(days=self.days)
        return is_before_end and self.first < after


class Clock(NamedTuple):
    """A last day in time. `due` is None without a number, and while paused."""

    due: date | None
    is_paused: bool = False
    pauses: tuple[PausedDays, ...] = ()


NO_CLOCK = Clock(None)


def run_clock(
    calendar: date | None, start: date, pauses: Sequence[Days], closed_on: date | None, day: date
) -> Clock:
    """Return the last day in time, moved by the pauses that began on or before it.

    A pause that begins on or before the date moves it by all its days from the start day on, so
    the date can move into the next pause. On the day it is closed the clock stops for good; a
    pause that covers an open occurrence on the day asked leaves no date.

    Args:
        calendar: The date by the calendar; None without a number: pauses only pause then.
        start: The start day; days before it are not paused.
        pauses: `[first day, first day after)`, in order, not touching; FAR while open.
        closed_on: Day on which the occurrence was closed, None while it is open.
        day: The day asked about.

    >>> leave = date(2026, 1, 20), date(2026, 1, 30)
    >>> run_clock(date(2026, 2, 1), date(2026, 1, 1), [leave], None, date(2026, 6, 1)).due
    datetime.date(2026, 2, 11)
    """
    if not pauses:
        return Clock(calendar)
    due = FAR if calendar is None else calendar
    limit = day if closed_on is None else closed_on
    counted: list[PausedDays] = []
    for begin, after in pauses:
        first = max(begin, start)
        if first > due or first > limit:
            break
        if closed_on is None and day < after:
            counted.append(PausedDays(first, None, due, None))
            return Clock(None, is_paused=True, pauses=tuple(counted))
        days = (min(after, limit) - first).days if closed_on else (after - first).days
        if days > 0 and calendar is not None and due != FAR:
            later = due + timedelta(days=days)
            counted.append(PausedDays(first, days, due, later))
            due = later
    return Clock(None if calendar is None else due, pauses=tuple(counted))


def merged(pauses: Iterable[Days]) -> list[Days]:
    """Return the union of pauses, in order.

    >>> merged([(date(2026, 1, 5), date(2026, 1, 9)), (date(2026, 1, 1), date(2026, 1, 5))])
    [(datetime.date(2026, 1, 1), datetime.date(2026, 1, 9))]
    """
    union: list[Days] = []
    for first, after in sorted(pauses):
        if union and first <= union[-1][1]:
            union[-1] = union[-1][0], max(union[-1][1], after)
        else:
            union.append((first, after))
    return union


def remind_days(due: date, remind: Iterable[Duration]) -> list[date]:
    """Return the days on which to remind, earliest first.

    >>> remind_days(date(2026, 3, 15), [Duration(days=3), Duration(days=14)])
    [datetime.date(2026, 3, 1), datetime.date(2026, 3, 12)]
    """
    return sorted(ahead.before(due) for ahead in remind)
