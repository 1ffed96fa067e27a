"""Lots over several processes, so that a large municipality uses all cores of the machine."""

import functools
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date

from django.db import connection

from tovholder.access.scopes import Scope
from tovholder.people.movement import process
from tovholder.people.movement.lots import LotDone, evaluate_lot

FEWEST_LOTS = 15
"""Starting a process takes about as long as evaluating these."""


def evaluated(
    lots: Sequence[Sequence[int]], *, by: Scope, today: date, processes: int = 1
) -> Iterator[LotDone]:
    """Evaluate lots, each in a transaction of its own; yield what came of them, in order.

    When the caller stops asking, the lots that have begun are finished and no other is begun.

    Args:
        lots: Ids of persons in ascending order.
        by: A job over the whole municipality.
        today: The day to move to.
        processes: How many at once; with few lots there is one, this.
    """
    evaluate = functools.partial(evaluate_lot, by=by, today=today)
    if processes == 1 or len(lots) < FEWEST_LOTS:
        yield from map(evaluate, lots)
        return
    fresh = multiprocessing.get_context("spawn")  # a fork would share this one's connection
    with ProcessPoolExecutor(
        processes, mp_context=fresh, initializer=process.begin, initargs=(connection.settings_dict,)
    ) as pool:
        yield from pool.map(evaluate, lots)
