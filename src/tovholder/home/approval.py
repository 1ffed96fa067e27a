"""Which rules may be told to citizens: the room above, which keeps the approvals, says so here."""

from collections.abc import Callable

from tovholder.access.scopes import Scope
from tovholder.engine.language import Expectation, RulePack

Approves = Callable[[Scope, Expectation, RulePack], bool]

_approves: list[Approves] = []


def approved_by(approves: Approves) -> None:
    """Let a room say what is approved; called by its `AppConfig.ready`."""
    if approves not in _approves:
        _approves.append(approves)


def may_be_told(scope: Scope, expectation: Expectation, pack: RulePack) -> bool:
    """Return whether the municipality has approved an expectation as it stands.

    Without a room that keeps approvals nothing is approved.
    """
    return any(approves(scope, expectation, pack) for approves in _approves)
