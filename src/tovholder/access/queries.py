"""Reads of this room: who has seen a person, the log, its seals, colleagues and departments."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from tovholder.access import policies, sealing, seals
from tovholder.access.compiler import Scope
from tovholder.access.models import (
    Category,
    LogEntry,
    LogSeal,
    Membership,
    Organisation,
    Purpose,
    Role,
    User,
)
from tovholder.access.policies import Action

PER_PAGE = 50


@dataclass(frozen=True)
class EntryRow:
    """One row of the log, in words."""

    id: int
    at: datetime
    actor: str
    organisations: tuple[str, ...]
    roles: tuple[str, ...]
    purpose: str
    action: str
    what: str
    person_ids: tuple[int, ...]
    categories: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class LogPage:
    """Rows of the log, newest first."""

    rows: tuple[EntryRow, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class LogFilter:
    """What to look for in the log; what is left out does not restrict.

    `from_date` and `until_date` are local days, both included.
    """

    user_id: int | None = None
    person_id: int | None = None
    action: str = ""
    purpose: str = ""
    from_date: date | None = None
    until_date: date | None = None


def entries_about(scope: Scope, person_id: int, *, page: int = 1) -> LogPage | None:
    """Return who has seen or changed a person's data, newest first.

    Returns:
        One page; None when the person is not in reach, as if there were no such person.
    """
    visible = scope.categories_for([person_id]).get(person_id)
    if visible is None:
        return None
    scope.reads.note([person_id], {Category.CASE.value} & visible or visible)
    found = LogEntry.objects.filter(_is_about(person_id), municipality_id=scope.municipality)
    return _page(found, page)


def list_entries(scope: Scope, filters: LogFilter, *, page: int = 1) -> LogPage:
    """Return the municipality's log for whoever audits it, newest first.

    Raises:
        NotAllowedError: the reader may not audit.
    """
    policies.check_act(scope, Action.AUDIT)
    return _page(scope.rows(LogEntry).filter(_condition(filters)), page)


def _condition(filters: LogFilter) -> Q:
    condition = Q()
    if filters.user_id is not None:
        condition &= Q(user_id=filters.user_id)
    if filters.person_id is not None:
        condition &= _is_about(filters.person_id)
    if filters.action:
        condition &= Q(action=filters.action)
    if filters.purpose:
        condition &= Q(purpose=filters.purpose)
    if filters.from_date:
        condition &= Q(at__gte=_midnight(filters.from_date))
    if filters.until_date:
        condition &= Q(at__lt=_midnight(filters.until_date + timedelta(days=1)))
    return condition


def _is_about(person_id: int) -> Q:
    """Return the condition that a row is about a person; see migration 0003_log_search."""
    return Q(pk__in=RawSQL("SELECT access_log_ids_about(%s)", [person_id]))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _page(found: QuerySet[LogEntry], page: int) -> LogPage:
    total = found.count()
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), pages)
    first = (page - 1) * PER_PAGE
    rows = found.order_by("-at", "-id")[first : first + PER_PAGE]
    return LogPage(tuple(_row(each) for each in rows), total, page, pages)


def _row(entry: LogEntry) -> EntryRow:
    detail = entry.detail if isinstance(entry.detail, dict) else {}
    return EntryRow(
        id=entry.pk,
        at=entry.at,
        actor=entry.actor,
        organisations=tuple(detail.get("organisations", ())),
        roles=tuple(str(Role(each).label) for each in detail.get("roles", ())),
        purpose=str(Purpose(entry.purpose).label),
        action=str(LogEntry.Action(entry.action).label),
        what=entry.what,
        person_ids=tuple(entry.person_ids),
        categories=tuple(category_label(each) for each in entry.categories),
        reason=entry.reason,
    )


def category_label(category: str) -> str:
    """Return a category in words; one that is no longer known stands as it is written.

    >>> category_label("weather")
    'weather'
    """
    return str(Category(category).label) if category in Category.values else category


@dataclass(frozen=True)
class LogCheck:
    """What came of comparing the log with its seals.

    `broken_entry_id` is the first row that was changed, removed or slipped in; None with a
    `broken_seal_id` means that the seal itself was changed.
    """

    seals: int
    sealed_entries: int
    unsealed_entries: int
    broken_seal_id: int | None = None
    broken_entry_id: int | None = None

    @property
    def is_whole(self) -> bool:
        """Return whether the log is as it was when it was sealed."""
        return self.broken_seal_id is None


def verify_log(scope: Scope) -> LogCheck:
    """Compare every sealed row of the scope's municipality with its seal, from the first on.

    Raises:
        NotAllowedError: the reader may not audit.
    """
    policies.check_act(scope, Action.AUDIT)
    checked, entries, after, previous = 0, 0, 0, sealing.FIRST
    for each in LogSeal.objects.filter(municipality_id=scope.municipality).order_by("id"):
        rows = seals.rows_between(scope.municipality, after=after, until=each.last_entry_id)
        now = sealing.seal(rows, previous=previous)
        if (now.digest, previous) != (each.digest, each.previous):
            broken = sealing.first_difference(bytes(each.marks), now.marks)
            return LogCheck(checked, entries, 0, each.pk, broken)
        checked, entries = checked + 1, entries + len(now.ids)
        after, previous = each.last_entry_id, each.digest
    unsealed = LogEntry.objects.filter(municipality_id=scope.municipality, id__gt=after)
    return LogCheck(checked, entries, unsealed.count())


def organisations(scope: Scope) -> QuerySet[Organisation]:
    """Return the departments and partners of the scope's municipality, by name."""
    return Organisation.objects.filter(municipality_id=scope.municipality).order_by("name", "id")


def memberships(scope: Scope) -> QuerySet[Membership]:
    """Return the roles in force in the scope's municipality on its day, by the user's name.

    Users and organisations come along in the same query.
    """
    return (
        Membership.objects.filter(
            Q(end_date=None) | Q(end_date__gt=scope.on),
            start_date__lte=scope.on,
            organisation__municipality_id=scope.municipality,
            user__is_active=True,
        )
        .select_related("user", "organisation")
        .order_by("user__full_name", "user_id", "id")
    )


def colleagues(scope: Scope, *, organisation_id: int | None = None) -> QuerySet[User]:
    """Return users with a role in the scope's municipality on its day, by name.

    Args:
        scope: Whose municipality and day.
        organisation_id: Only those of one organisation.
    """
    in_force = Membership.objects.filter(
        Q(end_date=None) | Q(end_date__gt=scope.on),
        start_date__lte=scope.on,
        organisation__municipality_id=scope.municipality,
    )
    if organisation_id is not None:
        in_force = in_force.filter(organisation_id=organisation_id)
    return User.objects.filter(pk__in=in_force.values("user_id"), is_active=True).order_by(
        "full_name", "id"
    )
