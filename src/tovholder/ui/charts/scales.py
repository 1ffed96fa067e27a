"""Where a day lies on a picture, and which days get a line and a label."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats

CHARACTER_WIDTH = 0.56  # of the font size, a cautious mean for the fonts in use


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is, in the unit of `size`; wider rather than narrower."""
    return len(text) * size * CHARACTER_WIDTH


def precision_end(day: date, precision: str) -> date:
    """Return the first day that a date of this precision cannot be.

    >>> precision_end(date(2024, 2, 1), "month")
    datetime.date(2024, 3, 1)
    """
    if precision == "year":
        return date(day.year + 1, 1, 1)
    if precision == "month":
        return _month_after(day.replace(day=1), 1)
    return day + timedelta(days=1)


@dataclass(frozen=True)
class Tick:
    """A line of the grid; one without a label is a minor one."""

    day: date
    label: str
    is_year: bool


@dataclass(frozen=True)
class TimeScale:
    """Days `[start, end)` spread evenly over `[left, right]`."""

    start: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Return where a day begins; days outside the scale lie on its edge."""
        inside = min(max(day, self.start), self.end)
        days = (self.end - self.start).days
        return self.left + (self.right - self.left) * (inside - self.start).days / days

    def ticks(self) -> tuple[Tick, ...]:
        """Return grid lines as far apart as their labels need: months, quarters or years."""
        step = self._months_between()
        return tuple(
            Tick(day, self._label(day, step), day.month == 1) for day in self._firsts(step)
        )

    def _months_between(self) -> int:
        """Return the smallest sensible number of months for which labels do not touch."""
        month = (self.right - self.left) / ((self.end - self.start).days / 30.44)
        return next((step for step in (1, 3, 6, 12, 24, 60) if month * step >= 46), 120)

    def _firsts(self, step: int) -> Iterator[date]:
        """Yield the first days of every `step` months within the scale."""
        first = self.start.replace(day=1)
        if step < 12:
            first = first.replace(month=(first.month - 1) // step * step + 1)
        else:
            first = date(first.year // (step // 12) * (step // 12), 1, 1)
        while first < self.end:
            if first >= self.start:
                yield first
            first = _month_after(first, step)

    def _label(self, day: date, step: int) -> str:
        if day.month == 1 or step >= 12:
            return str(day.year)
        return formats.date_format(day, "b").rstrip(".")


def _month_after(first: date, months: int) -> date:
    """Return the first day of the month that comes `months` later."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
