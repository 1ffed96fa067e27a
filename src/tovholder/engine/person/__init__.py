"""The evaluator for one person: what is expected of whom on a day, and why."""

from tovholder.engine.person.evaluate import evaluate
from tovholder.engine.person.moves import MOVES
from tovholder.engine.person.proof import Proof, UnknownOccurrenceError, prove
from tovholder.engine.person.standing import Standing, State

__all__ = ["MOVES", "Proof", "Standing", "State", "UnknownOccurrenceError", "evaluate", "prove"]
