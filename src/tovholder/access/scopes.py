"""From a user (or a job) to a scope, and the transaction in which a scope holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from tovholder.access import policies
from tovholder.access.actions import Trace, append_entry
from tovholder.access.compiler import Reach, ReadRecorder, Scope
from tovholder.access.models import LogEntry, Membership, Purpose, Role, User
from tovholder.access.policies import Action, Whose

__all__ = [
    "Capacity",
    "Reach",
    "ReadRecorder",
    "Scope",
    "capacities_of",
    "entered",
    "memberships_of",
    "purposes_of",
    "scope_for",
    "scope_in",
    "system_scope",
]

MUNICIPALITY_SETTING = "tovholder.municipality"
"""The setting that every row-level security policy compares with."""

SYSTEM_ACTIONS = frozenset(
    {Action.READ, Action.RECORD, Action.IMPORT, Action.EXPORT, Action.AUDIT, Action.MANAGE}
)


@dataclass(frozen=True)
class Capacity:
    """One municipality and purpose in which a user may work; never two at a time."""

    municipality: str
    purpose: Purpose
    memberships: tuple[Membership, ...] = field(compare=False, repr=False)

    @property
    def code(self) -> str:
        """Return the name that a session keeps, as `751:casework`."""
        return f"{self.municipality}:{self.purpose.value}"

    @property
    def municipality_name(self) -> str:
        """Return the name of the authority."""
        return self.memberships[0].organisation.municipality.name


def memberships_of(user: User, *, on: date) -> list[Membership]:
    """Return the user's memberships on a day, organisation and municipality along (one query)."""
    return list(
        Membership.objects.filter(
            Q(end_date=None) | Q(end_date__gt=on), user=user, start_date__lte=on
        )
        .select_related("organisation__municipality")
        .order_by("id")
    )


def capacities_of(user: User, *, on: date) -> tuple[Capacity, ...]:
    """Return the capacities in which the user may work on a day, the oldest membership first."""
    groups: dict[tuple[str, Purpose], list[Membership]] = {}
    for membership in memberships_of(user, on=on):
        purpose = policies.RIGHTS[Role(membership.role)].purpose
        code = membership.organisation.municipality_id
        groups.setdefault((code, purpose), []).append(membership)
    return tuple(Capacity(code, purpose, tuple(of)) for (code, purpose), of in groups.items())


def purposes_of(user: User, *, on: date) -> tuple[Purpose, ...]:
    """Return the purposes for which the user may use data on a day."""
    return tuple(dict.fromkeys(capacity.purpose for capacity in capacities_of(user, on=on)))


def scope_for(
    user: User, *, on: date, purpose: Purpose | None = None, municipality: str | None = None
) -> Scope | None:
    """Return the user's scope for one purpose in one municipality.

    Args:
        user: Who reads.
        on: The day; memberships and assignments in force on it count.
        purpose: The purpose stated; the first the user has where it is left out.
        municipality: The authority; the first the user works for where it is left out.

    Returns:
        The union of the user's reaches within that purpose and municipality; None when the
        user has no such role on that day.
    """
    for capacity in capacities_of(user, on=on):
        if purpose in {None, capacity.purpose} and municipality in {None, capacity.municipality}:
            return scope_in(capacity, user, on=on)
    return None


def scope_in(capacity: Capacity, user: User, *, on: date) -> Scope:
    """Return the user's scope in one of his capacities."""
    rights = [policies.RIGHTS[Role(each.role)] for each in capacity.memberships]
    return Scope(
        user_id=user.pk,
        actor=user.full_name,
        municipality=capacity.municipality,
        purpose=capacity.purpose,
        reaches=tuple(_reach(each) for each in capacity.memberships),
        actions=frozenset[Action]().union(*(right.actions for right in rights)),
        on=on,
    )


def _reach(membership: Membership) -> Reach:
    right = policies.RIGHTS[Role(membership.role)]
    organisation = membership.organisation
    return Reach(
        whose=right.whose,
        categories=policies.seen_categories(
            right.seen,
            own=organisation.categories,
            is_coordinating=organisation.is_coordinating,
        ),
        organisation_id=organisation.pk,
        organisation=organisation.name,
        role=Role(membership.role),
    )


def system_scope(municipality: str, *, actor: str, on: date) -> Scope:
    """Return the scope of an import or a job: casework in the whole of one municipality.

    Args:
        municipality: Code of the authority; a job states one, never all.
        actor: What stands in the log as who did it, as `import nyankomne.yaml`.
        on: The day.
    """
    return Scope(
        user_id=None,
        actor=actor,
        municipality=municipality,
        purpose=Purpose.CASEWORK,
        reaches=(Reach(Whose.EVERYONE, policies.ALL_CATEGORIES),),
        actions=SYSTEM_ACTIONS,
        on=on,
    )


@contextmanager
def entered(
    scope: Scope,
    *,
    what: str = "command",
    action: LogEntry.Action = LogEntry.Action.READ,
) -> Iterator[Scope]:
    """Hold one transaction in which the database shows the scope's municipality only.

    What was read is logged at the end in the same transaction; when the block fails, in a
    transaction of its own, so that a failing page leaves its trace too. If the log cannot be
    written, the block fails.

    Args:
        scope: Whose reach holds.
        what: Route or command, for the log.
        action: Read or export, for the log.
    """
    try:
        with transaction.atomic(), _municipality(scope.municipality):
            yield scope
            _log_reads(scope, what, action)
    except BaseException:
        with transaction.atomic(), _municipality(scope.municipality):
            _log_reads(scope, what, action)
        raise
    finally:
        scope.reads.forget()


@contextmanager
def _municipality(code: str) -> Iterator[None]:
    """Set the municipality until the transaction ends, or within an outer one until the block ends.

    A failing block is rolled back, and PostgreSQL takes the setting back with it.
    """
    before = _set_municipality(code)
    yield
    if connection.savepoint_ids:  # inside another transaction, which goes on
        _set_municipality(before)


def _set_municipality(code: str) -> str:
    """Set the municipality for the rest of the transaction; return what it was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), set_config(%s, %s, true)",
            [MUNICIPALITY_SETTING, MUNICIPALITY_SETTING, code],
        )
        return str(cursor.fetchone()[0])


def _log_reads(scope: Scope, what: str, action: LogEntry.Action) -> None:
    reads = scope.reads
    if reads.person_ids:
        trace = Trace(what, action, tuple(reads.person_ids), tuple(reads.categories))
        append_entry(trace, by=scope, at=Now())
