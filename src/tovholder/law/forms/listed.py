"""What narrows the list of definitions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.engine.language import RulePack
from tovholder.home.forms.choices import choose
from tovholder.home.words import said
from tovholder.law.pages.words import kind_words
from tovholder.ui.fields import DateInput

ANY = ("", _("All"))
KNOWN, UNKNOWN = "known", "unknown"
IN_FORCE, EVER = "", "ever"


@dataclass(frozen=True)
class ListFilter:
    """What to look for; "" does not restrict. `on` is the day whose law is meant."""

    on: date
    text: str = ""
    kind: str = ""
    owner: str = ""
    numbers: str = ""
    is_ever: bool = False


class ListForm(forms.Form):
    """Search and filters of the list; nothing in it is about a person, so it may be an address."""

    text = forms.CharField(label=_("Search in titles and law"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Sort"), required=False)
    owner = forms.ChoiceField(label=_("Responsible"), required=False)
    on = forms.DateField(label=_("Law in force on"), required=False, widget=DateInput())
    force = forms.ChoiceField(
        label=_("Versions"),
        required=False,
        choices=[(IN_FORCE, _("In force that day")), (EVER, _("Earlier and later law too"))],
    )
    numbers = forms.ChoiceField(
        label=_("Numbers"),
        required=False,
        choices=[ANY, (KNOWN, _("All known to us")), (UNKNOWN, _("Some not known to us"))],
    )

    def __init__(self, *args: Any, pack: RulePack, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = dict.fromkeys(each.kind for each in pack.expectations.values())
        choose(self, "kind", [ANY, *((kind.value, kind_words(kind)) for kind in kinds)])
        used = {each.owner for each in pack.expectations.values()}
        owners = [(name, said(label)) for name, label in pack.owners.items() if name in used]
        choose(self, "owner", [ANY, *owners])

    def chosen(self, *, today: date) -> ListFilter:
        """Return the filters in force; what cannot be read is left out."""
        self.is_valid()
        read = self.cleaned_data
        return ListFilter(
            on=read.get("on") or today,
            text=read.get("text", "").strip().lower(),
            kind=read.get("kind", ""),
            owner=read.get("owner", ""),
            numbers=read.get("numbers", ""),
            is_ever=read.get("force") == EVER,
        )
