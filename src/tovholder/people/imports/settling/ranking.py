"""Who gives way when two sources say different things about the same days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tovholder.engine.history import Precision
from tovholder.people.imports.cells.periods import Period


@dataclass(frozen=True, slots=True)
class Claim:
    """A state claimed for some days; the lower `rank` goes first.

    `order` tells claims apart and settles ties (the earlier one stands).
    """

    rank: int
    order: int
    period: Period


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is left of a claim, and which claim it gave way to or clashes with."""

    pieces: tuple[Period, ...]
    gave_way_to: int | None = None
    clashes_with: int | None = None


def rule(claims: Sequence[Claim]) -> dict[int, Ruling]:
    """Return what is left of each claim of one exclusive kind.

    A claim of lower standing keeps the days that no claim above it covers. Claims of one rank
    that overlap clash: the later one gets nothing and is named, nobody guesses.

    >>> may = Claim(0, 1, Period(date(2020, 5, 1), date(2020, 6, 1)))
    >>> spring = Claim(1, 2, Period(date(2020, 3, 1), None))
    >>> [piece.start.isoformat() for piece in rule([may, spring])[2].pieces]
    ['2020-03-01', '2020-06-01']
    """
    rulings: dict[int, Ruling] = {}
    standing: list[Claim] = []
    for claim in sorted(claims, key=lambda each: (each.rank, each.period.start, each.order)):
        rivals = [other for other in standing if _overlap(claim.period, other.period)]
        equal = next((other for other in rivals if other.rank == claim.rank), None)
        if equal is not None:
            rulings[claim.order] = Ruling((), clashes_with=equal.order)
            continue
        pieces = subtracted(claim.period, [other.period for other in rivals])
        winner = rivals[0].order if rivals else None
        rulings[claim.order] = Ruling(tuple(pieces), gave_way_to=winner)
        standing += [replace(claim, period=piece) for piece in pieces]
    return rulings


def subtracted(period: Period, others: Iterable[Period]) -> list[Period]:
    """Return the pieces of a period that others leave, in order; a cut is an exact day."""
    pieces = [period]
    for other in sorted(others, key=lambda each: each.start):
        pieces = [rest for piece in pieces for rest in _without(piece, other)]
    return pieces


def _without(period: Period, other: Period) -> list[Period]:
    if not _overlap(period, other):
        return [period]
    left = []
    if period.start < other.start:
        left.append(replace(period, end=other.start, end_precision=Precision.DAY))
    if other.end is not None and (period.end is None or other.end < period.end):
        left.append(replace(period, start=other.end, start_precision=Precision.DAY))
    return left


def _overlap(one: Period, other: Period) -> bool:
    return one.start < (other.end or date.max) and other.start < (one.end or date.max)
