"""The numbers that a municipality has set itself, with what they were before."""

from dataclasses import dataclass
from datetime import date, datetime

from tovholder.access.scopes import Scope
from tovholder.people.models import LocalValue


@dataclass(frozen=True)
class NumberLine:
    """One number as it was set, and how it ended where it did."""

    id: int
    parameter: str
    valid_from: date
    value: str
    source: str
    set_at: datetime
    set_by: str
    superseded_at: datetime | None
    superseded_by: str
    superseded_reason: str

    @property
    def is_in_force(self) -> bool:
        """Return whether nothing has taken its place."""
        return self.superseded_at is None


def number_lines(scope: Scope, parameter: str) -> tuple[NumberLine, ...]:
    """Return everything the municipality ever set for a number, the newest first; one query."""
    rows = LocalValue.objects.filter(municipality_id=scope.municipality, parameter=parameter)
    names = tuple(NumberLine.__dataclass_fields__)
    return tuple(NumberLine(*row) for row in rows.order_by("-id").values_list(*names))
