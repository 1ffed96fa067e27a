"""Reads the rows that a batch meets: the newest of its persons, and those it names by key."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from tovholder.engine.history import Precision
from tovholder.people.door.batch import EpisodeRow, Ledger, Statement
from tovholder.people.facts import Correction, NewEpisode, Retraction, SetAttribute
from tovholder.people.models import Episode

FIELDS = (
    "person_id", "lineage", "kind", "state", "period", "start_precision", "end_precision",
    "is_planned", "detail", "household_id", "category", "is_exclusive", "source", "external_key",
    "id", "batch_id",
)  # fmt: skip


def mentioned_persons(statement: Statement) -> set[int]:
    """Return the ids of persons whom facts name, by id or by a lineage."""
    lineages = _lineages(statement)
    named: set[int] = set()
    for fact in statement.facts:
        if isinstance(fact, NewEpisode | SetAttribute) and isinstance(fact.person, int):
            named.add(fact.person)
    if lineages:
        found = Episode.objects.filter(lineage__in=lineages, superseded_at=None)
        named.update(found.values_list("person_id", flat=True))
    return named


def _lineages(statement: Statement) -> list[UUID]:
    return [f.lineage for f in statement.facts if isinstance(f, Correction | Retraction)]


def read_ledger(person_ids: Iterable[int], statement: Statement) -> Ledger:
    """Return the newest episodes of locked persons, one query.

    Args:
        person_ids: Persons whose rows are locked; what is read stays true until the end.
        statement: Says the municipality.
    """
    wanted = list(person_ids)
    if not wanted:
        return Ledger()
    rows = Episode.objects.filter(
        person_id__in=wanted, municipality_id=statement.by.municipality, superseded_at=None
    )
    return Ledger.of(_row(*columns) for columns in rows.values_list(*FIELDS))


def _row(*columns: Any) -> EpisodeRow:
    values: dict[str, Any] = dict(zip(FIELDS, columns, strict=True))
    period, batch_id = values.pop("period"), values.pop("batch_id")
    return EpisodeRow(
        **values
        | {
            "start": period.lower,
            "end": period.upper,
            "start_precision": Precision(values["start_precision"]),
            "end_precision": Precision(values["end_precision"]),
            "is_imported": batch_id is not None,
        }
    )


def lineages_by_key(statement: Statement) -> dict[str, tuple[UUID, int]]:
    """Return the lineage and the person that each external key of the batch named before.

    A fact of this source that a colleague corrected or retracted since is found by its earlier
    rows, so that a repeated import does not bring it back beside the correction.
    """
    keys = {f.external_key for f in statement.facts if isinstance(f, NewEpisode)} - {""}
    if not keys:
        return {}
    place: list[str | list[str]] = [statement.by.municipality, statement.source, sorted(keys)]
    with connection.cursor() as cursor:
        cursor.execute(f"{FORMER_KEYS} UNION ALL {CURRENT_KEYS}", [*place, *place])
        return {key: (lineage, person_id) for key, lineage, person_id in cursor.fetchall()}


_KEYS = """SELECT external_key, lineage, person_id FROM people_episode
    WHERE municipality_id = %s AND source = %s AND external_key = ANY(%s)
    AND NOT external_key = ''"""
FORMER_KEYS = f"({_KEYS} AND superseded_at IS NOT NULL ORDER BY recorded_at, id)"
CURRENT_KEYS = f"({_KEYS} AND superseded_at IS NULL)"
"""Two halves, since each has a partial index of its own; what stands comes last and wins."""
