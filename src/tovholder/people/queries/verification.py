"""Proves that what is stored follows from the histories: stored = computed, person by person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.people import evaluation
from tovholder.people.models import Person, Standing
from tovholder.people.queries.packs import pack_for

LOT = 500


@dataclass(frozen=True)
class DifferenceLine:
    """One row that is not what it should be.

    Attributes:
        key: Of the person, as in addresses; no name.
        what: The expectation, or `person` for the columns of the person's row.
        stored: State as stored; empty where a row is missing.
        computed: State as computed; empty where there should be no row.
    """

    key: str
    what: str
    stored: str
    computed: str


def verified(scope: Scope, *, today: date) -> Iterator[tuple[int, tuple[DifferenceLine, ...]]]:
    """Compare every person's stored standings with what the engine says today.

    Args:
        scope: A job over the whole municipality; only persons who differ count as read.
        today: The day the standings were moved to.

    Yields:
        For each lot of persons, how many they are and what differs.
    """
    pack = pack_for(scope.municipality)
    last = 0
    while True:
        persons = scope.rows(Person).filter(pk__gt=last).order_by("pk")
        keys = dict(persons.values_list("pk", "key")[:LOT])
        if not keys:
            return
        last = max(keys)
        found = evaluation.difference(keys, municipality=scope.municipality, pack=pack, today=today)
        lines = tuple(_lines(found, keys))
        scope.reads.note(_concerned(lines, keys), [Category.CASE] if lines else [])
        yield len(keys), lines


def _concerned(lines: tuple[DifferenceLine, ...], keys: dict[int, str]) -> list[int]:
    shown = {line.key for line in lines}
    return [person_id for person_id, key in keys.items() if key in shown]


def _lines(found: evaluation.Difference, keys: dict[int, str]) -> Iterator[DifferenceLine]:
    for (person_id, expectation, _lineage, _ordinal), row in found.created.items():
        yield DifferenceLine(keys[person_id], expectation, "", row.state)
    stored = dict(
        Standing.objects.filter(pk__in=[*found.changed, *found.vanished]).values_list("pk", "state")
    )
    for pk, row in found.changed.items():
        person_id, expectation, *_occurrence = found.occurrences[pk]
        yield DifferenceLine(keys[person_id], expectation, stored[pk], row.state)
    for pk in found.vanished:
        person_id, expectation, *_occurrence = found.occurrences[pk]
        yield DifferenceLine(keys[person_id], expectation, stored[pk], "")
    for person_id in found.summaries:
        yield DifferenceLine(keys[person_id], "person", "other columns", "computed columns")
