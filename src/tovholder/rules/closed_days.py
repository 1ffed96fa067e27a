"""The public holidays of a country, for the calendar of a rule pack."""

import functools
import re
from datetime import date

import holidays

_COUNTRY = re.compile("[A-Z]{2}")
YEARS = range(1990, 2061)


@functools.cache
def holidays_of(code: str) -> frozenset[date] | None:
    """Return the holidays of a country in 1990–2060, None when the country is not known.

    Args:
        code: A country such as `DK`, or a part of one such as `DE-BY`.

    >>> date(2023, 5, 5) in holidays_of("DK"), date(2024, 4, 26) in holidays_of("DK")
    (True, False)
    >>> holidays_of("Denmark"), holidays_of("XX")
    (None, None)
    """
    country, _, part = code.partition("-")
    if not _COUNTRY.fullmatch(country):
        return None
    try:
        return frozenset(holidays.country_holidays(country, subdiv=part or None, years=YEARS))
    except NotImplementedError:
        return None
