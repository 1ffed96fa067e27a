"""What a timeline shows: rows of bars (days `[start, end)`), marks (single days) and pauses."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tovholder.ui.parts import Tone


class Shape(StrEnum):
    """What a mark says about its day."""

    EVENT = "event"
    DUE = "due"
    SOON = "soon"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
    MISSED = "missed"
    WAIVED = "waived"


@dataclass(frozen=True)
class Bar:
    """Something that lasted the days `[start, end)`; without an end it is still going on.

    `precision` and `end_precision` are day, month or year: a date known only so exactly is the
    first day possible, and the days that are possible too are drawn hatched.
    """

    start: date
    end: date | None
    label: str
    tone: str = Tone.NEUTRAL
    precision: str = "day"
    end_precision: str = "day"
    is_planned: bool = False


@dataclass(frozen=True)
class Mark:
    """A single day."""

    on: date
    label: str
    shape: str = Shape.EVENT
    precision: str = "day"


@dataclass(frozen=True)
class TimelineRow:
    """A line of the picture; what overlaps is drawn below each other."""

    label: str
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    pauses: tuple[Bar, ...] = ()
