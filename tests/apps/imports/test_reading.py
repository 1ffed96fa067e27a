"""Rows as they stand in files: real lines, declared encodings, headers of all sorts."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.apps.imports.support import a_mapping

from tovholder.people.imports.files import ImportFileError, SourceFile, assign_files, locate
from tovholder.people.imports.reading import opened
from tovholder.people.imports.workbooks import SheetError


def a_file(path: Path, options: str = "", *, columns: str = "Sag") -> SourceFile:
    text = f"""tovholder_mapping: 1
source: other-system
options: {{delimiter: ";", {options}}}
tables:
  rows:
    files: ["*"]
    person: {{key: {columns}}}
    attributes: {{given_name: Navn}}
"""
    (file,) = assign_files(a_mapping(text), [path])
    return file


def rows_of(file: SourceFile) -> tuple[list[str], list[tuple[int, list[object]]]]:
    with opened(file, advance=lambda _amount: None) as content:
        return list(content.header), [(row.line, list(row.cells)) for row in content.rows]


def written(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "rows.csv"
    path.write_bytes(content.encode(encoding))
    return path


def test_a_row_is_known_by_the_line_on_which_it_begins(scratch: Path) -> None:
    path = written(scratch, 'Sag;Navn\r\n1;"A\r\nB\r\nC"\r\n2;D\r\n\r\n;;\r\n3;E\r\n')
    _header, rows = rows_of(a_file(path))
    assert rows == [(2, ["1", "A\r\nB\r\nC"]), (5, ["2", "D"]), (8, ["3", "E"])]


def test_lines_before_the_header_are_counted_too(scratch: Path) -> None:
    path = written(scratch, "Udtræk\n\nSag;Navn\n1;A\n")
    assert rows_of(a_file(path, "skip: 2")) == (["Sag", "Navn"], [(4, ["1", "A"])])


def test_rows_of_totals_at_the_end_are_no_rows(scratch: Path) -> None:
    path = written(scratch, "Sag;Navn\n1;A\n2;B\n\nI alt;2\nUdtrukket 1. maj\n")
    assert [line for line, _cells in rows_of(a_file(path, "footer: 2"))[1]] == [2, 3]


def test_columns_of_a_file_without_a_header_are_numbers(scratch: Path) -> None:
    file = a_file(written(scratch, "1;A\n2;B\n"), "header: none", columns="1")
    header, rows = rows_of(file)
    assert header == ["", ""]
    assert [line for line, _cells in rows] == [1, 2]
    assert locate(a_file(file.path, columns="2"), ["Sag", "Navn"])[2] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_among_those_declared(scratch: Path, encoding: str) -> None:
    path = written(scratch, "Sag;Navn\n1;Åse Æbelø\n", encoding)
    assert rows_of(a_file(path))[1] == [(2, ["1", "Åse Æbelø"])]


def test_no_letter_is_ever_replaced(scratch: Path) -> None:
    path = written(scratch, "Sag;Navn\n1;Åse\n", "cp1252")
    with pytest.raises(ImportFileError, match=r"rows\.csv is not written in utf-8"):
        a_file(path, "encoding: utf-8")


def test_a_quotation_mark_that_is_never_closed_is_found_where_it_begins(scratch: Path) -> None:
    path = written(scratch, 'Sag;Navn\n1;A\n2;"B\n3;C\n')
    with pytest.raises(ImportFileError, match=r"rows\.csv, line 3: .* never closed"):
        rows_of(a_file(path))


def test_quotation_marks_can_be_plain_letters(scratch: Path) -> None:
    path = written(scratch, 'Sag;Navn\n1;"A\n')
    assert rows_of(a_file(path, "quote: none"))[1] == [(2, ["1", '"A'])]


def test_a_missing_column_is_named_with_the_nearest_header(scratch: Path) -> None:
    file = a_file(written(scratch, "Sagsnr;Navn\n1;A\n"))
    with pytest.raises(ImportFileError, match=r"no column “Sag”\. Did you mean “Sagsnr”"):
        locate(file, ["Sagsnr", "Navn"])


def test_a_column_that_stands_twice_is_named_by_number(scratch: Path) -> None:
    file = a_file(written(scratch, "Sag;Navn\n"))
    with pytest.raises(ImportFileError, match=r"2 times\. Name it by number in the mapping: 2, 3"):
        locate(file, ["Sag", "Navn", "Navn"])


def test_an_empty_file_has_no_header(scratch: Path) -> None:
    with pytest.raises(ImportFileError, match="ends before its header"):
        rows_of(a_file(written(scratch, "")))


def a_workbook(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ophold"
    for row in (["Udtræk"], ["Person", None, "Ophold"], ["Sag", "Navn", "Fra"], [1, "Åse", 43193]):
        sheet.append(row)
    sheet.merge_cells("A2:B2")
    sheet.append([None, None, None])
    sheet.append([2, True, "#N/A"])
    path = folder / "rows.xlsx"
    book.save(path)
    return path


def test_merged_headers_stand_over_their_columns(scratch: Path) -> None:
    header, rows = rows_of(a_file(a_workbook(scratch), "header: 2, skip: 1"))
    assert header == ["Person / Sag", "Person / Navn", "Ophold / Fra"]
    assert rows == [(4, [1, "Åse", 43193]), (6, [2, "TRUE", "#N/A"])]
    assert isinstance(rows[1][1][2], SheetError)


def test_a_sheet_is_found_by_name_or_the_others_are_named(scratch: Path) -> None:
    path = a_workbook(scratch)
    assert rows_of(a_file(path, "sheet: Ophold"))[0] == ["Udtræk"]
    with pytest.raises(ImportFileError, match=r"no sheet “Ark2”\. Its sheets are: Ophold"):
        rows_of(a_file(path, "sheet: Ark2"))


def test_a_file_that_only_calls_itself_a_workbook_is_refused(scratch: Path) -> None:
    path = scratch / "rows.xlsx"
    path.write_text("Sag;Navn", encoding="utf-8")
    with pytest.raises(ImportFileError, match="no Excel workbook, or is protected"):
        rows_of(a_file(path))


def test_files_find_their_table_by_name(scratch: Path) -> None:
    mapping = a_mapping("""tovholder_mapping: 1
source: other-system
tables:
  persons: {files: ["pers*.csv"], person: {key: Sag}, attributes: {given_name: Navn}}
""")
    missing = scratch / "persons.csv"
    with pytest.raises(ImportFileError, match="There is no file"):
        assign_files(mapping, [missing])
    with pytest.raises(ImportFileError, match=r"rows\.csv fits no table .* pers\*\.csv"):
        assign_files(mapping, [written(scratch, "Sag\n")])
    with pytest.raises(ImportFileError, match="Table “persons” has no file"):
        assign_files(mapping, [])
