"""The small things that pages hand to the components: links, facts, steps, events."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Tone(StrEnum):
    """What a colour says; it is never said by colour alone."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"
    MUTED = "muted"


TONE_ICONS = {
    Tone.NEUTRAL: "",
    Tone.INFO: "info",
    Tone.SUCCESS: "success",
    Tone.WARNING: "warning",
    Tone.ERROR: "error",
    Tone.MUTED: "minus",
}


@dataclass(frozen=True)
class Link:
    """An address with its text; `count` is written behind it."""

    text: str
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Frame:
    """What the frame of a page shows about the site and its reader.

    The room that knows the reader puts one into the context of every page, as `frame`.
    """

    navigation: tuple[Link, ...] = ()
    municipality: str = ""
    organisation: str = ""
    purpose: str = ""
    purpose_url: str = ""


@dataclass(frozen=True)
class Fact:
    """A line of a definition list. An empty `text` is written as "not known", never left out."""

    label: str
    text: str = ""
    note: str = ""
    url: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class Step:
    """A step of a longer task."""

    text: str
    state: str = "todo"  # done, current, todo, error
    url: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Event:
    """Something that happened, for a list of events, newest or oldest first."""

    on: date | datetime
    title: str
    text: str = ""
    by: str = ""
    tone: str = Tone.NEUTRAL
    precision: str = "day"
    url: str = ""
