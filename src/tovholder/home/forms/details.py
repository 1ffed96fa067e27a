"""The small typed fields of a kind of fact as form fields, and back as JSON can keep them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tovholder.engine.language import Detail, DetailType
from tovholder.home.words import said
from tovholder.ui.fields import DateInput

PREFIX = "detail_"
FEW = 6
"""Up to so many choices are shown as radio buttons, more as a list to choose from."""


def detail_fields(details: Mapping[str, Detail]) -> dict[str, forms.Field]:
    """Return a form field for each detail that is asked for, by its name in the form."""
    return {
        f"{PREFIX}{name}": _FIELDS[detail.type](detail, _common(detail))
        for name, detail in details.items()
        if not detail.hidden
    }


def initial_details(details: Mapping[str, Detail], recorded: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the form shows first for a fact recorded earlier."""
    shown = {}
    for name, detail in details.items():
        if name not in recorded:
            continue
        content = recorded[name]
        if detail.type is DetailType.MINUTES_PER_WEEK:
            content = Decimal(content) / 60
        elif detail.type is DetailType.BOOLEAN:
            content = "yes" if content else "no"
        shown[f"{PREFIX}{name}"] = content
    return shown


def recorded_details(
    details: Mapping[str, Detail], cleaned: Mapping[str, Any]
) -> dict[str, object]:
    """Return the details to record; an empty field is not known and is left out."""
    typed = {name: cleaned.get(f"{PREFIX}{name}") for name in details}
    return {
        name: _plain(details[name].type, content)
        for name, content in typed.items()
        if content not in {None, ""}
    }


def _plain(detail_type: DetailType, content: Any) -> object:
    """Return a cleaned value as JSON keeps it."""
    if detail_type is DetailType.MINUTES_PER_WEEK:
        return int((content * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if detail_type is DetailType.BOOLEAN:
        return bool(content == "yes")
    if isinstance(content, date):
        return content.isoformat()
    return str(content) if isinstance(content, Decimal) else content


def _common(detail: Detail) -> dict[str, Any]:
    unit = said(detail.unit)
    help_text = " ".join(part for part in (said(detail.help), unit and f"({unit})") if part)
    return {"label": said(detail.label), "required": detail.required, "help_text": help_text}


def _text(_detail: Detail, common: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=500, **common)


def _integer(detail: Detail, common: dict[str, Any]) -> forms.Field:
    low, high = detail.at_least, detail.at_most
    return forms.IntegerField(
        min_value=None if low is None else int(low),
        max_value=None if high is None else int(high),
        **common,
    )


def _decimal(detail: Detail, common: dict[str, Any]) -> forms.Field:
    return forms.DecimalField(
        min_value=detail.at_least, max_value=detail.at_most, localize=True, **common
    )


def _amount(detail: Detail, common: dict[str, Any]) -> forms.Field:
    return forms.DecimalField(
        min_value=detail.at_least,
        max_value=detail.at_most,
        decimal_places=2,
        localize=True,
        **common,
    )


def _date(_detail: Detail, common: dict[str, Any]) -> forms.Field:
    return forms.DateField(widget=DateInput(), **common)


def _boolean(detail: Detail, common: dict[str, Any]) -> forms.Field:
    choices = [("yes", _("Yes")), ("no", _("No"))]
    if not detail.required:
        choices.append(("", _("Not known")))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)


def _choice(detail: Detail, common: dict[str, Any]) -> forms.Field:
    choices = [(name, said(label)) for name, label in detail.choices.items()]
    if not detail.required:
        choices.insert(0, ("", _("Not known")))
    widget = forms.RadioSelect if len(choices) <= FEW else forms.Select
    return forms.ChoiceField(choices=choices, widget=widget, **common)


def _hours(_detail: Detail, common: dict[str, Any]) -> forms.Field:
    """Ask for hours a week; minutes are recorded."""
    common["help_text"] = _("Hours a week, for example 37 or 22.5.")
    return forms.DecimalField(min_value=0, max_value=168, decimal_places=2, localize=True, **common)


_FIELDS: Mapping[DetailType, Callable[[Detail, dict[str, Any]], forms.Field]] = {
    DetailType.TEXT: _text,
    DetailType.INTEGER: _integer,
    DetailType.DECIMAL: _decimal,
    DetailType.DATE: _date,
    DetailType.BOOLEAN: _boolean,
    DetailType.CHOICE: _choice,
    DetailType.MINUTES_PER_WEEK: _hours,
    DetailType.AMOUNT_DKK: _amount,
}
