"""What can be decided when some days are known only to the month or the year.

A vague day is an interval. The state depends on each day in steps, so that what holds at every
corner of the intervals holds inside them too; where the corners differ, nothing is decided and
the vague dates that make the difference are named.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tovholder.engine.person.course import Clock, Course, Outcome, Terms, settle
from tovholder.engine.person.facts import FAR, Span
from tovholder.engine.person.standing import State

Pauses = tuple[tuple[date, date], ...]
_NEVER = Span(FAR, FAR)


@dataclass(frozen=True, slots=True)
class Possible:
    """The possible days of one event on the way, and the vague dates that leave it open."""

    days: Span = _NEVER
    names: tuple[str, ...] = ()

    @property
    def corners(self) -> tuple[date, ...]:
        """Return the extreme days."""
        return (self.days.first,) if self.days.is_certain else (self.days.first, self.days.last)


@dataclass(frozen=True, slots=True)
class Possibilities:
    """Everything that decides the state, as intervals.

    `pauses` and `terms` hold one alternative when they are certain, else the two extremes.
    """

    met: Possible
    waived: Possible
    stopped: Possible
    pauses: tuple[Pauses, ...]
    pause_names: tuple[str, ...]
    terms: tuple[Terms, ...]
    term_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The state, None when it cannot be decided, and the days on which all corners agree.

    `asked_on` are the possible days of the closing, the day asked about while it is not closed:
    who is concerned is asked on them when that can change. `outcomes` has one entry when every
    day is certain. `missing` names the vague dates that leave the state open, `vague` all that
    were met.
    """

    state: State | None
    outcomes: tuple[Outcome, ...]
    met_on: date | None
    asked_on: Span
    missing: tuple[str, ...]
    vague: tuple[str, ...]

    @property
    def clock(self) -> Clock:
        """Return the clock that all corners agree on, without a due date when they do not."""
        return _agreed([outcome.clock for outcome in self.outcomes])

    @property
    def aim(self) -> Clock:
        """Return the clock of the aim that all corners agree on."""
        return _agreed([outcome.aim for outcome in self.outcomes])


def _agreed(clocks: Sequence[Clock]) -> Clock:
    return clocks[0] if all(clock == clocks[0] for clock in clocks) else Clock(None)


def decide(day: date, start: date, possible: Possibilities) -> Decision:
    """Return what holds on a day whatever the vague dates mean."""
    sizes = (
        len(possible.met.corners),
        len(possible.waived.corners),
        len(possible.stopped.corners),
        len(possible.pauses),
        len(possible.terms),
    )
    outcomes = {
        indexes: _outcome_at(indexes, day, start, possible)
        for indexes in itertools.product(*map(range, sizes))
    }
    states = {outcome.state for outcome in outcomes.values()}
    met, names = possible.met.days, _names(possible)
    return Decision(
        state=states.pop() if len(states) == 1 else None,
        outcomes=tuple(outcomes.values()),
        met_on=met.first if met.is_certain and met.first != FAR else None,
        asked_on=_asked_on(day, outcomes.values()),
        missing=tuple(_blamed(outcomes, names)),
        vague=tuple(name for axis_names in names for name in axis_names),
    )


def _names(possible: Possibilities) -> tuple[tuple[str, ...], ...]:
    """Return the names of what is vague, in the order of the corners."""
    return (
        possible.met.names,
        possible.waived.names,
        possible.stopped.names,
        possible.pause_names,
        possible.term_names,
    )


def _outcome_at(
    indexes: tuple[int, ...], day: date, start: date, possible: Possibilities
) -> Outcome:
    met, waived, stopped, pauses, terms = indexes
    course = Course(
        day,
        start,
        met_on=possible.met.corners[met],
        waived_on=possible.waived.corners[waived],
        stopped_on=possible.stopped.corners[stopped],
        pauses=possible.pauses[pauses],
    )
    return settle(course, possible.terms[terms])


def _asked_on(day: date, outcomes: Iterable[Outcome]) -> Span:
    days = [outcome.closed_on or day for outcome in outcomes]
    return Span(min(days), max(days))


def _blamed(
    outcomes: dict[tuple[int, ...], Outcome], names: tuple[tuple[str, ...], ...]
) -> Iterator[str]:
    """Yield the vague dates that by themselves change the state somewhere."""
    for axis, axis_names in enumerate(names if len(outcomes) > 1 else ()):
        states: dict[tuple[int, ...], set[State]] = {}
        for indexes, outcome in outcomes.items():
            others = indexes[:axis] + indexes[axis + 1 :]
            states.setdefault(others, set()).add(outcome.state)
        if any(len(met) > 1 for met in states.values()):
            yield from axis_names
