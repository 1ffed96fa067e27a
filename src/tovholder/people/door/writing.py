"""Writes what the batch comes to: persons, attributes, episodes. Corrected rows first."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from tovholder.people import names
from tovholder.people.door import columns
from tovholder.people.door.attributes import CPR, AttributeChange
from tovholder.people.door.batch import Changes, EpisodeRow, Statement
from tovholder.people.door.subjects import COLUMNS, PersonColumns, Subjects
from tovholder.people.models import (
    AttributeRecord,
    Episode,
    ExternalKey,
    Household,
    Person,
    new_key,
)

PERSON_TYPES = {
    "birth_date": "date", "cpr_token": "bytea", "cpr_digest": "bytea",
}  # fmt: skip


def free_numbers(changes: Sequence[AttributeChange]) -> None:
    """Take CPR numbers from those who get another or none, before somebody else gets theirs."""
    owners = [change.person_id for change in changes if change.name == CPR and change.before]
    if owners:
        Person.objects.filter(pk__in=owners).update(cpr_token=None, cpr_digest=None)


def write_subjects(subjects: Subjects, changed: set[int], statement: Statement) -> None:
    """Insert new persons and households, and update the columns of changed persons."""
    made = {"municipality_id": statement.by.municipality, "created_at": statement.at}
    _insert_persons(list(subjects.new_persons), subjects, made)
    _insert_households(subjects, made)
    _write_keys(subjects, statement)
    _update_persons(sorted(changed - subjects.new_persons.keys()), subjects)


def _insert_persons(ids: list[int], subjects: Subjects, made: dict[str, object]) -> None:
    keys: columns.Columns = {"key": ("text", [new_key() for _id in ids])}
    fixed = made | {"pack_hash": "", "residence_basis": ""}
    columns.insert(Person._meta.db_table, {**keys, **_person_columns(ids, subjects)}, fixed=fixed)


def _update_persons(ids: list[int], subjects: Subjects) -> None:
    columns.update(Person._meta.db_table, "id", _person_columns(ids, subjects))


def _person_columns(ids: list[int], subjects: Subjects) -> dict[str, tuple[str, list[Any]]]:
    rows = [subjects.columns[person_id] for person_id in ids]
    lists: dict[str, tuple[str, list[Any]]] = {"id": ("bigint", list(ids))}
    for name in COLUMNS:
        lists[name] = PERSON_TYPES.get(name, "text"), [getattr(row, name) for row in rows]
    lists["sort_name"] = "text", [_sort_name(row) for row in rows]
    lists["search_name"] = (
        "text",
        [names.search_key(row.given_name, row.family_name) for row in rows],
    )
    return lists


def _sort_name(row: PersonColumns) -> str:
    return names.sort_key(family_name=row.family_name, given_name=row.given_name)


def _insert_households(subjects: Subjects, made: dict[str, object]) -> None:
    ids = list(subjects.new_households)
    keys = [subjects.household_keys[household_id] for household_id in ids]
    lists: columns.Columns = {"id": ("bigint", ids), "key": ("text", keys)}
    columns.insert(Household._meta.db_table, lists, fixed=made)


def _write_keys(subjects: Subjects, statement: Statement) -> None:
    """Keep what the source calls the new persons and households."""
    fixed = {"municipality_id": statement.by.municipality, "source": statement.source}
    for column, made in (
        ("person_id", subjects.new_persons),
        ("household_id", subjects.new_households),
    ):
        named = {pk: key for pk, key in made.items() if key}
        lists: columns.Columns = {
            column: ("bigint", list(named)),
            "external_key": ("text", list(named.values())),
        }
        columns.insert(ExternalKey._meta.db_table, lists, fixed=fixed)


def _stamp(statement: Statement) -> dict[str, object]:
    """Return the columns that every recorded row of a batch shares."""
    return {
        "municipality_id": statement.by.municipality,
        "batch_id": statement.batch.pk if statement.batch else None,
        "recorded_at": statement.at,
        "recorded_by": statement.by.actor[:120],
        "superseded_by": "",
        "superseded_reason": "",
        "reason": statement.reason,
    }


def write_attributes(changes: Sequence[AttributeChange], statement: Statement) -> None:
    """Supersede the earlier values and insert the new ones."""
    _supersede(
        AttributeRecord._meta.db_table, [c.before.id for c in changes if c.before], statement
    )
    kept = [change for change in changes if change.text]
    lists: columns.Columns = {
        "person_id": ("bigint", [change.person_id for change in kept]),
        "name": ("text", [change.name for change in kept]),
        "value": ("text", [change.text for change in kept]),
    }
    fixed = _stamp(statement) | {"source": statement.source}
    columns.insert(AttributeRecord._meta.db_table, lists, fixed=fixed)


def write_episodes(changes: Changes, statement: Statement, stored_ids: Sequence[int]) -> None:
    """Supersede the rows that were corrected or retracted and insert what stands instead."""
    _supersede(Episode._meta.db_table, stored_ids, statement)
    rows = [*changes.created, *changes.corrected]
    columns.insert(
        Episode._meta.db_table,
        _episode_columns(rows),
        fixed=_stamp(statement),
        period="daterange(v.first, v.after)",
        first="",
        after="",
        detail="v.detail::jsonb",
    )


def _episode_columns(rows: Sequence[EpisodeRow]) -> dict[str, tuple[str, list[Any]]]:
    types = {
        "person_id": "bigint", "lineage": "uuid", "is_planned": "boolean", "household_id": "bigint",
        "is_exclusive": "boolean",
    }  # fmt: skip
    plain = (
        "person_id", "lineage", "kind", "state", "start_precision", "end_precision", "is_planned",
        "household_id", "category", "is_exclusive", "source", "external_key",
    )  # fmt: skip
    lists: dict[str, tuple[str, list[Any]]] = {
        name: (types.get(name, "text"), [getattr(row, name) for row in rows]) for name in plain
    }
    lists["first"] = "date", [row.start for row in rows]
    lists["after"] = "date", [row.end for row in rows]
    lists["detail"] = "text", [json.dumps(row.detail, ensure_ascii=False) for row in rows]
    return lists


def _supersede(table: str, ids: Sequence[int], statement: Statement) -> None:
    if not ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET superseded_at = %s, superseded_by = %s, superseded_reason = %s '  # noqa: S608
            "WHERE id = ANY(%s) AND superseded_at IS NULL",
            [statement.at, statement.by.actor[:120], statement.reason, list(ids)],
        )


def refresh_statistics() -> None:
    """Tell the planner of tables that have doubled; without it a long import grows slower."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tovholder_refresh_statistics()")
