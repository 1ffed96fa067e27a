"""How a standing moves as days pass and facts come: the table that the README draws.

It is the life of one occurrence that nobody corrects. A correction may lead anywhere, and so
may the fact that was missing while a standing was `undetermined`, the confirmation of a start
that was `waiting`, and a `who` that is asked each day. Tests compare it with what the evaluator
does over generated histories.
"""

from collections.abc import Mapping

from tovholder.engine.person.standing import State

_CLOSING = {State.MET, State.WAIVED, State.ENDED}
_LATE = {State.MET_LATE, State.MISSED}

MOVES: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.DUE_SOON, State.PAUSED, *_CLOSING}),
    State.DUE_SOON: frozenset({State.OVERDUE, State.PAUSED, *_CLOSING, *_LATE}),
    State.PAUSED: frozenset({State.OPEN, State.DUE_SOON, *_CLOSING}),
    State.OVERDUE: frozenset({State.WAIVED, *_LATE}),
    State.MET: frozenset(),
    State.MET_LATE: frozenset(),
    State.WAIVED: frozenset(),
    State.MISSED: frozenset(),
    State.ENDED: frozenset(),
}
