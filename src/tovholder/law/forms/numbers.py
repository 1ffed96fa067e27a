"""Setting a number of the municipality's own, and taking it back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.engine.language import Parameter, Unit
from tovholder.people.local_values import NewLocalValue
from tovholder.ui.fields import DateInput

HELP = {
    Unit.DURATION: _("A length of time: P14D is 14 days, P1M a month, P5Y five years."),
    Unit.COUNT: _("A whole number, for example 4."),
    Unit.AMOUNT_DKK: _("Whole kroner, for example 25000."),
    Unit.MINUTES_PER_WEEK: _("Minutes a week, for example 1200 for 20 hours."),
}


class NumberForm(forms.Form):
    """What the number is, from when on and by what right."""

    value = forms.CharField(label=_("The number"), required=False, max_length=40)
    is_none = forms.BooleanField(
        label=_("No number is in force: nothing is due by a date"), required=False
    )
    valid_from = forms.DateField(label=_("From"), widget=DateInput())
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A decision of the council, a guideline, a section of the law. Required."),
    )

    def __init__(self, *args: Any, parameter: Parameter, **options: Any) -> None:
        super().__init__(*args, **options)
        self.parameter = parameter
        self.fields["value"].help_text = HELP[parameter.unit]

    def clean(self) -> dict[str, Any]:
        """Ask for a number or for the words that there is none, and not for both."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("value", "").strip()) == bool(cleaned.get("is_none")):
            self.add_error("value", _("Write a number, or tick that none is in force."))
        return cleaned

    def chosen(self) -> NewLocalValue:
        """Return the number as the action takes it; the form is valid."""
        read = self.cleaned_data
        return NewLocalValue(
            self.parameter.id, read["valid_from"], read["value"].strip(), read["source"].strip()
        )


class WithdrawForm(forms.Form):
    """Why a number is taken back."""

    value_id = forms.IntegerField(widget=forms.HiddenInput())
    reason = forms.CharField(
        label=_("Why is the number withdrawn?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays readable below, with this reason."),
    )
