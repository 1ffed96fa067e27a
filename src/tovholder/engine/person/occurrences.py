"""The occurrences of an expectation: who they concern, which version, again and again, once."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tovholder.engine.language.days import Spell, day_leaves
from tovholder.engine.language.expectations import (
    AppliesTo,
    Before,
    Expectation,
    Version,
    WhoAt,
    kinds_in,
)
from tovholder.engine.person.conditions import Truth, consider, turns
from tovholder.engine.person.facts import FAR, ONE_DAY
from tovholder.engine.person.judging import Bounds, Case, Ruling, stop_of
from tovholder.engine.person.moments import Moment, Search
from tovholder.engine.person.numbers import Numbers
from tovholder.engine.person.openings import Opening, openings
from tovholder.engine.person.plans import Plan
from tovholder.engine.person.repeats import Used, judged_with_restarts, next_start
from tovholder.engine.person.runs import Doubt
from tovholder.engine.person.standing import State
from tovholder.engine.person.terms import (
    Setting,
    Terms,
    is_match,
    later_terms,
    match_names,
    terms_of,
)
from tovholder.engine.person.timelines import truth_on
from tovholder.engine.person.versions import taking_over, version_for, was_over


@dataclass(slots=True)
class Occurrence:
    """One occurrence as a reading has it.

    What was not asked for is None: where nothing has begun no version is, and of someone whom
    an expectation does not concern no ruling.
    """

    expectation: Expectation
    state: State
    opening: Opening | None = None
    ordinal: int = 1
    version: Version | None = None
    who_on: date | None = None
    ruling: Ruling | None = None
    missing: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Return what identifies it beside its expectation: lineage and ordinal."""
        return (self.opening.lineage if self.opening else "", self.ordinal)


def occurrences(plan: Plan, setting: Setting) -> list[Occurrence]:
    """Return every occurrence of an expectation, as one reading has them."""
    if plan.expectation.once_across is None:
        return _all(plan.expectation, setting, None, is_alone=True)
    return _once(plan, setting)


def _all(
    expectation: Expectation,
    setting: Setting,
    once: "dict[tuple[str, int], date] | None",
    *,
    is_alone: bool = False,
) -> list[Occurrence]:
    ahead = isinstance(expectation.newest.within, Before)
    facts, reading = setting.facts, setting.reading
    found = reading.kept(
        ("openings", id(expectation.start), ahead),
        facts,
        lambda: openings(expectation, _search(expectation, setting), ahead=ahead),
    )
    if not found:
        return []
    queue = _Queue(expectation, setting, once, is_alone=is_alone and len(found) == 1)
    for opening in found:
        queue.add(opening)
    return queue.done()


def _search(expectation: Expectation, setting: Setting) -> Search:
    """Return where starts are looked for; who and a version that begins make a difference."""
    if not any(isinstance(leaf, Spell) for leaf in day_leaves(expectation.start)):
        return setting.search()
    versions = expectation.versions
    turning = {day for version in versions for day in turns(version.who, setting.facts)}
    marks = (*(version.valid_from for version in versions), *sorted(turning - {FAR}))
    return replace(setting.search(), doubt=Doubt(marks))


class _Queue:
    """Judges occurrences in the order of their calendar due dates, so that one fact serves one.

    `is_alone`: what one occurrence comes to leaves all others as they are.
    """

    def __init__(
        self,
        expectation: Expectation,
        setting: Setting,
        once: dict[tuple[str, int], date] | None,
        *,
        is_alone: bool,
    ) -> None:
        self._expectation = expectation
        self._setting = setting
        self._once = once
        self._is_alone = is_alone
        self._used: Used = set()
        self._done: list[Occurrence] = []
        self._pushed = 0
        self._waiting: list[tuple[tuple[date, date, str, int], int, _Pending]] = []

    def add(self, opening: Opening) -> None:
        """Ask about a start, and queue the occurrence it opens."""
        expectation, setting = self._expectation, self._setting
        version, decided_on = version_for(expectation, opening.day, setting.facts.day)
        if version is None:
            self._done.append(
                Occurrence(expectation, State.NOT_APPLICABLE, opening, opening.number)
            )
            return
        occurrence = Occurrence(
            expectation, State.OPEN, opening, opening.number, version, who_on=opening.day
        )
        if self._never_opened(opening, decided_on):
            occurrence.state = State.NOT_APPLICABLE
            self._done.append(occurrence)
            return
        is_ahead = isinstance(version.within, Before)
        if version.who_at is WhoAt.START or (opening.moment.is_planned and not is_ahead):
            truth = self._who(version, opening.day, is_planned=opening.moment.is_planned)
            if self._is_settled_by_who(occurrence, truth, is_ahead=is_ahead):
                self._done.append(occurrence)
                return
        self._push(self._pending(occurrence, decided_on))

    def _never_opened(self, opening: Opening, decided_on: date) -> bool:
        """Say whether it was stopped before its start day came (rule 34)."""
        if opening.day <= opening.anchor_day:
            return False
        numbers = self._setting.numbers(decided_on, opening.municipality)
        return self._stop(opening, numbers)[0] <= opening.day

    def _stop(self, opening: Opening, numbers: Numbers) -> tuple[date, Moment | None]:
        """Return the day that stops an occurrence, kept for the others that ask for it."""
        setting, expectation = self._setting, self._expectation
        search = Search(setting.facts, setting.reading, lambda _day, _municipality: numbers)
        return setting.reading.kept(
            ("stop", id(expectation.stops), opening.anchor_day, opening.day),
            setting.facts,
            lambda: stop_of(expectation, opening, search, setting.facts.day),
        )

    def _who(self, version: Version, day: date, *, is_planned: bool = False) -> Truth:
        """Return the answer to who; an unknown one as the reading has it, where others need it."""
        facts = self._setting.facts
        truth = truth_on(version.who, facts, day)
        if truth is not Truth.UNKNOWN or self._is_alone or is_planned:
            return truth
        missing = consider(version.who, facts, day).missing
        key = "who", id(version.who), day
        return self._setting.reading.ask(key, (Truth.FALSE, Truth.TRUE), missing)

    def _is_settled_by_who(self, occurrence: Occurrence, truth: Truth, *, is_ahead: bool) -> bool:
        """Say whether the answer to who decides the state by itself."""
        if truth is Truth.FALSE:
            occurrence.state = State.NOT_APPLICABLE
        elif occurrence.opening and occurrence.opening.moment.is_planned and not is_ahead:
            occurrence.state = State.WAITING
        elif truth is Truth.UNKNOWN:
            self._leave_open(occurrence)
        else:
            return False
        return True

    def _leave_open(self, occurrence: Occurrence) -> None:
        """Say that who cannot be told, and what is missing to tell it."""
        version, on = occurrence.version, occurrence.who_on
        occurrence.state = State.UNDETERMINED
        if version is not None and on is not None:
            occurrence.missing = consider(version.who, self._setting.facts, on).missing

    def _pending(self, occurrence: Occurrence, decided_on: date) -> "_Pending":
        opening, version = occurrence.opening, occurrence.version
        assert opening is not None  # noqa: S101 - only what has begun waits
        assert version is not None  # noqa: S101 - and has a version
        setting = self._setting
        municipality = opening.municipality
        numbers = setting.numbers(decided_on, municipality)
        bounds = Bounds(*self._stop(opening, numbers))
        terms = terms_of(self._expectation, version, opening, numbers, setting)
        search = _evidence_search(version, opening, terms, setting)
        case = Case(self._expectation, version, opening, terms, setting, search, bounds)
        asked = version if version.who_at is WhoAt.START else None
        return _Pending(occurrence, case, terms, asked)

    def _push(self, pending: "_Pending") -> None:
        terms = pending.case.terms
        pending.occurrence.ordinal = terms.ordinal
        if self._once:
            pending.case.bounds.once_day = self._once.get(pending.occurrence.key, FAR)
        self._pushed += 1
        order = (terms.calendar or FAR, terms.start, pending.case.opening.lineage, terms.ordinal)
        heapq.heappush(self._waiting, (order, self._pushed, pending))

    def done(self) -> list[Occurrence]:
        """Judge what is queued, and what follows from it, and return everything."""
        while self._waiting:
            _order, _place, pending = heapq.heappop(self._waiting)
            self._judge(pending)
        return self._done

    def _judge(self, pending: "_Pending") -> None:
        occurrence, case = pending.occurrence, pending.case
        self._done.append(occurrence)
        before = set(self._used)
        ruling = judged_with_restarts(case, self._used)
        versions = case.expectation.versions
        is_last = case.version is versions[-1] and case.version.applies_to is AppliesTo.NEW
        for version in () if is_last else taking_over(case, self._setting.facts.day):
            if self._is_kept_out(case):
                break
            if ruling.closed_on is None or ruling.closed_on >= version.valid_from:
                self._used.clear()
                self._used.update(before)
                case = self._under(case, version)
                ruling = judged_with_restarts(case, self._used)
        occurrence.version, occurrence.ruling = case.version, ruling
        occurrence.state, occurrence.missing = ruling.state, ruling.missing
        if was_over(case, ruling):
            occurrence.state, occurrence.ruling = State.NOT_APPLICABLE, None
            return
        if case.version is not pending.asked:
            self._ask_who(occurrence, case, before)
        if case.version.repeat is not None:
            for later in _following(occurrence, case, self._first_terms(pending, case)):
                later.asked = pending.asked
                self._push(later)

    def _is_kept_out(self, case: Case) -> bool:
        """Say whether it does not surely apply to the person, so that nothing is running."""
        if case.version.who_at is WhoAt.EACH_DAY:
            return False
        return self._who(case.version, case.opening.day) is not Truth.TRUE

    def _first_terms(self, pending: "_Pending", case: Case) -> Terms:
        """Return the terms of the first of a row, under the version that holds now."""
        if case.terms.ordinal == case.opening.number:
            return case.terms
        if case.version is pending.case.version:
            return pending.first
        numbers = case.terms.numbers
        return terms_of(self._expectation, case.version, case.opening, numbers, self._setting)

    def _under(self, case: Case, version: Version) -> Case:
        """Return the case under a version that takes over what is running."""
        numbers = self._setting.numbers(version.valid_from, case.opening.municipality)
        terms = terms_of(self._expectation, version, case.opening, numbers, self._setting)
        if case.terms.ordinal > case.opening.number:
            every = numbers.length(version.repeat.every) if version.repeat else None
            terms = later_terms(terms, version, every, case.terms.start, case.terms.ordinal)
        search = _evidence_search(version, case.opening, terms, self._setting)
        return replace(case, version=version, terms=terms, search=search)

    def _ask_who(self, occurrence: Occurrence, case: Case, before: Used) -> None:
        """Ask who on the day that decides, where it is asked each day or the version changed."""
        ruling = occurrence.ruling
        each_day = case.version.who_at is WhoAt.EACH_DAY
        on = (ruling.closed_on if ruling else None) or case.day if each_day else case.opening.day
        occurrence.who_on = on
        truth = self._who(case.version, on)
        if truth is Truth.TRUE:
            return
        self._used.clear()
        self._used.update(before)
        occurrence.state = State.NOT_APPLICABLE
        if truth is Truth.UNKNOWN:
            self._leave_open(occurrence)
        else:
            occurrence.missing = ()


def _evidence_search(version: Version, opening: Opening, terms: Terms, setting: Setting) -> Search:
    """Return where evidence is looked for: facts that go with the start, by its numbers."""
    numbers = terms.numbers
    search = Search(setting.facts, setting.reading, lambda _day, _municipality: numbers)
    if _asks_for_spells(version, setting):
        search = replace(search, doubt=Doubt(_marks(terms), terms.needed > 1))
    return _matching(version, opening, search) if version.match else search


def _asks_for_spells(version: Version, setting: Setting) -> bool:
    """Say whether a version asks that a condition holds for some days."""
    key = "spells", id(version.what)
    return setting.reading.kept(
        key,
        setting.facts,
        lambda: any(isinstance(leaf, Spell) for leaf in day_leaves(version.what)),
    )


def _marks(terms: Terms) -> tuple[date, ...]:
    """Return the days of an occurrence on which it makes a difference that something begins."""
    days = [terms.start, terms.since, terms.opens, terms.calendar]
    known = [day for day in days if day is not None and date.min < day < FAR]
    return tuple(near for day in known for near in (day, day + ONE_DAY))


def _matching(version: Version, opening: Opening, search: Search) -> Search:
    """Return the search for facts that go with the start."""
    kind = next((each.id for each in kinds_in(version.what)), "")
    names = match_names(version.match, kind, opening.fact)
    return replace(search, match=is_match(version.match, opening.fact), match_names=names)


@dataclass(slots=True)
class _Pending:
    """An occurrence that waits to be judged, and the terms of the first of its row.

    `asked` is the version whose who was asked on the start day and holds, None where it is
    asked each day.
    """

    occurrence: Occurrence
    case: Case
    first: Terms
    asked: Version | None = None


def _following(occurrence: Occurrence, case: Case, first: Terms) -> Iterator[_Pending]:
    """Yield the next occurrence of one that is expected again (docs/language.md, `repeat`)."""
    repeat, ruling = case.version.repeat, occurrence.ruling
    if repeat is None or ruling is None or case.terms.numbers.is_unknown(repeat.every):
        return
    every = case.terms.numbers.length(repeat.every)
    if every is None:
        return
    number = case.terms.ordinal + 1
    start = next_start(case, ruling, first, every, repeat.origin)
    if start is None or start > case.day or start >= case.bounds.stop_day:
        return
    terms = later_terms(first, case.version, every, start, number)
    follower = replace(occurrence, ordinal=number, ruling=None, state=State.OPEN, missing=())
    bounds = Bounds(case.bounds.stop_day, case.bounds.stop)
    search = _evidence_search(case.version, case.opening, terms, case.setting)
    later = replace(case, terms=terms, bounds=bounds, search=search)
    yield _Pending(follower, later, first)


def _once(plan: Plan, setting: Setting) -> list[Occurrence]:
    """Return the occurrences where only the one met first, of several expectations, stays met."""
    own, *others_ = (_by_itself(each, setting) for each in (plan.expectation, *plan.once))
    others = [one for found in others_ for one in found]
    met = [each for each in (*own, *others) if each.state in (State.MET, State.MET_LATE)]
    if not met:
        return own
    winner = min(met, key=_order_of_meeting)
    day = winner.ruling.met_on if winner.ruling else None
    assert day is not None  # noqa: S101 - it is met
    limits = {each.key: day for each in own if each is not winner}
    return _all(plan.expectation, setting, limits) if limits else own


def _by_itself(expectation: Expectation, setting: Setting) -> list[Occurrence]:
    """Return the occurrences without regard to `once`; kept for the others that ask for them."""
    key = "all", id(expectation)
    return setting.reading.kept(key, setting.facts, lambda: _all(expectation, setting, None))


def _order_of_meeting(occurrence: Occurrence) -> tuple[date, date, str, str, int]:
    ruling = occurrence.ruling
    met_on = (ruling.met_on if ruling else None) or FAR
    counting = (ruling.counting if ruling else None) or FAR
    return met_on, counting, occurrence.expectation.id, *occurrence.key
