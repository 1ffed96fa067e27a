"""What is decided about an invented person before the details: how the case begins and ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tovholder.demo.families import Family, Member

Fate = Literal["open", "finished", "moved", "departed", "died"]


@dataclass(frozen=True, slots=True)
class Spell:
    """A job or an education on `[start, end)`."""

    start: date
    end: date | None

    def covers(self, day: date) -> bool:
        """Return whether it goes on that day."""
        return self.start <= day and (self.end is None or day < self.end)


def first_day(spells: Iterable[Spell], *, since: date | None) -> date | None:
    """Return the first day from a day on that lies in one of the spells, None where none does.

    >>> job = Spell(date(2024, 3, 1), date(2024, 9, 1))
    >>> first_day([job], since=date(2024, 1, 1)), first_day([job], since=date(2024, 9, 1))
    (datetime.date(2024, 3, 1), None)
    """
    if since is None:
        return None
    days = (max(each.start, since) for each in spells if each.end is None or since < each.end)
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Stay:
    """One person's case in one municipality.

    Attributes:
        told_from: The day the municipality first heard of the person.
        start: Day of take-over.
        end: First day without responsibility; None while the case is open.
        fate: Why it ended.
        is_prompt: The municipality does what it should in time, as it mostly does.
        works_after_days: Days until the first ordinary job; None: none comes.
        gives_birth_after_days: Days until a parental leave; None: none comes.
    """

    member: Member
    family: Family
    basis: str
    told_from: date
    start: date
    end: date | None
    fate: Fate
    is_prompt: bool
    works_after_days: int | None
    gives_birth_after_days: int | None

    @property
    def is_adult(self) -> bool:
        """Return whether the person was eighteen at take-over."""
        return not self.member.is_child

    @property
    def is_announced(self) -> bool:
        """Return whether the municipality heard of the person before the take-over."""
        return self.told_from < self.start

    def age_on(self, day: date) -> int:
        """Return the age in whole years."""
        born = self.member.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
