"""Every write of this room: approving a rule pack, and finding whom its change touches."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.db import transaction

from tovholder.access import policies as access
from tovholder.access.actions import Trace, append_entry
from tovholder.access.models import LogEntry
from tovholder.access.policies import Action
from tovholder.access.scopes import Scope, entered
from tovholder.engine.language import RulePack
from tovholder.law import policies
from tovholder.law.models import PackApproval, TouchedStanding, TouchRun
from tovholder.law.queries import approvals
from tovholder.law.touching import Touch, touches
from tovholder.people.models import Person
from tovholder.people.queries import pack_for
from tovholder.people.queries.histories import history_of
from tovholder.people.queries.packs import own_of
from tovholder.rules.contents import contents_of, to_json
from tovholder.rules.packs import sources_in

ACTOR_LENGTH = 120
LOT = 500
Told = Callable[[int, int], None]


@transaction.atomic
def approve_pack(*, comment: str, by: Scope, at: datetime) -> PackApproval:
    """Approve the rules in force in a municipality: from now on citizens may be shown them.

    Args:
        comment: What the leader wants to say about it; may be empty.
        by: Who approves.
        at: When.

    Raises:
        NotAllowedError: the scope may not approve.
        ApprovedAlreadyError: this pack was the one approved last.
    """
    pack = pack_for(by.municipality)
    newest = approvals.newest_approved(by)
    policies.check_approve(by, newest=newest.line.pack_hash if newest else "", in_force=pack.hash)
    contents = contents_of(pack)
    made = PackApproval.objects.create(
        municipality_id=by.municipality,
        pack_hash=pack.hash,
        approved_at=at,
        approved_by=by.actor[:ACTOR_LENGTH],
        comment=comment.strip(),
        marks={f"{sort}/{name}": said.mark for (sort, name), said in contents.said.items()},
        contents=to_json(contents),
        sources=sources_in(),
        own=[list(each) for each in own_of(by.municipality)],
    )
    detail = {"pack": pack.hash[:12], "approval": made.pk}
    append_entry(Trace("approve_pack", LogEntry.Action.WRITE, detail=detail), by=by, at=at)
    return made


class NothingToCompareError(ValueError):
    """There is no approved pack, or the rules in force are the approved ones."""


def find_touched(by: Scope, *, today: date, at: datetime, told: Told | None = None) -> TouchRun:
    """Compare everybody under the approved rules and the rules in force, and keep who differs.

    Goes on where it stopped: each lot of persons is a transaction of its own. What earlier runs
    of the municipality found is deleted when this one is whole.

    Args:
        by: A job's scope over the whole municipality.
        today: The day on which both packs are asked.
        at: When it begins.
        told: Called with (persons done, persons in all) after each lot.

    Raises:
        NothingToCompareError: no pack is approved, or the one in force is.
        LanguageErrors: the approved pack's files can no longer be read; approve anew.
        NotAllowedError: the scope may not change the set-up.
    """
    access.check_act(by, Action.MANAGE)
    with entered(by, what="touched"):
        run, before, after = _begun(by, today=today, at=at)
        total = by.rows(Person).count()
    while run.finished_at is None:
        with entered(by, what="touched"):
            run = _next_lot(run.pk, by=by, packs=(before, after), at=at)
        if told:
            told(min(run.persons, total), total)
    return run


def is_found(by: Scope) -> bool:
    """Return whether the comparison of the approved rules with those in force was made, any day."""
    with entered(by, what="touched"):
        newest = approvals.newest_approved(by)
        if newest is None:
            return False
        done = TouchRun.objects.filter(
            municipality_id=by.municipality,
            approval_id=newest.line.id,
            pack_hash=pack_for(by.municipality).hash,
            finished_at__isnull=False,
        )
        return done.exists()


def _begun(by: Scope, *, today: date, at: datetime) -> tuple[TouchRun, RulePack, RulePack]:
    """Return the run of the day, new or half done, and the two packs."""
    newest, after = approvals.newest_approved(by), pack_for(by.municipality)
    if newest is None or newest.line.pack_hash == after.hash:
        raise NothingToCompareError(by.municipality)
    run, _is_new = TouchRun.objects.get_or_create(
        municipality_id=by.municipality,
        approval_id=newest.line.id,
        pack_hash=after.hash,
        on=today,
        defaults={"started_at": at},
    )
    return run, approvals.approved_pack(newest.line.id, by), after


def _next_lot(
    run_id: int, *, by: Scope, packs: tuple[RulePack, RulePack], at: datetime
) -> TouchRun:
    """Compare the next persons and keep how far it has come; at the end, clear earlier runs.

    The row of the run is locked, so two processes share the work instead of doing it twice.
    """
    run = TouchRun.objects.select_for_update().get(pk=run_id)
    if run.finished_at is not None:
        return run
    persons = by.rows(Person).filter(pk__gt=run.last_person_id).order_by("pk")
    ids = list(persons.values_list("pk", flat=True)[:LOT])
    histories = history_of(ids, municipality=by.municipality, pack=packs[1])
    found = {pk: touches(history, *packs, on=run.on) for pk, history in histories.items()}
    _keep(run, found, by=by)
    run.last_person_id = max(ids, default=run.last_person_id)
    run.persons += len(ids)
    if len(ids) < LOT:
        run.finished_at = at
        TouchRun.objects.filter(municipality_id=by.municipality).exclude(pk=run.pk).delete()
    run.save(update_fields=["last_person_id", "persons", "finished_at"])
    return run


def _keep(run: TouchRun, found: Mapping[int, tuple[Touch, ...]], *, by: Scope) -> None:
    TouchedStanding.objects.bulk_create(
        TouchedStanding(
            municipality_id=by.municipality,
            run=run,
            person_id=person_id,
            expectation=touch.expectation,
            lineage=touch.lineage,
            ordinal=touch.ordinal,
            state_before=touch.state_before,
            state_after=touch.state_after,
            due_before=touch.due_before,
            due_after=touch.due_after,
            categories=sorted(touch.categories),
        )
        for person_id, of_person in found.items()
        for touch in of_person
    )
