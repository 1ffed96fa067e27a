"""The state of one expectation for one person on a day."""

import enum
from dataclasses import dataclass
from datetime import date

from tovholder.engine.words import Label


class State(enum.StrEnum):
    """The fourteen states that an expectation can have."""

    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"
    WAITING = "waiting"
    OPEN = "open"
    UNDER_WAY = "under_way"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    WAIVED = "waived"
    PAUSED = "paused"
    SUSPENDED = "suspended"
    MISSED = "missed"
    ENDED = "ended"

    @property
    def label(self) -> Label:
        """Return the state in words."""
        return _LABELS[self]

    @property
    def is_closed(self) -> bool:
        """Say whether nothing more is awaited."""
        return self in _CLOSED


_CLOSED = {
    State.NOT_APPLICABLE,
    State.MET,
    State.MET_LATE,
    State.WAIVED,
    State.MISSED,
    State.ENDED,
}
_LABELS = {
    State.NOT_APPLICABLE: Label("Gælder ikke", "Does not apply"),
    State.UNDETERMINED: Label("Kan ikke afgøres", "Cannot be decided"),
    State.WAITING: Label("Venter", "Waiting"),
    State.OPEN: Label("Åben", "Open"),
    State.UNDER_WAY: Label("I gang", "Under way"),
    State.DUE_SOON: Label("Frist nærmer sig", "Due soon"),
    State.OVERDUE: Label("Frist overskredet", "Overdue"),
    State.MET: Label("Opfyldt", "Met"),
    State.MET_LATE: Label("Opfyldt for sent", "Met late"),
    State.WAIVED: Label("Fraveget", "Waived"),
    State.PAUSED: Label("På pause", "Paused"),
    State.SUSPENDED: Label("Suspenderet", "Suspended"),
    State.MISSED: Label("Ikke nået", "Missed"),
    State.ENDED: Label("Ophørt", "Ended"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one occurrence of an expectation stands on a day.

    An occurrence is (`expectation`, `lineage` of its start episode, `ordinal`), so a corrected
    start keeps its waiver. `version` is the first day of the version that applies. `due_date`
    is the last day in time; None when there is no number, while paused, and while undetermined.
    `next_change_on` is the first day after the asked one on which the standing may differ
    although nothing new is recorded; None when no known fact will change it. `missing` names
    facts: `kind:health_need`, `attribute:birth_date`, `detail:labour.minutes_per_week`,
    `parameter:…`, `start of responsibility`. `worth` is in øre, None where nothing is known.
    """

    expectation: str
    version: date
    lineage: str
    ordinal: int
    state: State
    start_date: date | None
    aim_date: date | None
    due_date: date | None
    met_date: date | None
    next_change_on: date | None
    categories: frozenset[str]
    missing: tuple[str, ...]
    worth: int | None = None
