"""Reads files row by row: real line numbers, nothing replaced, flat memory."""

import csv
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import chain
from typing import IO

from django.utils.translation import gettext as _

from tovholder.people.imports import workbooks
from tovholder.people.imports.cells.dates import Cell
from tovholder.people.imports.files import ImportFileError, SourceFile

LONGEST_FIELD = 1 << 20
TOLD_EVERY = 1000
Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as it stands: `line` is the physical line (or sheet row) on which it begins."""

    line: int
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Content:
    """An opened file: its header (empty texts where it has none) and its rows.

    A row whose every cell is empty is no row.
    """

    header: Sequence[str]
    rows: Iterator[SourceRow]


@contextmanager
def opened(file: SourceFile, *, advance: Advance) -> Iterator[Content]:
    """Open a file.

    Args:
        file: The file with the options of its table.
        advance: Told now and then how many more bytes have been read.

    Raises:
        ImportFileError: now or while rows are read: the file ends inside a quoted text, is no
            workbook, has no such sheet, or has no header.
    """
    with ExitStack() as held:
        stream = held.enter_context(file.path.open("rb"))
        if file.is_excel:
            found = _sheet_rows(file, stream)
        else:
            text = TextIOWrapper(stream, encoding=file.encoding, errors="strict", newline="")
            found = _csv_rows(file, held.enter_context(text))
        rows = _advancing(found, stream, advance)
        header, rows = _header(file, rows)
        counted = (row for row in rows if not _is_blank(row))
        yield Content(header, _without_last(counted, file.table.options.footer))


def _advancing(
    rows: Iterator[SourceRow], stream: IO[bytes], advance: Advance
) -> Iterator[SourceRow]:
    told, size = 0, os.fstat(stream.fileno()).st_size
    for number, row in enumerate(rows):
        if number % TOLD_EVERY == 0:
            position = max(stream.tell(), told)  # a workbook is not read from front to back
            advance(position - told)
            told = position
        yield row
    advance(size - told)


def _without_last(rows: Iterator[SourceRow], count: int) -> Iterator[SourceRow]:
    held: deque[SourceRow] = deque()
    for row in rows:
        held.append(row)
        if len(held) > count:
            yield held.popleft()


def _is_blank(row: SourceRow) -> bool:
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row.cells)


def _sheet_rows(file: SourceFile, stream: IO[bytes]) -> Iterator[SourceRow]:
    options = file.table.options
    rows = enumerate(workbooks.rows_of(file, stream), start=1)
    return (SourceRow(line, cells) for line, cells in rows if line > options.skip)


def _csv_rows(file: SourceFile, text: TextIOWrapper) -> Iterator[SourceRow]:
    options = file.table.options
    csv.field_size_limit(LONGEST_FIELD)
    for _line in range(options.skip):
        text.readline()
    reader = csv.reader(
        text,
        delimiter=options.delimiter,
        quotechar=options.quote or None,
        quoting=csv.QUOTE_MINIMAL if options.quote else csv.QUOTE_NONE,
        strict=True,
    )
    line = options.skip + 1
    try:
        for cells in reader:
            yield SourceRow(line, cells)
            line = options.skip + reader.line_num + 1
    except csv.Error as error:
        raise ImportFileError(
            _("%(file)s, line %(line)s: the row that begins here cannot be read (%(reason)s). "
              "Usually a quotation mark that is never closed: correct the row, or check `quote` "
              "in the mapping.")
            % {"file": file.name, "line": line, "reason": error}
        ) from error  # fmt: skip


def _header(
    file: SourceFile, rows: Iterator[SourceRow]
) -> tuple[Sequence[str], Iterator[SourceRow]]:
    count = file.table.options.header
    first = next(rows, None)
    if first is None:
        raise _no_header(file)
    if count == 0:
        return [""] * len(first.cells), chain([first], rows)
    names = _names(first)
    for _number in range(count - 1):
        row = next(rows, None)
        if row is None:
            raise _no_header(file)
        names = _under(names, _names(row))
    return names, rows


def _no_header(file: SourceFile) -> ImportFileError:
    return ImportFileError(
        _("%(file)s ends before its header. Check that the file is not empty, and `header` and "
          "`skip` in the mapping.")
        % {"file": file.name}
    )  # fmt: skip


def _names(row: SourceRow) -> list[str]:
    return [" ".join(str(cell).split()) if cell is not None else "" for cell in row.cells]


def _under(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Join two header rows; a merged cell above stands over all columns until the next one."""
    names, above = [], ""
    for place, name in enumerate(lower):
        above = (upper[place] if place < len(upper) else "") or above
        names.append(f"{above} / {name}" if above and name else name or above)
    return names
