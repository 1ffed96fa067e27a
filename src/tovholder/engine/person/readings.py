"""Readings: everything that what is unknown leaves open, played through one after another.

The evaluator works with certain days and numbers. Where it meets something that is not known,
it asks the reading, which answers one of the possible ways and remembers the question; then the
same is worked out again with the next answer, until every combination has had its turn. What
all readings agree on holds; what a question changes is named.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from tovholder.engine.durations import Duration
from tovholder.engine.person.facts import FAR, ONE_DAY, Fact, Facts

AnswerT = TypeVar("AnswerT")
ResultT = TypeVar("ResultT")
MOST_READINGS = 128
"""More combinations than these are not played through; the answer is then left open."""


@dataclass(slots=True)
class Question:
    """Something unknown that was met: how many answers it has, and how it is called.

    `is_open`: the answers stand for more than can be tried, so that nothing is decided by them.
    """

    key: Hashable
    answers: int
    names: tuple[str, ...]
    is_open: bool = False


@dataclass(slots=True)
class Reading:
    """One way to read what is unknown; `path` says which answer each question gets.

    `lengths` are those that the definition counts with. `asked` counts every time a question
    was put, also one that was answered before.
    """

    path: list[int] = field(default_factory=list)
    lengths: tuple[Duration, ...] = ()
    questions: list[Question] = field(default_factory=list)
    asked: int = 0
    _given: dict[Hashable, Any] = field(default_factory=dict)

    def kept(self, key: Hashable, facts: Facts, work: Callable[[], AnswerT]) -> AnswerT:
        """Return what some work gives; done once for a person where it asks nothing."""
        known: AnswerT | None = facts.answers.get(key)
        if known is None:
            before = self.asked
            known = work()
            if self.asked == before:
                facts.answers[key] = known
        return known

    def ask(
        self,
        key: Hashable,
        answers: Sequence[AnswerT],
        names: tuple[str, ...],
        *,
        is_open: bool = False,
    ) -> AnswerT:
        """Return the answer of this reading to a question; the same whenever it is asked again."""
        self.asked += 1
        if key in self._given:
            given: AnswerT = self._given[key]
            return given
        position = len(self.questions)
        if position == len(self.path):
            self.path.append(0)
        self.questions.append(Question(key, len(answers), names, is_open))
        answer = answers[self.path[position]]
        self._given[key] = answer
        return answer

    def certain(self, fact: Fact, facts: Facts) -> Fact | None:
        """Return the fact with certain dates, None where it has not begun in this reading."""
        if not fact.is_vague:
            return fact
        key = "dates", fact.episode.lineage, fact.episode.kind, fact.episode.start
        return self.ask(key, _datings(fact, facts, self.lengths), fact.vague_names())


@dataclass(slots=True)
class Readings(Generic[ResultT]):
    """The results of all readings, with the answers that led to each.

    `is_complete` is false where there were too many to play through.
    """

    results: list[ResultT]
    answers: list[dict[Hashable, int]]
    questions: dict[Hashable, Question]
    is_complete: bool

    @property
    def is_decisive(self) -> bool:
        """Say whether every answer there can be was played through."""
        return self.is_complete and not any(each.is_open for each in self.questions.values())

    def blamed(self, outcomes: Sequence[object]) -> Iterator[str]:
        """Yield the names of what makes a difference to outcomes, one for each result."""
        blamed = [key for key in self.questions if self._matters(key, outcomes)]
        for key in blamed or self.questions:
            yield from self.questions[key].names

    def _matters(self, key: Hashable, outcomes: Sequence[object]) -> bool:
        by_answer: dict[int, set[object]] = {}
        for answers, outcome in zip(self.answers, outcomes, strict=True):
            if key in answers:
                by_answer.setdefault(answers[key], set()).add(outcome)
        found = list(by_answer.values())
        return any(outcomes != found[0] for outcomes in found)


def play(work: Callable[[Reading], ResultT], first: tuple[Reading, ResultT]) -> Readings[ResultT]:
    """Work something out under every reading of what it meets that is unknown.

    Args:
        work: What gives a result under a reading.
        first: The first reading, and what came of it.
    """
    played: Readings[ResultT] = Readings([], [], {}, is_complete=True)
    reading, result = first
    while True:
        played.results.append(result)
        asked = reading.questions
        played.answers.append({each.key: reading.path[place] for place, each in enumerate(asked)})
        played.questions.update({each.key: each for each in asked})
        if len(played.results) == MOST_READINGS:
            played.is_complete = False
            break
        path = _next_path(reading)
        if path is None:
            break
        reading = Reading(path, reading.lengths)
        result = work(reading)
    return played


def _next_path(reading: Reading) -> list[int] | None:
    """Return the path after this one, None when all have been taken."""
    path = reading.path[: len(reading.questions)]
    while path:
        last = path.pop()
        if last + 1 < reading.questions[len(path)].answers:
            return [*path, last + 1]
    return None


def _datings(fact: Fact, facts: Facts, lengths: tuple[Duration, ...]) -> tuple[Fact | None, ...]:
    """Return the fact with every pair of dates worth trying, None for not having begun."""
    starts = possible_days(fact.start, fact.last_start, facts, lengths)
    if fact.is_event:
        ends = [day + ONE_DAY for day in starts]
        pairs = list(zip(starts, ends, strict=True))
    else:
        last = fact.end if fact.end == FAR else min(fact.last_end, facts.day)
        ends = possible_days(fact.end, last, facts, lengths)
        ends += [FAR] if fact.last_end == FAR != fact.end else []
        pairs = [(start, end) for start in starts for end in ends if start < end]
    found: list[Fact | None] = [
        Fact(fact.episode, start, end, start, end, fact.is_event)
        for start, end in pairs
        if start <= facts.day
    ]
    return (*found, None) if any(start > facts.day for start, _end in pairs) else tuple(found)


def _edges(facts: Facts) -> set[date]:
    """Return the days on which something known begins or ends, and those after them."""
    known: set[date] | None = facts.answers.get("edges")
    if known is None:
        days = {day for fact in facts.all() for day in (fact.start, fact.end) if day < FAR}
        known = facts.answers["edges"] = {
            near for day in (*days, facts.day) for near in (day, day + ONE_DAY)
        }
    return known


def possible_days(
    first: date, last: date, facts: Facts, lengths: tuple[Duration, ...] = ()
) -> list[date]:
    """Return the days worth trying: both ends, the first of each month, days near known ones.

    Near is the day itself and the one after it, a length after them, and a length before the
    day asked about.
    """
    if first == last:
        return [first]
    months = {date(first.year, month, 1) for month in range(1, 13)}
    near = _edges(facts) | months
    near |= {length.after(day) for length in lengths for day in _edges(facts)}
    passed = {length.before(facts.day) for length in lengths}
    near |= passed | {day + ONE_DAY for day in passed}
    return sorted({first, last, *(day for day in near if first < day < last)})
