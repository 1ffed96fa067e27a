"""Rules 12 to 15: which days an expression means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tests.reference.durations import FAR, later
from tests.reference.facts import Fact
from tests.reference.runs import Run, anything, passes_the_mean, runs_of
from tests.reference.sums import firings
from tests.reference.view import Numbers, View


@dataclass(frozen=True)
class Day:
    """A day, when it is proven, and the fact it stands on (none: lineage "")."""

    day: date
    proven: date
    anchor: Fact | None = None
    anchor_day: date | None = None  # rule 15; None: the day itself
    members: frozenset[str] = frozenset()  # the lineages of the run of the anchor
    run: Run | None = None
    is_end: bool = False
    is_planned: bool = False

    @property
    def lineage(self) -> str:
        return self.anchor.lineage if self.anchor else ""


@dataclass(frozen=True)
class Asked:
    """Where an expression stands: `from` takes one day where nothing is said, others each."""

    view: View
    numbers: Numbers
    place: str  # from | what | stops
    match: Callable[[Fact], bool] = anything

    def take(self, node: Mapping) -> str:
        return node.get("take", "first" if self.place == "from" else "each")


def days_of(node: Mapping, asked: Asked) -> list[Day]:
    """All days that the expression gives."""
    if "first_of" in node:
        parts = [day for part in node["first_of"] for day in days_of(part, asked)]
        return earliest(parts) if asked.place == "from" else parts
    if "last_of" in node:
        return _last_of(node["last_of"], asked)
    if "plus" in node:
        moved = [_moved(day, node, asked) for day in single(node["to"], asked)]
        return [day for day in moved if day is not None]
    if "birthday" in node:
        birthday = later(asked.view.born(), (node["birthday"], 0, 0))
        return [Day(birthday, birthday)]
    if "sum" in node:
        fired = firings(node, asked.view, asked.numbers, asked.match)
        return _taken([_of_a_firing(*firing) for firing in fired], asked.take(node))
    return _days_of_runs(node, asked)


def single(node: Mapping, asked: Asked) -> list[Day]:
    """Rule 14: a `first_of` inside another expression gives its earliest day."""
    found = days_of(node, asked)
    return earliest(found) if "first_of" in node else found


def earliest(days: list[Day]) -> list[Day]:
    """The earliest; of several on one day the first written (rule 14)."""
    return [min(days, key=lambda day: day.day)] if days else []


def _days_of_runs(node: Mapping, asked: Asked) -> list[Day]:
    """Rule 12: `take` chooses among the runs that have lasted."""
    lasted = [
        run
        for run in runs_of(node, asked.view, asked.numbers, asked.match)
        if run.has_lasted(asked.view.on) and passes_the_mean(run, node, asked.numbers)
    ]
    at = where_in_run(node)
    days = [day_of_run(run, at) for run in _taken(lasted, asked.take(node))]
    return [day for day in days if day.day != FAR]


def where_in_run(node: Mapping) -> str:
    return node.get("at", "reached" if "hold" in node and "min" in node else "start")


def day_of_run(run: Run, at: str) -> Day:
    """Rules 12 and 15."""
    day = {"start": run.start, "end": run.end, "reached": run.reached}[at]
    proven = run.reached if run.reached is not None and at != "end" else day
    members = frozenset(fact.lineage for fact in run.facts)
    return Day(day, proven, _anchor(run, at), day, members, run, is_end=at == "end")


def _anchor(run: Run, at: str) -> Fact | None:
    """Rule 15: the fact that begins the run; of its end, the one that ends it."""
    if not run.facts:
        return None
    if at == "end":
        ending = [fact for fact in run.facts if fact.end == run.end]
        return min(ending, key=lambda fact: (fact.start, fact.lineage))
    return min(run.facts, key=lambda fact: (fact.start, fact.lineage))


def _of_a_firing(day: date, fact: Fact) -> Day:
    return Day(day, day, fact, day, frozenset([fact.lineage]))


def _moved(day: Day, node: Mapping, asked: Asked) -> Day | None:
    """Rule 13; rule 15: the anchor day is that before it was moved; rule 23: no number, no day."""
    step = asked.numbers.counted_from(day.day, day.anchor).length(node["plus"])
    if step is None:
        return None
    moved = later(day.day, step)
    return replace(
        day,
        day=moved,
        proven=max(moved, day.proven),
        anchor_day=day.anchor_day if day.anchor else None,
        run=None,
    )


def _last_of(parts: list[Mapping], asked: Asked) -> list[Day]:
    return latest_with(single(parts[0], asked), parts, asked)


def latest_with(days: list[Day], parts: list[Mapping], asked: Asked) -> list[Day]:
    """Rule 14: for each day of the first part, the latest of it and of those of the others."""
    others = [earliest(days_of(part, asked)) for part in parts[1:]]
    if not all(others):
        return []
    return [_latest([day, *(other for [other] in others)]) for day in days]


def _latest(days: list[Day]) -> Day:
    """Rule 15: the anchor is that of the first part that has one."""
    owner = next((day for day in days if day.anchor), days[0])
    day = max(each.day for each in days)
    proven = max(each.proven for each in days)
    anchor_day = owner.anchor_day if owner.anchor else None
    return replace(owner, day=day, proven=proven, anchor_day=anchor_day, run=None)


def _taken(found: list, take: str) -> list:
    if take == "first":
        return found[:1]
    return found[-1:] if take == "last" else found
