"""Dates of other systems, read with the precision they have and no more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from tovholder.engine.history import COPENHAGEN
from tovholder.people.imports.cells.formats import (
    NAMED,
    FormatError,
    Unit,
    compile_format,
    refuse_ambiguous,
)
from tovholder.people.imports.problems import CellError

Cell = str | int | float | bool | date | datetime | None

ONE_DAY = timedelta(days=1)
EXCEL_DAY_0 = {"excel": date(1899, 12, 30), "excel1904": date(1904, 1, 1)}
EXCEL_FIRST = {"excel": 61, "excel1904": 0}  # before 1 March 1900 Excel counts a day too many
EXCEL_LAST = 110_000  # in the year 2201; a larger number is no date
SERIAL = re.compile(r"(\d{1,6})(\.\d+)?")
MONTH_NAMES = {
    name: number
    for names in (
        "januar februar marts april maj juni juli august september oktober november december",
        "january february march april may june july august september october november december",
        "jan feb mar apr maj jun jul aug sep okt nov dec",
        "jan feb mrt apr may jun jul aug sept oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}


@dataclass(frozen=True, slots=True)
class Span:
    """What a written date covers: the days `[first, after)`, and the unit it was written in."""

    first: date
    after: date
    unit: Unit


def day_span(day: date) -> Span:
    """Return the span of one day.

    >>> day_span(date(2016, 2, 28)).after
    datetime.date(2016, 2, 29)
    """
    return Span(day, day + ONE_DAY, "day")


class DateReader:
    """Reads one column's dates: several formats in the order tried, days counted in one zone."""

    def __init__(
        self,
        formats: Sequence[str],
        *,
        zone: ZoneInfo = COPENHAGEN,
        short_years_from: int | None = None,
        zero_is_unknown: bool = False,
    ) -> None:
        """Compile the formats.

        Args:
            formats: Written formats or the names `iso`, `excel`, `excel1904`.
            zone: Where a day is a day, for values that carry an offset.
            short_years_from: First year of the hundred that `yy` means; needed with `yy`.
            zero_is_unknown: Whether a day or month written 00 means "not known".

        Raises:
            FormatError: a format cannot be used, or two of them contradict each other.
        """
        self.formats = tuple(formats)
        self._compiled = [compile_format(text) for text in formats if text not in NAMED]
        if short_years_from is None and any(each.has_short_year for each in self._compiled):
            raise FormatError(
                "a year of two digits needs `short_years_from`, e.g. 1940: then 40 is 1940 and "
                "39 is 2039"
            )
        refuse_ambiguous(self._compiled)
        self._zone = zone
        self._short_years_from = short_years_from or 0
        self._zero_is_unknown = zero_is_unknown
        self._read_text = lru_cache(maxsize=20_000)(self._parse_text)

    @property
    def units(self) -> frozenset[Unit]:
        """Return the units that values of this column may come in."""
        named: set[Unit] = {"day"} if set(self.formats) & set(NAMED) else set()
        return frozenset({each.unit for each in self._compiled} | named)

    def read(self, cell: Cell) -> Span:
        """Return the days that a cell names.

        Raises:
            CellError: `date_unreadable`, `date_impossible` or `excel_serial_out_of_range`.

        >>> DateReader(["dd-mm-yyyy", "mm-yyyy"]).read("05-2016").unit
        'month'
        """
        if isinstance(cell, datetime):
            return day_span(self._local_day(cell))
        if isinstance(cell, date):
            return day_span(cell)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return self._read_text(str(cell).strip())

    def _parse_text(self, text: str) -> Span:
        is_impossible = False
        for compiled in self._compiled:
            if found := compiled.pattern.fullmatch(text):
                try:
                    return self._span(compiled.unit, found.groupdict())
                except ValueError:
                    is_impossible = True
        span = self._named_span(text)
        if span is not None:
            return span
        code = "date_impossible" if is_impossible else "date_unreadable"
        raise CellError(code, formats=", ".join(self.formats))

    def _named_span(self, text: str) -> Span | None:
        for name in self.formats:
            if name == "iso" and (moment := _iso(text)) is not None:
                return day_span(self._local_day(moment))
            if name in EXCEL_DAY_0 and (found := SERIAL.fullmatch(text)):
                serial = int(found[1])
                if not EXCEL_FIRST[name] <= serial <= EXCEL_LAST:
                    raise CellError("excel_serial_out_of_range", first=str(EXCEL_FIRST[name]))
                return day_span(EXCEL_DAY_0[name] + timedelta(days=serial))
        return None

    def _local_day(self, moment: datetime) -> date:
        return moment.date() if moment.tzinfo is None else moment.astimezone(self._zone).date()

    def _span(self, unit: Unit, parts: dict[str, str | None]) -> Span:
        year = int(parts.get("year") or 0) or self._long_year(parts)
        if unit == "week":
            monday = date.fromisocalendar(year, int(parts["week"] or 0), 1)
            return Span(monday, monday + 7 * ONE_DAY, "week")
        if unit == "quarter":
            first = date(year, 3 * int(parts["quarter"] or 0) - 2, 1)
            return Span(first, _months_after(first, 3), "quarter")
        month = 1 if unit == "year" else _month(parts)
        if unit == "year" or (self._zero_is_unknown and month == 0 and not _number(parts, "day")):
            return Span(date(year, 1, 1), date(year + 1, 1, 1), "year")
        day = _number(parts, "day")
        if unit == "month" or (self._zero_is_unknown and day == 0):
            first = date(year, month, 1)
            return Span(first, _months_after(first, 1), "month")
        return day_span(self._moment_day(date(year, month, day), parts))

    def _moment_day(self, day: date, parts: dict[str, str | None]) -> date:
        if not parts.get("offset"):
            return day
        hour, minute, second = (_number(parts, name) for name in ("hour", "minute", "second"))
        offset = (parts["offset"] or "").replace("Z", "+0000").replace(":", "")
        zone = datetime.strptime(offset, "%z").tzinfo
        return self._local_day(datetime.combine(day, time(hour, minute, second), tzinfo=zone))

    def _long_year(self, parts: dict[str, str | None]) -> int:
        first = self._short_years_from
        return first + (_number(parts, "short_year") - first) % 100


def _number(parts: dict[str, str | None], name: str) -> int:
    return int(parts.get(name) or 0)


def _month(parts: dict[str, str | None]) -> int:
    name = parts.get("name")
    if name is None:
        return _number(parts, "month")
    if name.casefold() not in MONTH_NAMES:
        raise ValueError(name)
    return MONTH_NAMES[name.casefold()]


def _months_after(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
