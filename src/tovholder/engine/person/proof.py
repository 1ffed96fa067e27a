"""The proof of a standing: how the state and the dates came about, as data for a page."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.history import Episode, History
from tovholder.engine.language.days import DayOf, Spell, day_leaves
from tovholder.engine.language.expectations import Before, Expectation, Version
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.suspensions import Suspension
from tovholder.engine.person.clock import Clock, PausedDays
from tovholder.engine.person.conditions import Condition, Span, consider
from tovholder.engine.person.evaluate import Account, accounts, nothing, paused_facts, standing_of
from tovholder.engine.person.facts import FAR, Fact, Facts, facts_on
from tovholder.engine.person.judging import Evidence, Ruling
from tovholder.engine.person.moments import Search, lasting
from tovholder.engine.person.numbers import ParameterUse
from tovholder.engine.person.occurrences import Occurrence
from tovholder.engine.person.plans import Plan, plan_of
from tovholder.engine.person.readings import Reading
from tovholder.engine.person.standing import Standing, State
from tovholder.engine.person.terms import Setting
from tovholder.engine.person.worth import Worth, worth_of
from tovholder.engine.words import Label


class UnknownOccurrenceError(LookupError):
    """Nothing in the history opens the occurrence that was asked for."""


class Reason(enum.StrEnum):
    """Why an episode counts as evidence, or does not."""

    COUNTED = "counted"
    TOO_EARLY = "too_early"
    AFTER_CLOSING = "after_closing"
    NOT_NEEDED = "not_needed"
    VAGUE = "vague"
    PLANNED = "planned"
    USED = "used"
    NOT_PROVEN = "not_proven"
    OUTSIDE_WINDOW = "outside_window"

    @property
    def label(self) -> Label:
        """Return the reason in words."""
        return _REASONS[self]


_REASONS = {
    Reason.COUNTED: Label("Tæller med", "Counts"),
    Reason.TOO_EARLY: Label(
        "Ligger før forventningen begyndte", "Lies before the expectation began"
    ),
    Reason.AFTER_CLOSING: Label("Ligger efter afslutningen", "Lies after the closing"),
    Reason.NOT_NEEDED: Label("Er ikke nødvendig", "Is not needed"),
    Reason.VAGUE: Label("Datoen er ikke kendt på dagen", "The date is not known to the day"),
    Reason.PLANNED: Label("Er kun planlagt", "Is only planned"),
    Reason.USED: Label("Tæller med en anden gang", "Counts another time"),
    Reason.NOT_PROVEN: Label("Har ikke varet længe nok endnu", "Has not lasted long enough yet"),
    Reason.OUTSIDE_WINDOW: Label("Ligger uden for perioden", "Lies outside the period"),
}


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """An episode that could have met the expectation, its day, and why it did or did not."""

    episode: Episode
    day: Span
    reason: Reason

    @property
    def is_counted(self) -> bool:
        """Say whether the episode counts."""
        return self.reason is Reason.COUNTED


@dataclass(frozen=True, slots=True)
class DateSteps:
    """How a date was computed: the anchor, the length added, the pauses, the result.

    `calendar_date` is the anchor plus the length (minus, where `is_before`), before pauses.
    `result` is None while paused or where a vague date leaves it open.
    """

    anchor: date
    length: Duration
    calendar_date: date
    pauses: tuple[PausedDays, ...]
    paused_days: int
    result: date | None
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything a page needs to show why a standing is what it is.

    `start`, `stop` and `waiver` are the episodes that began, stopped and waived it (`start` is
    None where a birthday or a spell began it); `due` and `aim` the computed dates; `who` the
    tree of conditions with the facts read; `pauses` the episodes behind the paused days,
    `suspensions` those that touch it. Where vague dates leave it open, days that not all
    readings share are None.
    """

    standing: Standing
    expectation: Expectation
    version: Version | None
    start: Episode | None
    start_days: Span | None
    who: Condition | None
    who_on: date | None
    parameters: tuple[ParameterUse, ...]
    due: DateSteps | None
    aim: DateSteps | None
    pauses: tuple[Episode, ...]
    suspensions: tuple[Suspension, ...]
    evidence: tuple[EvidenceUse, ...]
    needed: int | None
    stop: Episode | None
    waiver: Episode | None
    worth: Worth | None = None
    opens: date | None = None
    by_other: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of what leaves the state open."""
        return self.standing.missing

    @property
    def categories(self) -> frozenset[str]:
        """Return the strictest access categories: those of everything that was read."""
        return self.standing.categories


def prove(  # noqa: PLR0913 - an occurrence is named by three words, a day by three more
    history: History,
    pack: RulePack,
    expectation: str,
    lineage: str,
    ordinal: int = 1,
    *,
    on: date,
    known_on: date | None = None,
    municipality: str | None = None,
) -> Proof:
    """Return the proof of one occurrence.

    Args:
        history: As for `evaluate`.
        pack: The rules.
        expectation: Id of the definition.
        lineage: Lineage of the fact that identifies the start, empty where none does.
        ordinal: Number of the occurrence; 1 where the definition does not repeat.
        on: The day asked about.
        known_on: Prove as known on this day; without it, as known now.
        municipality: As for `evaluate`.

    Raises:
        UnknownOccurrenceError: The history opens no such occurrence on that day.
    """
    known = history.as_known_on(known_on) if known_on else history.current()
    facts = facts_on(known, on, pack.kinds)
    plan = plan_of(expectation, pack)
    for account in accounts(plan, facts, pack, municipality) if plan else ():
        if plan and account.first.key == (lineage, ordinal):
            return _proof(account, plan, Setting(facts, pack, Reading(), municipality))
    if plan and (lineage, ordinal) == ("", 1):
        return _of_nothing(plan, facts, pack)
    raise UnknownOccurrenceError(
        f"No occurrence {ordinal} of “{expectation}” begins with the episode “{lineage}” on {on}; "
        "open the person's page to see those that there are."
    )


def _of_nothing(plan: Plan, facts: Facts, pack: RulePack) -> Proof:
    """Return the proof of an expectation of which nothing has begun."""
    return Proof(
        standing=nothing(plan, facts, pack),
        expectation=plan.expectation,
        version=None,
        start=None,
        start_days=None,
        who=None,
        who_on=None,
        parameters=(),
        due=None,
        aim=None,
        pauses=(),
        suspensions=(),
        evidence=(),
        needed=None,
        stop=None,
        waiver=None,
    )


def _proof(account: Account, plan: Plan, setting: Setting) -> Proof:
    first, pack = account.first, setting.pack
    ruling, opening = first.ruling, first.opening
    days = [one.opening.day for one in account.all if one.opening]
    agrees = all(one.ruling is not None for one in account.all)
    stop = ruling.stop if ruling and account.state in (State.MISSED, State.ENDED) else None
    is_waived = ruling is not None and account.state is State.WAIVED
    return Proof(
        standing=standing_of(account, plan, setting.facts, pack),
        expectation=plan.expectation,
        version=first.version,
        start=opening.fact.episode if opening and opening.fact else None,
        start_days=Span(min(days), max(days)) if days else None,
        who=_who(first, setting.facts),
        who_on=first.who_on,
        parameters=tuple(ruling.terms.numbers.uses.values()) if ruling else (),
        due=account.shared(_due_of) if agrees else None,
        aim=account.shared(_aim_of) if agrees else None,
        pauses=tuple(fact.episode for fact in paused_facts(ruling)) if ruling else (),
        suspensions=tuple(_suspensions(account, setting)),
        evidence=tuple(_evidence(account, setting)) if ruling else (),
        needed=ruling.terms.needed if ruling and ruling.terms.needed < _UNCOUNTED else None,
        stop=stop.fact.episode if stop and stop.fact else None,
        waiver=ruling.waiver.episode if ruling and is_waived and ruling.waiver else None,
        worth=worth_of(first, pack, setting.municipality),
        opens=account.shared(_opens_of),
        by_other=ruling is not None and ruling.by_other,
    )


_UNCOUNTED = 10**6


def _who(one: Occurrence, facts: Facts) -> Condition | None:
    """Return the answer to who with all it was read from."""
    if one.version is None or one.who_on is None:
        return None
    return consider(one.version.who, facts, one.who_on)


def _opens_of(one: Occurrence) -> date | None:
    if one.ruling is None or one.opening is None:
        return None
    return one.ruling.terms.opened_after(one.ruling.closed_on, date.max)


def _due_of(one: Occurrence) -> DateSteps | None:
    return _due_steps(one.ruling, one.version)


def _aim_of(one: Occurrence) -> DateSteps | None:
    return _aim_steps(one.ruling)


def _due_steps(ruling: Ruling | None, version: Version | None) -> DateSteps | None:
    """Return how the due date was computed, None where there is no number."""
    if ruling is None or ruling.terms.length is None or ruling.terms.calendar is None:
        return None
    steps = _steps(ruling.terms.start, ruling.terms.length, ruling.terms.calendar, ruling.clock)
    is_before = version is not None and isinstance(version.within, Before)
    return replace(steps, result=ruling.due, is_before=is_before)


def _aim_steps(ruling: Ruling | None) -> DateSteps | None:
    if ruling is None or ruling.terms.aim is None or ruling.terms.aim_length is None:
        return None
    return _steps(ruling.terms.start, ruling.terms.aim_length, ruling.terms.aim, ruling.aim)


def _steps(anchor: date, length: Duration, calendar: date, clock: Clock) -> DateSteps:
    days = sum(paused.days or 0 for paused in clock.pauses)
    return DateSteps(anchor, length, calendar, clock.pauses, days, clock.due)


def _suspensions(account: Account, setting: Setting) -> Iterator[Suspension]:
    version = account.first.version
    for each in setting.pack.suspensions.values() if version and account.first.ruling else ():
        if each.touches(account.first.expectation.id, version.law.chapter if version else ""):
            yield each


def _evidence(account: Account, setting: Setting) -> Iterator[EvidenceUse]:
    """Yield every episode that could have met the expectation, with what came of it."""
    ruling, version = account.first.ruling, account.first.version
    if ruling is None or version is None:
        return
    vague = {fact.episode.lineage: fact for fact in setting.facts.all() if fact.is_vague}
    for each in sorted(ruling.considered, key=lambda one: (one.counting, one.moment.lineage)):
        fact = each.moment.fact
        if fact is not None:
            yield _use(each, fact, ruling, vague.get(fact.lineage))
    yield from _not_yet(version, ruling, setting)
    for leaf in day_leaves(version.what):
        if isinstance(leaf, DayOf):
            for fact in setting.facts.planned(leaf.kind.id):
                if not leaf.states or fact.episode.state in leaf.states:
                    yield EvidenceUse(
                        fact.episode, Span(fact.start, fact.last_start), Reason.PLANNED
                    )


def _use(each: Evidence, fact: Fact, ruling: Ruling, vague: Fact | None) -> EvidenceUse:
    if vague is not None:
        days = Span(vague.start, vague.last_start)
        return EvidenceUse(fact.episode, days, Reason.VAGUE)
    taken = {one.key for one in ruling.taken}
    day = Span(each.counting, each.counting)
    if each.key in taken:
        return EvidenceUse(fact.episode, day, Reason.COUNTED)
    return EvidenceUse(fact.episode, day, _reason_not(each, ruling))


def _reason_not(each: Evidence, ruling: Ruling) -> Reason:
    """Say why a day that was found does not count."""
    terms = ruling.terms
    if each.counting < terms.since:
        return Reason.TOO_EARLY
    if ruling.closed_on is not None and each.proven > ruling.closed_on:
        return Reason.AFTER_CLOSING
    if len(ruling.taken) >= terms.needed:
        return Reason.NOT_NEEDED
    opens = terms.opened_after(each.counting, each.counting)
    if opens is not None and each.counting <= opens:
        return Reason.OUTSIDE_WINDOW
    if ruling.due is not None and each.counting > ruling.due:
        return Reason.OUTSIDE_WINDOW
    return Reason.USED


def _not_yet(version: Version, ruling: Ruling, setting: Setting) -> Iterator[EvidenceUse]:
    """Yield what has begun and has not lasted long enough on the day."""
    search = Search(setting.facts, Reading(), lambda _day, _municipality: ruling.terms.numbers)
    for leaf in day_leaves(version.what):
        if not isinstance(leaf, DayOf | Spell) or leaf.min is None:
            continue
        for run, reached in lasting(leaf, search):
            if run.facts and run.end == FAR and reached and reached > setting.facts.day:
                episode = run.facts[0].episode
                yield EvidenceUse(episode, Span(run.start, run.start), Reason.NOT_PROVEN)
