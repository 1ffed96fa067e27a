"""Judges one occurrence: which facts met it, what closed it, and its state on the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tovholder.engine.language.days import At, DayExpression, DayOf, FirstOf, Spell
from tovholder.engine.language.expectations import Before, CountsOn, Expectation, Version
from tovholder.engine.person.clock import NO_CLOCK, Clock, remind_days
from tovholder.engine.person.conditions import Truth, consider
from tovholder.engine.person.facts import FAR, ONE_DAY, Fact
from tovholder.engine.person.moments import Moment, Search, lasting, moments
from tovholder.engine.person.numbers import NEVER, moved, times
from tovholder.engine.person.openings import Opening
from tovholder.engine.person.standing import State
from tovholder.engine.person.terms import Setting, Terms, is_grant
from tovholder.engine.person.timelines import truth_on

WAIVER = "waiver"


@dataclass(slots=True)
class Bounds:
    """What else ends an occurrence: the stop, and the day from which another has been met."""

    stop_day: date = FAR
    stop: Moment | None = None
    once_day: date = FAR


@dataclass(slots=True)
class Evidence:
    """A day of `what`: when it counts, when it is proven, and the fact that gives it."""

    moment: Moment
    counting: date
    proven: date

    @property
    def key(self) -> tuple[str, str, date]:
        """Return what makes it the same fact wherever it is met."""
        fact = self.moment.fact
        if fact is None:
            return "", "", self.moment.day
        return fact.episode.kind, fact.episode.lineage, fact.start


@dataclass(slots=True)
class Ruling:
    """The state of an occurrence on the day, and what it rests on.

    `closed_on` is None while it is open. `counting` is the counting day of the event that met
    it. `taken` are the events that count, `considered` all that were found. `by_other`: it
    ended because another, of which only one can be met, was met first. `missing` names what
    leaves it open when nothing was played through.
    """

    state: State
    terms: Terms
    clock: Clock = NO_CLOCK
    aim: Clock = NO_CLOCK
    due: date | None = None
    closed_on: date | None = None
    met_on: date | None = None
    counting: date | None = None
    taken: tuple[Evidence, ...] = ()
    considered: tuple[Evidence, ...] = ()
    stop: Moment | None = None
    by_other: bool = False
    reminds: Sequence[date] = ()
    waiver: Fact | None = None
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class Case:
    """Everything one occurrence is judged from."""

    expectation: Expectation
    version: Version
    opening: Opening
    terms: Terms
    setting: Setting
    search: Search
    bounds: Bounds

    @property
    def day(self) -> date:
        """Return the day asked about."""
        return self.setting.facts.day

    @property
    def is_before(self) -> bool:
        """Say whether it is due before its start."""
        return isinstance(self.version.within, Before)


def judge(case: Case, used: set[tuple[str, str, date]]) -> Ruling:
    """Judge an occurrence; the events it takes are added to those used."""
    waiver = _waiver(case)
    waived_on = _waived_on(case, waiver)
    stop_day = min(case.bounds.stop_day, case.bounds.once_day)
    ruling = Ruling(State.OPEN, case.terms, waiver=waiver)
    considered = tuple(_evidence(case))
    if considered:
        taken = _taken(case, considered, used, min(waived_on, stop_day, case.day))
        used.update(each.key for each in taken if each.moment.fact)
        ruling.considered, ruling.taken = considered, tuple(taken)
    if len(ruling.taken) >= case.terms.needed:
        return _met(case, ruling)
    if waived_on <= min(stop_day, case.day):
        return _closed(case, ruling, waived_on, State.WAIVED)
    if stop_day <= case.day:
        ruling.by_other = case.bounds.once_day < case.bounds.stop_day
        ruling.stop = None if ruling.by_other else case.bounds.stop
        return _stopped(case, ruling, stop_day)
    return _open(case, ruling)


def _waived_on(case: Case, waiver: Fact | None) -> date:
    if waiver is None:
        return FAR
    return waiver.start if case.is_before else max(waiver.start, case.terms.start)


def _waiver(case: Case) -> Fact | None:
    """Return the waiver of this occurrence, the earliest if there are several."""
    if not case.expectation.waivable_by:
        return None
    setting = case.setting
    waivers = setting.facts.of(WAIVER)
    if not waivers:
        return None
    lineages = case.opening.moment.lineages
    found = []
    for fact in waivers:
        detail = fact.episode.detail
        if (
            detail.get("expectation") == case.expectation.id
            and detail.get("occurrence") in lineages
            and (detail.get("ordinal") or 1) == case.terms.ordinal
        ):
            dated = setting.reading.certain(fact, setting.facts)
            found += [dated] if dated else []
    return min(found, key=lambda fact: fact.start, default=None)


def _evidence(case: Case) -> Iterator[Evidence]:
    """Yield the days of `what` with the days on which they count and are proven."""
    for moment in moments(case.version.what, case.search):
        if moment.proven <= case.day:
            yield Evidence(moment, _counting_day(moment, case.version), moment.proven)


def _counting_day(moment: Moment, version: Version) -> date:
    if version.counts_on is CountsOn.START and moment.run is not None:
        return moment.run.start
    if version.counts_on is CountsOn.REACHED and moment.reached is not None:
        return moment.reached
    return moment.day


def _taken(
    case: Case, considered: Sequence[Evidence], used: set[tuple[str, str, date]], limit: date
) -> list[Evidence]:
    """Return the events that count, as many as are needed (rules 25 to 27)."""
    found: dict[tuple[str, str, date], Evidence] = {}
    for each in considered:
        is_free = each.key not in used and each.proven < case.bounds.once_day
        if is_free and each.proven <= limit and _qualifies(case, each.counting):
            known = found.get(each.key)
            if known is None or (each.proven, each.counting) < (known.proven, known.counting):
                found[each.key] = each
    spread, needed = case.terms.spread, case.terms.needed
    if not found or spread is None:
        ordered = sorted(found.values(), key=lambda e: (e.proven, e.counting, e.moment.lineage))
        return ordered[:needed]
    taken: list[Evidence] = []
    for each in sorted(found.values(), key=lambda e: (e.counting, e.moment.lineage)):
        if not taken or each.counting >= moved(taken[-1].counting, spread):
            taken.append(each)
    return taken[:needed]


def _qualifies(case: Case, counting: date) -> bool:
    terms = case.terms
    if counting < terms.since:
        return False
    opens = terms.opened_after(counting, case.day)
    if opens is not None and counting <= opens:
        return False
    if is_grant(case.expectation):
        due = _rolled(case, terms.clock(counting, case.day).due)
        return due is None or counting <= due
    return True


def _met(case: Case, ruling: Ruling) -> Ruling:
    counting, proven = ruling.taken[-1].counting, ruling.taken[-1].proven
    closed_on = proven if case.is_before else max(proven, case.terms.start)
    ruling.met_on, ruling.closed_on, ruling.counting = proven, closed_on, counting
    ruling.clock = case.terms.clock(counting, case.day)
    ruling.aim = case.terms.aim_clock(counting, case.day)
    ruling.due = _rolled(case, ruling.clock.due)
    is_late = ruling.due is not None and ruling.due < counting
    ruling.state = State.MET_LATE if is_late else State.MET
    return ruling


def _closed(case: Case, ruling: Ruling, closed_on: date, state: State) -> Ruling:
    ruling.closed_on, ruling.state = closed_on, state
    ruling.clock = case.terms.clock(closed_on, case.day)
    ruling.aim = case.terms.aim_clock(closed_on, case.day)
    ruling.due = _rolled(case, ruling.clock.due)
    return ruling


def _stopped(case: Case, ruling: Ruling, stop_day: date) -> Ruling:
    _closed(case, ruling, stop_day, State.ENDED)
    if ruling.due is not None and ruling.due < stop_day and not is_grant(case.expectation):
        ruling.state = State.MISSED
    return ruling


def _open(case: Case, ruling: Ruling) -> Ruling:
    """Judge an occurrence that nothing has closed (rule 37)."""
    day, terms = case.day, case.terms
    ruling.clock, ruling.aim = terms.clock(None, day), terms.aim_clock(None, day)
    final = _rolled(case, ruling.clock.due)
    ruling.due = _rolled(case, _next_due(terms, ruling.clock.due, len(ruling.taken)))
    asked = case.version.while_
    if asked is not None and day >= terms.start:
        truth = truth_on(asked.predicate, case.setting.facts, day)
        if truth is Truth.FALSE:
            ruling.state = State.NOT_APPLICABLE
            return ruling
        if truth is Truth.UNKNOWN:
            ruling.state = State.UNDETERMINED
            ruling.missing = consider(asked.predicate, case.setting.facts, day).missing
            return ruling
    if ruling.clock.is_paused:
        is_suspended = any(first <= day < after for first, after in terms.suspended)
        ruling.state = State.SUSPENDED if is_suspended else State.PAUSED
        return ruling
    ruling.state = _running(case, ruling, final)
    return ruling


def _running(case: Case, ruling: Ruling, final: date | None) -> State:
    day = case.day
    opens = case.terms.opened_after(None, day)
    if opens is not None and day <= opens:
        return State.WAITING
    if _is_under_way(case, final):
        return State.UNDER_WAY
    if ruling.due is None:
        return State.OPEN
    if day > ruling.due:
        return State.ENDED if is_grant(case.expectation) else State.OVERDUE
    ruling.reminds = remind_days(ruling.due, case.version.remind)
    is_soon = bool(ruling.reminds) and ruling.reminds[0] <= day
    return State.DUE_SOON if is_soon else State.OPEN


def _is_under_way(case: Case, due: date | None) -> bool:
    """Say whether something has begun that can still be proven in time (rule 37.4)."""
    if not _lasts(case.version.what):
        return False
    return any(_is_in_time(case, counting, due) for counting in _under_way(case))


def _lasts(expression: DayExpression) -> bool:
    """Say whether an expression asks that something lasts."""
    if isinstance(expression, DayOf | Spell):
        return expression.min is not None
    return isinstance(expression, FirstOf) and any(map(_lasts, expression.parts))


def _is_in_time(case: Case, counting: date, due: date | None) -> bool:
    return _qualifies(case, counting) and (due is None or counting <= due)


def _under_way(case: Case) -> Iterator[date]:
    """Yield the counting days of runs that have begun and not yet lasted long enough."""
    for leaf in _leaves(case.version.what):
        if leaf.min is None:
            continue
        for run, reached in lasting(leaf, case.search):
            if reached is not None and run.end == FAR and reached > case.day:
                counts = case.version.counts_on
                at_start = counts is CountsOn.START or (counts is None and leaf.at is At.START)
                yield run.start if at_start else reached


def _leaves(expression: DayExpression) -> Iterator[DayOf | Spell]:
    if isinstance(expression, FirstOf):
        for part in expression.parts:
            yield from _leaves(part)
    elif isinstance(expression, DayOf | Spell):
        yield expression


def _next_due(terms: Terms, final: date | None, taken: int) -> date | None:
    """Return the last day for the next event: the rest must fit in before the last one."""
    if final is None or terms.spread is None:
        return final
    rest = terms.needed - taken - 1
    spread = terms.spread
    if rest <= 0 or spread is NEVER:
        return final
    return times(spread, rest).before(final)


def _rolled(case: Case, due: date | None) -> date | None:
    if due is None or not case.version.rolls:
        return due
    return case.setting.pack.calendar.working_day_from(due)


def stop_of(
    expectation: Expectation, opening: Opening, search: Search, day: date
) -> tuple[date, Moment | None]:
    """Return the first day that stops an occurrence, FAR where none has come (rule 34)."""
    anchor = opening.anchor_day
    found = [
        moment
        for expression in expectation.stops
        for moment in moments(expression, search)
        if moment.proven <= day
        and moment.day >= (anchor + ONE_DAY if moment.at is At.END else anchor)
    ]
    first = min(found, key=lambda moment: (moment.day, moment.lineage), default=None)
    return (first.day, first) if first else (FAR, None)
