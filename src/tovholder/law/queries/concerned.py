"""How many persons a definition concerns, for those who may see them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tovholder.access import policies
from tovholder.access.policies import Action
from tovholder.access.scopes import Scope
from tovholder.engine.language import RulePack
from tovholder.law.policies import sees_persons
from tovholder.law.touching import touches
from tovholder.people.models import Standing
from tovholder.people.queries.histories import history_of
from tovholder.people.queries.standings import URGENCY

MOST_TRIED = 200
"""So many persons are evaluated while somebody waits for a page; beyond, only counted."""


@dataclass(frozen=True)
class StateCount:
    """How many persons have a standing in a state."""

    state: str
    persons: int


@dataclass(frozen=True)
class Preview:
    """What a number would change: of how many persons, at most, and exactly where tried."""

    at_most: int
    exact: int | None


def concerned(scope: Scope, expectation: str) -> tuple[StateCount, ...] | None:
    """Return how many persons in reach have an expectation, by state, the most urgent first.

    Returns:
        None for a reader who is shown no persons; one query else.
    """
    if not sees_persons(scope):
        return None
    rows = scope.rows(Standing).filter(expectation=expectation).values("state")
    counted = rows.annotate(persons=Count("person", distinct=True)).order_by("state")
    found = {row["state"]: row["persons"] for row in counted}
    return tuple(StateCount(state, found[state]) for state in URGENCY if state in found)


def preview(
    scope: Scope, *, expectations: tuple[str, ...], pack: RulePack, tried: RulePack, today: date
) -> Preview:
    """Return of how many persons another pack would change state or due date; nobody is named.

    Args:
        scope: Whoever may change the set-up; he sees no person and needs none for this.
        expectations: Those that the number decides something in.
        pack: The rules in force.
        tried: The rules with the number.
        today: The day.

    Raises:
        NotAllowedError: the scope may not change the set-up.
    """
    policies.check_act(scope, Action.MANAGE)
    meant = Standing.objects.filter(
        municipality_id=scope.municipality, expectation__in=expectations
    )
    ids = meant.order_by("person_id").values_list("person_id", flat=True).distinct()
    first = list(ids[: MOST_TRIED + 1])
    if len(first) > MOST_TRIED:
        return Preview(ids.count(), None)
    histories = history_of(first, municipality=scope.municipality, pack=pack)
    changed = [each for each in histories.values() if touches(each, pack, tried, on=today)]
    return Preview(len(first), len(changed))
