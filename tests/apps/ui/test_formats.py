from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from tovholder.ui import formats

DAY = date(2024, 3, 3)


@pytest.mark.parametrize(
    ("language", "long", "short", "month"),
    [
        ("da", "3. marts 2024", "03.03.2024", "marts 2024"),
        ("en", "3 March 2024", "3 Mar 2024", "March 2024"),
    ],
)
def test_dates_are_written_in_the_readers_language(language, long, short, month):
    with translation.override(language):
        assert formats.date_long(DAY) == long
        assert formats.date_short(DAY) == short
        assert formats.precise_date(DAY, "month") == month
        assert formats.precise_date(DAY, "year") == "2024"


def test_a_precision_nobody_knows_is_refused_with_the_ones_that_are():
    with pytest.raises(ValueError, match="'week'; write one of day, month, year"):
        formats.precise_date(DAY, "week")


def test_a_moment_is_written_in_local_time():
    assert formats.time_short(datetime(2024, 7, 1, 22, 30, tzinfo=UTC)) == "02.07.2024 kl. 00.30"


@pytest.mark.parametrize(
    "written",
    [
        formats.date_long(None),
        formats.time_short(None),
        formats.number(None),
        formats.share(None),
        formats.dkk(None),
        formats.duration(None),
        formats.days_from(None, DAY),
        formats.age(None, DAY),
        formats.number(""),
    ],
)
def test_missing_is_a_dash_and_never_zero(written):
    assert written == "–"


@pytest.mark.parametrize(
    ("quantity", "decimals", "danish", "english"),
    [
        (0, 0, "0", "0"),
        (12345.64, 1, "12.345,6", "12,345.6"),
        (0.5, 0, "1", "1"),
        (2.5, 0, "3", "3"),
        (-2.5, 0, "-3", "-3"),
        (1.005, 2, "1,01", "1.01"),
    ],
)
def test_numbers_are_rounded_half_away_from_zero(quantity, decimals, danish, english):
    assert formats.number(quantity, decimals) == danish
    with translation.override("en"):
        assert formats.number(quantity, decimals) == english


def test_a_share_is_written_in_per_cent():
    assert formats.share(0.125, 1) == "12,5 %"
    with translation.override("en"):
        assert formats.share(0.125, 1) == "12.5%"


def test_an_amount_in_oere_is_written_in_kroner():
    assert formats.dkk(123456) == "1.234,56 kr."
    assert formats.dkk(123400) == "1.234 kr."
    with translation.override("en"):
        assert formats.dkk(-50) == "DKK -0.50"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (0, "0 dage"),
        (1, "1 dag"),
        (13, "13 dage"),
        (14, "2 uger"),
        (16, "2 uger og 2 dage"),
        (183, "cirka 6 måneder"),
        (1830, "cirka 5 år"),
        ("P1M", "1 måned"),
        ("P14D", "14 dage"),
        ("P5Y", "5 år"),
        ("P1Y6M2W", "1 år, 6 måneder og 2 uger"),
    ],
)
def test_a_duration_is_written_in_words(length, words):
    assert formats.duration(length) == words


@pytest.mark.parametrize("length", [-1, "P", "1M", "P1H"])
def test_what_is_no_duration_is_refused(length):
    with pytest.raises(ValueError, match="duration"):
        formats.duration(length)


@pytest.mark.parametrize(
    ("days", "words"), [(0, "i dag"), (5, "om 5 dage"), (-14, "for 2 uger siden")]
)
def test_a_day_is_told_from_today(days, words):
    assert formats.days_from(DAY + timedelta(days=days), DAY) == words


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2000, 3, 4), DAY, 23),
        (date(2000, 3, 3), DAY, 24),
        (date(2004, 2, 29), date(2023, 2, 27), 18),
        (date(2004, 2, 29), date(2023, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 28), 20),
    ],
)
def test_age_is_in_whole_years_and_leap_day_children_turn_older_on_the_28th(born, today, years):
    assert formats.age(born, today) == f"{years} år"
