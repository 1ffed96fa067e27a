"""Lengths of time as the law writes them, and how they are counted on the calendar."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from tovholder.engine.words import Label, joined, number_of

_ISO = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_YEAR = Label("år", "year"), Label("år", "years")
_MONTH = Label("måned", "month"), Label("måneder", "months")
_WEEK = Label("uge", "week"), Label("uger", "weeks")
_IN_EVERY_MONTH = 28
_DAY = Label("dag", "day"), Label("dage", "days")


@dataclass(frozen=True, slots=True)
class Duration:
    """Years, months and days, counted in that order from an anchor."""

    years: int = 0
    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read an ISO 8601 duration of years, months, weeks and days.

        Raises:
            ValueError: The text is not such a duration.

        >>> Duration.parse("P2W") == Duration(days=14)
        True
        """
        found = _ISO.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text}” is not a duration such as P1M, P14D or P5Y.")
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        return cls(years, months, weeks * 7 + days)

    def after(self, day: date) -> date:
        """Return the day this long after a day; day 0 is the day itself.

        A day that does not exist becomes the last of the month (kernel, pinned 5).

        >>> Duration(months=1).after(date(2026, 1, 31))
        datetime.date(2026, 2, 28)
        >>> Duration(months=2).after(date(2026, 1, 31))
        datetime.date(2026, 3, 31)
        """
        return _moved(day, self.years * 12 + self.months) + timedelta(days=self.days)

    def before(self, day: date) -> date:
        """Return the day this long before a day.

        >>> Duration(months=1).before(date(2026, 3, 31))
        datetime.date(2026, 2, 28)
        """
        return _moved(day, -(self.years * 12 + self.months)) - timedelta(days=self.days)

    def describe(self, language: str) -> str:
        """Return the length in words.

        Many whole weeks are said in weeks.

        >>> Duration(years=1, days=14).describe("da"), Duration(days=182).describe("en")
        ('1 år og 14 dage', '26 weeks')
        """
        days, weeks = self.days, 0
        if days > _IN_EVERY_MONTH and days % 7 == 0:
            days, weeks = 0, days // 7
        counts = (self.years, _YEAR), (self.months, _MONTH), (weeks, _WEEK), (days, _DAY)
        parts = [number_of(count, *unit, language) for count, unit in counts if count]
        return joined(parts, language) or number_of(0, *_DAY, language)

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{count}{unit}" for count, unit in parts if count) or "0D")


def _moved(day: date, months: int) -> date:
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _IN_EVERY_MONTH:
        return date(year, month + 1, day.day)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
