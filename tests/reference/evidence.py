"""Rules 24 to 27: what counts, and what is taken."""

from dataclasses import dataclass, replace
from datetime import date

from tests.reference.clock import Terms, after_date, due_date, within_of
from tests.reference.days import Asked, Day, days_of, where_in_run
from tests.reference.durations import earlier, later, length
from tests.reference.facts import Fact
from tests.reference.runs import Run, runs_of


@dataclass(frozen=True)
class Evidence:
    """A day of `what` with the day on which it counts."""

    counting: date
    proven: date
    lineage: str


@dataclass(frozen=True)
class Taken:
    """What an occurrence takes, and what it needs."""

    events: tuple[Evidence, ...]
    needed: int

    @property
    def is_enough(self) -> bool:
        return len(self.events) >= self.needed

    @property
    def last(self) -> Evidence:
        return self.events[self.needed - 1]


def needed(terms: Terms) -> int:
    """Rule 23: no number means one."""
    at_least = terms.numbers.number(terms.version.get("count", {}).get("at_least", 1))
    return 1 if at_least is None else at_least


def taken(terms: Terms, start_fact: Fact | None, limits: "Limits") -> Taken:
    """Rule 27: the first n of those that qualify and that nothing else took."""
    found = [
        evidence
        for evidence in _all(terms, start_fact)
        if limits.allow(evidence) and qualifies(evidence.counting, terms)
    ]
    count = needed(terms)
    spread = terms.numbers.length(terms.version.get("count", {}).get("spread"))
    if spread is None:
        found.sort(key=lambda each: (each.proven, each.counting, each.lineage))
        return Taken(tuple(_once_each(found)[:count]), count)
    found.sort(key=lambda each: (each.counting, each.lineage))
    apart = _apart(_once_each(found), spread)
    return Taken(tuple(apart[:count]), count)


def _once_each(found: list[Evidence]) -> list[Evidence]:
    """A fact that gives several days counts once; a day without a fact stands for itself."""
    kept: list[Evidence] = []
    for each in found:
        if not each.lineage or each.lineage not in [other.lineage for other in kept]:
            kept.append(each)
    return kept


@dataclass(frozen=True)
class Limits:
    """What evidence may be used: proven by the last day, not given away, not too late."""

    last_day: date
    served: frozenset[str] = frozenset()  # rule 26
    proven_before: date | None = None  # once

    def allow(self, evidence: Evidence) -> bool:
        if evidence.proven > self.last_day or evidence.lineage in self.served:
            return False
        return self.proven_before is None or evidence.proven < self.proven_before


def qualifies(counting: date, terms: Terms) -> bool:
    """Rule 25."""
    then = replace(terms, closed_day=terms.closed_day or max(counting, terms.start))
    if terms.later_than is not None and counting <= terms.later_than:
        return False
    since = _since(terms)
    if since is not None and counting < since:
        return False
    if terms.after is not None and counting <= after_date(then):
        return False
    if terms.version["kind"] == "grant":
        due = due_date(then)
        return due is None or counting <= due
    return True


def _since(terms: Terms) -> date | None:
    evidence = terms.version.get("evidence", "start")
    if evidence == "ever" or "before" in within_of(terms.version):
        return None
    if evidence == "start":
        return terms.start
    step = evidence.removesuffix(" before")
    return earlier(terms.start, length(step))


def _all(terms: Terms, start_fact: Fact | None) -> list[Evidence]:
    """Rule 24."""
    return [
        Evidence(_counting(day, terms), day.proven, day.lineage)
        for day in days_of(terms.version["what"], _asked(terms, start_fact))
    ]


def _counting(day: Day, terms: Terms) -> date:
    counts_on = terms.version.get("counts_on")
    if counts_on is None or day.run is None:
        return day.day
    return day.run.start if counts_on == "start" else day.run.reached


def _asked(terms: Terms, start_fact: Fact | None) -> Asked:
    """`match` ties the facts of `what` to the start fact."""

    def matches(fact: Fact) -> bool:
        return all(
            _part(fact, left) == _part(start_fact, right.removeprefix("from."))
            for left, right in terms.version.get("match", {}).items()
        )

    return Asked(terms.view, terms.numbers, "what", matches)


def _part(fact: Fact, name: str) -> object:
    if name in ("municipality", "state"):
        return getattr(fact, name)
    return fact.value(name.removeprefix("detail."))


def _apart(found: list[Evidence], spread: tuple[int, int, int]) -> list[Evidence]:
    kept: list[Evidence] = []
    for each in found:
        if not kept or each.counting >= later(kept[-1].counting, spread):
            kept.append(each)
    return kept


def is_under_way(terms: Terms, start_fact: Fact | None) -> bool:
    """Rule 37.4: a run that would qualify and be in time, if only it lasts."""
    asked = _asked(terms, start_fact)
    due = due_date(terms)
    for node in _stretches(terms.version["what"]):
        for run in runs_of(node, asked.view, asked.numbers, asked.match):
            counting = _counting_to_come(run, node, terms)
            if not run.is_under_way(terms.view.on) or counting is None:
                continue
            if qualifies(counting, terms) and (due is None or counting <= due):
                return True
    return False


def _counting_to_come(run: Run, node: dict, terms: Terms) -> date | None:
    day = terms.version.get("counts_on") or where_in_run(node)
    return {"start": run.start, "reached": run.reached, "end": run.reached}[day]


def _stretches(node: dict) -> list[dict]:
    """The parts of `what` that have runs."""
    if "first_of" in node:
        return [inner for part in node["first_of"] for inner in _stretches(part)]
    return [node] if ("kind" in node or "hold" in node) and "sum" not in node else []
