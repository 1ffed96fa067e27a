"""Proves that what is stored follows from the histories: stored = computed, person by person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.people import evaluation
from tovholder.people.evaluation import Difference
from tovholder.people.models import Person
from tovholder.people.queries.packs import pack_for

PERSON = "person"
"""What stands for the columns of a person's own row, where an expectation would stand."""


@dataclass(frozen=True)
class DifferenceLine:
    """What differs in one expectation, over persons.

    Attributes:
        what: The expectation, or `person` for the columns of the persons' own rows.
        missing: Standings that should be there.
        other: Rows that should say something else.
        surplus: Standings that should not be there.
        keys: Of the persons, as in addresses, sorted; no name.
    """

    what: str
    missing: int
    other: int
    surplus: int
    keys: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Return how many rows differ."""
        return self.missing + self.other + self.surplus


def persons_to_verify(scope: Scope, *, sample: int = 0) -> list[int]:
    """Return the ids of all persons, or of so many by chance, in order."""
    ids = scope.rows(Person).values_list("pk", flat=True)
    return sorted(ids.order_by("?")[:sample] if sample else ids.order_by("pk"))


def compared(scope: Scope, person_ids: Sequence[int], *, today: date) -> Difference:
    """Compare some persons' stored standings with what the engine says.

    Args:
        scope: A job over the whole municipality; only persons who differ count as read.
        person_ids: Whose.
        today: The day the standings were moved to.
    """
    found = evaluation.difference(
        person_ids,
        municipality=scope.municipality,
        pack=pack_for(scope.municipality),
        today=today,
    )
    if found.count:
        scope.reads.note(found.persons, {Category.CASE.value, *found.categories})
    return found


def lines_of(scope: Scope, found: Sequence[Difference]) -> tuple[DifferenceLine, ...]:
    """Return differences by expectation, the one with most rows first; one query.

    Args:
        scope: The job that compared.
        found: As `compared` or `actions.repair_standings` returned them.
    """
    wanted = {person_id for each in found for person_id in each.persons}
    keys = dict(scope.rows(Person).filter(pk__in=wanted).values_list("pk", "key"))
    rows: dict[str, list[tuple[str, str]]] = {}
    for what, sort, person_id in (row for each in found for row in _rows(each)):
        rows.setdefault(what, []).append((sort, keys.get(person_id, "")))
    lines = [_line(what, of) for what, of in rows.items()]
    return tuple(sorted(lines, key=lambda line: (-line.rows, line.what)))


def _rows(found: Difference) -> Iterator[tuple[str, str, int]]:
    """Yield expectation, sort of difference and person of every row that differs."""
    for person_id, expectation, *_occurrence in found.created:
        yield expectation, "missing", person_id
    for sort, ids in (("other", found.changed), ("surplus", found.vanished)):
        for pk in ids:
            person_id, expectation, *_occurrence = found.occurrences[pk]
            yield expectation, sort, person_id
    for person_id in found.summaries:
        yield PERSON, "other", person_id


def _line(what: str, rows: Sequence[tuple[str, str]]) -> DifferenceLine:
    counts = {sort: sum(1 for each, _key in rows if each == sort) for sort, _key in rows}
    return DifferenceLine(
        what=what,
        missing=counts.get("missing", 0),
        other=counts.get("other", 0),
        surplus=counts.get("surplus", 0),
        keys=tuple(sorted({key for _sort, key in rows})),
    )
