"""The days that date expressions find in a history (docs/language.md 5.4)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import (
    At,
    Birthday,
    DayExpression,
    DayOf,
    FirstOf,
    LastOf,
    Later,
    RollingSum,
    Spell,
    Take,
)
from tovholder.engine.person.conditions import birth_days
from tovholder.engine.person.facts import FAR, Fact, Facts
from tovholder.engine.person.numbers import NEVER, Numbers, moved
from tovholder.engine.person.readings import Reading, possible_days
from tovholder.engine.person.runs import (
    NO_DOUBT,
    Chosen,
    Doubt,
    Run,
    has_mean,
    runs_of,
    spells,
)
from tovholder.engine.person.sums import firings

_A_LONG_LIFE = 150


@dataclass(slots=True)
class Moment:
    """A day that a date expression found.

    `known` is the day from which it can be told, `proven` the day from which it counts. `fact`
    gives the day, `anchor_day` is the day of the fact before it was moved. `run` is None for
    days that no run gives.
    """

    day: date
    known: date
    proven: date
    fact: Fact | None = None
    anchor_day: date = FAR
    run: Run | None = None
    reached: date | None = None
    at: At = At.START
    is_planned: bool = False

    @property
    def lineage(self) -> str:
        """Return the lineage of the fact that gives the day, empty where none does."""
        return self.fact.episode.lineage if self.fact else ""

    @property
    def lineages(self) -> frozenset[str]:
        """Return the lineages of all facts that were read as one."""
        if self.run is None or not self.run.facts:
            return frozenset({self.lineage})
        return frozenset(fact.episode.lineage for fact in self.run.facts)


@dataclass(slots=True)
class Search:
    """What days are looked for in.

    `numbers` gives the numbers on a day (for a start: the day itself, since nothing has begun
    yet). `match` says whether a fact goes with the start, `match_names` what it compares.
    `doubt` says what matters of spells of which nothing is known.
    """

    facts: Facts
    reading: Reading
    numbers: Callable[[date, str], Numbers]
    match: Callable[[Fact], bool | None] | None = None
    match_names: tuple[str, ...] = ()
    doubt: Doubt = NO_DOUBT


def moments(expression: DayExpression, search: Search) -> list[Moment]:  # noqa: PLR0911 - forms
    """Return every day that counts for an expression; for `first_of` the days of all parts."""
    match expression:
        case DayOf():
            return _facts_days(expression, search)
        case FirstOf(parts):
            return [moment for part in parts for moment in moments(part, search)]
        case Spell():
            return _taken(expression, _moments_of_spells(expression, search))
        case Birthday():
            return _birthday(expression, search)
        case Later():
            return list(_later(expression, search))
        case LastOf(parts):
            return list(_last_of(parts, search))
        case RollingSum():
            return _sums(expression, search)


def _facts_days(expression: DayOf, search: Search) -> list[Moment]:
    """Return the days of runs of facts; kept where no number and no start decides them."""
    if not search.facts.of(expression.kind.id):
        return []

    def work() -> list[Moment]:
        return _taken(expression, _moments_of_runs(expression, search))

    if expression.min or expression.gap_ok or search.match:
        return work()
    return search.reading.kept(("moments", id(expression)), search.facts, work)


def single(expression: DayExpression, search: Search) -> list[Moment]:
    """Return the days of an expression where `first_of` means one day, the earliest."""
    if isinstance(expression, FirstOf):
        return _earliest([each for part in expression.parts for each in single(part, search)])
    return moments(expression, search)


def _earliest(found: Sequence[Moment]) -> list[Moment]:
    return [min(found, key=lambda moment: moment.day)] if found else []


def lasting(expression: DayOf | Spell, search: Search) -> Iterator[tuple[Run, date | None]]:
    """Yield every run with the day on which it has lasted long enough, None without `min`."""
    for run in _runs(expression, search):
        if expression.min is None:
            yield run, None
            continue
        length = _numbers(run, search).length(expression.min)
        yield run, moved(run.start, length) if length is not None else None


def _runs(expression: DayOf | Spell, search: Search) -> Sequence[Run]:
    facts, reading = search.facts, search.reading
    if isinstance(expression, Spell):
        begins = _begins(facts, reading)
        if begins is None:
            return []
        return spells(expression.condition, facts, reading, begins, _doubt(expression, search))
    gap = expression.gap_ok
    if gap is None and search.match is None:
        chosen = Chosen(expression.kind, expression.states, expression.where)
    else:
        first = facts.of(expression.kind.id)
        numbers = search.numbers(first[0].start, first[0].episode.municipality) if first else None
        chosen = Chosen(
            expression.kind,
            expression.states,
            expression.where,
            numbers.length(gap) if numbers else None,
            search.match,
            search.match_names,
        )
    return runs_of(chosen, facts, reading)


def _doubt(expression: Spell, search: Search) -> Doubt:
    """Return the doubt of a spell: the marks, and those days on which it must begin for them."""
    marks = search.doubt.marks
    if expression.min is None or not marks:
        return search.doubt
    lengths = [search.numbers(mark, "").length(expression.min) for mark in marks]
    earlier = [
        length.before(mark)
        for mark, length in zip(marks, lengths, strict=True)
        if length is not None and length is not NEVER
    ]
    return replace(search.doubt, marks=(*marks, *earlier))


def _begins(facts: Facts, reading: Reading) -> date | None:
    """Return the day on which the history begins; a vague fact that may come first is asked."""
    sure = min((fact.last_start for fact in facts.all()), default=None)
    if sure is None or sure == facts.begins:
        return sure
    early = [fact for fact in facts.all() if fact.start <= sure]
    dated = [reading.certain(fact, facts) for fact in early]
    return min((fact.start for fact in dated if fact), default=None)


def _numbers(run: Run, search: Search) -> Numbers:
    municipality = run.facts[0].episode.municipality if run.facts else ""
    return search.numbers(run.start, municipality)


def _moments_of_runs(expression: DayOf, search: Search) -> list[Moment]:
    found = []
    for run, reached in lasting(expression, search):
        if reached is not None and not _has_lasted(run, reached, search.facts.day):
            continue
        if expression.mean_minutes and reached is not None:
            mean = expression.mean_minutes
            least = _numbers(run, search).number(mean.at_least)
            if least is not None and not has_mean(run, reached, mean, least, search.reading):
                continue
        found.append(_moment(run, reached, expression.at))
    return found


def _moments_of_spells(expression: Spell, search: Search) -> list[Moment]:
    return [
        _moment(run, reached, expression.at)
        for run, reached in lasting(expression, search)
        if reached is None or _has_lasted(run, reached, search.facts.day)
    ]


def _has_lasted(run: Run, reached: date, day: date) -> bool:
    return reached <= day and run.end >= reached


def _moment(run: Run, reached: date | None, at: At) -> Moment:
    """Return the moment of a run; an end that has not come lies at FAR."""
    if at is At.START:
        day, fact = run.start, run.facts[0] if run.facts else None
    elif at is At.END:
        day, fact = run.end, max(run.facts, key=lambda each: each.end, default=None)
    else:
        day, fact = reached or FAR, run.facts[0] if run.facts else None
    proven = reached if reached is not None and at is not At.END else day
    return Moment(day, proven, proven, fact, day, run, reached, at)


def _taken(expression: DayOf | Spell, found: list[Moment]) -> list[Moment]:
    """Return the first, the last or each of the moments whose day has come."""
    if expression.take is Take.FIRST:
        found = found[:1]
    elif expression.take is Take.LAST:
        found = found[-1:]
    return [moment for moment in found if moment.day != FAR]


def _birthday(expression: Birthday, search: Search) -> list[Moment]:
    """Return the birthday; of an unknown one no reading can say whether it has come."""
    name = expression.birth_date.id
    born = birth_days(name, search.facts)
    age = Duration(years=expression.years)
    if born is None:
        long_ago = search.facts.day.replace(year=search.facts.day.year - _A_LONG_LIFE, day=1)
        answers: list[date | None] = [None, long_ago, search.facts.day]
    else:
        answers = [
            *possible_days(
                age.after(born.first), age.after(born.last), search.facts, search.reading.lengths
            )
        ]
    day = answers[0]
    if len(answers) > 1:
        key, names = ("birthday", expression.years), (f"attribute:{name}",)
        day = search.reading.ask(key, answers, names, is_open=born is None)
    return [Moment(day, date.min, day, anchor_day=day)] if day else []


def _later(expression: Later, search: Search) -> Iterator[Moment]:
    for moment in single(expression.day, search):
        municipality = moment.fact.episode.municipality if moment.fact else ""
        length = search.numbers(moment.day, municipality).length(expression.length)
        if length is not None:
            day = moved(moment.day, length)
            if day != FAR:
                yield replace(moment, day=day, proven=max(day, moment.proven))


def _last_of(parts: tuple[DayExpression, ...], search: Search) -> Iterator[Moment]:
    """Yield, for each day of the first part, the latest of it and of the others (rule 14)."""
    others = [_earliest(single(part, search)) for part in parts[1:]]
    if not all(others):
        return
    rest = [found[0] for found in others]
    for moment in single(parts[0], search):
        together = [moment, *rest]
        anchor = next((each for each in together if each.fact), moment)
        yield replace(
            anchor,
            day=max(each.day for each in together),
            known=max(each.known for each in together),
            proven=max(each.proven for each in together),
            reached=None,
        )


def _sums(expression: RollingSum, search: Search) -> list[Moment]:
    chosen = Chosen(expression.kind, expression.states, expression.where)
    runs = runs_of(chosen, search.facts, search.reading)
    dated = [fact for run in runs for fact in run.facts]
    if not dated:
        return []
    municipality = dated[0].episode.municipality
    numbers = search.numbers(dated[0].start, municipality)
    found = [
        Moment(day, day, day, fact, day, Run(fact.start, fact.end, (fact,)))
        for day, fact in firings(expression, dated, numbers, search.facts, search.reading)
    ]
    if expression.take is Take.FIRST:
        return found[:1]
    return found[-1:] if expression.take is Take.LAST else found
