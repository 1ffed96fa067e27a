"""How an expectation ran: the clock with its pauses, and what closed it.

Everything here is about certain days. Where a date is vague, `outcomes` runs every corner of
what is possible, and the caller decides only what all corners agree on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tovholder.engine.durations import Duration
from tovholder.engine.person.facts import FAR
from tovholder.engine.person.standing import State


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked: how long, how soon ideally, and when to remind."""

    at_latest: Duration | None
    aim: Duration | None = None
    remind: tuple[Duration, ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """One way things can have gone. `FAR` stands for what has not happened.

    `pauses` are `[first day, first day after)`, in order, not touching.
    """

    day: date
    start: date
    met_on: date = FAR
    waived_on: date = FAR
    stopped_on: date = FAR
    pauses: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class PausedDays:
    """A pause that counted: its days, and the due date before and after it.

    `due_after` is None while the pause is open.
    """

    first: date
    days: int | None
    due_before: date
    due_after: date | None

    def touches(self, first: date, after: date) -> bool:
        """Say whether a period `[first, after)` has a day in this pause."""
        is_before_end = self.days is None or first < self.first + timedelta(days=self.days)
        return is_before_end and self.first < after


@dataclass(frozen=True, slots=True)
class Clock:
    """A last day in time. `due` is None without a number, and while paused."""

    due: date | None
    is_paused: bool = False
    pauses: tuple[PausedDays, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state on a day, and the days behind it."""

    state: State
    clock: Clock
    aim: Clock
    closed_on: date | None = None


def settle(course: Course, terms: Terms) -> Outcome:
    """Return the state on a day (kernel, pinned 1, 6 and 9).

    >>> course = Course(date(2026, 2, 28), date(2026, 1, 31))
    >>> settle(course, Terms(Duration(months=1))).state.value
    'open'
    """
    closing = _closing(course)
    closed_on = closing[1] if closing else None
    clock = run_clock(course, terms.at_latest, closed_on)
    aim = run_clock(course, terms.aim, closed_on) if terms.aim else Clock(None)
    state = _closed_state(course, *closing, clock) if closing else _open_state(course, terms, clock)
    return Outcome(state, clock, aim, closed_on)


def _closing(course: Course) -> tuple[State, date] | None:
    """Return what closed the expectation and when: evidence first, then a waiver, then a stop."""
    limit = min(course.day, course.stopped_on)
    if course.met_on <= limit and course.met_on <= course.waived_on:
        return State.MET, max(course.met_on, course.start)
    if course.waived_on <= limit:
        return State.WAIVED, max(course.waived_on, course.start)
    if course.stopped_on <= course.day:
        return State.ENDED, course.stopped_on
    return None


def _closed_state(course: Course, state: State, closed_on: date, clock: Clock) -> State:
    is_late = clock.due is not None and clock.due < closed_on
    if state is State.MET:
        return State.MET_LATE if is_late else State.MET
    if state is State.ENDED:
        return State.MISSED if is_late else State.ENDED
    return State.WAIVED


def _open_state(course: Course, terms: Terms, clock: Clock) -> State:
    if clock.is_paused:
        return State.PAUSED
    if clock.due is None:
        return State.OPEN
    if course.day > clock.due:
        return State.OVERDUE
    reminds = remind_days(clock.due, terms.remind)
    return State.DUE_SOON if reminds and reminds[0] <= course.day else State.OPEN


def remind_days(due: date, remind: Sequence[Duration]) -> list[date]:
    """Return the days on which to remind, earliest first.

    >>> remind_days(date(2026, 3, 15), [Duration(days=3), Duration(days=14)])
    [datetime.date(2026, 3, 1), datetime.date(2026, 3, 12)]
    """
    return sorted(ahead.before(due) for ahead in remind)


def run_clock(course: Course, length: Duration | None, closed_on: date | None) -> Clock:
    """Return the last day in time, moved by the pauses that began before it.

    The calendar step comes first, then the pauses in order: a pause that begins on or before
    the due date moves it by all its days, so the due date can move into the next pause. The
    clock stands still for good on the day the expectation was closed; a pause that covers an
    open expectation on the day asked leaves no due date.

    Args:
        course: Start, day and pauses.
        length: Without one there is no due date, and pauses only pause.
        closed_on: Day on which the expectation was met, waived or stopped.

    >>> leave = date(2026, 1, 20), date(2026, 1, 30)
    >>> course = Course(date(2026, 6, 1), date(2026, 1, 1), pauses=(leave,))
    >>> run_clock(course, Duration(months=1), None).due
    datetime.date(2026, 2, 11)
    """
    due = length.after(course.start) if length else FAR
    counted = []
    for first, after in course.pauses:
        first = max(first, course.start)
        if first > due or first > (closed_on or course.day):
            break
        if closed_on is None and course.day < after:
            counted.append(PausedDays(first, None, due, None))
            return Clock(None, is_paused=True, pauses=tuple(counted))
        days = (min(after, closed_on or after) - first).days
        if days > 0 and length:
            counted.append(PausedDays(first, days, due, due + timedelta(days=days)))
            due += timedelta(days=days)
    return Clock(due if length else None, pauses=tuple(counted))


def merged(pauses: Sequence[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Return the union of pauses, in order.

    >>> merged([(date(2026, 1, 5), date(2026, 1, 9)), (date(2026, 1, 1), date(2026, 1, 5))])
    ((datetime.date(2026, 1, 1), datetime.date(2026, 1, 9)),)
    """
    union: list[tuple[date, date]] = []
    for first, after in sorted(pauses):
        if union and first <= union[-1][1]:
            union[-1] = union[-1][0], max(union[-1][1], after)
        else:
            union.append((first, after))
    return tuple(union)
