"""Refuses a version whose parts do not fit together."""

from collections.abc import Iterator

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import DayOf, Spell, day_leaves
from tovholder.engine.language.errors import Collector, refusal
from tovholder.engine.language.expectations import (
    Before,
    EvidenceSince,
    RepeatFrom,
    Version,
    Window,
    Within,
)
from tovholder.engine.language.lengths import Length
from tovholder.engine.language.parameters import Amount, NotKnown
from tovholder.engine.language.reading.amounts import days_in, in_force
from tovholder.engine.language.reading.parts import Parts
from tovholder.engine.language.reading.scope import Scope


def check_version(version: Version, parts: Parts, scope: Scope) -> None:
    """Refuse parts that contradict each other.

    Raises:
        LanguageErrors: All contradictions that were found.
    """
    found = Collector()
    found.attempt(_check_repeat, version, parts)
    found.attempt(_check_counts_on, version, parts)
    found.attempt(_check_spread, version, parts, scope)
    found.close()


def _check_repeat(version: Version, parts: Parts) -> None:
    if version.repeat is None:
        return
    node, within = parts["repeat"], version.within
    if isinstance(within, Before | Window):
        written = "before" if isinstance(within, Before) else "after … until"
        raise refusal(
            node.place,
            f"`repeat` together with `{written}`",
            ["`repeat` with a length after the start"],
            "Write `within: P1M`, or leave `repeat` out.",
        )
    if within is None and version.repeat.origin is not RepeatFrom.MET:
        raise refusal(
            node.place.at("from"),
            f"“{version.repeat.origin}” in a version without `within`",
            [RepeatFrom.MET],
            "Without a number the next one can only run from the day the last was met; or say "
            "`repeat: null` in this version.",
        )


def _check_counts_on(version: Version, parts: Parts) -> None:
    if version.counts_on is None:
        return
    days = day_leaves(version.what)
    if not any(isinstance(day, DayOf | Spell) and day.min is not None for day in days):
        node = parts["counts_on"]
        raise node.refuse(
            "`counts_on` where `what` has `min`",
            suggestion="Say with `min` how long it must last, or leave `counts_on` out.",
        )


def _check_spread(version: Version, parts: Parts, scope: Scope) -> None:
    count = version.count
    if count.spread is None:
        return
    node = parts["count"]
    pairs = in_force(scope, count.at_least, count.spread)
    if not any(_is_several(amounts[0]) for amounts in pairs):
        raise refusal(
            node.place.at("spread"),
            "`spread` with a count below two",
            ["`spread` with `at_least: 2` or more"],
            "Leave `spread` out: one event has no other to keep away from.",
        )
    for needed, spread, room in _room(version, scope):
        if (needed - 1) * spread > room:
            raise refusal(
                node.place.at("spread"),
                f"{needed} events at least {spread} days apart within {room} days",
                [f"a duration up to P{room // (needed - 1)}D"],
                "Ask for fewer events, or make `spread` shorter or `within` longer.",
            )


def _is_several(amount: Amount) -> bool:
    return amount is NotKnown.NOT_KNOWN or (isinstance(amount, int) and amount > 1)


def _room(version: Version, scope: Scope) -> Iterator[tuple[int, int, int]]:
    """Yield the number needed, the days between two, and the days in which all must lie."""
    within, count = version.within, version.count
    if version.evidence is EvidenceSince.EVER or count.spread is None:
        return
    if isinstance(within, Within):
        lengths: tuple[Length, ...] = (within.at_latest,)
    elif isinstance(within, Window):
        lengths = (within.until, within.after)
    else:
        return
    more = days_in(version.evidence) if isinstance(version.evidence, Duration) else 0
    for needed, spread, *both in in_force(scope, count.at_least, count.spread, *lengths):
        known = [days_in(each) for each in (spread, *both) if isinstance(each, Duration)]
        if isinstance(needed, int) and needed > 1 and len(known) == 1 + len(both):
            window = known[1] + more if len(both) == 1 else known[1] - known[2] - 1
            yield needed, known[0], window
