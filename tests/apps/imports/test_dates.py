from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tovholder.people.imports.cells.dates import DateReader
from tovholder.people.imports.cells.formats import FormatError, compile_format
from tovholder.people.imports.problems import CellError


@pytest.mark.parametrize(
    ("written", "text", "first", "unit"),
    [
        ("dd-mm-yyyy", "29-02-2016", date(2016, 2, 29), "day"),
        ("d.m.yyyy", "3.4.2017", date(2017, 4, 3), "day"),
        ("d. month yyyy", "12. maj 2016", date(2016, 5, 12), "day"),
        ("d. month yyyy", "1. OKT. 2016", date(2016, 10, 1), "day"),
        ("yyyymmdd", "20160501", date(2016, 5, 1), "day"),
        ("dd-mm-yyyy HH:MM", "01-05-2016 23:59", date(2016, 5, 1), "day"),
        ("mm-yyyy", "05-2016", date(2016, 5, 1), "month"),
        ("month yyyy", "december 2016", date(2016, 12, 1), "month"),
        ("yyyy", "2016", date(2016, 1, 1), "year"),
        ("yyyy'W'ww", "2020W53", date(2020, 12, 28), "week"),
        ("yyyy'K'q", "2016K4", date(2016, 10, 1), "quarter"),
        ("iso", "2016-05-01", date(2016, 5, 1), "day"),
        ("excel", "43193", date(2018, 4, 3), "day"),
        ("excel", "43193.75", date(2018, 4, 3), "day"),
        ("excel1904", "41731", date(2018, 4, 3), "day"),
    ],
)
def test_a_format_reads_what_people_write(written: str, text: str, first: date, unit: str) -> None:
    span = DateReader([written]).read(text)
    assert (span.first, span.unit) == (first, unit)


def test_several_formats_in_one_column_are_tried_in_order() -> None:
    reader = DateReader(["dd-mm-yyyy", "mm-yyyy", "yyyy"])
    units = [reader.read(text).unit for text in ("01-02-2016", "02-2016", "2016")]
    assert units == ["day", "month", "year"]


def test_a_span_ends_where_the_next_begins() -> None:
    assert DateReader(["mm-yyyy"]).read("12-2016").after == date(2017, 1, 1)
    assert DateReader(["yyyy'W'ww"]).read("2020W53").after == date(2021, 1, 4)


@pytest.mark.parametrize("text", ["31-02-2016", "29-02-2015", "00-05-2016", "01-13-2016"])
def test_a_day_that_does_not_exist_is_said_to_be_impossible(text: str) -> None:
    with pytest.raises(CellError) as refused:
        DateReader(["dd-mm-yyyy"]).read(text)
    assert refused.value.code == "date_impossible"


@pytest.mark.parametrize("text", ["2016/05/01", "1-5-2016", "soon", "01-05-16"])
def test_a_text_in_no_declared_format_is_refused(text: str) -> None:
    with pytest.raises(CellError) as refused:
        DateReader(["dd-mm-yyyy"]).read(text)
    assert refused.value.code == "date_unreadable"


def test_zeros_stand_for_the_unknown_only_where_the_mapping_says_so() -> None:
    reader = DateReader(["dd-mm-yyyy"], zero_is_unknown=True)
    assert reader.read("00-05-1990").unit == "month"
    assert reader.read("00-00-1990").unit == "year"
    with pytest.raises(CellError):
        reader.read("12-00-1990")


def test_a_year_of_two_digits_lies_in_the_hundred_years_declared() -> None:
    reader = DateReader(["dd.mm.yy"], short_years_from=1940)
    years = [reader.read(f"01.01.{year}").first.year for year in ("40", "99", "00", "39")]
    assert years == [1940, 1999, 2000, 2039]


def test_a_year_of_two_digits_is_not_guessed() -> None:
    with pytest.raises(FormatError, match="short_years_from"):
        DateReader(["dd.mm.yy"])


@pytest.mark.parametrize(
    ("zone", "text", "day"),
    [
        ("Europe/Copenhagen", "2017-07-01T22:30:00Z", date(2017, 7, 2)),
        ("UTC", "2017-07-01T22:30:00Z", date(2017, 7, 1)),
        ("Europe/Copenhagen", "2005-03-23 00:00:00+01:00", date(2005, 3, 23)),
        ("Europe/Copenhagen", "2005-07-22 00:00:00+02:00", date(2005, 7, 22)),
        ("Europe/Copenhagen", "2005-07-22T23:59:59", date(2005, 7, 22)),
    ],
)
def test_a_moment_belongs_to_the_local_day(zone: str, text: str, day: date) -> None:
    assert DateReader(["iso"], zone=ZoneInfo(zone)).read(text).first == day


def test_an_offset_in_a_written_format_counts_too() -> None:
    reader = DateReader(["dd-mm-yyyy HH:MM z"])
    assert reader.read("01-07-2017 23:30 +00:00").first == date(2017, 7, 2)


def test_cells_that_excel_knows_as_dates_need_no_format() -> None:
    reader = DateReader(["dd-mm-yyyy"])
    assert reader.read(datetime(2016, 5, 1, 13, 0)).first == date(2016, 5, 1)  # noqa: DTZ001
    assert reader.read(datetime(2016, 5, 1, 23, 0, tzinfo=UTC)).first == date(2016, 5, 2)
    assert reader.read(date(2016, 5, 1)).first == date(2016, 5, 1)


@pytest.mark.parametrize("number", ["60", "0", "999999"])
def test_numbers_that_excel_uses_for_no_date_are_refused(number: str) -> None:
    with pytest.raises(CellError) as refused:
        DateReader(["excel"]).read(number)
    assert refused.value.code == "excel_serial_out_of_range"


@pytest.mark.parametrize("pair", [("dd-mm-yyyy", "mm-dd-yyyy"), ("mmyyyy", "yyyymm")])
def test_two_formats_that_read_one_text_differently_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(FormatError, match="two different days"):
        DateReader(pair)


@pytest.mark.parametrize(
    "written", ["dd-mm", "dd-yyyy", "ww-mm-yyyy", "yyyy-yy", "den dd-mm-yyyy", "hello", ""]
)
def test_a_format_that_is_not_enough_for_a_date_says_what_is_accepted(written: str) -> None:
    with pytest.raises(FormatError):
        compile_format(written)
