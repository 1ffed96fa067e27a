"""How dates, numbers, shares, money and durations are written, in Danish and English.

Missing is written as a dash, never as zero. Rounding is half away from zero, and only here.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

MISSING = "–"
PATTERNS = {
    "da": {"long": "j. F Y", "short": "d.m.Y", "month": "F Y", "year": "Y", "time": r"\k\l. H.i"},
    "en": {"long": "j F Y", "short": "j M Y", "month": "F Y", "year": "Y", "time": "H:i"},
}
PRECISIONS = {"day": "long", "month": "month", "year": "year"}
DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def _written(day: date | None, pattern: str) -> str:
    """Return the day by one of the patterns of the active language."""
    if not day:
        return MISSING
    if isinstance(day, datetime) and timezone.is_aware(day):
        day = timezone.localtime(day)
    return _in_language(day, pattern, (get_language() or "da").split("-")[0])


@lru_cache(maxsize=8192)
def _in_language(day: date, pattern: str, language: str) -> str:
    """Return a day written out; lists write the same days again and again."""
    return formats.date_format(day, PATTERNS.get(language, PATTERNS["en"])[pattern])


def date_long(day: date | None) -> str:
    """Return a day in words: "3. marts 2024"."""
    return _written(day, "long")


def date_short(day: date | None) -> str:
    """Return a day for tables: "03.03.2024" in Danish, "3 Mar 2024" in English."""
    return _written(day, "short")


def time_short(at: datetime | None) -> str:
    """Return a moment for tables, local time: "03.03.2024 kl. 14.05"."""
    return MISSING if not at else f"{_written(at, 'short')} {_written(at, 'time')}"


def precise_date(day: date | None, precision: str = "day") -> str:
    """Return a date as exactly as it is known: "3. marts 2024", "marts 2024" or "2024".

    Raises:
        ValueError: the precision is neither day, month nor year.
    """
    if precision not in PRECISIONS:
        raise ValueError(f"The precision is {precision!r}; write one of {', '.join(PRECISIONS)}.")
    return _written(day, PRECISIONS[precision])


def number(quantity: Decimal | float | str | None, decimals: int = 0) -> str:
    """Return a number with the language's separators: "12.345,6" in Danish."""
    if quantity is None or quantity == "":
        return MISSING
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(quantity)).quantize(step, rounding=ROUND_HALF_UP)
    return formats.number_format(rounded, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def share(part: Decimal | float | str | None, decimals: int = 0) -> str:
    """Return a share, 0 to 1, in per cent: "12 %" in Danish, "12%" in English."""
    if part is None or part == "":
        return MISSING
    percent = number(Decimal(str(part)) * 100, decimals)
    return _("%(number)s%%") % {"number": percent}


def dkk(oere: int | str | None) -> str:
    """Return an amount given in øre, in kroner; øre are written only when there are any."""
    if oere is None or oere == "":
        return MISSING
    kroner = number(Decimal(oere) / 100, 2 if int(oere) % 100 else 0)
    return _("DKK %(amount)s") % {"amount": kroner}


def duration(length: int | str | None) -> str:
    """Return a duration in words.

    Args:
        length: Days, >= 0 (from 12 weeks on written as about so many months or years), or an
            ISO 8601 duration such as "P1M", which is written exactly.

    Raises:
        ValueError: negative days, or a text that is no ISO 8601 duration.
    """
    if length is None or length == "":
        return MISSING
    if isinstance(length, str):
        return _iso_duration(length)
    if length < 0:
        raise ValueError(f"The duration is {length} days; a duration is zero or more.")
    if length < 14:
        return _days(length)
    if length < 84:
        weeks, days = divmod(length, 7)
        return joined([_weeks(weeks)] + ([_days(days)] if days else []))
    if length < 730:
        return _("about %(duration)s") % {"duration": _months(round(length / 30.44))}
    return _("about %(duration)s") % {"duration": _years(round(length / 365.25))}


def _iso_duration(text: str) -> str:
    """Return an ISO 8601 duration of years, months, weeks and days in words."""
    match = DURATION.fullmatch(text)
    if not match or not any(match.groups()):
        raise ValueError(f"The duration is {text!r}; write days or ISO 8601, such as P1M or P14D.")
    words = (_years, _months, _weeks, _days)
    return joined(
        [word(int(count)) for word, count in zip(words, match.groups(), strict=True) if count]
    )


def _years(count: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", count) % {"count": count}


def _months(count: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


def _weeks(count: int) -> str:
    return ngettext("%(count)s week", "%(count)s weeks", count) % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def joined(parts: Sequence[str]) -> str:
    """Return the parts as a list in words: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def days_from(day: date | None, today: date) -> str:
    """Return how far a day lies from today: "today", "in 5 days", "2 weeks ago"."""
    if not day:
        return MISSING
    distance = (day - today).days
    if distance == 0:
        return _("today")
    words = {"duration": duration(abs(distance))}
    return _("in %(duration)s") % words if distance > 0 else _("%(duration)s ago") % words


def age(birth_date: date | None, today: date) -> str:
    """Return the age in whole years on a day; someone born 29 February turns older on the 28th."""
    if not birth_date:
        return MISSING
    born = (birth_date.month, birth_date.day)
    if born == (2, 29) and today.month == 2 and today.day == 28:
        born = (2, 28)
    years = today.year - birth_date.year - ((today.month, today.day) < born)
    return ngettext("%(count)s year old", "%(count)s years old", years) % {"count": years}
