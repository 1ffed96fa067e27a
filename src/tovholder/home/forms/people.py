"""Finding persons: the search, and what narrows the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.engine.language import RulePack
from tovholder.engine.person import State
from tovholder.home.forms.choices import choose
from tovholder.home.words import said
from tovholder.people.queries.filters import PeopleFilter

ANY = ("", _("All"))


class SearchForm(forms.Form):
    """The text that persons are searched by; posted, never part of an address."""

    text = forms.CharField(
        label=_("Search by name or CPR number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class FilterForm(forms.Form):
    """What narrows the list of people; none of it says who somebody is.

    Args:
        pack: Where the choices come from.
        shows_open: Whether only open cases are shown where nothing is chosen. A reader who does
            not see the case itself would then see nobody.
    """

    coordinator = forms.ChoiceField(
        label=_("Coordinator"),
        required=False,
        choices=[ANY, ("mine", _("Me")), ("unassigned", _("Nobody yet"))],
    )
    expectation = forms.ChoiceField(label=_("Expectation"), required=False)
    state = forms.ChoiceField(label=_("State of an expectation"), required=False)
    residence_basis = forms.ChoiceField(label=_("Residence basis"), required=False)
    case = forms.ChoiceField(label=_("Case"), required=False)
    search = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())

    def __init__(self, *args: Any, pack: RulePack, shows_open: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.shows_open = shows_open
        cases = {"open": _("Open"), "closed": _("Closed"), "all": _("Open and closed")}
        first = "open" if shows_open else "all"
        rest = [(name, text) for name, text in cases.items() if name != first]
        choose(self, "case", [("", cases[first]), *rest])
        bases = pack.kinds["residence_basis"].states.items()
        choose(self, "residence_basis", [ANY, *((name, said(label)) for name, label in bases)])
        titles = [(each.id, said(each.title)) for each in pack.expectations.values()]
        choose(self, "expectation", [ANY, *titles])
        states = [(each.value, said(each.label)) for each in State]
        choose(self, "state", [ANY, *(each for each in states if each[0] != "not_applicable")])

    def chosen(self, text: str) -> PeopleFilter:
        """Return the filters in force with a search text; what cannot be read is left out."""
        self.is_valid()
        read = {name: self.cleaned_data.get(name, "") for name in self.fields}
        case = read["case"] or ("open" if self.shows_open else "all")
        return PeopleFilter(
            text=text,
            state=read["state"],
            expectation=read["expectation"],
            residence_basis=read["residence_basis"],
            coordinator=read["coordinator"],
            case="" if case == "all" else case,
        )
