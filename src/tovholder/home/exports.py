"""The list of people as a file that a Danish Excel opens as it should."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

Cell = str | int | date | None
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def headings() -> tuple[str, ...]:
    """Return the heading of each column, in the language of the reader."""
    return (
        _("Name"),
        _("Date of birth"),
        _("Residence basis"),
        _("Taken over"),
        _("Next expectation"),
        _("Next due date"),
        _("Overdue"),
        _("Due soon"),
        _("Open"),
        _("Coordinator"),
    )


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return UTF-8 with a byte order mark, semicolons and Danish dates, as Excel expects."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_csv_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str) -> bytes:
    """Return a workbook with one sheet; dates are dates and numbers numbers."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(sheet)
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        page.write_row(0, 0, headings, bold)
        count = 0
        for count, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    page.write_datetime(count, column, cell, day)
                elif cell is not None:
                    page.write(count, column, cell)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, count, len(headings) - 1)
        page.autofit()
    return out.getvalue()


def _csv_text(cell: Cell) -> str:
    """Return a cell as text; one that Excel would read as a formula gets an apostrophe first."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA_SIGNS) else text
