"""In which order a list shows persons, and which of them stand on a page.

An order by a column reads an index of `Person`. An order by what is due reads standings in the
order of their index, keeps the first of each person, and stops when the page is full; where no
index has that order, they are counted or compared for each person first. Persons without such a
standing come after all others, by name.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.expressions import OrderBy

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.people.models import AWAITED, Standing
from tovholder.people.queries.filters import Meant, having_visible

SORTS = ("name", "taken_over", "next_due", "overdue", "age")
BY_NAME = ("sort_name", "pk")
DECIDING = ("next_due", "overdue")
COLUMNS = {
    "name": ("sort_name", Category.IDENTITY),
    "age": ("birth_date", Category.IDENTITY),
    "taken_over": ("case_start_date", Category.CASE),
}
CHUNK = 200


def page_ids(scope: Scope, meant: Meant, *, sort: str, first: int, count: int) -> list[int]:
    """Return the ids of the persons on a page, in order.

    Args:
        scope: The reader; an order tells nothing that he may not see.
        meant: The persons the filters mean.
        sort: One of `SORTS`, with `-` before it for the other direction.
        first: How many come before the page.
        count: How many are on it.
    """
    column, is_descending = sort.removeprefix("-"), sort.startswith("-")
    if column not in DECIDING:
        ordered = meant.persons.order_by(*_by_columns(scope, column, is_descending))
        return list(ordered.values_list("pk", flat=True)[first : first + count])
    rows = _deciding(scope, meant, column, is_descending)
    seen = list(islice(_persons_in(rows), first + count))
    ids = seen[first:]
    if len(ids) < count:
        without = ~Q(pk__in=rows.order_by().values("person_id"))
        others = meant.persons.filter(without).order_by(*BY_NAME)
        skipped = max(0, first - len(seen))
        ids += others.values_list("pk", flat=True)[skipped : skipped + count - len(ids)]
    return ids


def _persons_in(rows: QuerySet[Any]) -> Iterator[int]:
    """Yield each person of ordered rows once, asking for more rows only as long as needed."""
    seen: set[int] = set()
    place, size = 0, CHUNK
    while True:
        found = rows.values_list("person_id", flat=True)[place : place + size]
        chunk = list(found)
        for person_id in chunk:
            if person_id not in seen:
                seen.add(person_id)
                yield person_id
        if len(chunk) < size:
            return
        place, size = place + size, size * 4


def _by_columns(scope: Scope, column: str, is_descending: bool) -> Sequence[OrderBy | str]:
    """Return the columns of an order; one that would tell what is hidden is by id instead."""
    name, category = COLUMNS[column]
    if having_visible(scope, category):
        return ("pk",)
    # A birth date that comes later is a lower age.
    backwards = is_descending != (column == "age")
    unknown_last = True if column != "name" else None
    return (OrderBy(F(name), descending=backwards, nulls_last=unknown_last), "pk")


def _deciding(
    scope: Scope, meant: Meant, column: str, is_descending: bool
) -> QuerySet[Standing, Any]:
    """Return standings of which the first of each person decides where he stands."""
    rows = scope.rows(Standing).filter(*meant.conditions("person__"))
    if column == "overdue":
        late = rows.filter(state="overdue").values("person_id")
        return late.annotate(decisive=Count("pk")).order_by(*_signed(is_descending))
    awaited = rows.filter(state__in=AWAITED, due_date__isnull=False)
    if not is_descending:
        return awaited.order_by("due_date", "person_id")
    soonest = awaited.values("person_id").annotate(decisive=Min("due_date"))
    return soonest.order_by(*_signed(is_descending))


def _signed(is_descending: bool) -> tuple[str, str]:
    return ("-decisive", "-person_id") if is_descending else ("decisive", "person_id")
