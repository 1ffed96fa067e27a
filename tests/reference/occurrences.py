"""Rules 17 to 22 and `repeat`, `while … restart`: from days of `from` to judged occurrences."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from tests.reference.clock import Terms, due_date, first_terms, is_due_unknown, within_of
from tests.reference.closing import Closing, Ends, closing, evidence_by, stop_day, waiver_day
from tests.reference.conditions import holds
from tests.reference.days import Asked, Day
from tests.reference.durations import FAR, ONE_DAY, every_day, later, times
from tests.reference.evidence import Limits, Taken
from tests.reference.readings import TooManyReadingsError
from tests.reference.runs import spells
from tests.reference.starts import starts_of
from tests.reference.versions import first_day, in_force, resolved, running_after
from tests.reference.view import Numbers, NumbersOfStarts, View

TOO_MANY = 100
"""Repetitions over half a life take too long to try."""


@dataclass(frozen=True)
class Occurrence:
    """One occurrence before it is judged; `number` counts the repetitions, from 0."""

    expectation: str
    first: Day
    ordinal: int
    start: date
    number: int = 0

    @property
    def key(self) -> tuple[str, str, int]:
        return self.expectation, self.first.lineage, self.ordinal


@dataclass(frozen=True)
class Judged:
    """An occurrence with the terms it is under and what has come of it."""

    occurrence: Occurrence
    terms: Terms | None = None  # None: no version, or it never ran
    applies: bool = False
    evidence: Taken | None = None
    closed: Closing | None = None
    stop: date = FAR
    never_opened: bool = False  # rule 34


@dataclass(frozen=True)
class Once:
    """Another expectation of `once` was met on this day, by this occurrence."""

    day: date
    winner: tuple


@dataclass(frozen=True)
class Bench:
    """What all occurrences of an expectation are judged by."""

    versions: list[Mapping]
    view: View
    served: frozenset[str]
    once: date | None

    def limits(self, last_day: date | None = None) -> Limits:
        return Limits(last_day or self.view.on, self.served, self.once)


def judged_occurrences(expectation: Mapping, view: View, once: Once | None = None) -> list[Judged]:
    """Rule 26: in the order of their calendar due date each takes what it needs."""
    versions = resolved(expectation)
    waiting = opened(expectation["id"], starts(expectation, view))
    served: frozenset[str] = frozenset()
    done: list[Judged] = []
    while waiting:
        occurrence = min(waiting, key=lambda each: _order(each, versions, view))
        waiting.remove(occurrence)
        judged = judge(occurrence, Bench(versions, view, served, _once_for(occurrence, once)))
        done.append(judged)
        if judged.applies and judged.evidence is not None:
            served |= {each.lineage for each in judged.evidence.events if each.lineage}
        waiting += following(judged, view)
        if len(done) > TOO_MANY:
            raise TooManyReadingsError
    return done


def opened(name: str, days: list[Day]) -> list[Occurrence]:
    """Rule 17: several starts on one fact are told apart by their number, in order."""
    found: list[Occurrence] = []
    for day in sorted(days, key=lambda each: each.day):
        same = [each for each in found if each.first.lineage == day.lineage]
        found.append(Occurrence(name, day, len(same) + 1, day.day))
    return found


def starts(expectation: Mapping, view: View) -> list[Day]:
    asked = Asked(view, NumbersOfStarts(view, view.on, None), "from")
    return starts_of(expectation["from"], asked, before=_is_before(expectation["versions"]))


def _is_before(versions: list[Mapping]) -> bool:
    return any("before" in within_of(version) for version in versions)


def _once_for(occurrence: Occurrence, once: Once | None) -> date | None:
    is_winner = once is not None and once.winner == occurrence.key
    return None if once is None or is_winner else once.day


def judge(occurrence: Occurrence, bench: Bench) -> Judged:
    """Rule 21: the version on the start day of the first, then those that take over."""
    if occurrence.first.is_planned and not _is_before(bench.versions):
        return _planned(occurrence, bench)
    start = occurrence.first.day
    version = in_force(bench.versions, start)
    found, terms = Judged(occurrence), None
    if version is not None:
        terms = _terms(occurrence, version, bench.view, start)
        found = _under(terms, occurrence, bench)
    for running in running_after(bench.versions, start, bench.view.on):
        was_running = terms is not None
        if terms is not None and (found.never_opened or _is_kept_out(terms, occurrence)):
            return found
        if found.closed is None or found.closed.day >= first_day(running):
            terms = _terms(occurrence, running, bench.view, first_day(running))
            found = _under(terms, occurrence, bench)
        if not was_running and found.closed and found.closed.day < first_day(running):
            return Judged(occurrence)  # it was over before any version was in force
    return found


def _is_kept_out(terms: Terms, occurrence: Occurrence) -> bool:
    """Rule 21: who was false on the start day, unless it is asked each day."""
    return terms.version.get("who_at") != "each_day" and not _who(occurrence, terms, None)


def _terms(occurrence: Occurrence, version: Mapping, view: View, day: date) -> Terms:
    """Rule 22: the numbers are those of a day, in the municipality of the anchor fact."""
    return _clock(view, version, Numbers(view, day, occurrence.first.anchor), occurrence)


def _clock(view: View, version: Mapping, numbers: Numbers, occurrence: Occurrence) -> Terms:
    terms = first_terms(view, version, numbers, occurrence.start)
    terms = replace(terms, ordinal=occurrence.ordinal)
    return _repeated(terms, occurrence) if occurrence.number else terms


def _repeated(terms: Terms, occurrence: Occurrence) -> Terms:
    """`repeat`: what ordinal n + 1 has of its own."""
    written = terms.version.get("repeat")
    step = terms.numbers.length(written["every"]) if written else None
    if step is None:  # a running version that repeats no more: only the start is its own
        return terms
    how = written["from"]
    if how == "met":
        due = later(occurrence.start, step)
        return replace(terms, calendar_due=due, aim=None, later_than=occurrence.start)
    if how == "due":
        first = first_terms(terms.view, terms.version, terms.numbers, occurrence.first.day)
        due = None
        if first.calendar_due is not None:
            due = later(first.calendar_due, times(occurrence.number, step))
        return replace(terms, calendar_due=due, aim=None)
    return terms


def every(terms: Terms) -> tuple[int, int, int] | None:
    """Rule 23: one that is unknown opens nothing, as one that is not in force."""
    written = terms.version["repeat"]["every"]
    return None if terms.numbers.is_unknown(written) else terms.numbers.length(written)


def _under(terms: Terms, occurrence: Occurrence, bench: Bench) -> Judged:
    """Judge an occurrence under a version, spell by spell where it says `restart`."""
    if terms.version.get("while", {}).get("resume") != "restart":
        return _as_of(bench.view.on, terms, occurrence, bench)
    days = every_day(occurrence.start, bench.view.on)
    predicate = terms.version["while"]["predicate"]
    running = [day for day in days if holds(predicate, day, terms.view, terms.numbers)]
    firsts = [first for first, _ in spells(running)]
    found = Judged(occurrence)
    for first, next_first in zip(firsts, [*firsts, None][1:], strict=True):
        in_spell = replace(occurrence, start=first)
        clock = _clock(terms.view, terms.version, terms.numbers, in_spell)
        last_day = bench.view.on if next_first is None else next_first - ONE_DAY
        found = _as_of(last_day, clock, in_spell, bench)
        if found.closed is not None:
            return found
    return found


def _as_of(last_day: date, terms: Terms, occurrence: Occurrence, bench: Bench) -> Judged:
    """Judge an occurrence by what is proven by a day."""
    first = occurrence.first
    ends = Ends(
        stop_day(first, terms, bench.once), waiver_day(occurrence.expectation, first, terms)
    )
    own_stop = stop_day(first, terms, None)
    if first.day > (first.anchor_day or first.day) and own_stop <= first.day:
        return Judged(occurrence, stop=ends.stop, never_opened=True)
    evidence = evidence_by(first, terms, ends, bench.limits(last_day))
    closed = closing(terms, ends, evidence, last_day)
    applies = _who(occurrence, terms, closed)
    return Judged(occurrence, terms, applies, evidence, closed, ends.stop)


def _who(occurrence: Occurrence, terms: Terms, closed: Closing | None) -> bool:
    """Rule 20: on the start day of ordinal 1, or each day."""
    day = occurrence.first.day
    if terms.version.get("who_at") == "each_day":
        day = closed.day if closed else terms.view.on
    return holds(terms.version["who"], day, terms.view, terms.numbers)


def _planned(occurrence: Occurrence, bench: Bench) -> Judged:
    """Rules 20 and 21."""
    version = in_force(bench.versions, occurrence.start)
    if version is None:
        return Judged(occurrence)
    terms = _terms(occurrence, version, bench.view, occurrence.start)
    applies = holds(version["who"], occurrence.start, bench.view, terms.numbers)
    return Judged(occurrence, terms, applies)


def following(judged: Judged, view: View) -> list[Occurrence]:
    """The next occurrence of a repetition, when it has opened."""
    if judged.evidence is None or "repeat" not in judged.terms.version:
        return []
    if judged.terms.version.get("who_at") != "each_day" and not judged.applies:
        return []
    start = _next_start(judged)
    if start is None or start > view.on or start >= judged.stop:
        return []
    before = judged.occurrence
    return [replace(before, ordinal=before.ordinal + 1, number=before.number + 1, start=start)]


def _next_start(judged: Judged) -> date | None:
    terms, step = judged.terms, every(judged.terms)
    if step is None:
        return None
    how = terms.version["repeat"]["from"]
    if how != "met" and terms.calendar_due is None:
        return None  # without a number there is only the first
    if how == "met":
        return judged.closed.day if judged.closed and judged.closed.how != "stopped" else None
    if how == "due":
        return due_date(terms.closed_on(terms.start))
    return later(judged.occurrence.first.day, times(judged.occurrence.number + 1, step))


def _order(occurrence: Occurrence, versions: list[Mapping], view: View) -> tuple:
    """Rule 26: by the calendar due date (before pauses; none and unknown last)."""
    due = _order_due(occurrence, versions, view) or FAR
    return due, occurrence.start, occurrence.first.lineage, occurrence.ordinal


def _order_due(occurrence: Occurrence, versions: list[Mapping], view: View) -> date | None:
    start = occurrence.first.day
    version = in_force(versions, start)
    running = running_after(versions, start, view.on)
    if version is None and not running:
        return None
    day = start if version is not None else first_day(running[0])
    version = version or running[0]
    if is_due_unknown(version, Numbers(view, day, occurrence.first.anchor)):
        return None
    return _terms(occurrence, version, view, day).calendar_due
