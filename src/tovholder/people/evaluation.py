"""Standings as the engine sees them against standings as they are stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from tovholder.engine import person as engine
from tovholder.engine.history import Episode, History
from tovholder.engine.language.pack import RulePack
from tovholder.engine.person import State, evaluate
from tovholder.people.door import columns
from tovholder.people.models import Person, Standing
from tovholder.people.queries.histories import history_of

Occurrence = tuple[int, str, str | None, int]
"""Person, expectation, lineage of the start and ordinal."""


class StandingRow(NamedTuple):
    """What is stored of a standing, beside who and which occurrence.

    A tuple: a night makes two for every standing of everybody, and compares them.
    """

    version_date: date
    state: str
    start_date: date | None
    aim_date: date | None
    due_date: date | None
    met_date: date | None
    next_change_on: date | None
    categories: list[str]
    missing: list[str]


STORED = StandingRow._fields
TYPES = {
    "version_date": "date", "start_date": "date", "aim_date": "date", "due_date": "date",
    "met_date": "date", "next_change_on": "date", "state": "text", "categories": "text",
    "missing": "text",
}  # fmt: skip


class Summary(NamedTuple):
    """The columns of `Person` that follow from episodes and standings."""

    next_change_on: date | None
    case_start_date: date | None
    case_end_date: date | None
    residence_basis: str
    pack_hash: str


SUMMARISED = Summary._fields
READ = """
SELECT id, person_id, expectation, lineage::text, ordinal, version_date, state, start_date,
       aim_date, due_date, met_date, next_change_on, categories, missing
FROM people_standing WHERE person_id = ANY(%s) AND municipality_id = %s
"""
RESPONSIBILITY, RESIDENCE_BASIS = "responsibility", "residence_basis"


@dataclass(slots=True)
class Difference:
    """Where stored and computed standings and summaries of some persons differ.

    Attributes:
        created: Standings to insert.
        changed: Id of a stored standing → what it should be.
        vanished: Ids of stored standings that should not be.
        summaries: Person → what the columns should be.
        occurrences: Id of a stored standing that changes or vanishes → which one it is.
    """

    created: dict[Occurrence, StandingRow] = field(default_factory=dict)
    changed: dict[int, StandingRow] = field(default_factory=dict)
    vanished: list[int] = field(default_factory=list)
    summaries: dict[int, Summary] = field(default_factory=dict)
    occurrences: dict[int, Occurrence] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return how many rows differ, standings and persons together."""
        return self.standings + len(self.summaries)

    @property
    def standings(self) -> int:
        """Return how many standings differ."""
        return len(self.created) + len(self.changed) + len(self.vanished)

    @property
    def persons(self) -> tuple[int, ...]:
        """Return the persons of whom something differs, sorted."""
        stored = (self.occurrences[pk][0] for pk in (*self.changed, *self.vanished))
        return tuple(sorted({*stored, *(key[0] for key in self.created), *self.summaries}))

    @property
    def categories(self) -> frozenset[str]:
        """Return the categories of the facts that standings to be written were read from."""
        rows = (*self.created.values(), *self.changed.values())
        return frozenset(category for row in rows for category in row.categories)


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of some persons: their histories, standings and summaries."""

    histories: Mapping[int, History]
    standings: Mapping[Occurrence, tuple[int, StandingRow]]
    summaries: Mapping[int, Summary]


@dataclass(frozen=True, slots=True)
class Computed:
    """What the engine says of the same persons."""

    standings: Mapping[Occurrence, StandingRow]
    summaries: Mapping[int, Summary]


def difference(
    person_ids: Iterable[int], *, municipality: str, pack: RulePack, today: date
) -> Difference:
    """Compare what is stored with what the engine says today.

    Four queries, however many persons: their attributes, episodes, standings and rows.
    """
    stored = read(person_ids, municipality=municipality, pack=pack)
    return compared(stored, computed(stored.histories, pack=pack, today=today))


def read(person_ids: Iterable[int], *, municipality: str, pack: RulePack) -> Stored:
    """Read what is stored of persons: four queries."""
    wanted = list(person_ids)
    histories = history_of(wanted, municipality=municipality, pack=pack)
    with connection.cursor() as cursor:
        cursor.execute(READ, [wanted, municipality])
        standings = {row[1:5]: (row[0], StandingRow._make(row[5:])) for row in cursor}
    persons = Person.objects.filter(pk__in=wanted, municipality_id=municipality)
    columns_ = persons.values_list("pk", *SUMMARISED)
    return Stored(histories, standings, {row[0]: Summary._make(row[1:]) for row in columns_})


def computed(histories: Mapping[int, History], *, pack: RulePack, today: date) -> Computed:
    """Evaluate histories: the standings to store, and the summary of each person."""
    rows: dict[Occurrence, StandingRow] = {}
    summaries: dict[int, Summary] = {}
    for person_id, history in histories.items():
        standings = evaluate(history, pack, on=today)
        for standing in standings:
            if standing.state is not State.NOT_APPLICABLE:
                lineage = standing.lineage or None
                rows[person_id, standing.expectation, lineage, standing.ordinal] = _row(standing)
        changes = [standing.next_change_on for standing in standings if standing.next_change_on]
        summaries[person_id] = _summary(history, min(changes, default=None), pack)
    return Computed(rows, summaries)


def compared(stored: Stored, now: Computed) -> Difference:
    """Return where the two differ."""
    found = Difference()
    for occurrence, (pk, before) in stored.standings.items():
        row = now.standings.get(occurrence)
        if row == before:
            continue
        found.occurrences[pk] = occurrence
        if row is None:
            found.vanished.append(pk)
        else:
            found.changed[pk] = row
    found.created = {
        occurrence: row
        for occurrence, row in now.standings.items()
        if occurrence not in stored.standings
    }
    found.summaries = {
        person_id: now.summaries[person_id]
        for person_id, before in stored.summaries.items()
        if now.summaries[person_id] != before
    }
    return found


def _row(standing: engine.Standing) -> StandingRow:
    return StandingRow(
        standing.version, standing.state.value, standing.start_date, standing.aim_date,
        standing.due_date, standing.met_date, standing.next_change_on,
        sorted(standing.categories), list(standing.missing),
    )  # fmt: skip


def _summary(history: History, next_change_on: date | None, pack: RulePack) -> Summary:
    case = _newest(history, RESPONSIBILITY)
    basis = _newest(history, RESIDENCE_BASIS)
    return Summary(
        next_change_on=next_change_on,
        case_start_date=case.start if case else None,
        case_end_date=case.end if case else None,
        residence_basis=basis.state if basis else "",
        pack_hash=pack.hash,
    )


def _newest(history: History, kind: str) -> Episode | None:
    of_kind = [one for one in history.episodes if one.kind == kind and not one.is_planned]
    return max(of_kind, key=lambda one: (one.start, one.lineage), default=None)


def store(found: Difference, *, municipality: str, pack: RulePack, today: date) -> int:
    """Write the rows that differ, and no other.

    Returns:
        How many rows were created, changed or deleted.
    """
    table = Standing._meta.db_table
    stamp = {"pack_hash": pack.hash, "evaluated_on": today}
    if found.vanished:
        Standing.objects.filter(pk__in=found.vanished, municipality_id=municipality).delete()
    keys = list(found.created)
    lists: columns.Columns = {
        "person_id": ("bigint", [key[0] for key in keys]),
        "expectation": ("text", [key[1] for key in keys]),
        "lineage": ("uuid", [key[2] for key in keys]),
        "ordinal": ("integer", [key[3] for key in keys]),
        **_columns(list(found.created.values())),
    }
    fixed = stamp | {"municipality_id": municipality}
    columns.insert(table, lists, fixed=fixed, **SETS)
    changed: columns.Columns = {
        "id": ("bigint", list(found.changed)),
        "pack_hash": ("text", [pack.hash] * len(found.changed)),
        "evaluated_on": ("date", [today] * len(found.changed)),
        **_columns(list(found.changed.values())),
    }
    columns.update(table, "id", changed, **SETS)
    _store_summaries(found.summaries)
    return found.count


SETS = {
    "categories": "string_to_array(v.categories, ' ')",
    "missing": "string_to_array(v.missing, E'\\n')",
}
"""Lists of lists cannot be unnested row by row, so they travel as texts."""


def _columns(rows: Sequence[StandingRow]) -> dict[str, tuple[str, list[Any]]]:
    found = {name: (TYPES[name], [getattr(row, name) for row in rows]) for name in STORED}
    found["categories"] = "text", [" ".join(row.categories) for row in rows]
    found["missing"] = "text", ["\n".join(row.missing) for row in rows]
    return found


def _store_summaries(summaries: Mapping[int, Summary]) -> None:
    types = {"residence_basis": "text", "pack_hash": "text"}
    lists: dict[str, tuple[str, list[Any]]] = {"id": ("bigint", list(summaries))}
    for name in SUMMARISED:
        held = [getattr(summary, name) for summary in summaries.values()]
        lists[name] = types.get(name, "date"), held
    columns.update(Person._meta.db_table, "id", lists)
