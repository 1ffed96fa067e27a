"""How far the standings of a municipality are behind, and the runs that bring them forward."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from tovholder.access.scopes import Scope
from tovholder.engine.language.pack import RulePack
from tovholder.people.models import MovementRun, Person
from tovholder.people.queries.packs import pack_for


@dataclass(frozen=True)
class MovementProgress:
    """How many persons wait to be evaluated again; the two ways of waiting do not overlap.

    Attributes:
        waiting_for_day: A day has come on which something may change by itself.
        waiting_for_rules: Evaluated under other rules than those in force.
        total: All persons of the municipality.
    """

    waiting_for_day: int
    waiting_for_rules: int
    total: int

    @property
    def waiting(self) -> int:
        """Return how many wait in all."""
        return self.waiting_for_day + self.waiting_for_rules

    @property
    def done(self) -> int:
        """Return how many are as the day and the rules say."""
        return self.total - self.waiting


@dataclass(frozen=True)
class ListedRun:
    """One run, newest first on the page of whoever looks after the set-up."""

    kind: str
    outcome: str
    label: str
    day: date
    started_at: datetime
    advanced_at: datetime
    ended_at: datetime | None
    persons: int
    persons_done: int
    rows_changed: int
    failure: str


MINUTE = 7
"""Of every hour, at which a worker asks for the movement of every municipality."""


def next_movement(at: datetime) -> datetime:
    """Return the next moment, after this one, at which a worker moves standings by itself.

    >>> from datetime import UTC
    >>> next_movement(datetime(2026, 11, 2, 23, 30, tzinfo=UTC)).isoformat()
    '2026-11-03T00:07:00+00:00'
    """
    this_hour = at.replace(minute=MINUTE, second=0, microsecond=0)
    return this_hour if this_hour > at else this_hour + timedelta(hours=1)


def waiting(*, on: date, pack_hash: str) -> Q:
    """Return which persons a movement to a day evaluates."""
    return Q(next_change_on__lte=on) | ~Q(pack_hash=pack_hash)


def movement_progress(scope: Scope, *, pack: RulePack | None = None) -> MovementProgress:
    """Return how many wait on the scope's day: one query beside that of the rules.

    It counts persons and names none, so it does not ask whom the reader may see.

    Args:
        scope: Whose municipality, and the day.
        pack: The rules in force there, where the caller has them.
    """
    rules = Q(pack_hash=(pack or pack_for(scope.municipality)).hash)
    rows = Person.objects.filter(municipality_id=scope.municipality)
    return MovementProgress(
        **rows.aggregate(
            waiting_for_day=Count("pk", filter=rules & Q(next_change_on__lte=scope.on)),
            waiting_for_rules=Count("pk", filter=~rules),
            total=Count("pk"),
        )
    )


def newest_runs(scope: Scope, *, most: int) -> tuple[ListedRun, ...]:
    """Return the newest runs of the scope's municipality, the newest first; one query."""
    rows = MovementRun.objects.filter(municipality_id=scope.municipality)
    return tuple(
        ListedRun(
            kind=row.get_kind_display(),
            outcome=row.outcome,
            label=row.get_outcome_display(),
            day=row.day,
            started_at=row.started_at,
            advanced_at=row.advanced_at,
            ended_at=row.ended_at,
            persons=row.persons,
            persons_done=row.persons_done,
            rows_changed=row.rows_changed,
            failure=row.failure,
        )
        for row in rows.order_by("-started_at", "-pk")[:most]
    )
