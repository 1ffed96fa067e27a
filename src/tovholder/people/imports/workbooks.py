"""Reads one sheet of an Excel workbook, row by row; openpyxl is loaded when first needed."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import IO, TYPE_CHECKING
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from tovholder.people.imports.cells.dates import Cell
from tovholder.people.imports.files import ImportFileError, SourceFile

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

ERRORS = frozenset(
    ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
)


class SheetError(str):
    """The value of a cell whose formula failed."""

    __slots__ = ()


def rows_of(file: SourceFile, stream: IO[bytes]) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the sheet that the table names; cells keep the type Excel gave them.

    Raises:
        ImportFileError: no workbook, protected by a password, or no such sheet.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells about styles that it leaves out
        workbook = _opened(file, stream)
        try:
            sheet = workbook[_sheet_name(file, workbook.sheetnames)]
            sheet.reset_dimensions()  # some programs write a wrong size
            for cells in sheet.iter_rows(values_only=True):
                yield [_plain(cell) for cell in cells]
        finally:
            workbook.close()


def _opened(file: SourceFile, stream: IO[bytes]) -> "Workbook":
    from openpyxl import load_workbook

    try:
        return load_workbook(stream, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise ImportFileError(
            _("%(file)s is no Excel workbook, or is protected by a password. Save it again as "
              ".xlsx without a password.")
            % {"file": file.name}
        ) from error  # fmt: skip


def _sheet_name(file: SourceFile, names: Sequence[str]) -> str:
    wanted = file.table.options.sheet
    if isinstance(wanted, int) and wanted <= len(names):
        return names[wanted - 1]
    if wanted in names:
        return str(wanted)
    raise ImportFileError(
        _("%(file)s has no sheet “%(sheet)s”. Its sheets are: %(names)s.")
        % {"file": file.name, "sheet": wanted, "names": ", ".join(names)}
    )


def _plain(cell: object) -> Cell:
    if isinstance(cell, str) and cell in ERRORS:
        return SheetError(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if cell is None or isinstance(cell, str | int | float | date | datetime):
        return cell
    return str(cell)
