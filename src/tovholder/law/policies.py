"""Who answers for what citizens are told, and when a pack can be approved."""

from django.utils.translation import gettext as _

from tovholder.access import policies
from tovholder.access.models import Purpose
from tovholder.access.policies import Action
from tovholder.access.scopes import Scope

SEES_PERSONS = frozenset({Purpose.CASEWORK, Purpose.LEADERSHIP})
"""Purposes for which it is shown how many, and whom, a definition concerns."""


class ApprovedAlreadyError(ValueError):
    """The rules in force are approved; there is nothing to approve."""


def check_approve(by: Scope, *, newest: str, in_force: str) -> None:
    """Refuse an approval that is not the reader's to give, or that would say nothing new.

    A leader approves: he answers for what citizens are told, and sees whom it touches. An
    administrator sets the municipality's numbers and must not approve them himself.

    Args:
        by: Who approves.
        newest: Fingerprint of the pack approved last; "" for none.
        in_force: Fingerprint of the pack to be approved.

    Raises:
        NotAllowedError: the scope may not approve.
        ApprovedAlreadyError: this pack is the one approved last.
    """
    policies.check_act(by, Action.APPROVE)
    if newest == in_force:
        raise ApprovedAlreadyError(_("The rules in force are approved already."))


def can_approve(scope: Scope) -> bool:
    """Return whether the reader may approve rules."""
    return policies.can_act(scope, Action.APPROVE)


def can_set_numbers(scope: Scope) -> bool:
    """Return whether the reader may set a number of the municipality's own."""
    return policies.can_act(scope, Action.MANAGE)


def sees_persons(scope: Scope) -> bool:
    """Return whether the reader is shown persons whom a definition concerns."""
    return scope.purpose in SEES_PERSONS and scope.may(Action.READ)
