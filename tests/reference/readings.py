"""Rule 38: what is not known stands for anything; every way to read it is tried."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Answer = TypeVar("Answer")


class UndecidedError(Exception):
    """Something was asked that this reading has not decided yet."""

    def __init__(self, question: Hashable, answers: Sequence[object]) -> None:
        self.question = question
        self.answers = answers


class TooManyReadingsError(Exception):
    """More ways to read the history than there is time to try."""


class Reading:
    """One way to read all that is not known: an answer to each question asked."""

    def __init__(self, answers: dict[Hashable, object] | None = None) -> None:
        self._answers = answers or {}

    def answer(self, question: Hashable, answers: Sequence[object]) -> object:
        if question not in self._answers:
            raise UndecidedError(question, answers)
        return self._answers[question]

    def with_answer(self, question: Hashable, answer: object) -> "Reading":
        return Reading({**self._answers, question: answer})


def in_every_reading(work: Callable[[Reading], Answer], at_most: int) -> list[Answer]:
    """Do the work once for every way to answer the questions that come up in it."""
    found: list[Answer] = []
    waiting = [Reading()]
    while waiting:
        reading = waiting.pop()
        try:
            found.append(work(reading))
        except UndecidedError as undecided:
            waiting += [reading.with_answer(undecided.question, a) for a in undecided.answers]
        if len(found) + len(waiting) > at_most:
            raise TooManyReadingsError
    return found
