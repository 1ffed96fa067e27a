"""A date as three fields: leave out the day, or the day and the month, when they are not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.engine.history import Precision

OLDEST_YEAR = 1900
NEWEST_YEAR = 2100
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class KnownDate:
    """A date as exactly as it is known; `day` is the first possible one."""

    day: date
    precision: Precision = Precision.DAY

    def as_text(self) -> str:
        """Return the ISO date, or the part of it that is known: `2024-03`, `2024`."""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]


def known_date(text: str) -> KnownDate | None:
    """Return the date that `KnownDate.as_text` wrote, None for an empty text.

    >>> known_date("1990-05")
    KnownDate(day=datetime.date(1990, 5, 1), precision=<Precision.MONTH: 'month'>)
    """
    if not text:
        return None
    precision = {4: Precision.YEAR, 7: Precision.MONTH}.get(len(text), Precision.DAY)
    return KnownDate(date.fromisoformat(f"{text}-01-01"[:10]), precision)


class PartsInput(forms.MultiWidget):
    """Day, month and year, each with a label of its own; drawn by `home/_date_parts.html`."""

    is_parts = True

    def __init__(self) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off", "class": "form-input"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs=digits | {"maxlength": longest})
            for name, longest in (("day", 2), ("month", 2), ("year", 4))
        }
        super().__init__(parts)

    def decompress(self, value: KnownDate | date | None) -> list[str]:
        """Return the texts of the three fields."""
        if value is None:
            return ["", "", ""]
        known = value if isinstance(value, KnownDate) else KnownDate(value)
        day = str(known.day.day) if known.precision is Precision.DAY else ""
        month = str(known.day.month) if known.precision is not Precision.YEAR else ""
        return [day, month, str(known.day.year)]


class PartsField(forms.MultiValueField):
    """A date that may lack its day, or its day and month; cleans to a `KnownDate` or None."""

    widget = PartsInput

    def __init__(self, **options: Any) -> None:
        parts = tuple(forms.CharField(required=False) for _part in range(3))
        options.setdefault(
            "help_text",
            gettext_lazy(
                "For example 3 3 2024. Leave the day empty if you only know the month, and the "
                "month too if you only know the year."
            ),
        )
        super().__init__(fields=parts, require_all_fields=False, **options)

    def compress(self, data_list: list[str]) -> KnownDate | None:
        """Return the date of the three texts."""
        if not any(data_list):
            return None
        day, month, year = (text.strip() for text in data_list)
        if not (len(year) == 4 and year.isascii() and year.isdigit()):
            raise ValidationError(_("Write the year with four digits, for example 2024."))
        if day and not month:
            raise ValidationError(_("Write the month too, or leave out the day."))
        if not OLDEST_YEAR <= int(year) <= NEWEST_YEAR:
            words = {"met": year, "oldest": OLDEST_YEAR, "newest": NEWEST_YEAR}
            raise ValidationError(
                _("The year is %(met)s; write one from %(oldest)s to %(newest)s.") % words
            )
        return _composed(day, month, int(year))


def _composed(day: str, month: str, year: int) -> KnownDate:
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        return KnownDate(date(year, int(month or 1), int(day or 1)), precision)
    except ValueError as error:
        written = "-".join(part for part in (day, month, str(year)) if part)
        raise ValidationError(
            _("There is no date %(met)s; check the day and the month.") % {"met": written}
        ) from error


def first_day_after(last: KnownDate, *, start: date) -> date:
    """Return the `end` to record when someone wrote a last day.

    The last day itself is included, so the end is the day after. "Ended in March" is stored as
    the first possible day; where the start lies in the same month, as the day after the start.

    >>> first_day_after(KnownDate(date(2024, 3, 31)), start=date(2024, 1, 1))
    datetime.date(2024, 4, 1)
    >>> first_day_after(KnownDate(date(2024, 3, 1), Precision.MONTH), start=date(2024, 3, 1))
    datetime.date(2024, 3, 2)
    """
    if last.precision is Precision.DAY:
        return last.day + ONE_DAY
    is_same = last.as_text() == KnownDate(start, last.precision).as_text()
    return start + ONE_DAY if is_same else last.day


def last_day(end: date | None, precision: str) -> KnownDate | None:
    """Return the last day to show for a recorded `end`; None when it is still going on."""
    if end is None:
        return None
    is_exact = precision == Precision.DAY
    return KnownDate(end - ONE_DAY if is_exact else end, Precision(precision))


def initial_date(attributes: Mapping[str, object], name: str) -> KnownDate | None:
    """Return an attribute that is a date, or a part of one, for a form's first showing."""
    return known_date(str(attributes.get(name) or ""))
