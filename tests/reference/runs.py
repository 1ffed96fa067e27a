"""Rules 8 to 11: unbroken stretches of time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tests.reference.conditions import has_state, holds, passes
from tests.reference.durations import FAR, ONE_DAY, every_day, later
from tests.reference.facts import Fact
from tests.reference.view import Numbers, View


@dataclass(frozen=True)
class Run:
    """From `start` until the day before `end`; without facts where a condition was held."""

    start: date
    end: date
    facts: tuple[Fact, ...]
    reached: date | None = None

    @property
    def first(self) -> Fact | None:
        """Rule 8: the fact that begins it."""
        return min(self.facts, key=lambda fact: (fact.start, fact.lineage), default=None)

    def has_lasted(self, on: date) -> bool:
        """Rule 9."""
        if self.reached is None:
            return True
        return self.reached <= on and self.end >= self.reached

    def is_under_way(self, on: date) -> bool:
        """Rule 9."""
        return self.reached is not None and self.end == FAR and self.reached > on


def anything(fact: Fact) -> bool:
    return True


def facts_of(
    node: Mapping, facts: list[Fact], numbers: Numbers, match: Callable[[Fact], bool] = anything
) -> list[Fact]:
    """Rule 8: the facts of the kind that have the state and pass `where` and `match`."""
    return sorted(
        (
            fact
            for fact in facts
            if fact.kind == node["kind"] and has_state(fact, node)
            if passes(fact, node.get("where", {}), numbers) and match(fact)
        ),
        key=lambda fact: (fact.start, fact.lineage),
    )


def runs_of(
    node: Mapping,
    view: View,
    numbers: Numbers,
    match: Callable[[Fact], bool] = anything,
    facts: list[Fact] | None = None,
) -> list[Run]:
    """All runs, in the order of (start, lineage); also those that have not lasted."""
    if "hold" in node:
        found = _spells(node["hold"], view, numbers)
    else:
        facts = facts_of(node, view.facts if facts is None else facts, numbers, match)
        found = [Run(fact.start, fact.end, (fact,)) for fact in facts]
        if not view.pack["kinds"][node["kind"]].get("event"):
            found = _joined(found)
            if "gap_ok" in node:
                found = _bridged(found, node["gap_ok"], numbers)
    return [replace(run, reached=_reached(run, node, numbers)) for run in found]


def _reached(run: Run, node: Mapping, numbers: Numbers) -> date | None:
    """Rule 9; rule 23: without a number as if `min` were not written."""
    step = numbers.counted_from(run.start, run.first).length(node.get("min"))
    return None if step is None else later(run.start, step)


def passes_the_mean(run: Run, node: Mapping, numbers: Numbers) -> bool:
    """Rule 10."""
    wanted = node.get("where", {}).get("minutes_per_week")
    if not (isinstance(wanted, Mapping) and "mean_at_least" in wanted):
        return True
    mean = numbers.counted_from(run.start, run.first).number(wanted["mean_at_least"])
    if mean is None or run.reached is None:
        return True
    days = every_day(run.start, run.reached - ONE_DAY)
    minutes = sum(
        fact.value("minutes_per_week") for day in days for fact in run.facts if fact.covers(day)
    )
    return minutes >= mean * len(days)


def _joined(runs: list[Run]) -> list[Run]:
    """Rule 8: those that touch or overlap."""
    found: list[Run] = []
    for run in runs:
        if found and run.start <= found[-1].end:
            found[-1] = _together(found[-1], run)
        else:
            found.append(run)
    return found


def _bridged(runs: list[Run], gap_ok: str, numbers: Numbers) -> list[Run]:
    """Rule 8: then over the gaps that are allowed."""
    found: list[Run] = []
    for run in runs:
        step = (
            numbers.counted_from(found[-1].start, found[-1].first).length(gap_ok) if found else None
        )
        if step is not None and later(found[-1].end, step) >= run.start:
            found[-1] = _together(found[-1], run)
        else:
            found.append(run)
    return found


def _together(run: Run, following: Run) -> Run:
    return Run(run.start, max(run.end, following.end), run.facts + following.facts)


def _spells(condition: object, view: View, numbers: Numbers) -> list[Run]:
    """Rule 11: from the day the history begins through D; a spell that contains D is open."""
    begins = view.begins()
    if begins is None:
        return []
    return [
        Run(first, FAR if last == view.on else last + ONE_DAY, ())
        for first, last in spells(
            [d for d in every_day(begins, view.on) if holds(condition, d, view, numbers)]
        )
    ]


def spells(days: list[date]) -> list[tuple[date, date]]:
    """The first and last day of each unbroken row of days."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and found[-1][1] + ONE_DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
