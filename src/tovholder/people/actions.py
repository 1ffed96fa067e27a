"""Every write of this room: facts through the one door, standings, local kinds."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from tovholder.access import policies
from tovholder.access.actions import Trace, append_entry, assign
from tovholder.access.jobs import defer_once
from tovholder.access.models import Category, LogEntry, Organisation, Purpose, User
from tovholder.access.policies import Action
from tovholder.access.scopes import Scope
from tovholder.engine.history import local_day
from tovholder.engine.language.errors import Place
from tovholder.engine.language.kinds import Kind, parse_kind
from tovholder.people import evaluation, local_values
from tovholder.people import policies as kind_policies
from tovholder.people.door import recording
from tovholder.people.door.batch import Statement
from tovholder.people.facts import Fact, RecordedFacts
from tovholder.people.local_values import LocalValueRefusedError, NewLocalValue
from tovholder.people.models import Episode, ImportBatch, LocalKind, LocalValue
from tovholder.people.movement.lots import locked, mend
from tovholder.people.movement.models import RunKind
from tovholder.people.movement.running import Told, run_through
from tovholder.people.queries import packs
from tovholder.rules.packs import national_pack

ACTOR_LENGTH = 120
FORM = "form"
MOVE_STANDINGS = "people.move_standings"


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


def move_standings(by: Scope, *, today: date, told: Told | None = None, processes: int = 1) -> int:
    """Evaluate again the persons for whom the day, or the rules, may have changed something.

    Safe to run twice, to stop in the middle, and beside colleagues at work: a few hundred persons
    at a time are locked, each lot in a transaction of its own.

    Args:
        by: A scope over the whole municipality.
        today: The day to move to.
        told: Called with (persons done, persons in all) after each lot; may stop the run.
        processes: How many work at once.

    Returns:
        How many persons were evaluated.

    Raises:
        MovementUnderWayError: another run goes through the municipality.
    """
    policies.check_act(by, Action.MANAGE)
    return run_through(RunKind.MOVE, by=by, today=today, told=told, processes=processes)


def rebuild_standings(
    by: Scope, *, today: date, told: Told | None = None, processes: int = 1
) -> int:
    """Evaluate every person of the municipality; as `move_standings`.

    One that was cut off on the same day, under the same rules, goes on where it stopped.
    """
    policies.check_act(by, Action.MANAGE)
    return run_through(RunKind.REBUILD, by=by, today=today, told=told, processes=processes)


@transaction.atomic
def repair_standings(
    person_ids: Sequence[int], *, by: Scope, today: date, at: datetime
) -> evaluation.Difference:
    """Make stored standings of persons what the engine says, and say so in the log.

    Compared again under lock: what a colleague mended meanwhile is left alone.

    Args:
        person_ids: Whose, of the scope's municipality.
        by: Who repairs; the transaction must have been entered for it.
        today: The day the standings were moved to.
        at: When.

    Returns:
        What differed.

    Raises:
        NotAllowedError: the scope may not change the set-up.
    """
    policies.check_act(by, Action.MANAGE)
    pack = packs.pack_for(by.municipality)
    found = mend(locked(person_ids, by=by), by=by, pack=pack, today=today)
    if found.count:
        trace = Trace(
            what="repair_standings",
            action=LogEntry.Action.WRITE,
            person_ids=found.persons,
            categories=tuple(sorted({Category.CASE.value, *found.categories})),
            detail={"rows": found.count},
        )
        append_entry(trace, by=by, at=at)
    return found


def move_soon(municipality: str) -> bool:
    """Ask a worker to move the standings of a municipality; call it when its rules change.

    Part of the caller's transaction: the job comes into being with what made it necessary.

    Returns:
        Whether a job was added; not when one waits already.
    """
    return defer_once(MOVE_STANDINGS, municipality=municipality, purpose=Purpose.CASEWORK)


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
    move_soon(by.municipality)
    return kind


@transaction.atomic
def set_local_value(new: NewLocalValue, *, by: Scope, at: datetime) -> LocalValue:
    """Set a number that the law, or our source, leaves to the municipality.

    Another value from the same day takes its place; both stay readable. A movement is asked for:
    the fingerprint of the rules has changed, so everybody's standings are evaluated again.

    Args:
        new: The number, its first day and where it comes from.
        by: Who sets it.
        at: When.

    Raises:
        LocalValueRefusedError: the law sets the number, or it is not one of its unit, or no
            source is named.
        NotAllowedError: the scope may not change the set-up.
    """
    policies.check_act(by, Action.MANAGE)
    local_values.dated(new, national_pack())
    before = _own_values(by, new.parameter).filter(valid_from=new.valid_from)
    _supersede(before, reason="", by=by, at=at)
    made = LocalValue.objects.create(
        municipality_id=by.municipality,
        parameter=new.parameter,
        valid_from=new.valid_from,
        value=new.value.strip(),
        source=new.source.strip(),
        set_at=at,
        set_by=by.actor[:ACTOR_LENGTH],
    )
    _log_number("set_local_value", made, by=by, at=at)
    move_soon(by.municipality)
    return made


@transaction.atomic
def withdraw_local_value(value_id: int, *, reason: str, by: Scope, at: datetime) -> LocalValue:
    """Take a number of the municipality's own back; the law's, or "not known", holds again.

    Raises:
        LocalValueRefusedError: no such number is in force, or no reason is given.
        NotAllowedError: the scope may not change the set-up.
    """
    policies.check_act(by, Action.MANAGE)
    if not reason.strip():
        raise LocalValueRefusedError(gettext("Write why the number is withdrawn."), "reason")
    meant = LocalValue.objects.filter(
        municipality_id=by.municipality, superseded_at=None, pk=value_id
    )
    found = meant.first()
    if found is None:
        raise LocalValueRefusedError(gettext("The number is withdrawn already."))
    _supersede(meant, reason=reason.strip(), by=by, at=at)
    _log_number("withdraw_local_value", found, by=by, at=at)
    move_soon(by.municipality)
    return found


def _own_values(by: Scope, parameter: str) -> QuerySet[LocalValue]:
    return LocalValue.objects.filter(
        municipality_id=by.municipality, superseded_at=None, parameter=parameter
    )


def _supersede(rows: QuerySet[LocalValue], *, reason: str, by: Scope, at: datetime) -> None:
    rows.update(superseded_at=at, superseded_by=by.actor[:ACTOR_LENGTH], superseded_reason=reason)


def _log_number(what: str, value: LocalValue, *, by: Scope, at: datetime) -> None:
    detail = {"parameter": value.parameter, "valid_from": value.valid_from.isoformat()}
    append_entry(Trace(what, LogEntry.Action.WRITE, detail=detail), by=by, at=at)
