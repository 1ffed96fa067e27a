"""Writes of this room: the log and its seals, who holds which case, organisations and users."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.contrib.auth.password_validation import validate_password
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from tovholder.access import policies, registry, sealing, seals
from tovholder.access.compiler import Scope
from tovholder.access.models import (
    Assignment,
    Category,
    LogEntry,
    LogSeal,
    Membership,
    Municipality,
    Organisation,
    Role,
    User,
)
from tovholder.access.policies import Action

ACTOR_LENGTH = 120
BATCH_ROWS = 5000


@dataclass(frozen=True)
class Trace:
    """What a log row says beside who, when and why.

    Never a fact about a person in `what`, `reason` or `detail`: the log is read by others.
    """

    what: str
    action: LogEntry.Action
    person_ids: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    reason: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)


def append_entry(trace: Trace, *, by: Scope, at: datetime | Now) -> None:
    """Append one row to the log, in the caller's transaction.

    Args:
        trace: What was done, with whom.
        by: Who did it, for which purpose.
        at: When; `Now()` takes the database's clock.
    """
    LogEntry.objects.create(
        municipality_id=by.municipality,
        at=at,
        user_id=by.user_id,
        actor=by.actor[:ACTOR_LENGTH],
        purpose=by.purpose,
        action=trace.action,
        what=trace.what,
        person_ids=list(trace.person_ids),
        categories=list(trace.categories),
        reason=trace.reason,
        detail={**_capacity(by), **trace.detail},
    )


def _capacity(by: Scope) -> dict[str, object]:
    """Return where the reader stood, for those who later ask who has seen."""
    named = {reach.organisation: None for reach in by.reaches if reach.organisation}
    roles = {str(reach.role): None for reach in by.reaches if reach.role}
    return {"organisations": list(named), "roles": list(roles)} if named else {}


SEAL_ROWS = 10_000


@transaction.atomic
def seal_log(*, by: Scope, until: int, at: datetime) -> LogSeal | None:
    """Seal the next unsealed rows of the scope's municipality, at most `SEAL_ROWS`.

    One seal at a time: a second job waits for the first. Call again while it returns a seal.

    Args:
        by: A job's scope, entered.
        until: Highest id that may be sealed; settled (`seals.is_settled`), for a row that
            appeared below it afterwards would look slipped in.
        at: When.

    Returns:
        The seal made; None when every row up to `until` is sealed.

    Raises:
        NotAllowedError: `by` may not audit.
    """
    policies.check_act(by, Action.AUDIT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"seal {by.municipality}"])
    last = seals.last_seal(by.municipality)
    after = last.last_entry_id if last else 0
    rows = seals.rows_between(by.municipality, after=after, until=until)
    previous = last.digest if last else sealing.FIRST
    made = sealing.seal(islice(rows, SEAL_ROWS), previous=previous)
    if not made.ids:
        return None
    return LogSeal.objects.create(
        municipality_id=by.municipality,
        at=at,
        first_entry_id=made.ids[0],
        last_entry_id=made.ids[-1],
        entries=len(made.ids),
        marks=made.marks,
        previous=previous,
        digest=made.digest,
    )


@transaction.atomic
def assign(
    person_ids: Collection[int],
    *,
    organisation: Organisation,
    user: User | None = None,
    by: Scope,
    at: datetime,
) -> int:
    """Lay persons' cases with an organisation and a colleague, from the local day of `at`.

    An organisation holds a person once: where another colleague held the case there, it ends
    that day. Safe to run twice.

    Args:
        person_ids: Whose cases; in reach of `by`, or held by no organisation yet.
        organisation: Where they are laid; of the same municipality.
        user: The colleague who holds them; None for the organisation as a whole.
        by: Who decides.
        at: When.

    Returns:
        How many assignments were made or changed.

    Raises:
        NotAllowedError: not in the coordinating department, another municipality's
            organisation, or a person out of reach.
    """
    policies.check_assign(by, organisation_municipality=organisation.municipality_id)
    wanted = set(person_ids)
    _check_reach(wanted, by=by)
    today = timezone.localdate(at)
    same = _open_assignments(wanted, today).filter(organisation=organisation)
    kept = set(same.filter(user=user).values_list("person_id", flat=True))
    other = same.exclude(person_id__in=kept)
    other.filter(start_date=today).delete()
    other.update(end_date=today)
    made = [
        Assignment(
            municipality_id=by.municipality,
            person_id=person_id,
            organisation=organisation,
            user=user,
            start_date=today,
        )
        for person_id in sorted(wanted - kept)
    ]
    Assignment.objects.bulk_create(made, batch_size=BATCH_ROWS)
    if made:
        _log_assignment(made, by=by, at=at)
    return len(made)


def _open_assignments(person_ids: Iterable[int], today: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        Q(end_date=None) | Q(end_date__gt=today),
        person_id__in=list(person_ids),
        start_date__lte=today,
    )


def _check_reach(person_ids: set[int], *, by: Scope) -> None:
    """Refuse persons who are neither in reach nor new, that is held by no organisation ever."""
    strangers = person_ids - by.categories_for(person_ids).keys()
    held = Assignment.objects.filter(person_id__in=strangers)
    persons = registry.person_model()
    known = () if persons is None else persons._default_manager.filter(pk__in=strangers)
    is_new = len(known) == len(strangers) and not held.exists()
    if strangers and not is_new:
        raise policies.NotAllowedError(_("A person is not within your reach."))


def _log_assignment(made: list[Assignment], *, by: Scope, at: datetime) -> None:
    trace = Trace(
        what="assign",
        action=LogEntry.Action.WRITE,
        person_ids=tuple(each.person_id for each in made),
        categories=(Category.CASE.value,),
        detail={"organisation": made[0].organisation.code, "user": made[0].user_id},
    )
    append_entry(trace, by=by, at=at)


@transaction.atomic
def end_assignments(
    person_ids: Collection[int], *, organisation: Organisation, by: Scope, at: datetime
) -> int:
    """End an organisation's hold on persons' cases; the local day of `at` is the first without.

    Returns:
        How many assignments ended.

    Raises:
        NotAllowedError: as for `assign`.
    """
    policies.check_assign(by, organisation_municipality=organisation.municipality_id)
    _check_reach(set(person_ids), by=by)
    today = timezone.localdate(at)
    held = _open_assignments(person_ids, today).filter(organisation=organisation)
    ended = list(held.values_list("person_id", flat=True))
    held.filter(start_date=today).delete()
    held.update(end_date=today)
    if ended:
        trace = Trace(
            what="end_assignment",
            action=LogEntry.Action.WRITE,
            person_ids=tuple(sorted(ended)),
            categories=(Category.CASE.value,),
            detail={"organisation": organisation.code},
        )
        append_entry(trace, by=by, at=at)
    return len(ended)


@dataclass(frozen=True)
class NewOrganisation:
    """A department or partner to be added."""

    code: str
    name: str
    name_en: str = ""
    kind: Organisation.Kind = Organisation.Kind.DEPARTMENT
    categories: tuple[str, ...] = ()
    is_coordinating: bool = False


@dataclass(frozen=True)
class NewUser:
    """A colleague to be added, with the first membership."""

    email: str
    full_name: str
    role: Role
    language: str = "da"
    start_date: date = date(2000, 1, 1)


def add_municipality(code: str, *, name: str) -> Municipality:
    """Add an authority, or give it its name anew; nothing can be logged before it exists."""
    municipality, _is_new = Municipality.objects.update_or_create(
        code=code, defaults={"name": name}
    )
    return municipality


@transaction.atomic
def add_organisation(new: NewOrganisation, *, by: Scope, at: datetime) -> Organisation:
    """Add a department or partner of the scope's municipality.

    Raises:
        NotAllowedError: `by` may not change the set-up.
        ValidationError: an unknown category, a code in use, or a second coordinating department.
    """
    policies.check_act(by, Action.MANAGE)
    made = Organisation(
        municipality_id=by.municipality,
        code=new.code,
        name=new.name,
        name_en=new.name_en,
        kind=new.kind,
        categories=sorted(set(new.categories)),
        is_coordinating=new.is_coordinating,
    )
    made.full_clean()
    made.save(force_insert=True)
    _log_setup("organisation_add", {"organisation": made.code}, by=by, at=at)
    return made


@transaction.atomic
def add_user(
    new: NewUser, *, organisation: Organisation, password: str, by: Scope, at: datetime
) -> User:
    """Add a colleague with a role in an organisation of the scope's municipality.

    Raises:
        NotAllowedError: `by` may not change the set-up, or another municipality's organisation.
        ValidationError: an e-mail in use or malformed, or a password that is too weak.
    """
    policies.check_act(by, Action.MANAGE)
    if organisation.municipality_id != by.municipality:
        raise policies.NotAllowedError(_("The organisation belongs to another municipality."))
    made = User(email=new.email.strip().lower(), full_name=new.full_name, language=new.language)
    validate_password(password, made)
    made.set_password(password)
    made.full_clean()
    made.save(force_insert=True)
    Membership.objects.create(
        user=made, organisation=organisation, role=new.role, start_date=new.start_date
    )
    detail = {"user": made.pk, "organisation": organisation.code, "role": new.role.value}
    _log_setup("user_add", detail, by=by, at=at)
    return made


@transaction.atomic
def set_password(user: User, *, password: str, by: Scope, at: datetime) -> None:
    """Give a colleague of the scope's municipality a new password; sessions with the old one end.

    Raises:
        NotAllowedError: `by` may not change the set-up, or the user works for another one.
        ValidationError: a password that is too weak.
    """
    policies.check_act(by, Action.MANAGE)
    if not user.memberships.filter(organisation__municipality_id=by.municipality).exists():
        raise policies.NotAllowedError(_("The user works for another municipality."))
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    _log_setup("user_password", {"user": user.pk}, by=by, at=at)


def _log_setup(what: str, detail: Mapping[str, object], *, by: Scope, at: datetime) -> None:
    trace = Trace(what=what, action=LogEntry.Action.WRITE, detail=detail)
    append_entry(trace, by=by, at=at)
