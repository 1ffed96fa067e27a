"""The days that date expressions find in a history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tovholder.engine.history import Episode
from tovholder.engine.language.days import At, DayExpression, DayOf, Take
from tovholder.engine.language.kinds import Kind
from tovholder.engine.person.facts import FAR, Fact, Facts, Span, Stretch, joined_facts


@dataclass(frozen=True, slots=True)
class Moment:
    """A day that a date expression found.

    `fact` is the one that begins, or ends, on that day; `doubt` names vague dates that leave
    open whether the moment is one of its own.
    """

    days: Span
    fact: Fact
    stretch: Stretch
    kind: Kind
    at: At
    is_planned: bool = False
    doubt: tuple[str, ...] = ()

    @property
    def episode(self) -> Episode:
        """Return the episode that gives the day."""
        return self.fact.episode

    @property
    def name(self) -> str:
        """Return how the day is called when it is missing."""
        return f"{self.at} of {self.kind.id}"

    @property
    def lineages(self) -> frozenset[str]:
        """Return the lineages of all facts that were joined."""
        return frozenset(fact.episode.lineage for fact in self.stretch.facts)


def moments(expression: DayExpression, facts: Facts) -> tuple[Moment, ...]:
    """Return every day that counts for an expression, in order of its first possible day.

    An end that has not come gives no moment, unless it is in doubt. For `first_of` the days of
    all parts are returned; the caller takes the earliest where one day is meant.
    """
    if isinstance(expression, DayOf):
        stretches = facts.stretches(expression.kind, expression.states)
        return _taken(
            expression, [_moment(expression, stretch) for stretch in stretches], facts.day
        )
    found = [moment for part in expression.parts for moment in moments(part, facts)]
    return tuple(sorted(found, key=_order))


def starts(expression: DayExpression, facts: Facts) -> tuple[Moment, ...]:
    """Return the days from which an expectation runs: those that came, else those planned."""
    if isinstance(expression, DayOf):
        return _starts_of(expression, facts)
    found = [moment for part in expression.parts for moment in _starts_of_part(part, facts)]
    come = [moment for moment in found if not moment.is_planned]
    return tuple(sorted(come or found, key=_order)[:1])


def _starts_of_part(part: DayExpression, facts: Facts) -> tuple[Moment, ...]:
    return starts(part, facts)


def _starts_of(expression: DayOf, facts: Facts) -> tuple[Moment, ...]:
    come = moments(expression, facts)
    if come and expression.take is Take.FIRST:
        return come
    announced = [
        fact
        for fact in facts.planned(expression.kind.id)
        if _is_news(fact, facts.stretches(expression.kind, expression.states), facts.day)
    ]
    stretches = joined_facts(announced, expression.kind, expression.states)
    planned = _taken(expression, [_moment(expression, stretch) for stretch in stretches], FAR)
    if planned and expression.take is Take.LAST:
        come = ()
    return (*come, *(replace(moment, is_planned=True) for moment in planned))


def _is_news(planned: Fact, come: Sequence[Stretch], day: date) -> bool:
    """Say whether a planned fact lies after all that has come; a later end counts as open."""
    return all(
        stretch.end.last <= planned.start.first and stretch.end.last <= day for stretch in come
    )


def _moment(expression: DayOf, stretch: Stretch) -> Moment:
    if expression.at is At.START:
        doubt = () if expression.take is Take.FIRST else stretch.doubt
        return Moment(
            stretch.start, stretch.facts[0], stretch, expression.kind, At.START, doubt=doubt
        )
    last = max(stretch.facts, key=lambda fact: (fact.end.last, fact.end.first))
    return Moment(stretch.end, last, stretch, expression.kind, At.END, doubt=stretch.doubt)


def _taken(expression: DayOf, found: list[Moment], day: date) -> tuple[Moment, ...]:
    """Return the first, the last or each of the moments found on a day, in order."""
    if not found:
        return ()
    if expression.take is Take.FIRST:
        found = [_one(found[0], found, min)]
    elif expression.take is Take.LAST:
        found = [_in_doubt_before_begun(_one(found[-1], found, max), day)]
    return tuple(moment for moment in found if moment.days.first != FAR or moment.doubt)


def _in_doubt_before_begun(last: Moment, day: date) -> Moment:
    """Doubt the last moment where its fact may not have begun: then an earlier one is last."""
    if last.stretch.start.last <= day:
        return last
    return replace(last, doubt=last.stretch.facts[0].vague_names())


def _one(chosen: Moment, found: list[Moment], pick: Callable[..., date]) -> Moment:
    """Return the first or last moment with the days that it can be, vague others included."""
    days = Span(
        pick(moment.days.first for moment in found), pick(moment.days.last for moment in found)
    )
    return chosen if days == chosen.days else replace(chosen, days=days)


def _order(moment: Moment) -> tuple[date, date, str]:
    return moment.days.first, moment.days.last, moment.episode.lineage
