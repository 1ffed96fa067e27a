"""How a standing moves as days pass and facts come: the table that the README draws.

It is the life of one occurrence that nobody corrects. A correction may lead anywhere, and so
may the fact that was missing while a standing was `undetermined`, the confirmation of a start
that was `waiting`, a `who` that is asked each day, a `while`, and a version that takes over what
is running. Tests compare the tables with what the evaluator does over generated histories.
"""

from collections.abc import Mapping

from tovholder.engine.person.standing import State

_CLOSING = {State.MET, State.WAIVED, State.ENDED}
_LATE = {State.MET_LATE, State.MISSED}
_STOPPED = {State.PAUSED, State.SUSPENDED}
_BEGUN = {State.OPEN, State.UNDER_WAY, State.DUE_SOON}

MOVES: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({*_BEGUN, *_STOPPED, *_CLOSING}),
    State.OPEN: frozenset(
        {State.UNDER_WAY, State.DUE_SOON, State.OVERDUE, *_STOPPED, *_CLOSING, *_LATE}
    ),
    State.UNDER_WAY: frozenset(
        {State.OPEN, State.DUE_SOON, State.OVERDUE, *_STOPPED, *_CLOSING, *_LATE}
    ),
    State.DUE_SOON: frozenset({State.UNDER_WAY, State.OVERDUE, *_STOPPED, *_CLOSING, *_LATE}),
    State.PAUSED: frozenset({State.WAITING, State.SUSPENDED, *_BEGUN, *_CLOSING}),
    State.SUSPENDED: frozenset({State.WAITING, State.PAUSED, *_BEGUN, *_CLOSING}),
    State.OVERDUE: frozenset({State.MET, State.WAIVED, *_LATE}),
    State.MET: frozenset(),
    State.MET_LATE: frozenset(),
    State.WAIVED: frozenset(),
    State.MISSED: frozenset(),
    State.ENDED: frozenset({State.MET, State.WAIVED}),
}
"""What every definition allows. A grant has `ended` when its window has passed; what began in the
window may still be met, and it may still be waived."""

STEPS_BACK: Mapping[State, frozenset[State]] = {
    State.DUE_SOON: frozenset({State.OPEN}),
    State.PAUSED: frozenset({State.OVERDUE}),
    State.SUSPENDED: frozenset({State.OVERDUE}),
    State.OVERDUE: frozenset({State.ENDED, *_BEGUN, *_STOPPED}),
    State.ENDED: frozenset({*_BEGUN, *_STOPPED}),
}
"""What is possible besides where a definition asks for room between events (the date shown is that
of the next one, and moves when it is taken) or bridges gaps (what had ended goes on)."""
