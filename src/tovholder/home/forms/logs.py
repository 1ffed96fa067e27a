"""What to look for in the log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.access.models import LogEntry, Purpose
from tovholder.access.queries import LogFilter
from tovholder.home.forms.choices import choose
from tovholder.ui.fields import DateInput

ANY = ("", _("All"))


class LogForm(forms.Form):
    """Filters of the log; none of them says who a person is."""

    user = forms.TypedChoiceField(
        label=_("Colleague"), required=False, coerce=int, empty_value=None
    )
    action = forms.ChoiceField(
        label=_("What was done"), required=False, choices=[ANY, *LogEntry.Action.choices]
    )
    purpose = forms.ChoiceField(label=_("Purpose"), required=False, choices=[ANY, *Purpose.choices])
    from_date = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until_date = forms.DateField(label=_("Until"), required=False, widget=DateInput())

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "user", [ANY, *colleagues])

    def chosen(self) -> LogFilter:
        """Return the filters in force; one that cannot be read is left out."""
        self.is_valid()
        read = self.cleaned_data
        return LogFilter(
            user_id=read.get("user") or None,
            action=read.get("action") or "",
            purpose=read.get("purpose") or "",
            from_date=read.get("from_date"),
            until_date=read.get("until_date"),
        )


class ListSearchForm(forms.Form):
    """A word to look for in a list of the set-up."""

    text = forms.CharField(label=_("Search"), required=False, max_length=80)

    def chosen(self) -> str:
        """Return the word in lower case, "" for none."""
        self.is_valid()
        return str(self.cleaned_data.get("text", "")).strip().lower()
