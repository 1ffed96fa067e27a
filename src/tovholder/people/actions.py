"""Every write of this room: facts through the one door, standings, local kinds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tovholder.access import policies
from tovholder.access.actions import Trace, append_entry, assign
from tovholder.access.models import LogEntry, Organisation, User
from tovholder.access.policies import Action
from tovholder.access.scopes import Scope, entered
from tovholder.engine.history import local_day
from tovholder.engine.language.errors import Place
from tovholder.engine.language.kinds import Kind, parse_kind
from tovholder.people import evaluation
from tovholder.people import policies as kind_policies
from tovholder.people.door import recording
from tovholder.people.door.batch import Statement
from tovholder.people.facts import Fact, RecordedFacts
from tovholder.people.models import Episode, ImportBatch, LocalKind, Person
from tovholder.people.queries import packs
from tovholder.rules.packs import national_pack

ACTOR_LENGTH = 120
FORM = "form"
LOT = 500
Told = Callable[[int, int], None]


@transaction.atomic
def record_episodes(
    facts: Sequence[Fact],
    *,
    by: Scope,
    at: datetime,
    source: str,
    reason: str = "",
    batch: ImportBatch | None = None,
) -> RecordedFacts:
    """Record facts about persons: the only door. All of them, or none.

    One fact is a batch of one; a batch is about one municipality and holds new persons,
    households, attributes, episodes, corrections and retractions in any number. Rights, the
    rules of each kind and overlaps are checked first; then earlier rows are superseded, new ones
    written, the persons' standings evaluated again on the local day of `at`, and the log row
    appended, all in one transaction.

    Args:
        facts: See `people.facts`; a ref may be used before or after the fact that makes it.
        by: Who records; the municipality is that of the scope, and the transaction must have
            been entered for it (`scopes.entered`).
        at: The moment of recording.
        source: Who says so: `form`, or the name of another system; part of the external keys.
        reason: Why; required for corrections and retractions.
        batch: The import; with it the right to import is asked for, and what a colleague has
            recorded by hand is kept.

    Raises:
        FactsRefusedError: with a problem for every fact that cannot be recorded.
        NotAllowedError: the scope may not record (or import), or take in new persons.
    """
    policies.check_act(by, Action.IMPORT if batch else Action.RECORD)
    pack = packs.pack_for(by.municipality)
    statement = Statement(tuple(facts), by, at, source, reason.strip(), batch, pack)
    staged = recording.stage(statement)
    recording.write(staged, statement)
    changed = sorted(staged.changed_persons)
    found = evaluation.difference(
        changed, municipality=by.municipality, pack=pack, today=local_day(at)
    )
    evaluation.store(found, municipality=by.municipality, pack=pack, today=local_day(at))
    recorded = recording.summary(staged)
    if changed:
        _log(changed, staged.categories, recorded, statement)
    return recorded


def _log(
    person_ids: Sequence[int],
    categories: frozenset[str],
    recorded: RecordedFacts,
    statement: Statement,
) -> None:
    """Append the log row; the reason stays with the fact, since it may say something of it."""
    detail = {
        "source": statement.source,
        "created": recorded.created,
        "corrected": recorded.corrected,
        "retracted": recorded.retracted,
    }
    trace = Trace(
        what="record_episodes",
        action=LogEntry.Action.WRITE,
        person_ids=tuple(person_ids),
        categories=tuple(sorted(categories)),
        detail=detail,
    )
    append_entry(trace, by=statement.by, at=statement.at)


@transaction.atomic
def receive_person(
    facts: Sequence[Fact],
    *,
    organisation: Organisation,
    user: User | None = None,
    by: Scope,
    at: datetime,
) -> RecordedFacts:
    """Record a new person from a form and lay the case with a department and a colleague.

    A person whom no organisation holds is seen by leaders only; so both happen, or neither.

    Args:
        facts: The person and what is known of him; see `record_episodes`.
        organisation: Where the case is laid.
        user: The colleague who holds it; None for the department as a whole.
        by: Who receives.
        at: When.

    Raises:
        FactsRefusedError: as for `record_episodes`.
        NotAllowedError: not in the coordinating department.
    """
    recorded = record_episodes(facts, by=by, at=at, source=FORM)
    assign(recorded.persons.values(), organisation=organisation, user=user, by=by, at=at)
    return recorded


def move_standings(by: Scope, *, today: date, told: Told | None = None) -> int:
    """Evaluate again the persons for whom the day, or the rules, may have changed something.

    Safe to run twice, and beside colleagues at work: a few hundred persons at a time are locked,
    each lot in a transaction of its own.

    Args:
        by: A scope over the whole municipality.
        today: The day to move to.
        told: Called with (persons done, persons in all) after each lot.

    Returns:
        How many persons were evaluated.
    """
    watched = Q(next_change_on__lte=today) | ~Q(pack_hash=packs.pack_for(by.municipality).hash)
    return _evaluate(watched, by=by, today=today, told=told)


def rebuild_standings(by: Scope, *, today: date, told: Told | None = None) -> int:
    """Evaluate every person of the municipality; as `move_standings`."""
    return _evaluate(Q(), by=by, today=today, told=told)


def _evaluate(which: Q, *, by: Scope, today: date, told: Told | None) -> int:
    policies.check_act(by, Action.MANAGE)
    with entered(by, what="standings"):
        meant = by.rows(Person).filter(which).order_by("pk").values_list("pk", flat=True)
        person_ids = list(meant)
    for first in range(0, len(person_ids), LOT):
        lot = person_ids[first : first + LOT]
        with entered(by, what="standings"):
            pack = packs.pack_for(by.municipality)
            locked = by.rows(Person).filter(pk__in=lot).select_for_update(no_key=True)
            present = list(locked.order_by("pk").values_list("pk", flat=True))
            found = evaluation.difference(
                present, municipality=by.municipality, pack=pack, today=today
            )
            evaluation.store(found, municipality=by.municipality, pack=pack, today=today)
        if told:
            told(min(first + LOT, len(person_ids)), len(person_ids))
    return len(person_ids)


@transaction.atomic
def declare_kind(definition: Mapping[str, object], *, by: Scope, at: datetime) -> Kind:
    """Declare a kind of fact of the municipality's own, or add states and details to one.

    Declaring the same again changes nothing.

    Args:
        definition: As in `rules/definitions/kinds.yaml`, with its `id`.
        by: Who declares.
        at: When.

    Raises:
        LanguageErrors: the definition cannot be read, or the nation has a kind of that name.
        KindInUseError: facts are recorded that the new definition would read otherwise.
        NotAllowedError: the scope may neither change the set-up nor import.
    """
    if not by.may(Action.MANAGE):
        policies.check_act(by, Action.IMPORT)
    kind = parse_kind(definition, Place(f"kind {definition.get('id', '')}"))
    national_pack().with_kinds([kind])  # refuses a name or a category that cannot be
    before = packs.local_kinds(by.municipality).get(kind.id)
    if before == kind:
        return kind
    if before is not None:
        used = Episode.objects.filter(municipality_id=by.municipality, kind=kind.id)
        kind_policies.check_change_kind(before, kind, is_used=used.exists())
    LocalKind.objects.update_or_create(
        municipality_id=by.municipality,
        name=kind.id,
        defaults={
            "definition": dict(definition),
            "declared_at": at,
            "declared_by": by.actor[:ACTOR_LENGTH],
        },
    )
    return kind
