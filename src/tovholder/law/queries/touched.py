"""Whom the rules in force touch, compared with the approved ones: read from what was found."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.engine.language import RulePack
from tovholder.law.models import TouchedStanding, TouchRun
from tovholder.people.queries import names_of

PER_PAGE = 50


@dataclass(frozen=True)
class FoundRun:
    """A comparison that was made: of which approval, on which day, and whether it is whole."""

    id: int
    approval_id: int
    pack_hash: str
    on: date
    persons: int
    finished_at: datetime | None


@dataclass(frozen=True)
class TouchedCount:
    """How many persons in reach are touched in one expectation."""

    expectation: str
    persons: int


@dataclass(frozen=True)
class TouchedLine:
    """A standing before and after, and whose; "" is none at all."""

    key: str
    name: str
    expectation: str
    state_before: str
    state_after: str
    due_before: date | None
    due_after: date | None


@dataclass(frozen=True)
class TouchedPage:
    """A page of lines."""

    lines: tuple[TouchedLine, ...]
    total: int
    number: int
    pages: int


def newest_run(scope: Scope, *, approval_id: int, pack: RulePack) -> FoundRun | None:
    """Return the newest comparison of an approval with a pack, None where none was made."""
    runs = TouchRun.objects.filter(
        municipality_id=scope.municipality, approval_id=approval_id, pack_hash=pack.hash
    )
    row = runs.order_by("-on", "-id").values_list(*FoundRun.__dataclass_fields__).first()
    return FoundRun(*row) if row else None


def touched_counts(scope: Scope, run_id: int) -> tuple[TouchedCount, ...]:
    """Return how many persons in reach are touched, by expectation; one query."""
    rows = scope.rows(TouchedStanding).filter(run_id=run_id).values("expectation")
    counted = rows.annotate(persons=Count("person", distinct=True)).order_by(
        "-persons", "expectation"
    )
    return tuple(TouchedCount(row["expectation"], row["persons"]) for row in counted)


def touched_page(
    scope: Scope, run_id: int, *, expectation: str, number: int = 1, per_page: int = PER_PAGE
) -> TouchedPage:
    """Return the standings in reach that are touched in one expectation, or in all for "".

    The persons shown are noted as read.
    """
    rows = scope.rows(TouchedStanding).filter(run_id=run_id)
    if expectation:
        rows = rows.filter(expectation=expectation)
    total = rows.count()
    pages = max(1, -(-total // per_page))
    number = min(max(1, number), pages)
    ordered = rows.order_by("person__sort_name", "person_id", "expectation", "lineage", "ordinal")
    shown = list(ordered[(number - 1) * per_page : number * per_page])
    names = names_of(scope, {row.person_id for row in shown})
    categories = {each for row in shown for each in row.categories} | {Category.IDENTITY.value}
    scope.reads.note(names, categories)
    lines = tuple(_line(row, *names[row.person_id]) for row in shown if row.person_id in names)
    return TouchedPage(lines, total, number, pages)


def _line(row: TouchedStanding, key: str, name: object) -> TouchedLine:
    return TouchedLine(
        key, str(name), row.expectation, row.state_before, row.state_after, row.due_before,
        row.due_after,
    )  # fmt: skip
