"""The day whose knowledge is asked for."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.ui.fields import DateInput


class KnownOnForm(forms.Form):
    """A day in the past, or today."""

    known_on = forms.DateField(label=_("As known on"), required=False, widget=DateInput())

    def chosen(self, *, today: date) -> date | None:
        """Return the day, None for today, for a day to come, and for what is no day."""
        self.is_valid()
        day: date | None = self.cleaned_data.get("known_on")
        return day if day and day < today else None
