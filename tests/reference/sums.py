"""Rule 16: sums that reach a number."""

from collections.abc import Callable, Mapping
from datetime import date

from tests.reference.durations import earlier, every_day, later
from tests.reference.facts import Fact
from tests.reference.runs import facts_of
from tests.reference.view import Numbers, View


def firings(
    node: Mapping, view: View, numbers: Numbers, match: Callable[[Fact], bool]
) -> list[tuple[date, Fact]]:
    """The days on which the sum fires, each with its fact."""
    facts = facts_of(node, view.facts, numbers, match)
    if not facts:
        return []
    numbers = numbers.counted_from(facts[0].start, facts[0])
    wanted = numbers.number(node["at_least"])
    if wanted is None:  # rule 23
        return []
    rearm = numbers.length(node.get("rearm"))
    found: list[tuple[date, Fact]] = []
    armed = True
    for day in every_day(min(fact.start for fact in facts), view.on):
        window = _window(node, day, numbers, facts)
        enough = _sum(node, facts, window) >= wanted
        if found and rearm is not None:
            armed = day >= later(found[-1][0], rearm)
        elif not enough:
            armed = True
        if armed and enough:
            found.append((day, _latest_in(node, facts, window)))
            armed = False
    return found


def _window(node: Mapping, day: date, numbers: Numbers, facts: list[Fact]) -> list[date]:
    """The days (t - in_last, t]."""
    first = min(fact.start for fact in facts)
    days = every_day(first, day)
    in_last = numbers.length(node.get("in_last"))
    if in_last is None:
        return days
    before = earlier(day, in_last)
    return [each for each in days if each > before]


def _sum(node: Mapping, facts: list[Fact], window: list[date]) -> int:
    if node["sum"] == "days":
        return len([day for day in window if any(fact.covers(day) for fact in facts)])
    return sum(fact.value(node["sum"]) for fact in facts if fact.start in window)


def _latest_in(node: Mapping, facts: list[Fact], window: list[date]) -> Fact:
    """The latest fact, by (start, lineage), that counts in the window."""
    counting = [
        fact
        for fact in facts
        if (
            any(fact.covers(day) for day in window)
            if node["sum"] == "days"
            else fact.start in window
        )
    ]
    return max(counting, key=lambda fact: (fact.start, fact.lineage))
