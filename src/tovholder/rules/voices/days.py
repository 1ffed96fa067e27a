"""Days written out in the language of a text."""

from datetime import date

from babel.core import UnknownLocaleError
from babel.dates import format_date

_PATTERNS = {"da": "d. MMMM y", "en": "d MMMM y"}


def day_words(day: date, language: str) -> str:
    """Return a day in words, in English where the language has no known way to write it.

    >>> day_words(date(2026, 3, 1), "da"), day_words(date(2026, 3, 1), "xx")
    ('1. marts 2026', '1 March 2026')
    """
    code = language.split("-", maxsplit=1)[0]
    try:
        return format_date(day, _PATTERNS.get(code, "long"), locale=code)
    except (UnknownLocaleError, ValueError):
        return format_date(day, _PATTERNS["en"], locale="en")
