"""Rolling sums: the days on which what the last days add up to reaches a number (rule 16)."""

from collections.abc import Iterator, Sequence
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import RollingSum
from tovholder.engine.person.facts import ONE_DAY, Fact, Facts
from tovholder.engine.person.numbers import NEVER, Numbers, moved
from tovholder.engine.person.readings import Reading

Added = dict[date, list[tuple[int, Fact]]]
_ANYTHING = (0, 10**12)


def firings(
    expression: RollingSum, dated: Sequence[Fact], numbers: Numbers, facts: Facts, reading: Reading
) -> Iterator[tuple[date, Fact]]:
    """Yield the days on which the sum fires, with the latest fact that counts in the window."""
    least = numbers.number(expression.at_least)
    if least is None:
        return
    in_last = numbers.length(expression.in_last)
    rearm = numbers.length(expression.rearm)
    detail = expression.detail.id if expression.detail else None
    added = day_sums(dated, detail, facts.day, reading)
    armed_from, is_armed = date.min, True
    day = min(added, default=None)
    while day is not None and day <= facts.day:
        inside = _inside(added, in_last, day)
        total = _total(inside, detail)
        if total < least:
            is_armed = is_armed or rearm is None
        elif is_armed and day >= armed_from:
            yield day, _latest(inside)
            armed_from = moved(day, rearm) if rearm else day
            is_armed = rearm is not None
        day += ONE_DAY


def day_sums(found: Sequence[Fact], detail: str | None, until: date, reading: Reading) -> Added:
    """Return what every fact adds, by day: 1 on each day in force, or its detail on the first.

    Days after `until` are left out.
    """
    added: Added = {}
    for fact in found:
        if detail is None:
            day = fact.start
            while day < fact.end and day <= until:
                added.setdefault(day, []).append((1, fact))
                day += ONE_DAY
            continue
        given = fact.episode.detail.get(detail)
        if given is None:
            names = (f"detail:{fact.episode.kind}.{detail}",)
            given = reading.ask(("sum", fact.episode.lineage, detail), _ANYTHING, names)
        added.setdefault(fact.start, []).append((int(str(given)), fact))
    return added


def _inside(
    added: Added, in_last: Duration | None, day: date
) -> dict[date, list[tuple[int, Fact]]]:
    after = in_last.before(day) if in_last and in_last is not NEVER else date.min
    return {each: parts for each, parts in added.items() if after < each <= day}


def _total(inside: Added, detail: str | None) -> int:
    if detail is None:
        return len(inside)
    return sum(amount for parts in inside.values() for amount, _fact in parts)


def _latest(inside: Added) -> Fact:
    counted = [fact for parts in inside.values() for _amount, fact in parts]
    return max(counted, key=lambda fact: (fact.start, fact.episode.lineage))
