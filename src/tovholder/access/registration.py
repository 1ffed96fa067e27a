"""This room's own tables about persons."""

from tovholder.access.models import Assignment, Category, LogEntry
from tovholder.access.registry import TECHNICAL, register


def register_models() -> None:
    """Register assignments and the log."""
    register(
        Assignment,
        person="person_id",
        fields={
            "id": TECHNICAL,
            "municipality": TECHNICAL,
            "person_id": TECHNICAL,
            "organisation": Category.CASE,
            "user": Category.CASE,
            "start_date": Category.CASE,
            "end_date": Category.CASE,
        },
    )
    register(  # about what colleagues did; only whoever reaches the whole municipality lists it
        LogEntry,
        person=None,
        fields=dict.fromkeys((each.name for each in LogEntry._meta.concrete_fields), TECHNICAL),
    )
