"""Files that leave the program: what a Danish Excel needs, and no formula smuggled in."""

import io
from datetime import date

import openpyxl

from tovholder.home.exports import as_csv, as_xlsx

HEADINGS = ("Navn", "Født", "Antal")
ROWS = [("Åse; Ærø", date(1990, 5, 17), 3), ('=HYPERLINK("x")', None, 0)]


def test_csv_has_a_byte_order_mark_semicolons_and_danish_dates():
    content = as_csv(HEADINGS, ROWS)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == '"Åse; Ærø";17-05-1990;3'


def test_csv_keeps_a_formula_as_text_and_missing_empty():
    line = as_csv(HEADINGS, ROWS).decode("utf-8-sig").splitlines()[2]
    assert line == '"\'=HYPERLINK(""x"")";;0'


def test_xlsx_has_dates_as_dates_and_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(HEADINGS, ROWS, sheet="Borgere")))
    page = book["Borgere"]
    assert [cell.value for cell in page[1]] == list(HEADINGS)
    assert page["B2"].value.date() == date(1990, 5, 17)
    assert page["A3"].data_type == "s"
    assert page["B3"].value is None
