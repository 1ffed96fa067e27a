"""What has happened to a person: attributes and dated episodes, with their trace."""

import calendar
import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Precision(enum.StrEnum):
    """How much of a date is known. The stored day is the first possible one."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Episode:
    """A dated fact: the person was in `state` from `start` until the day before `end`.

    Half-open `[start, end)`; no `end` means that it is still going on. An event occupies one
    day, `[d, d + 1)`. A date known only to the month or the year is stored as its first
    possible day together with the precision, and is never read as that day.
    """

    lineage: str
    kind: str
    state: str
    start: date
    end: date | None
    municipality: str
    detail: Mapping[str, object]
    source: str
    recorded_at: datetime
    superseded_at: datetime | None = None
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact about a person that has no period, such as the day of birth.

    A date that is only partly known is the text `1990-05` or `1990`; None is unknown.
    """

    name: str
    value: object
    recorded_at: datetime
    superseded_at: datetime | None


class Recorded(Protocol):
    """Anything with the two stamps of the trace."""

    @property
    def recorded_at(self) -> datetime:
        """Return when the fact became known."""

    @property
    def superseded_at(self) -> datetime | None:
        """Return when the fact was corrected or retracted."""


RecordedT = TypeVar("RecordedT", Episode, Attribute)


@dataclass(frozen=True, slots=True)
class History:
    """All that is recorded about one person, corrected facts included."""

    attributes: tuple[Attribute, ...]
    episodes: tuple[Episode, ...]

    def current(self) -> "History":
        """Return the history without what has been corrected or retracted."""
        return History(
            tuple(fact for fact in self.attributes if fact.superseded_at is None),
            tuple(fact for fact in self.episodes if fact.superseded_at is None),
        )

    def as_known_on(self, day: date) -> "History":
        """Return the history as it was known at the end of a day.

        Args:
            day: Counts as known what was recorded on or before it and superseded after it;
                days are those of Europe/Copenhagen.

        Returns:
            A history in which nothing is superseded: on that day nobody knew of the
            corrections that came later.

        >>> from datetime import UTC
        >>> late_evening = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # 00:30 on the 2nd at home
        >>> born = Attribute("birth_date", date(1990, 1, 1), late_evening, None)
        >>> len(History((born,), ()).as_known_on(date(2026, 3, 1)).attributes)
        0
        >>> len(History((born,), ()).as_known_on(date(2026, 3, 2)).attributes)
        1
        """
        return History(_known(self.attributes, day), _known(self.episodes, day))


def local_day(moment: datetime) -> date:
    """Return the calendar day of an aware moment in Europe/Copenhagen."""
    return moment.astimezone(COPENHAGEN).date()


def _known(facts: tuple[RecordedT, ...], day: date) -> tuple[RecordedT, ...]:
    return tuple(_as_then(fact) for fact in facts if _is_known(fact, day))


def _is_known(fact: Recorded, day: date) -> bool:
    if local_day(fact.recorded_at) > day:
        return False
    return fact.superseded_at is None or local_day(fact.superseded_at) > day


def _as_then(fact: RecordedT) -> RecordedT:
    return fact if fact.superseded_at is None else dataclasses.replace(fact, superseded_at=None)


def last_possible_day(day: date, precision: Precision) -> date:
    """Return the last day that a date stored with a precision can mean.

    >>> last_possible_day(date(2024, 2, 1), Precision.MONTH)
    datetime.date(2024, 2, 29)
    >>> last_possible_day(date(2024, 1, 1), Precision.YEAR)
    datetime.date(2024, 12, 31)
    """
    if precision is Precision.DAY:
        return day
    if precision is Precision.YEAR:
        return date(day.year, 12, 31)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
