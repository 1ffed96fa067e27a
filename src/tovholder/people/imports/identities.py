"""Who the persons of an import are in the database: by the source's key, else by CPR number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tovholder.access.scopes import Scope
from tovholder.engine.history import Precision
from tovholder.people import cpr
from tovholder.people.door import columns
from tovholder.people.imports.drafts import Draft, RowFacts
from tovholder.people.imports.settling.group import Recorded
from tovholder.people.models import Episode, ExternalKey, Person

CPR_KEY = "cpr:"


@dataclass(frozen=True, slots=True)
class Identities:
    """What is known of a batch's persons: source key → id; `to_link` are known by number only."""

    known: Mapping[str, int]
    to_link: Mapping[str, int]

    def person_id(self, key: str) -> int | None:
        """Return the id of a person who is known."""
        return self.known.get(key) or self.to_link.get(key)


def source_key(rows: Sequence[RowFacts], *, municipality: str) -> str:
    """Return what the source calls a person; a CPR number is never kept readable."""
    row = rows[0]
    return row.key or CPR_KEY + cpr.digest(row.cpr, municipality=municipality).hex()


def identify(groups: Iterable[Sequence[RowFacts]], *, scope: Scope, source: str) -> Identities:
    """Find the persons of a batch, two queries however many.

    Args:
        groups: The rows of each person.
        scope: Says the municipality; nobody of another one is found.
        source: Whose keys they are.
    """
    keyed = {source_key(rows, municipality=scope.municipality): rows for rows in groups}
    found = ExternalKey.objects.filter(
        municipality_id=scope.municipality,
        source=source,
        external_key__in=list(keyed),
        person__isnull=False,
    )
    known = dict(found.values_list("external_key", "person_id"))
    wanted = {
        cpr.digest(row.cpr, municipality=scope.municipality): key
        for key, rows in keyed.items()
        if key not in known
        for row in rows
        if row.cpr
    }
    return Identities(known, _by_number(wanted, scope, source) if wanted else {})


def _by_number(wanted: Mapping[bytes, str], scope: Scope, source: str) -> dict[str, int]:
    """Find persons by number; whoever has a key of this source already keeps to that one."""
    persons = Person.objects.filter(municipality_id=scope.municipality, cpr_digest__in=list(wanted))
    rows = persons.values_list("pk", "cpr_digest")
    found = {bytes(digest): pk for pk, digest in rows if digest is not None}
    others = ExternalKey.objects.filter(
        municipality_id=scope.municipality, source=source, person_id__in=list(found.values())
    ).exclude(external_key__startswith=CPR_KEY)
    has_key = set(others.values_list("person_id", flat=True))
    return {
        wanted[digest]: pk
        for digest, pk in found.items()
        if pk not in has_key or wanted[digest].startswith(CPR_KEY)
    }


def remember_keys(identities: Identities, *, scope: Scope, source: str) -> None:
    """Keep what the source calls persons who were known by their CPR number only."""
    keys = {key: pk for key, pk in identities.to_link.items() if not key.startswith(CPR_KEY)}
    lists: columns.Columns = {
        "external_key": ("text", list(keys)),
        "person_id": ("bigint", list(keys.values())),
    }
    fixed = {"municipality_id": scope.municipality, "source": source}
    columns.insert(ExternalKey._meta.db_table, lists, fixed=fixed)


def recorded_elsewhere(
    person_ids: Iterable[int], *, scope: Scope, source: str
) -> dict[int, list[Recorded]]:
    """Return the states of exclusive kinds that other sources have recorded, by person."""
    rows = Episode.objects.filter(
        person_id__in=list(person_ids),
        municipality_id=scope.municipality,
        is_exclusive=True,
        superseded_at=None,
    ).exclude(source=source)
    fields = (
        "person_id", "lineage", "source", "kind", "state", "period", "start_precision",
        "end_precision", "detail", "household_id", "is_planned",
    )  # fmt: skip
    found: dict[int, list[Recorded]] = {}
    for person_id, lineage, said_by, kind, state, period, *rest in rows.order_by(
        "period", "id"
    ).values_list(*fields):
        first, last, detail, household, is_planned = rest
        draft = Draft(
            0, kind, state, period.lower, period.upper, Precision(first), Precision(last), detail,
            str(household or ""), "", is_planned,
        )  # fmt: skip
        found.setdefault(person_id, []).append(Recorded(lineage, draft, said_by))
    return found
