"""Who may do what: one table of rights, and one rule for each decision."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tovholder.access.models import Category, Purpose, Role

ALL_CATEGORIES: frozenset[str] = frozenset(Category.values)


class NotAllowedError(PermissionDenied):
    """The reader's right does not cover what was asked; a page answers as if nothing was there."""


class Action(StrEnum):
    """What can be done with personal data or with the set-up."""

    READ = "read"
    RECORD = "record"
    IMPORT = "import"
    EXPORT = "export"
    AUDIT = "audit"
    MANAGE = "manage"
    APPROVE = "approve"


class Whose(StrEnum):
    """Whose data a right reaches."""

    ASSIGNED = "assigned"  # persons laid with the member's organisation
    EVERYONE = "everyone"  # all persons of the municipality
    NOBODY = "nobody"


class Seen(StrEnum):
    """Which categories a right shows."""

    ALL = "all"
    COORDINATED = "coordinated"  # all in the coordinating department, else the organisation's own
    ORGANISATION = "organisation"
    IDENTITY = "identity"
    NONE = "none"


@dataclass(frozen=True)
class Right:
    """What one role may do, and why."""

    purpose: Purpose
    whose: Whose
    seen: Seen
    actions: frozenset[Action]


def _right(purpose: Purpose, whose: Whose, seen: Seen, *actions: Action) -> Right:
    return Right(purpose, whose, seen, frozenset(actions))


# To change who may do what, change this table; `tests/meta/test_routes.py` tries every row.
RIGHTS: Mapping[Role, Right] = {
    Role.COORDINATOR: _right(
        Purpose.CASEWORK, Whose.ASSIGNED, Seen.COORDINATED,
        Action.READ, Action.RECORD, Action.IMPORT, Action.EXPORT,
    ),
    Role.SPECIALIST: _right(
        Purpose.CASEWORK, Whose.ASSIGNED, Seen.ORGANISATION,
        Action.READ, Action.RECORD, Action.EXPORT,
    ),
    Role.LEADER: _right(
        Purpose.LEADERSHIP, Whose.EVERYONE, Seen.ALL,
        Action.READ, Action.EXPORT, Action.APPROVE,
    ),
    Role.ADMINISTRATOR: _right(
        Purpose.ADMINISTRATION, Whose.NOBODY, Seen.NONE, Action.MANAGE, Action.IMPORT
    ),
    Role.PROTECTION_OFFICER: _right(
        Purpose.PROTECTION, Whose.EVERYONE, Seen.IDENTITY, Action.READ, Action.AUDIT
    ),
}  # fmt: skip


def seen_categories(seen: Seen, *, own: Iterable[str], is_coordinating: bool) -> frozenset[str]:
    """Return the categories that a right shows to a member of an organisation.

    Args:
        seen: What the role's right shows.
        own: The categories that the organisation works with.
        is_coordinating: Whether it is the coordinating department.

    >>> sorted(seen_categories(Seen.COORDINATED, own=["health"], is_coordinating=False))
    ['health']
    >>> seen_categories(Seen.COORDINATED, own=[], is_coordinating=True) == ALL_CATEGORIES
    True
    """
    if seen is Seen.ALL or (seen is Seen.COORDINATED and is_coordinating):
        return ALL_CATEGORIES
    if seen is Seen.IDENTITY:
        return frozenset({Category.IDENTITY.value})
    return frozenset() if seen is Seen.NONE else frozenset(own) & ALL_CATEGORIES


class Holder(Protocol):
    """Someone with rights on a day: a scope."""

    @property
    def municipality(self) -> str:
        """Code of the authority."""

    @property
    def actions(self) -> frozenset[Action]:
        """What may be done."""

    @property
    def coordinating(self) -> frozenset[int | None]:
        """Organisations in which all categories of assigned persons are seen."""


def can_act(holder: Holder, action: Action) -> bool:
    """Return whether `holder` may do `action` at all (not yet: with whom)."""
    return action in holder.actions


def check_act(holder: Holder, action: Action) -> None:
    """Refuse when `holder` may not do `action`.

    Raises:
        NotAllowedError: the right does not cover it.
    """
    if not can_act(holder, action):
        raise NotAllowedError(_("Your role does not cover this."))


def can_see(visible: Collection[str], needed: Iterable[str]) -> bool:
    """Return whether all `needed` categories are among the visible ones.

    >>> can_see({"case", "danish"}, ["danish"]), can_see({"case"}, ["case", "health"])
    (True, False)
    """
    return set(needed) <= set(visible)


def check_see(visible: Collection[str], needed: Iterable[str]) -> None:
    """Refuse when a category is not visible.

    Raises:
        NotAllowedError: a needed category is hidden from the reader.
    """
    if not can_see(visible, needed):
        raise NotAllowedError(_("Your department does not work with these facts."))


def can_receive(holder: Holder) -> bool:
    """Return whether `holder` may take in a person whom no organisation holds yet.

    Only the coordinating department receives: a specialist gets persons laid with him.
    """
    return Action.RECORD in holder.actions and bool(holder.coordinating)


def check_receive(holder: Holder) -> None:
    """Refuse when `holder` may not take in new persons.

    Raises:
        NotAllowedError: the holder is not in the coordinating department.
    """
    if not can_receive(holder):
        raise NotAllowedError(_("Only the coordinating department takes in new persons."))


def check_assign(holder: Holder, *, organisation_municipality: str) -> None:
    """Refuse when `holder` may not lay persons with an organisation.

    Raises:
        NotAllowedError: not in the coordinating department, or another municipality's.
    """
    check_receive(holder)
    if organisation_municipality != holder.municipality:
        raise NotAllowedError(_("The organisation belongs to another municipality."))
