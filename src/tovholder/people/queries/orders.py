"""In which order a list shows persons, and which of them stand on a page.

An order by a column reads an index of `Person`. An order by what is due reads standings in the
order of their index, keeps the first of each person, and stops when the page is full; where no
index has that order, they are counted or compared for each person first. Persons without such a
standing come after all others, by name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.people.models import AWAITED, Person, Standing
from tovholder.people.queries.filters import Meant, PeopleFilter, having_visible

SORTS = ("name", "taken_over", "next_due", "overdue", "age")
BY_NAME = ("sort_name", "pk")
DECIDING = ("next_due", "overdue")
COLUMNS = {
    "name": ("sort_name", Category.IDENTITY),
    "age": ("birth_date", Category.IDENTITY),
    "taken_over": ("case_start_date", Category.CASE),
}
CHUNK = 200
ROWS_EACH = 4
SPARE = 25
MOST_ASKED = 2000
OPEN_CASES = PeopleFilter(case="open")
COMES_FIRST = ("", "overdue", "due_soon")


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
    if column in DECIDING:
        rows = _deciding(scope, column, is_descending, meant.conditions("person__"))
        seen = _first_of_open(scope, meant, column, is_descending, first + count)
        if seen is None:
            seen = list(islice(_persons_in(rows, wanted=first + count), first + count))
        # Where the page is not full, everybody with such a standing has been seen.
        is_short = len(seen) <= MOST_ASKED
        having = Q(pk__in=seen) if is_short else Q(pk__in=rows.order_by().values("person_id"))
        others = meant.persons.exclude(having)
        return seen[first:] + _after(others, len(seen), first, count)
    name, category = COLUMNS[column]
    if having_visible(scope, category):
        return _cut(meant.persons.order_by("pk"), first, count)  # another order would tell
    known, unknown = meant.persons, meant.persons.none()
    if column != "name":
        known = meant.persons.filter(**{f"{name}__isnull": False})
        unknown = meant.persons.filter(**{f"{name}__isnull": True})
    backwards = is_descending != (column == "age")  # a later birth date is a lower age
    ids = _cut(known.order_by(*_signed(backwards, name, "pk")), first, count)
    if len(ids) == count or column == "name":
        return ids
    return ids + _after(unknown, first + len(ids) if ids else known.count(), first, count)


def _cut(persons: QuerySet[Person], first: int, count: int) -> list[int]:
    return list(persons.values_list("pk", flat=True)[first : first + count])


def _after(persons: QuerySet[Person], before: int, first: int, count: int) -> list[int]:
    """Return those on the page who come after the ones that have what the order asks, by name.

    Args:
        persons: Those who do not have it.
        before: How many have it, up to the end of the page.
        first: How many come before the page.
        count: How many are on it.
    """
    skipped, missing = max(0, first - before), first + count - max(first, before)
    return _cut(persons.order_by(*BY_NAME), skipped, missing) if missing > 0 else []


def _persons_in(rows: QuerySet[Any], *, wanted: int) -> Iterator[int]:
    """Yield each person of ordered rows once, asking for more rows only as long as needed.

    Rows are cheap and asking again sorts them all again, so the first lot is large enough for
    persons with `ROWS_EACH` rows: measured on a page in the middle, one query instead of three.
    """
    seen: set[int] = set()
    place, size = 0, max(CHUNK, wanted * ROWS_EACH)
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


def _first_of_open(
    scope: Scope, meant: Meant, column: str, is_descending: bool, wanted: int
) -> list[int] | None:
    """Return the first persons with open cases in an order by what is due; None if unlucky.

    Nearly every standing that is awaited is of an open case, but the database does not know and
    would join and sort all of them: it asks for the first standings only, then whose case is open.
    """
    leads = meant.filters.state in COMES_FIRST and replace(meant.filters, state="") == OPEN_CASES
    if not leads or wanted > MOST_ASKED:
        return None
    rows = _deciding(scope, column, is_descending, ())
    most = max(CHUNK, wanted * ROWS_EACH)
    lot = list(rows.values_list("person_id", flat=True)[:most])
    persons = list(dict.fromkeys(lot))
    asked = persons[: wanted + SPARE]
    kept = set(meant.persons.filter(pk__in=asked).values_list("pk", flat=True))
    seen = [person_id for person_id in asked if person_id in kept][:wanted]
    is_all = len(lot) < most and asked == persons
    return seen if is_all or len(seen) == wanted else None


def _deciding(
    scope: Scope, column: str, is_descending: bool, conditions: Iterable[Q]
) -> QuerySet[Standing, Any]:
    """Return standings of which the first of each person decides where he stands."""
    rows = scope.rows(Standing).filter(*conditions)
    if column == "overdue":
        late = rows.filter(state="overdue").values("person_id")
        counted = late.annotate(decisive=Count("*"))
        return counted.order_by(*_signed(is_descending, "decisive", "person_id"))
    awaited = rows.filter(state__in=AWAITED, due_date__isnull=False)
    if not is_descending:
        return awaited.order_by("due_date", "person_id")
    soonest = awaited.values("person_id").annotate(decisive=Min("due_date"))
    return soonest.order_by(*_signed(is_descending, "decisive", "person_id"))


def _signed(is_descending: bool, *columns: str) -> tuple[str, ...]:
    return tuple(f"-{column}" for column in columns) if is_descending else columns
