"""The standings of one person on a day: a pure function of history, rules and two days."""

from collections.abc import Iterator
from datetime import date, timedelta

from tovholder.engine.history import History
from tovholder.engine.language.days import Take, day_leaves
from tovholder.engine.language.expectations import Expectation, WhoAt
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.reading import WAIVER
from tovholder.engine.person.account import Account, Setting, accounts, paused_facts
from tovholder.engine.person.conditions import turns
from tovholder.engine.person.course import Outcome, remind_days
from tovholder.engine.person.evidence import FIRST_ORDINAL
from tovholder.engine.person.facts import FAR, Facts, facts_on
from tovholder.engine.person.standing import Standing, State


def evaluate(
    history: History,
    pack: RulePack,
    *,
    on: date,
    known_on: date | None = None,
    municipality: str | None = None,
) -> tuple[Standing, ...]:
    """Return where every expectation of a pack stands for a person on a day.

    Args:
        history: The person's history, corrected facts included or not.
        pack: The rules.
        on: The day asked about; what begins later does not count.
        known_on: Evaluate as known on this day; without it, as known now.
        municipality: Whose own values of parameters apply; without it, those of the
            municipality of each start episode.

    Returns:
        In order of expectation and lineage. Those that do not apply are included, so that
        `next_change_on` says when they may begin to; callers drop them before storing.
    """
    known = history.as_known_on(known_on) if known_on else history.current()
    setting = Setting(facts_on(known, on, pack.kinds), pack, municipality)
    standings = [
        standing_of(account, setting)
        for expectation in pack.expectations.values()
        for account in accounts(expectation, setting)
    ]
    standings.sort(key=lambda standing: (standing.expectation, standing.lineage))
    return tuple(standings)


def standing_of(account: Account, setting: Setting) -> Standing:
    """Return the standing that an account comes to."""
    start, versions = account.start, account.expectation.versions
    decision = account.run.decision if account.run else None
    shown = decision if decision and account.state is decision.state else None
    return Standing(
        expectation=account.expectation.id,
        version=(account.version or versions[-1]).valid_from,
        lineage=start.episode.lineage if start else "",
        ordinal=FIRST_ORDINAL,
        state=account.state,
        start_date=start.days.first if start and start.days.is_certain else None,
        aim_date=shown.aim.due if shown else None,
        due_date=shown.clock.due if shown else None,
        met_date=shown.met_on if shown and account.state in _MET else None,
        next_change_on=_next_change(account, setting.facts),
        categories=_categories(account, setting.pack),
        missing=account.missing,
    )


_MET = (State.MET, State.MET_LATE)


def _next_change(account: Account, facts: Facts) -> date | None:
    """Return the first later day on which a known fact or the clock can change the standing."""
    expectation = account.expectation
    days = [day for day in facts.turns(expectation.reads.start) if day > facts.day]
    if not _is_settled(account):
        days += [day for day in _turns_of(account, facts) if day > facts.day]
    return min((day for day in days if day != FAR), default=None)


def _is_settled(account: Account) -> bool:
    """Say whether nothing but a new start can change the standing after the day."""
    start, run = account.start, account.run
    if run is None:
        return start is None or (start.days.is_certain and not start.is_planned)
    is_closed = all(outcome.closed_on is not None for outcome in run.decision.outcomes)
    takes_last = any(leaf.take is Take.LAST for leaf in day_leaves(account.expectation.what))
    return is_closed and not takes_last


def _turns_of(account: Account, facts: Facts) -> Iterator[date]:
    expectation, run = account.expectation, account.run
    if run is None or expectation.who_at is WhoAt.EACH_DAY:
        yield from turns(expectation.who, facts)
    if run is None:
        return
    reads = expectation.reads
    yield from facts.turns((*reads.evidence, *reads.pauses, *reads.stops))
    if expectation.waivable_by:
        yield from facts.turns((WAIVER,))
    for outcome in run.decision.outcomes:
        yield from _clock_turns(outcome, expectation)


def _clock_turns(outcome: Outcome, expectation: Expectation) -> Iterator[date]:
    if outcome.clock.due is not None:
        yield from remind_days(outcome.clock.due, expectation.remind)
        yield outcome.clock.due + timedelta(days=1)


def _categories(account: Account, pack: RulePack) -> frozenset[str]:
    """Return the categories of everything that was read and mattered.

    Start, evidence and who always count; pauses, stops and waivers only if one mattered.
    """
    kinds = [pack.kinds[name.split()[-1]] for name in account.missing if " of " in name]
    kinds += [pack.kinds[name] for name in _kinds_that_mattered(account)]
    return account.expectation.reads.categories.union(kind.category for kind in kinds)


def _kinds_that_mattered(account: Account) -> Iterator[str]:
    if account.state is State.WAIVED:
        yield WAIVER
    if account.run is None:
        return
    if account.state in (State.MISSED, State.ENDED):
        closed = account.run.decision.asked_on
        for moment in account.run.found.stops:
            if moment.days.first <= closed.last:
                yield moment.kind.id
    yield from (fact.episode.kind for fact in paused_facts(account.run))
