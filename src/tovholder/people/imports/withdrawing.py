"""Facts that a source no longer names, where the mapping says that its rows are all there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tovholder.access.scopes import Scope
from tovholder.people.imports.drafts import RowFacts
from tovholder.people.imports.mapping.definition import ImportMapping
from tovholder.people.imports.settling.group import Settled
from tovholder.people.models import Episode


@dataclass(frozen=True, slots=True)
class Named:
    """A fact that an earlier import of the source recorded, as it still stands."""

    lineage: UUID
    kind: str
    key: str


def complete_kinds(mapping: ImportMapping) -> dict[int, frozenset[str]]:
    """Return the kinds of each complete table, by the number of the table."""
    return {
        table.number: frozenset(kind.id for rule in table.episodes for kind in rule.kinds)
        for table in mapping.tables
        if table.is_complete
    }


def named_before(
    person_ids: Iterable[int], kinds: Iterable[str], *, scope: Scope, source: str
) -> dict[int, list[Named]]:
    """Return what the source has named of some persons, one query.

    What a colleague has corrected by hand is not among it.
    """
    rows = Episode.objects.filter(
        person_id__in=list(person_ids),
        municipality_id=scope.municipality,
        kind__in=list(kinds),
        source=source,
        batch__isnull=False,
        superseded_at=None,
    ).exclude(external_key="")
    found: dict[int, list[Named]] = {}
    columns = rows.order_by("id").values_list("person_id", "lineage", "kind", "external_key")
    for person_id, lineage, kind, key in columns:
        found.setdefault(person_id, []).append(Named(lineage, kind, key))
    return found


def no_longer_named(
    rows: Sequence[RowFacts],
    settled: Settled,
    before: Iterable[Named],
    kinds: Mapping[int, frozenset[str]],
) -> list[tuple[Named, int]]:
    """Return the facts to take back, each with the place of a row of the table that omits it.

    Args:
        rows: Of one person.
        settled: What they come to.
        before: What the source named before.
        kinds: As `complete_kinds` returns them.
    """
    speaks_of: dict[str, int] = {}
    for place, row in enumerate(rows):
        for kind in kinds.get(row.table, ()):
            speaks_of.setdefault(kind, place)
    keys = {fact.key for fact in settled.facts}
    return [
        (each, speaks_of[each.kind])
        for each in before
        if each.kind in speaks_of and each.key not in keys
    ]
