"""The calendar of a rule pack: on which days nobody works."""

from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of the week (Monday is 0) and single days on which nobody works."""

    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    closed_days: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        """Say whether a day is a working day."""
        return day.weekday() not in self.weekend and day not in self.closed_days

    def working_day_from(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next one that is.

        >>> Calendar().working_day_from(date(2026, 11, 21))
        datetime.date(2026, 11, 23)
        """
        while not self.works_on(day):
            day += _ONE_DAY
        return day
