"""Where chance comes from: a seeded generator, or Hypothesis, which can make examples smaller."""

import random
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

Thing = TypeVar("Thing")


class Dice(Protocol):
    """All that the generators ask of chance."""

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of the things."""

    def number(self, first: int, last: int) -> int:
        """A whole number, both ends included."""

    def chance(self, percent: int) -> bool:
        """True so often; the smaller example is False."""


class SeededDice:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def pick(self, things: Sequence[Thing]) -> Thing:
        return self._random.choice(things)

    def number(self, first: int, last: int) -> int:
        return self._random.randint(first, last)

    def chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent


class HypothesisDice:
    def __init__(self, draw: Callable) -> None:
        self._draw = draw

    def pick(self, things: Sequence[Thing]) -> Thing:
        return self._draw(st.sampled_from(list(things)))

    def number(self, first: int, last: int) -> int:
        return self._draw(st.integers(first, last))

    def chance(self, percent: int) -> bool:
        return self._draw(st.integers(0, 99)) >= 100 - percent
