"""The proof of a standing: how the state and the dates came about, as data for a page."""

import enum
from dataclasses import dataclass
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.history import Episode, History
from tovholder.engine.language.days import day_leaves
from tovholder.engine.language.expectations import Expectation, Version
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import NotKnown
from tovholder.engine.person.account import Account, Run, Setting, accounts, paused_facts
from tovholder.engine.person.conditions import Condition
from tovholder.engine.person.course import Clock, PausedDays
from tovholder.engine.person.evaluate import standing_of
from tovholder.engine.person.facts import Facts, Span, facts_on
from tovholder.engine.person.moments import Moment
from tovholder.engine.person.standing import Standing, State
from tovholder.engine.person.terms import ParameterUse
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

    `calendar_date` is the anchor plus the length, before pauses. `result` is None while paused
    or where a vague date leaves it open.
    """

    anchor: date
    length: Duration
    calendar_date: date
    pauses: tuple[PausedDays, ...]
    paused_days: int
    result: date | None


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything a page needs to show why a standing is what it is.

    `start`, `stop` and `waiver` are the episodes that began, stopped and waived it; `due` and
    `aim` the computed dates; `who` the tree of conditions with the facts read; `pauses` the
    episodes behind the paused days.
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
    evidence: tuple[EvidenceUse, ...]
    needed: int | None
    stop: Episode | None
    waiver: Episode | None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the facts that are missing."""
        return self.standing.missing

    @property
    def categories(self) -> frozenset[str]:
        """Return the access categories of everything that was read."""
        return self.standing.categories


def prove(  # noqa: PLR0913 - the address of an occurrence, and two days
    history: History,
    pack: RulePack,
    *,
    expectation: str,
    lineage: str,
    ordinal: int,
    on: date,
    known_on: date | None = None,
    municipality: str | None = None,
) -> Proof:
    """Return the proof of one occurrence.

    Args:
        history: As for `evaluate`.
        pack: The rules.
        expectation: Id of the definition.
        lineage: Lineage of the start episode, empty where nothing has begun.
        ordinal: Number of the occurrence; 1 where the definition does not repeat.
        on: The day asked about.
        known_on: Prove as known on this day; without it, as known now.
        municipality: As for `evaluate`.

    Raises:
        UnknownOccurrenceError: The history opens no such occurrence on that day.
    """
    known = history.as_known_on(known_on) if known_on else history.current()
    setting = Setting(facts_on(known, on, pack.kinds), pack, municipality)
    definition = pack.expectations.get(expectation)
    for account in accounts(definition, setting) if definition else ():
        standing = standing_of(account, setting)
        if (standing.lineage, standing.ordinal) == (lineage, ordinal):
            return _proof(account, standing, setting)
    raise UnknownOccurrenceError(
        f"No occurrence {ordinal} of “{expectation}” begins with the episode “{lineage}” on {on}; "
        "open the person's page to see those that there are."
    )


def _proof(account: Account, standing: Standing, setting: Setting) -> Proof:
    run, start = account.run, account.start
    needed = run.numbers.needed if run else None
    return Proof(
        standing=standing,
        expectation=account.expectation,
        version=account.version,
        start=start.episode if start else None,
        start_days=start.days if start else None,
        who=account.who,
        who_on=account.who_on,
        parameters=run.numbers.uses if run else (),
        due=_steps(start, run.numbers.at_latest, run.decision.clock) if run and start else None,
        aim=_steps(start, run.numbers.aim, run.decision.aim) if run and start else None,
        pauses=tuple(fact.episode for fact in paused_facts(run)) if run else (),
        evidence=_evidence(account.expectation, run, setting.facts) if run else (),
        needed=needed if isinstance(needed, int) else None,
        stop=_stop(run) if run and account.state in (State.MISSED, State.ENDED) else None,
        waiver=run.found.waivers[0].episode if run and account.state is State.WAIVED else None,
    )


def _steps(start: Moment, length: Duration | NotKnown | None, clock: Clock) -> DateSteps | None:
    """Return how a date was computed, None where there is no number."""
    if not isinstance(length, Duration):
        return None
    anchor = start.days.first
    days = sum(paused.days or 0 for paused in clock.pauses)
    return DateSteps(anchor, length, length.after(anchor), clock.pauses, days, clock.due)


def _evidence(expectation: Expectation, run: Run, facts: Facts) -> tuple[EvidenceUse, ...]:
    """Return every episode that could have met the expectation, with what came of it."""
    uses: list[EvidenceUse] = []
    for moment in run.found.events:
        if moment.days.first <= facts.day:
            counted = sum(use.is_counted for use in uses)
            uses.append(EvidenceUse(moment.episode, moment.days, _reason(moment, run, counted)))
    for leaf in day_leaves(expectation.what):
        uses.extend(
            EvidenceUse(fact.episode, fact.start, Reason.PLANNED)
            for fact in facts.planned(leaf.kind.id)
            if not leaf.states or fact.episode.state in leaf.states
        )
    return tuple(uses)


def _reason(moment: Moment, run: Run, counted: int) -> Reason:
    """Say why a moment counts or not, after `counted` earlier ones that do."""
    if not moment.days.is_certain:
        return Reason.VAGUE
    if moment.days.first < run.found.since:
        return Reason.TOO_EARLY
    if moment.days.first > run.decision.asked_on.last:
        return Reason.AFTER_CLOSING
    needed = run.numbers.needed
    return Reason.NOT_NEEDED if isinstance(needed, int) and counted >= needed else Reason.COUNTED


def _stop(run: Run) -> Episode:
    return min(run.found.stops, key=lambda stop: (stop.days.first, stop.episode.lineage)).episode
