"""Rules 34 to 36: what ends an occurrence."""

from dataclasses import dataclass, replace
from datetime import date

from tests.reference.clock import Terms, due_date
from tests.reference.days import Asked, Day, days_of
from tests.reference.durations import FAR
from tests.reference.evidence import Evidence, Limits, Taken, taken


@dataclass(frozen=True)
class Closing:
    """How and when it was closed; `proven` and `event` where it was met."""

    how: str  # met | waived | stopped
    day: date
    due: date | None
    is_late: bool
    event: Evidence | None = None


@dataclass(frozen=True)
class Ends:
    """The days that may end an occurrence; FAR where there is none."""

    stop: date
    waiver: date


def stop_day(first: Day, terms: Terms, once: date | None) -> date:
    """Rule 34; the day on which another expectation of `once` was met stops it as well."""
    anchor = first.anchor_day or first.day
    asked = Asked(terms.view, terms.numbers, "stops")
    days = [day for node in terms.version.get("stops", []) for day in days_of(node, asked)]
    found = [
        each.day
        for each in days
        if each.proven <= terms.view.on
        if (each.day > anchor if each.is_end else each.day >= anchor)
    ]
    return min([*found, once or FAR])


def waiver_day(expectation: str, first: Day, terms: Terms) -> date:
    """Rule 35."""
    if "waivable" not in terms.version:
        return FAR
    days = [
        fact.start
        for fact in terms.view.of_kind("waiver")
        if fact.detail["expectation"] == expectation
        and fact.detail["occurrence"] in first.members
        and (fact.detail.get("ordinal") or 1) == terms.ordinal
    ]
    if not days:
        return FAR
    return min(days) if is_before(terms) else max(min(days), terms.start)


def evidence_by(first: Day, terms: Terms, ends: Ends, limits: Limits) -> Taken:
    """What is proven after it was closed otherwise is left to others."""
    last_day = min(limits.last_day, ends.stop, ends.waiver)
    return taken(terms, first.anchor, replace(limits, last_day=last_day))


def closing(terms: Terms, ends: Ends, evidence: Taken, on: date) -> Closing | None:
    """Rule 36, with days up to `on`."""
    if evidence.is_enough:
        proven, counting = evidence.last.proven, evidence.last.counting
        if proven <= min(ends.stop, ends.waiver):
            due = due_date(terms.closed_on(counting))
            closes = closing_day(terms, proven)
            return Closing("met", closes, due, _before(due, counting), evidence.last)
    if ends.waiver <= on and ends.waiver <= ends.stop:
        return Closing("waived", ends.waiver, due_date(terms.closed_on(ends.waiver)), False)
    if ends.stop <= on:
        due = due_date(terms.closed_on(ends.stop))
        return Closing("stopped", ends.stop, due, _before(due, ends.stop))
    return None


def closing_day(terms: Terms, proven: date) -> date:
    """Rule 27: at the earliest the start day; with `before` the proven day itself."""
    return proven if is_before(terms) else max(proven, terms.start)


def is_before(terms: Terms) -> bool:
    within = terms.version.get("within")
    return isinstance(within, dict) and "before" in within


def _before(due: date | None, day: date) -> bool:
    return due is not None and due < day
