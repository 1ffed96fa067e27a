"""Days and lengths of time."""

import calendar
import re
from datetime import date, timedelta

FAR = date.max
"""A day that never comes."""

ONE_DAY = timedelta(days=1)
Length = tuple[int, int, int]
"""Years, months and days."""


def length(text: str) -> Length:
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?", text)
    assert found, text
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    return years, months, 7 * weeks + days


def times(count: int, step: Length) -> Length:
    """Rule 4: n times the years, months and days."""
    return count * step[0], count * step[1], count * step[2]


def later(day: date, step: Length) -> date:
    """Rule 4: years and months first; a day that does not exist becomes the last of the month."""
    if day == FAR:
        return FAR
    years, months, days = step
    month_number = day.year * 12 + (day.month - 1) + years * 12 + months
    year, month = month_number // 12, month_number % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) + timedelta(days=days)


def earlier(day: date, step: Length) -> date:
    """Rule 4, the other way."""
    return later(day, times(-1, step))


def every_day(first: date, last: date) -> list[date]:
    """All days from the first through the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
