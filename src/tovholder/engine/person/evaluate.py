"""The standings of one person on a day: a pure function of history, rules and two days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tovholder.engine.history import History
from tovholder.engine.language.pack import RulePack
from tovholder.engine.person.changes import next_change
from tovholder.engine.person.facts import Fact, Facts, facts_on
from tovholder.engine.person.judging import WAIVER, Ruling
from tovholder.engine.person.occurrences import Occurrence, occurrences
from tovholder.engine.person.plans import Plan, plan_for
from tovholder.engine.person.readings import Reading, Readings, play
from tovholder.engine.person.standing import Standing, State
from tovholder.engine.person.terms import Setting
from tovholder.engine.person.worth import worth_of

SharedT = TypeVar("SharedT")


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
            municipality of each anchor fact.

    Returns:
        In order of expectation, lineage and ordinal. Those that do not apply are included, so
        that `next_change_on` says when they may begin to; callers drop them before storing.
    """
    known = history.as_known_on(known_on) if known_on else history.current()
    facts = facts_on(known, on, pack.kinds)
    standings = [
        standing
        for plan in plan_for(pack)
        for standing in standings_of(plan, facts, pack, municipality)
    ]
    standings.sort(key=lambda standing: (standing.expectation, standing.lineage, standing.ordinal))
    return tuple(standings)


def standings_of(
    plan: Plan, facts: Facts, pack: RulePack, municipality: str | None
) -> Iterator[Standing]:
    """Yield the standings of one expectation."""
    if not plan.may_begin(facts):
        yield nothing(plan, facts, pack)
        return
    found = accounts(plan, facts, pack, municipality)
    if not found:
        yield nothing(plan, facts, pack)
    for account in found:
        yield standing_of(account, plan, facts, pack)


@dataclass(slots=True)
class Account:
    """One occurrence as all readings have it: the first of them, and what they agree on.

    `state` and `missing` hold for all readings; `has_begun` is false where one has no such
    occurrence.
    """

    first: Occurrence
    state: State
    missing: tuple[str, ...]
    all: tuple[Occurrence, ...]
    has_begun: bool = True

    @property
    def is_certain(self) -> bool:
        """Say whether nothing unknown was met on the way."""
        return len(self.all) == 1

    def shared(self, ask: Callable[[Occurrence], SharedT]) -> SharedT | None:
        """Return what all readings say, None where they differ."""
        answer = ask(self.first)
        if self.is_certain:
            return answer
        return answer if all(ask(one) == answer for one in self.all) else None


def accounts(plan: Plan, facts: Facts, pack: RulePack, municipality: str | None) -> list[Account]:
    """Return the account of every occurrence of an expectation."""

    def work(reading: Reading) -> list[Occurrence]:
        return occurrences(plan, Setting(facts, pack, reading, municipality))

    reading = Reading(lengths=plan.lengths)
    found = work(reading)
    if not reading.questions:
        return [Account(one, one.state, one.missing, (one,)) for one in found]
    played = play(work, (reading, found))
    return [_agreed(row, played) for row in _rows(played.results)]


def _rows(results: list[list[Occurrence]]) -> list[list[Occurrence | None]]:
    """Return, for each occurrence, what every reading makes of it; None where it has none.

    Where no reading has more than one, they are one and the same, whichever fact begins it.
    """
    if all(len(found) < 2 for found in results):
        only = [found[0] if found else None for found in results]
        return [only] if any(only) else []
    by_key: dict[tuple[str, int], list[Occurrence | None]] = {}
    for place, found in enumerate(results):
        for one in found:
            by_key.setdefault(one.key, [None] * len(results))[place] = one
    return list(by_key.values())


def _agreed(row: list[Occurrence | None], played: Readings[list[Occurrence]]) -> Account:
    """Return what all readings say of an occurrence; undetermined where they differ."""
    present = tuple(one for one in row if one is not None)
    outcomes = [(State.NOT_APPLICABLE, None) if one is None else _outcome(one) for one in row]
    first = present[0]
    states = {state for state, _start in outcomes}
    starts = {start for _state, start in outcomes}
    agrees = len(states) == 1 and (len(starts) == 1 or states == {State.NOT_APPLICABLE})
    if agrees and played.is_decisive and State.UNDETERMINED not in states:
        return Account(first, first.state, (), present, None not in row)
    if states == {State.NOT_APPLICABLE} and played.is_complete:
        return Account(first, State.NOT_APPLICABLE, (), present, None not in row)
    is_told = any(one.missing for one in present)
    named = [] if len(set(outcomes)) == 1 and is_told else list(played.blamed(outcomes))
    missing = dict.fromkeys([*named, *(name for one in present for name in one.missing)])
    return Account(first, State.UNDETERMINED, tuple(missing), present, None not in row)


def _outcome(one: Occurrence) -> tuple[State, tuple[date, str] | None]:
    """Return what readings must share: the state, the start day and the fact that begins it."""
    if one.state is State.NOT_APPLICABLE or one.opening is None:
        return one.state, None
    return one.state, (one.opening.day, one.opening.lineage)


def nothing(plan: Plan, facts: Facts, pack: RulePack) -> Standing:
    """Return the standing of an expectation of which nothing has begun."""
    change = next_change(plan, (), facts, pack)
    known = plan.kept.get("nothing")
    if change is None and isinstance(known, Standing):
        return known
    expectation = plan.expectation
    standing = Standing(
        expectation=expectation.id,
        version=expectation.newest.valid_from,
        lineage="",
        ordinal=1,
        state=State.NOT_APPLICABLE,
        start_date=None,
        aim_date=None,
        due_date=None,
        met_date=None,
        next_change_on=change,
        categories=plan.categories(expectation.newest),
        missing=(),
    )
    if change is None:
        plan.kept["nothing"] = standing
    return standing


def standing_of(account: Account, plan: Plan, facts: Facts, pack: RulePack) -> Standing:
    """Return the standing that an account comes to."""
    first = account.first
    version = first.version or plan.expectation.newest
    is_shown = first.ruling is not None and account.state not in _WITHOUT_DATES
    return Standing(
        expectation=plan.expectation.id,
        version=version.valid_from,
        lineage=first.key[0],
        ordinal=first.ordinal,
        state=account.state,
        start_date=account.shared(_start_date) if account.has_begun else None,
        aim_date=account.shared(_aim_date) if is_shown else None,
        due_date=account.shared(_due_date) if is_shown else None,
        met_date=account.shared(_met_date) if account.state in _MET else None,
        next_change_on=next_change(plan, account.all, facts, pack),
        categories=_categories(account, plan, pack),
        missing=account.missing,
        worth=account.shared(lambda one: _worth(one, pack)) if account.state in _MET else None,
    )


_MET = (State.MET, State.MET_LATE)
_WITHOUT_DATES = (State.UNDETERMINED, State.NOT_APPLICABLE)


def _worth(one: Occurrence, pack: RulePack) -> int | None:
    worth = worth_of(one, pack, None)
    return worth.oere if worth else None


def _start_date(one: Occurrence) -> date | None:
    if one.ruling is not None:
        return one.ruling.terms.start
    return one.opening.day if one.opening else None


def _aim_date(one: Occurrence) -> date | None:
    return one.ruling.aim.due if one.ruling else None


def _due_date(one: Occurrence) -> date | None:
    return one.ruling.due if one.ruling else None


def _met_date(one: Occurrence) -> date | None:
    return one.ruling.met_on if one.ruling else None


def _categories(account: Account, plan: Plan, pack: RulePack) -> frozenset[str]:
    """Return the categories of everything that was read and mattered.

    Start, who and evidence always count; pauses, stops and waivers only where one mattered.
    """
    found = plan.categories(account.first.version or plan.expectation.newest)
    if account.is_certain and not account.missing and _reads_no_more(account.first):
        return found
    mattered = {name for one in account.all for name in _kinds_that_mattered(one)}
    mattered.update(name.split()[-1] for name in account.missing if " of " in name)
    if not mattered:
        return found
    return found.union(pack.kinds[name].category for name in mattered)


def _reads_no_more(one: Occurrence) -> bool:
    """Say whether neither a pause nor what closed it added to what was read."""
    ruling = one.ruling
    if ruling is None:
        return True
    return not ruling.terms.pauses and one.state not in _CLOSED_BY_MORE


_CLOSED_BY_MORE = (State.WAIVED, State.MISSED, State.ENDED)


def _kinds_that_mattered(one: Occurrence) -> Iterator[str]:
    ruling = one.ruling
    if ruling is None:
        return
    if one.state is State.WAIVED:
        yield WAIVER
    if one.state in (State.MISSED, State.ENDED) and ruling.stop and ruling.stop.fact:
        yield ruling.stop.fact.episode.kind
    yield from (fact.episode.kind for fact in paused_facts(ruling))


def paused_facts(ruling: Ruling) -> tuple[Fact, ...]:
    """Return the facts behind the pauses that moved or stopped the clock."""
    used = (*ruling.clock.pauses, *ruling.aim.pauses)
    return tuple(
        fact
        for fact in ruling.terms.paused_facts
        if any(each.touches(fact.start, fact.end) for each in used)
    )
