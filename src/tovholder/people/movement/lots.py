"""One lot of persons: locked, read, evaluated, compared, and written where they differ."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tovholder.access.scopes import Scope, entered
from tovholder.engine.language.pack import RulePack
from tovholder.people import evaluation
from tovholder.people.models import Person
from tovholder.people.queries.packs import pack_for

LOT = 200
"""So few that a colleague who records a fact about one of them hardly waits."""


@dataclass(frozen=True, slots=True)
class LotDone:
    """What came of a lot.

    Attributes:
        last_id: The highest id asked for, present or not.
        persons: How many there were.
        rows: How many standings differed and were written.
    """

    last_id: int
    persons: int
    rows: int


def lots_of(person_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield ids in lots, in their order.

    >>> [len(lot) for lot in lots_of(range(450))]
    [200, 200, 50]
    """
    for first in range(0, len(person_ids), LOT):
        yield person_ids[first : first + LOT]


def evaluate_lot(person_ids: Sequence[int], *, by: Scope, today: date) -> LotDone:
    """Evaluate a lot in a transaction of its own; stopped in the middle, nothing of it stays.

    Args:
        person_ids: Whom, in ascending order.
        by: A job over the whole municipality, not entered.
        today: The day to move to.
    """
    with entered(by, what="standings"):
        pack = pack_for(by.municipality)
        present = locked(person_ids, by=by)
        found = mend(present, by=by, pack=pack, today=today)
    return LotDone(person_ids[-1], len(present), found.standings)


def locked(person_ids: Iterable[int], *, by: Scope) -> list[int]:
    """Keep colleagues from recording facts about persons until the transaction ends."""
    rows = by.rows(Person).filter(pk__in=list(person_ids)).select_for_update(no_key=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def mend(
    person_ids: Sequence[int], *, by: Scope, pack: RulePack, today: date
) -> evaluation.Difference:
    """Make what is stored of locked persons what the engine says; return what was not."""
    code = by.municipality
    found = evaluation.difference(person_ids, municipality=code, pack=pack, today=today)
    if found.count:
        evaluation.store(found, municipality=code, pack=pack, today=today)
    return found
