"""Whom a batch is about: refs and ids become persons and households, locked, within reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from tovholder.access import policies
from tovholder.people.door.batch import Findings, Statement
from tovholder.people.facts import NewHousehold, NewPerson
from tovholder.people.models import ExternalKey, Household, Person, new_key
from tovholder.people.problems import FactProblem


@dataclass(slots=True)
class PersonColumns:
    """The columns of `Person` that follow from attributes."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    birth_precision: str = "day"
    sex: str = ""
    origin_country: str = ""
    preferred_language: str = ""
    cpr_token: bytes | None = None
    cpr_digest: bytes | None = None


COLUMNS = tuple(PersonColumns.__dataclass_fields__)


@dataclass(slots=True)
class Subjects:
    """The persons and households of a batch.

    Attributes:
        persons: `ref` → id.
        households: `ref` → id.
        visible: Categories the recorder may record, by person within reach.
        columns: Columns of each person within reach, as stored or empty for a new one.
        new_persons: Id → source key.
        new_households: Id → source key.
        household_keys: Id → key, of the households within reach.
    """

    persons: dict[str, int] = field(default_factory=dict)
    households: dict[str, int] = field(default_factory=dict)
    visible: dict[int, frozenset[str]] = field(default_factory=dict)
    columns: dict[int, PersonColumns] = field(default_factory=dict)
    new_persons: dict[int, str] = field(default_factory=dict)
    new_households: dict[int, str] = field(default_factory=dict)
    household_keys: dict[int, str] = field(default_factory=dict)

    def person_id(self, person: int | str) -> int | None:
        """Return the id of a person within reach, None for any other."""
        found = self.persons.get(person) if isinstance(person, str) else person
        return found if found in self.visible else None

    def household_id(self, household: int | str) -> int | None:
        """Return the id of a household within reach, None for any other."""
        found = self.households.get(household) if isinstance(household, str) else household
        return found if found in self.household_keys else None


def resolve(statement: Statement, mentioned: Iterable[int], findings: Findings) -> Subjects:
    """Find, make and lock whom the facts are about.

    Rows of the persons who exist are locked in the order of their ids until the transaction
    ends, so two batches about the same person come one after the other.

    Args:
        statement: The batch.
        mentioned: Ids of persons whom facts name directly or by a lineage.
        findings: Takes refs used twice.

    Raises:
        NotAllowedError: new persons, and the recorder may not take anybody in.
    """
    subjects = Subjects()
    made = [(i, f) for i, f in enumerate(statement.facts) if isinstance(f, NewPerson)]
    homes = [(i, f) for i, f in enumerate(statement.facts) if isinstance(f, NewHousehold)]
    _lock_source(statement)
    persons = _known(statement, "person_id", [fact.source_key for _i, fact in made])
    households = _known(statement, "household_id", [fact.source_key for _i, fact in homes])
    subjects.persons, subjects.new_persons = _named(made, persons, Person, findings)
    subjects.households, subjects.new_households = _named(homes, households, Household, findings)
    subjects.household_keys = _household_keys(subjects, statement)
    if subjects.new_persons:
        policies.check_receive(statement.by)
    existing = {*mentioned, *subjects.persons.values()} - subjects.new_persons.keys()
    _take_in_reach(subjects, existing, statement)
    for person_id in subjects.new_persons:
        subjects.visible[person_id] = policies.ALL_CATEGORIES
        subjects.columns[person_id] = PersonColumns()
    return subjects


def _lock_source(statement: Statement) -> None:
    """Let two imports of one source come one after the other, so that neither makes twins."""
    keys = ("source_key", "external_key")
    if any(getattr(fact, key, "") for fact in statement.facts for key in keys):
        name = f"{statement.by.municipality} {statement.source}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def _known(statement: Statement, column: str, keys: Iterable[str]) -> dict[str, int]:
    """Return what the source's keys meant before: source key → id."""
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    found = ExternalKey.objects.filter(
        municipality_id=statement.by.municipality,
        source=statement.source,
        external_key__in=wanted,
        **{f"{column}__isnull": False},
    )
    return dict(found.values_list("external_key", column))


def _named(
    made: list[tuple[int, NewPerson]] | list[tuple[int, NewHousehold]],
    known: Mapping[str, int],
    model: type[Person] | type[Household],
    findings: Findings,
) -> tuple[dict[str, int], dict[int, str]]:
    """Give every ref an id: the one its source key had before, or a new one."""
    ids = iter(_next_ids(model, len(made)))
    named: dict[str, int] = {}
    by_key, new = dict(known), {}
    for index, fact in made:
        if fact.ref in named:
            findings.refuse(_used_twice(index, fact.ref))
            continue
        found = by_key.get(fact.source_key) if fact.source_key else None
        if found is None:
            found = next(ids)
            new[found] = fact.source_key
            if fact.source_key:
                by_key[fact.source_key] = found
        named[fact.ref] = found
    return named, new


def _next_ids(model: type[Person] | type[Household], count: int) -> list[int]:
    """Return ids that no other row will get."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def _take_in_reach(subjects: Subjects, person_ids: set[int], statement: Statement) -> None:
    """Lock the persons who exist and note what the recorder may see of each."""
    if not person_ids:
        return
    visible = statement.by.categories_for(person_ids)
    locked = (
        Person.objects.select_for_update(no_key=True)
        .filter(pk__in=visible.keys(), municipality_id=statement.by.municipality)
        .order_by("pk")
    )
    for pk, *columns in locked.values_list("pk", *COLUMNS):
        subjects.visible[pk] = visible[pk]
        subjects.columns[pk] = PersonColumns(*columns)


def _household_keys(subjects: Subjects, statement: Statement) -> dict[int, str]:
    """Return the keys of the households the facts may name: seen, found by source, or new."""
    keys = {household_id: new_key() for household_id in subjects.new_households}
    named = {getattr(fact, "household", None) for fact in statement.facts}
    wanted = [household for household in named if isinstance(household, int)]
    if wanted:
        seen = statement.by.rows(Household).filter(pk__in=wanted)
        keys |= dict(seen.values_list("pk", "key"))
    found = set(subjects.households.values()) - keys.keys()
    if found:
        known = Household.objects.filter(pk__in=found, municipality_id=statement.by.municipality)
        keys |= dict(known.values_list("pk", "key"))
    return keys


def _used_twice(index: int, ref: str) -> FactProblem:
    return FactProblem(
        index,
        "ref",
        ref,
        _("a name of its own for each new person and household of a batch"),
        _("Give one of them another name, or leave the repetition out."),
        "ref_used_twice",
    )
