import itertools
from datetime import date, timedelta

import pytest
from django.utils import translation

from tovholder.ui.charts.scales import TimeScale, precision_end, text_width


def scale(start: date, end: date) -> TimeScale:
    return TimeScale(start, end, 100, 900)


def test_days_are_spread_evenly_and_kept_on_the_scale():
    year = scale(date(2023, 1, 1), date(2024, 1, 1))

    assert year.x(date(2023, 1, 1)) == 100
    assert year.x(date(2024, 1, 1)) == 900
    assert year.x(date(1990, 1, 1)) == 100
    assert year.x(date(2090, 1, 1)) == 900


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (300, ["2023", "feb", "mar", "apr"]),
        (800, ["2023", "apr", "jul", "okt"]),
        (4000, ["2023", "2024", "2025", "2026"]),
        (9000, ["2024", "2026", "2028", "2030"]),
    ],
)
def test_the_grid_is_as_fine_as_its_labels_allow(days, labels):
    start = date(2023, 1, 1)
    with translation.override("da"):
        ticks = scale(start, start + timedelta(days=days)).ticks()

    assert [tick.label.removesuffix("ts") for tick in ticks][:4] == labels


@pytest.mark.parametrize("days", range(20, 40_000, 613))
def test_labels_of_the_grid_never_touch(days):
    long = scale(date(2001, 5, 17), date(2001, 5, 17) + timedelta(days=days))
    ticks = long.ticks()

    for tick, following in itertools.pairwise(ticks):
        assert long.x(tick.day) + text_width(tick.label, 13) < long.x(following.day)


@pytest.mark.parametrize(
    ("day", "precision", "end"),
    [
        (date(2024, 2, 29), "day", date(2024, 3, 1)),
        (date(2023, 12, 1), "month", date(2024, 1, 1)),
        (date(2023, 1, 1), "year", date(2024, 1, 1)),
    ],
)
def test_a_date_can_be_any_day_of_its_precision(day, precision, end):
    assert precision_end(day, precision) == end
