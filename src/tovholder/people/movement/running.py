"""One run through a municipality: never two at a time, seen while it goes, resumed when cut off."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date

from django.db import DatabaseError, connection
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from tovholder.access.scopes import Scope, entered
from tovholder.people.models import MovementRun, Person
from tovholder.people.movement.lots import LotDone, lots_of
from tovholder.people.movement.models import RunKind, RunOutcome
from tovholder.people.movement.spreading import evaluated
from tovholder.people.queries.movement import waiting
from tovholder.people.queries.packs import pack_for

ACTOR_LENGTH, FAILURE_LENGTH = 120, 200
Told = Callable[[int, int], None]


class MovementUnderWayError(RuntimeError):
    """Another run goes through the same municipality."""


class MovementStoppedError(RuntimeError):
    """The run was asked to stop between two lots; the next goes on where it stopped."""


def run_through(
    kind: RunKind, *, by: Scope, today: date, told: Told | None = None, processes: int = 1
) -> int:
    """Evaluate those whom a run of this kind is about, in lots.

    Args:
        kind: Those who wait, or everybody.
        by: A job over the whole municipality, not entered.
        today: The day to move to.
        told: Called with (persons done, persons in all) after each lot; may raise
            `MovementStoppedError`.
        processes: How many work at once.

    Returns:
        How many persons were evaluated.

    Raises:
        MovementUnderWayError: another process runs through the municipality.
    """
    with _alone(by.municipality):
        run, person_ids = _begin(kind, by=by, today=today)
        if run is None:
            return 0
        with _ended(run, by):
            count = 0
            lots = list(lots_of(person_ids))
            for lot in evaluated(lots, by=by, today=today, processes=processes):
                count += lot.persons
                _advance(run, lot, by=by)
                if told:
                    told(count, len(person_ids))
            return count


@contextmanager
def _alone(municipality: str) -> Iterator[None]:
    """Hold the municipality's lock on this connection; a killed process loses it with that."""
    key = f"standings {municipality}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [key])
        if not cursor.fetchone()[0]:
            raise MovementUnderWayError(
                f"Another run goes through the standings of {municipality}. Wait until it is "
                "done; what it leaves is done by the next."
            )
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [key])


def _begin(kind: RunKind, *, by: Scope, today: date) -> tuple[MovementRun | None, list[int]]:
    """Return the run and whom it is about; no run where today's is done and nobody waits."""
    with entered(by, what="standings"):
        pack_hash = pack_for(by.municipality).hash
        runs = MovementRun.objects.filter(municipality_id=by.municipality)
        alike = runs.filter(kind=kind, day=today, pack_hash=pack_hash)
        newest = alike.order_by("-started_at", "-pk").first()
        cut_off = newest if newest and newest.outcome != RunOutcome.DONE else None
        persons = by.rows(Person)
        if kind is RunKind.MOVE:
            persons = persons.filter(waiting(on=today, pack_hash=pack_hash))
        elif cut_off:
            persons = persons.filter(pk__gt=cut_off.reached)
        person_ids = list(persons.order_by("pk").values_list("pk", flat=True))
        is_done = newest is not None and cut_off is None and kind is RunKind.MOVE
        if is_done and not person_ids:
            return None, []
        _mark_cut_off(runs.exclude(pk=cut_off.pk) if cut_off else runs)
        if cut_off:
            return _taken_up(cut_off, persons=len(person_ids)), person_ids
        run = MovementRun.objects.create(
            municipality_id=by.municipality, kind=kind, day=today, pack_hash=pack_hash,
            actor=by.actor[:ACTOR_LENGTH], persons=len(person_ids),
            started_at=Now(), advanced_at=Now(),
        )  # fmt: skip
        return run, person_ids


def _mark_cut_off(runs: QuerySet[MovementRun]) -> None:
    """Mark runs that nobody goes on with: the lock is ours, so they are not under way."""
    runs.filter(outcome=RunOutcome.UNDER_WAY).update(
        outcome=RunOutcome.STOPPED, ended_at=F("advanced_at")
    )


def _taken_up(run: MovementRun, *, persons: int) -> MovementRun:
    """Go on with a run that was cut off."""
    run.outcome, run.ended_at, run.failure = RunOutcome.UNDER_WAY, None, ""
    run.persons = run.persons_done + persons
    run.save(update_fields=["outcome", "ended_at", "failure", "persons"])
    return run


def _advance(run: MovementRun, lot: LotDone, *, by: Scope) -> None:
    with entered(by, what="standings"):
        MovementRun.objects.filter(pk=run.pk).update(
            persons_done=F("persons_done") + lot.persons,
            rows_changed=F("rows_changed") + lot.rows,
            reached=lot.last_id,
            advanced_at=Now(),
        )


@contextmanager
def _ended(run: MovementRun, by: Scope) -> Iterator[None]:
    """Say how the run ended; which error it was, but not its text, for that may hold a fact."""
    try:
        yield
    except (MovementStoppedError, KeyboardInterrupt, GeneratorExit):
        _end(run, RunOutcome.STOPPED, by=by)
        raise
    except Exception as error:
        with suppress(DatabaseError):
            _end(run, RunOutcome.FAILED, by=by, failure=type(error).__name__)
        raise
    _end(run, RunOutcome.DONE, by=by)


def _end(run: MovementRun, outcome: RunOutcome, *, by: Scope, failure: str = "") -> None:
    with entered(by, what="standings"):
        MovementRun.objects.filter(pk=run.pk).update(
            outcome=outcome, failure=failure[:FAILURE_LENGTH], ended_at=Now(), advanced_at=Now()
        )
