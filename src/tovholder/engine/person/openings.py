"""The starts from which occurrences run (docs/language.md 5.5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tovholder.engine.language.days import At, DayExpression, DayOf, FirstOf, LastOf, Take
from tovholder.engine.language.expectations import Expectation
from tovholder.engine.person.conditions import missing_details, passing
from tovholder.engine.person.facts import FAR, ONE_DAY, Fact
from tovholder.engine.person.moments import Moment, Search, single
from tovholder.engine.person.runs import Chosen, Run, joined, runs_of


@dataclass(slots=True)
class Opening:
    """The start of an occurrence: its day, the fact that identifies it, and who answers for it.

    `number` tells openings of the same lineage apart, 1 for the first.
    """

    moment: Moment
    number: int = 1

    @property
    def day(self) -> date:
        """Return the start day."""
        return self.moment.day

    @property
    def anchor_day(self) -> date:
        """Return the day of the fact that identifies it, before it was moved."""
        return self.moment.anchor_day if self.moment.fact else self.moment.day

    @property
    def fact(self) -> Fact | None:
        """Return the fact that identifies it."""
        return self.moment.fact

    @property
    def lineage(self) -> str:
        """Return the lineage of that fact, empty where there is none."""
        return self.moment.lineage

    @property
    def municipality(self) -> str:
        """Return the municipality that answers for it, empty where no fact says."""
        return self.moment.fact.episode.municipality if self.moment.fact else ""


def openings(expectation: Expectation, search: Search, *, ahead: bool) -> list[Opening]:
    """Return the starts of an expectation, in order of day and lineage.

    Args:
        expectation: Whose `from` is asked.
        search: Where to look.
        ahead: Also those that are known and lie after the day asked about (`before`).
    """
    found = _starts(expectation.start, search, ahead=ahead)
    come = [each for each in found if each.is_planned or _has_come(each, search, ahead=ahead)]
    come.sort(key=lambda moment: (moment.day, moment.lineage))
    return list(_numbered(come))


def _has_come(moment: Moment, search: Search, *, ahead: bool) -> bool:
    return (moment.known if ahead else moment.proven) <= search.facts.day


def _numbered(found: Sequence[Moment]) -> Iterator[Opening]:
    seen: dict[str, int] = {}
    for moment in found:
        seen[moment.lineage] = seen.get(moment.lineage, 0) + 1
        yield Opening(moment, seen[moment.lineage])


def _starts(expression: DayExpression, search: Search, *, ahead: bool) -> list[Moment]:
    """Return the days that came, and those planned where nothing has come in their place."""
    come = single(expression, search)
    planned = _planned_days(expression, search, ahead=ahead)
    if not isinstance(expression, DayOf):
        return [*come, *planned]
    if come and expression.take is Take.FIRST:
        return come
    return planned if planned and expression.take is Take.LAST else [*come, *planned]


def _planned_days(expression: DayExpression, search: Search, *, ahead: bool) -> list[Moment]:
    """Return the planned starts of an expression (rule 18)."""
    match expression:
        case DayOf(at=At.START):
            return _planned(expression, search)
        case FirstOf(parts):
            return _planned_first_of(parts, search, ahead=ahead)
        case LastOf():
            return list(_planned_last_of(expression, search))
    return []


def _planned_first_of(
    parts: tuple[DayExpression, ...], search: Search, *, ahead: bool
) -> list[Moment]:
    """Return the earliest planned day of the parts, none where a day of a part has come."""
    come = [each for part in parts for each in single(part, search)]
    if any(_has_come(each, search, ahead=ahead) for each in come):
        return []
    planned = [each for part in parts for each in _planned_days(part, search, ahead=ahead)]
    return [min(planned, key=lambda moment: moment.day)] if planned else []


def _planned_last_of(expression: LastOf, search: Search) -> Iterator[Moment]:
    """Yield the latest day of each planned one of the first part and those of the others."""
    first = expression.parts[0]
    planned = [each for each in _starts(first, search, ahead=False) if each.is_planned]
    others = [single(part, search) for part in expression.parts[1:]] if planned else []
    if all(others):
        rest = [min(each.day for each in found) for found in others]
        for moment in planned:
            yield replace(moment, day=max(moment.day, *rest))


def _planned(expression: DayOf, search: Search) -> list[Moment]:
    """Return the planned starts: facts that are announced after all that has come."""
    candidates = search.facts.planned(expression.kind.id)
    if not candidates:
        return []
    chosen = Chosen(expression.kind, expression.states, expression.where)
    come = runs_of(chosen, search.facts, search.reading)
    day = search.facts.day
    news = [
        fact
        for fact in _dated(candidates, expression, search)
        if all(run.end <= fact.start and run.end <= day for run in come)
    ]
    runs = joined(news, chosen)
    if expression.take is Take.FIRST:
        runs = runs[:1]
    elif expression.take is Take.LAST:
        runs = runs[-1:]
    return [_moment(run) for run in runs]


def _dated(candidates: Sequence[Fact], expression: DayOf, search: Search) -> list[Fact]:
    """Return the planned facts asked for, with the dates of this reading."""
    found = []
    for fact in candidates:
        is_asked = not expression.states or fact.episode.state in expression.states
        if is_asked and _passes(fact, expression, search):
            start = fact.start
            if fact.last_start != start:
                key = "planned", fact.episode.lineage
                start = search.reading.ask(key, (start, fact.last_start), fact.vague_names())
            end = fact.end if fact.end > start else start + ONE_DAY
            found.append(replace(fact, start=start, last_start=start, end=end, last_end=end))
    return sorted(found, key=lambda fact: (fact.start, fact.episode.lineage))


def _passes(fact: Fact, expression: DayOf, search: Search) -> bool:
    passes = passing(expression.where, fact)
    if passes is not None:
        return passes
    key = "planned where", fact.episode.lineage
    return search.reading.ask(key, (False, True), missing_details(expression.where, fact))


def _moment(run: Run) -> Moment:
    fact = run.facts[0]
    return Moment(run.start, run.start, FAR, fact, run.start, run, at=At.START, is_planned=True)
