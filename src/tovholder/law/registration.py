"""What this room's table about persons is about: `access` refuses to start without it."""

from tovholder.access.registry import TECHNICAL, by_row_set, register
from tovholder.law.models import TouchedStanding

TOLD = (
    "expectation", "lineage", "ordinal", "state_before", "state_after", "due_before", "due_after",
)  # fmt: skip


def register_models() -> None:
    """Register whom a change of the rules touches: seen as the standings themselves."""
    by_set = by_row_set("categories")
    technical = ("id", "municipality", "run", "person", "categories")
    register(
        TouchedStanding,
        person="person_id",
        fields={**dict.fromkeys(technical, TECHNICAL), **dict.fromkeys(TOLD, by_set)},
    )
