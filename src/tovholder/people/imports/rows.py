"""One row while it is converted: its cells by column, and what is found wrong with them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import floor

from tovholder.engine.durations import Duration
from tovholder.people.imports.cells.dates import Cell, Span, day_span
from tovholder.people.imports.cells.values import text_of
from tovholder.people.imports.files import SourceFile
from tovholder.people.imports.mapping.definition import Column, Condition, DaySource, Source
from tovholder.people.imports.problems import CellError, Problem
from tovholder.people.imports.reading import SourceRow
from tovholder.people.imports.reasons import KINDS
from tovholder.people.imports.workbooks import SheetError

BROKEN_LETTERS = re.compile("Ã[\u00a0-\u00bf\u02dc†…]|\ufffd")
ALLOWED_CONTROLS = "\t\n\r\u00a0\u202f\u200b\ufeff\u00ad"
LONGEST_DISTANCE = 60_000  # days; more is no date of a person


@dataclass(slots=True)
class Row:
    """A row and its findings.

    Attributes:
        positions: Column of the mapping → place in `source.cells`.
        identity: Columns whose values may not be shown on a screen.
    """

    file: SourceFile
    source: SourceRow
    positions: Mapping[Column, int]
    identity: frozenset[Column]
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_error(self) -> bool:
        """Return whether a finding keeps the row out."""
        return any(KINDS[problem.code].is_error for problem in self.problems)

    def note(self, code: str, column: Column | None = None, **words: str) -> None:
        """Note a finding, at a column or about the whole row."""
        met, shown = "", ""
        if column is not None:
            raw = self.source.cells[self.positions[column]]
            met, shown = "" if raw is None else str(raw), str(column)
        is_identity = column is None or column in self.identity
        problem = Problem(code, self.file.name, self.source.line, shown, met, is_identity, words)
        if problem not in self.problems:  # two facts may read one column
            self.problems.append(problem)

    def cell(self, column: Column) -> Cell:
        """Return what stands in a column; None when that means "no value"."""
        cell = self.source.cells[self.positions[column]]
        if cell is None:
            return None
        empty = self.file.table.options.empty
        if isinstance(cell, str):
            text = cell.strip()
            return None if not text or text in empty else cell
        return None if empty and text_of(cell) in empty else cell

    def text(self, column: Column) -> str:
        """Return a cell as text, "" when it is empty."""
        cell = self.cell(column)
        return "" if cell is None else text_of(cell)

    def texts(self, columns: Iterable[Column]) -> list[str]:
        """Return several cells as text."""
        return [self.text(column) for column in columns]

    def is_empty(self, columns: Iterable[Column]) -> bool:
        """Return whether none of the columns says anything."""
        return all(self.cell(column) is None for column in columns)

    def fulfils(self, conditions: Sequence[Condition]) -> bool:
        """Return whether every condition holds."""
        return all((self.text(c.column) in c.texts) != c.is_not for c in conditions)

    def value(self, source: Source) -> tuple[object, str]:
        """Return the value of a source and a text to keep beside it; notes what is wrong.

        None is "no value": the cell is empty, or could not be read and was noted.
        """
        if source.column is None or source.reader is None:
            return source.constant, ""
        cell = self.cell(source.column)
        if cell is None:
            return source.if_empty, ""
        try:
            reading = source.reader.read(self._checked(cell, source.column))
        except CellError as error:
            self.note(error.code, source.column, **error.words)
            return None, ""
        if reading.warning:
            self.note(reading.warning, source.column, **reading.words)
        return reading.value, reading.kept

    def _checked(self, cell: Cell, column: Column) -> Cell:
        if type(cell) is SheetError:
            raise CellError("excel_error")
        if not isinstance(cell, str) or (cell.isascii() and cell.isprintable()):
            return cell
        for sign in cell:
            if not sign.isprintable() and sign not in ALLOWED_CONTROLS:
                raise CellError("row_unreadable", sign=f"U+{ord(sign):04X}")
        if BROKEN_LETTERS.search(cell):
            self.note("letters_broken", column)
        return cell

    def days(self, source: DaySource, *, start: Span | None = None) -> Span | None:
        """Return the days that a source names; None when its cell is empty or was refused.

        Args:
            source: Where the day comes from.
            start: What `origin: start` means.
        """
        try:
            return self._days(source, start)
        except CellError as error:
            column = source.plus if source.plus is not None else source.column
            self.note(error.code, column, **error.words)
            return None

    def _days(self, source: DaySource, start: Span | None) -> Span | None:
        if source.constant is not None:
            return source.constant
        if source.plus is not None:
            return self._distance(source, start)
        if source.column is None or source.days is None:
            return None
        cell = self.cell(source.column)
        if cell is None:
            return None
        span = source.days.read(self._checked(cell, source.column))
        if span.unit in ("month", "year"):
            self.note("date_is_partial", source.column, unit=span.unit)
        return span

    def _distance(self, source: DaySource, start: Span | None) -> Span | None:
        if source.plus is None or source.numbers is None:
            return None
        origin = start if source.origin == "start" else source.origin
        if isinstance(origin, DaySource):
            origin = self._days(origin, None)
        cell = self.cell(source.plus)
        if not isinstance(origin, Span) or cell is None:
            return None
        if origin.unit != "day":
            raise CellError("date_needs_day", unit=origin.unit)
        number = source.numbers.read(self._checked(cell, source.plus))
        return self._moved(origin.first, number, source)

    def _moved(self, origin: date, number: Decimal, source: DaySource) -> Span:
        steps = floor(number)
        if steps != number:
            if not source.may_floor:
                raise CellError("day_is_fraction")
            self.note("day_floored", source.plus)
        if abs(steps) > LONGEST_DISTANCE:
            raise CellError("date_impossible", formats=source.unit)
        match source.unit:
            case "months":
                return day_span(Duration(months=steps).after(origin))
            case "years":
                return day_span(Duration(years=steps).after(origin))
        return day_span(origin + timedelta(days=steps * (7 if source.unit == "weeks" else 1)))
