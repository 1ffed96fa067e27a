from datetime import date

import pytest

from tovholder.engine.history import Precision
from tovholder.people.imports.cells.dates import DateReader, Span
from tovholder.people.imports.cells.periods import is_only_uncertain, one_day, period_of, whole
from tovholder.people.imports.problems import CellError


def span(text: str) -> Span:
    return DateReader(["yyyy-mm-dd", "yyyy-mm", "yyyy", "yyyy'W'ww"]).read(text)


def test_the_last_day_written_is_a_day_of_the_period() -> None:
    period = period_of(span("2016-05-01"), span("2016-05-31"), end_is_inclusive=True)
    assert period.end == date(2016, 6, 1)


def test_the_first_day_after_is_none() -> None:
    period = period_of(span("2016-05-01"), span("2016-05-31"), end_is_inclusive=False)
    assert period.end == date(2016, 5, 31)


def test_one_day_is_the_shortest_period() -> None:
    same = span("2016-05-01")
    assert period_of(same, same, end_is_inclusive=True).end == date(2016, 5, 2)
    with pytest.raises(CellError):
        period_of(same, same, end_is_inclusive=False)


def test_an_end_before_the_start_is_refused_with_both_days() -> None:
    with pytest.raises(CellError) as refused:
        period_of(span("2018-06-01"), span("2018-03-01"), end_is_inclusive=True)
    assert refused.value.code == "end_before_start"
    assert refused.value.words == {"start": "2018-06-01", "end": "2018-03-01"}


def test_an_end_known_to_the_month_is_its_first_possible_day() -> None:
    period = period_of(span("2016-02-10"), span("2016-05"), end_is_inclusive=True)
    assert (period.end, period.end_precision) == (date(2016, 5, 2), Precision.MONTH)


def test_an_end_in_the_month_of_the_start_comes_after_it() -> None:
    period = period_of(span("2016-05-20"), span("2016-05"), end_is_inclusive=True)
    assert (period.end, period.end_precision) == (date(2016, 5, 21), Precision.MONTH)


def test_an_end_with_one_possible_day_is_exactly_known() -> None:
    period = period_of(span("2016-05-31"), span("2016-05"), end_is_inclusive=True)
    assert (period.end, period.end_precision) == (date(2016, 6, 1), Precision.DAY)


def test_a_start_and_an_end_in_the_same_year_leave_a_period() -> None:
    period = period_of(span("2016"), span("2016"), end_is_inclusive=True)
    assert (period.start, period.end) == (date(2016, 1, 1), date(2016, 1, 2))
    assert (period.start_precision, period.end_precision) == (Precision.YEAR, Precision.YEAR)


def test_an_event_known_to_the_month_keeps_that_on_both_days() -> None:
    event = one_day(span("2016-05"))
    assert (event.start, event.end) == (date(2016, 5, 1), date(2016, 5, 2))
    assert event.end_precision is Precision.MONTH


def test_a_week_is_covered_whole_and_exactly_known() -> None:
    week = whole(span("2020W53"))
    assert (week.start, week.end) == (date(2020, 12, 28), date(2021, 1, 4))
    assert week.start_precision is Precision.DAY


@pytest.mark.parametrize(
    ("end", "precision", "start", "expected"),
    [
        (date(2016, 5, 2), Precision.MONTH, date(2016, 5, 1), True),
        (date(2016, 5, 2), Precision.MONTH, date(2016, 4, 30), False),
        (date(2016, 5, 2), Precision.YEAR, date(2016, 1, 1), True),
        (date(2016, 5, 2), Precision.DAY, date(2016, 5, 1), False),
    ],
)
def test_only_what_is_uncertain_gives_way(
    end: date, precision: Precision, start: date, expected: bool
) -> None:
    assert is_only_uncertain(end, precision, start) is expected
