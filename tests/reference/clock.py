"""Rules 28 to 33: due dates, and what moves them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.reference.conditions import holds
from tests.reference.durations import FAR, ONE_DAY, earlier, every_day, later, times
from tests.reference.runs import facts_of
from tests.reference.view import Numbers, View

WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@dataclass(frozen=True)
class Pause:
    """Paused from `start` until the day before `end` (FAR: it goes on)."""

    start: date
    end: date
    is_suspension: bool = False

    def covers(self, day: date) -> bool:
        return self.start <= day < self.end


@dataclass(frozen=True)
class Terms:
    """What an occurrence has to be judged by: version, numbers, start day and calendar dates."""

    view: View
    version: Mapping
    numbers: Numbers
    start: date
    calendar_due: date | None  # rule 28
    aim: date | None
    after: date | None
    is_moved: bool  # rule 29: not for `before` and `repeat: due | grid`
    ordinal: int = 1
    closed_day: date | None = None  # rule 29: no pause days on or after it
    later_than: date | None = None  # repeat: met counts only evidence after this day

    def closed_on(self, day: date) -> "Terms":
        return replace(self, closed_day=day)


def within_of(version: Mapping) -> Mapping:
    """`within: P1M` is the short form of `at_latest`."""
    written = version.get("within")
    return {"at_latest": written} if isinstance(written, str) else written or {}


def first_terms(view: View, version: Mapping, numbers: Numbers, start: date) -> Terms:
    """Rule 28, for ordinal 1."""
    within = within_of(version)

    def counted(word: str) -> date | None:
        step = numbers.length(within[word]) if word in within else None
        return None if step is None else later(start, step)

    due = counted("until") if "until" in within else counted("at_latest")
    if "before" in within:
        step = numbers.length(within["before"])
        due = None if step is None else earlier(start, step)
    repeats = version.get("repeat", {}).get("from")
    is_moved = "before" not in within and repeats not in ("due", "grid")
    return Terms(view, version, numbers, start, due, counted("aim"), counted("after"), is_moved)


def is_due_unknown(version: Mapping, numbers: Numbers) -> bool:
    """Rule 26 puts what is unknown last, whatever it is read as."""
    return any(numbers.is_unknown(written) for written in within_of(version).values())


def due_date(terms: Terms) -> date | None:
    """The final due date on D, or as it was on the day it was closed."""
    return _rolled(_moved_due(terms), terms)


def due_date_shown(terms: Terms, taken: int, needed: int) -> date | None:
    """Rule 33; rule 32 last of all."""
    due = _moved_due(terms)
    spread = terms.numbers.length(terms.version.get("count", {}).get("spread"))
    if due is None or spread is None or taken >= needed:
        return _rolled(due, terms)
    left = times(needed - taken - 1, spread)
    return _rolled(earlier(due, left), terms)


def aim_date(terms: Terms) -> date | None:
    """Rule 31."""
    return _moved(terms.aim, terms)


def after_date(terms: Terms) -> date | None:
    """Rule 31: the last day of `start + after`, pauses included; None while it is not known."""
    return _moved(terms.after, terms)


def _moved_due(terms: Terms) -> date | None:
    return _moved(terms.calendar_due, terms)


def _moved(day: date | None, terms: Terms) -> date | None:
    """Rules 29 and 30."""
    if day is None or not terms.is_moved:
        return day
    moved = day
    paused = paused_days(terms)
    while True:
        inside = [each for each in paused if terms.start <= each <= moved]
        again = day + timedelta(days=len(inside))
        if again == moved:
            break
        moved = again
    if terms.closed_day is None and covering(terms, moved):
        return None
    return moved


def pauses_of(terms: Terms) -> list[Pause]:
    """The pauses, and the suspensions that touch the version and have begun (rule 29)."""
    found = [
        Pause(fact.start, fact.end)
        for node in terms.version.get("pauses", [])
        for fact in facts_of(node, terms.view.facts, terms.numbers)
    ]
    return found + suspensions_of(terms)


def suspensions_of(terms: Terms) -> list[Pause]:
    found = []
    for suspension in terms.view.pack.get("suspensions", {}).values():
        if not _touches(suspension, terms.version) or suspension["from"] > terms.view.on:
            continue
        until = suspension.get("until")
        is_open = until is None or until >= terms.view.on
        end = FAR if is_open else until + ONE_DAY
        found.append(Pause(suspension["from"], end, is_suspension=True))
    return found


def _touches(suspension: Mapping, version: Mapping) -> bool:
    by_chapter = version["law"].get("chapter") in suspension.get("chapters", [])
    return by_chapter or version["id"] in suspension.get("expectations", [])


def paused_days(terms: Terms) -> list[date]:
    """From the start day through D, or through the day before it was closed."""
    last = terms.view.on
    if terms.closed_day is not None:
        last = min(last, terms.closed_day - ONE_DAY)
    pauses = pauses_of(terms)
    return [
        day
        for day in every_day(terms.start, last)
        if any(pause.covers(day) for pause in pauses) or is_interrupted(terms, day)
    ]


def is_interrupted(terms: Terms, day: date) -> bool:
    """`while … resume: continue`: the days on which the condition is false are paused."""
    written = terms.version.get("while")
    if written is None or written["resume"] != "continue":
        return False
    return not holds(written["predicate"], day, terms.view, terms.numbers)


def covering(terms: Terms, due: date | None) -> list[Pause]:
    """Rule 30: the pauses that cover D and have begun by the due date (no number: any)."""
    return [
        pause
        for pause in pauses_of(terms)
        if pause.covers(terms.view.on) and (due is None or pause.start <= due)
    ]


def pauses_now(terms: Terms) -> list[Pause]:
    """Rule 30, for the due date."""
    if not terms.is_moved:
        return []
    if terms.calendar_due is None:
        return covering(terms, None)
    if _moved_due(terms) is not None:
        return []
    return covering(terms, _moved_due(replace(terms, closed_day=terms.view.on + ONE_DAY)))


def _rolled(due: date | None, terms: Terms) -> date | None:
    """Rule 32."""
    if due is None or terms.version.get("roll") != "next_working_day":
        return due
    calendar = terms.view.pack.get("calendar", {})
    while _is_closed(due, calendar):
        due += ONE_DAY
    return due


def _is_closed(day: date, calendar: Mapping) -> bool:
    if WEEK[day.weekday()] in calendar.get("weekend", []):
        return True
    return day in calendar.get("closed_days", [])
