"""Facts in words: what, from when until when, and the details that go with it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tovholder.engine.language import Detail, DetailType, Kind, RulePack
from tovholder.home.forms.dates import last_day
from tovholder.home.words import said
from tovholder.ui import formats


def fact_title(kind: Kind | None, state: str) -> str:
    """Return a fact as "kind: state"; the state alone where it says the same."""
    if kind is None:
        return state
    name, value = said(kind.label), said(kind.states.get(state)) or state
    return name if len(kind.states) == 1 or name == value else f"{name}: {value}"


def period_words(kind: Kind | None, start: date, end: date | None, *, start_precision: str = "day",
                 end_precision: str = "day") -> str:  # fmt: skip
    """Return the days of a fact: one day, "from … to …" with the last day included, or since."""
    first = formats.precise_date(start, start_precision)
    if kind is not None and kind.event:
        return first
    last = last_day(end, end_precision)
    if last is None:
        return _("since %(first)s") % {"first": first}
    written = formats.precise_date(last.day, last.precision)
    return first if written == first else f"{first} – {written}"


def detail_words(details: Mapping[str, Detail], recorded: Mapping[str, Any]) -> str:
    """Return the details as "label: value", parted by commas; hidden ones are left out."""
    written = [
        f"{said(detail.label)}: {_value(detail, recorded[name])}"
        for name, detail in details.items()
        if name in recorded and not detail.hidden
    ]
    return ", ".join(written)


def _value(detail: Detail, content: Any) -> str:
    """Return one value of a detail, with its unit."""
    match detail.type:
        case DetailType.CHOICE:
            return said(detail.choices.get(str(content))) or str(content)
        case DetailType.BOOLEAN:
            return _("yes") if content else _("no")
        case DetailType.DATE:
            return formats.date_long(date.fromisoformat(str(content)))
        case DetailType.MINUTES_PER_WEEK:
            hours = (Decimal(content) / 60).quantize(Decimal("0.01")).normalize()
            places = max(0, -int(hours.as_tuple().exponent))
            return _("%(hours)s hours a week") % {"hours": formats.number(hours, places)}
        case DetailType.AMOUNT_DKK:
            return formats.dkk(int(Decimal(str(content)) * 100))
    unit = said(detail.unit)
    return f"{content} {unit}" if unit else str(content)


def kind_words(pack: RulePack, kind: str) -> str:
    """Return what a kind is called; its id where the kind is no longer defined."""
    return said(pack.kinds[kind].label) if kind in pack.kinds else kind
