"""Who may waive an expectation: the roles that its definition names."""

from tovholder.access.scopes import Scope
from tovholder.engine.language import Expectation


def can_waive(scope: Scope, expectation: Expectation) -> bool:
    """Return whether the reader has a role that may decide not to ask for an expectation."""
    return any(reach.role in expectation.waivable_by for reach in scope.reaches)
