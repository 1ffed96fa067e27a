"""Lengths of time: reading, counting, saying."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tovholder.engine.durations import Duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("P1M", Duration(months=1)),
        ("P2W", Duration(days=14)),
        ("P1Y6M", Duration(years=1, months=6)),
        ("P1M2W3D", Duration(months=1, days=17)),
        ("P0D", Duration()),
    ],
)
def test_reads_what_the_standard_writes(text, duration):
    assert Duration.parse(text) == duration


@pytest.mark.parametrize("text", ["", "P", "1M", "P1H", "PT5M", "P-1M", "P1M1Y", "p1m", "P1.5M"])
def test_refuses_what_is_no_duration_and_names_it(text):
    with pytest.raises(ValueError, match="is not a duration such as P1M"):
        Duration.parse(text)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(0, 120), st.integers(0, 400))
def test_what_is_written_back_reads_the_same_and_never_goes_backwards(day, months, days):
    duration = Duration(months=months, days=days)
    assert Duration.parse(str(duration)) == duration
    assert duration.before(day) <= day <= duration.after(day)


@pytest.mark.parametrize(
    ("duration", "da", "en"),
    [
        (Duration(months=1), "1 måned", "1 month"),
        (Duration(years=5), "5 år", "5 years"),
        (Duration(months=6, days=1), "6 måneder og 1 dag", "6 months and 1 day"),
        (Duration(), "0 dage", "0 days"),
    ],
)
def test_is_said_in_both_languages(duration, da, en):
    assert (duration.describe("da"), duration.describe("en")) == (da, en)
