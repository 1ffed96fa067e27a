"""Values of attributes: from what was given to the text that is kept, and back."""

import re
from dataclasses import dataclass
from datetime import date

from babel import Locale
from django.utils.translation import gettext as _

from tovholder.engine.history import Precision, last_possible_day
from tovholder.engine.language.attributes import AttributeDefinition, AttributeType
from tovholder.people import cpr, problems

LONGEST = 100
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class AttributeValueError(ValueError):
    """A value that an attribute cannot have; `met` is empty where it must not be repeated."""

    def __init__(self, met: str, accepted: str) -> None:
        self.met, self.accepted = met, accepted
        super().__init__(accepted)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month or the year; `first` is the first possible day."""

    first: date
    precision: Precision

    @property
    def last(self) -> date:
        """Return the last possible day."""
        return last_possible_day(self.first, self.precision)


def partial_date(text: str) -> PartialDate:
    """Read `1990-05-17`, `1990-05` or `1990`.

    Raises:
        ValueError: it is none of them, or no such day exists.

    >>> partial_date("1990-05").last
    datetime.date(1990, 5, 31)
    """
    found = _PARTIAL.fullmatch(text)
    if found is None:
        raise ValueError(text)
    year, month, day = found.groups()
    first = date(int(year), int(month or 1), int(day or 1))
    if day:
        return PartialDate(first, Precision.DAY)
    return PartialDate(first, Precision.MONTH if month else Precision.YEAR)


def as_text(definition: AttributeDefinition, content: object) -> str:
    """Return the text that is kept for a value; an empty one for None and blanks.

    Raises:
        AttributeValueError: the attribute cannot have the value.
    """
    if content is None or (isinstance(content, str) and not content.strip()):
        return ""
    given = content.isoformat() if isinstance(content, date) else str(content).strip()
    return _READERS[definition.type](definition, given)


def as_fact(definition: AttributeDefinition | None, text: str) -> object:
    """Return what the engine reads: a date where it is known to the day, else the text."""
    if definition is None or definition.type is not AttributeType.DATE:
        return text
    known = partial_date(text)
    return known.first if known.precision is Precision.DAY else text


def _read_text(definition: AttributeDefinition, given: str) -> str:
    if len(given) > LONGEST:
        raise AttributeValueError(given[:30] + "…", _("at most %d characters") % LONGEST)
    return " ".join(given.split())


def _read_date(definition: AttributeDefinition, given: str) -> str:
    try:
        partial_date(given)
    except ValueError as error:
        raise AttributeValueError(
            given, _("a day that exists as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY")
        ) from error
    return given


def _read_choice(definition: AttributeDefinition, given: str) -> str:
    if given not in definition.choices:
        accepted = (f"{key} ({problems.said(it)})" for key, it in definition.choices.items())
        raise AttributeValueError(given, ", ".join(accepted))
    return given


def _read_country(definition: AttributeDefinition, given: str) -> str:
    code = given.upper()
    if len(code) != 2 or code not in Locale("en").territories:
        raise AttributeValueError(given, _("a country by its two letters (ISO 3166), as SY"))
    return code


def _read_language(definition: AttributeDefinition, given: str) -> str:
    code = given.lower()
    if len(code) > 8 or code not in Locale("en").languages:
        raise AttributeValueError(given, _("a language by its letters (ISO 639), as ar"))
    return code


def _read_cpr(definition: AttributeDefinition, given: str) -> str:
    try:
        return cpr.normalise(given)
    except cpr.CprFormatError as error:
        raise AttributeValueError(
            "", _("ten digits that begin with a date, DDMMYY-SSSS")
        ) from error


_READERS = {
    AttributeType.TEXT: _read_text,
    AttributeType.DATE: _read_date,
    AttributeType.CHOICE: _read_choice,
    AttributeType.COUNTRY: _read_country,
    AttributeType.LANGUAGE: _read_language,
    AttributeType.CPR: _read_cpr,
}
