"""What a form field needs to be drawn as a label, a hint, an error and a control."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString


class DateInput(forms.DateInput):
    """The browser's own date field; it sends and takes ISO dates whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


@dataclass(frozen=True)
class Choice:
    """One radio button or tick box of a group."""

    id: str
    name: str
    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class DrawnField:
    """A field as the template draws it; `layout` is control, group, tick or hidden."""

    id: str
    notes_id: str
    name: str
    label: str
    hint: str
    errors: tuple[str, ...]
    layout: str
    control: SafeString
    choices: tuple[Choice, ...]
    choice_type: str
    is_required: bool
    described_by: str


def drawn(bound: BoundField, *, size: str = "") -> DrawnField:
    """Return the field ready to draw.

    Args:
        bound: A field of a form.
        size: Width of the control: "" (as its kind asks for), "short", "medium" or "full".
    """
    layout = _layout(bound)
    described_by = _described_by(bound)
    return DrawnField(
        id=bound.auto_id if layout == "group" else bound.id_for_label,
        notes_id=bound.auto_id,
        name=bound.html_name,
        label=str(bound.label),
        hint=str(bound.help_text or ""),
        errors=tuple(str(error) for error in bound.errors),
        layout=layout,
        control=_control(bound, size, described_by) if layout != "group" else SafeString(),
        choices=_choices(bound) if layout == "group" else (),
        choice_type=str(getattr(bound.field.widget, "input_type", "")),
        is_required=bound.field.required,
        described_by=described_by,
    )


def _layout(bound: BoundField) -> str:
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "control"


def _described_by(bound: BoundField) -> str:
    """Return the ids of the field's hint and error, for screen readers."""
    ids = [f"{bound.auto_id}_hint"] if bound.help_text else []
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


def _control(bound: BoundField, size: str, described_by: str) -> SafeString:
    """Return the control itself, with the design system's class and its descriptions.

    It gets no placeholder: what vanishes on typing helps nobody, and hints stand above.
    """
    widget = bound.field.widget
    attributes: dict[str, str | bool] = {"class": _css_class(widget, size), "placeholder": False}
    if described_by:
        attributes["aria-describedby"] = described_by
    if isinstance(widget, forms.DateInput) and widget.input_type == "text":
        widget = DateInput(attrs=widget.attrs)
    return SafeString(bound.as_widget(widget=widget, attrs=attributes))


def _css_class(widget: forms.Widget, size: str) -> str:
    if isinstance(widget, forms.Select):
        base = "form-select"
    elif isinstance(widget, forms.CheckboxInput):
        base = "form-checkbox"
    else:
        base = "form-input"
    if not size and isinstance(widget, forms.DateInput | forms.NumberInput | forms.TimeInput):
        size = "short"
    if not size and isinstance(widget, forms.Textarea):
        size = "full"
    given = str(widget.attrs.get("class", ""))
    return " ".join(part for part in (base, size and f"control-{size}", given) if part)


def _choices(bound: BoundField) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            id=str(option.id_for_label),
            name=str(option.data["name"]),
            value=str(option.data["value"]),
            text=str(option.choice_label),
            is_chosen=bool(option.data["selected"]),
        )
        for option in bound.subwidgets
    )
