"""The account of one occurrence: everything that was read to find its state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.engine.language.expectations import Expectation, Version, WhoAt
from tovholder.engine.language.pack import RulePack
from tovholder.engine.person.conditions import Condition, Truth, consider_over
from tovholder.engine.person.decision import Decision, decide
from tovholder.engine.person.evidence import Found, find, possibilities
from tovholder.engine.person.facts import Fact, Facts, Span
from tovholder.engine.person.moments import Moment, starts
from tovholder.engine.person.standing import State
from tovholder.engine.person.terms import Numbers, numbers_for


@dataclass(frozen=True, slots=True)
class Setting:
    """What an evaluation is made from; `municipality` overrides that of the start episode."""

    facts: Facts
    pack: RulePack
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """How an occurrence ran from its start day: the numbers, what was found, what it decides."""

    numbers: Numbers
    found: Found
    decision: Decision


@dataclass(frozen=True, slots=True)
class Account:
    """One occurrence: its start, the answer to who, how it ran, and the state.

    What was not asked for is None: without a start nothing else is, and of someone whom an
    expectation does not concern no evidence is.
    """

    expectation: Expectation
    state: State
    start: Moment | None = None
    version: Version | None = None
    who: Condition | None = None
    who_on: date | None = None
    run: Run | None = None
    missing: tuple[str, ...] = ()


def accounts(expectation: Expectation, setting: Setting) -> Iterator[Account]:
    """Yield the account of every occurrence; of one that does not apply where there is none."""
    found = starts(expectation.start, setting.facts)
    if not found:
        yield Account(expectation, State.NOT_APPLICABLE)
    for start in found:
        yield account_of(expectation, start, setting)


def account_of(expectation: Expectation, start: Moment, setting: Setting) -> Account:
    """Return the account of the occurrence that a start opens.

    Who is asked on the start day; where it is asked each day, on the day itself, and once the
    occurrence is closed, on the closing day.
    """
    version = _version_over(expectation, start.days)
    if version is None:
        return Account(expectation, State.NOT_APPLICABLE, start)
    vague = start.doubt if start.days.is_certain else (start.name, *start.doubt)
    asks_each_day = expectation.who_at is WhoAt.EACH_DAY and not start.is_planned
    if asks_each_day and vague:
        return Account(expectation, State.UNDETERMINED, start, version, missing=vague)
    run = _run(expectation, start, version, setting) if asks_each_day else None
    days = run.decision.asked_on if run else start.days
    who = consider_over(expectation.who, setting.facts, days)
    if run is None and who.truth is Truth.TRUE and not (vague or start.is_planned):
        run = _run(expectation, start, version, setting)
    state, missing = _conclusion(start, who, vague, run)
    return Account(expectation, state, start, version, who, days.first, run, missing)


def _conclusion(
    start: Moment, who: Condition, vague: tuple[str, ...], run: Run | None
) -> tuple[State, tuple[str, ...]]:
    """Return the state, and the names of what is missing to decide it."""
    if who.truth is Truth.FALSE:
        return State.NOT_APPLICABLE, ()
    if start.is_planned:
        return State.WAITING, ()
    if run is None or who.truth is Truth.UNKNOWN:
        in_the_way = vague if run is None else run.decision.vague
        return State.UNDETERMINED, tuple(dict.fromkeys((*vague, *(who.missing or in_the_way))))
    if run.found.doubt or run.decision.state is None:
        return State.UNDETERMINED, run.found.doubt or run.decision.missing
    return run.decision.state, ()


def _run(expectation: Expectation, start: Moment, version: Version, setting: Setting) -> Run:
    """Find and decide what followed a start whose day is certain."""
    start_date = start.days.first
    municipality = setting.municipality or start.episode.municipality
    numbers = numbers_for(expectation, version, start_date, municipality, setting.pack)
    found = find(expectation, start, setting.facts)
    possible = possibilities(expectation, start_date, found, numbers)
    return Run(numbers, found, decide(setting.facts.day, start_date, possible))


def _version_over(expectation: Expectation, days: Span) -> Version | None:
    """Return the version in force on a day, the earliest that can be where the day is vague."""
    return next(
        (
            version
            for version in expectation.versions
            if version.valid_from <= days.last
            and (version.valid_until is None or days.first <= version.valid_until)
        ),
        None,
    )


def paused_facts(run: Run) -> tuple[Fact, ...]:
    """Return the facts behind the pauses that moved or stopped the clock."""
    counted = [used for outcome in run.decision.outcomes for used in outcome.clock.pauses]
    return tuple(
        fact
        for fact in run.found.pauses
        if any(used.touches(fact.start.first, fact.end.last) for used in counted)
    )
