"""Who a person is: the particulars of somebody new, and their correction."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.engine.language import AttributeDefinition, RulePack
from tovholder.home.forms.choices import choose
from tovholder.home.forms.dates import KnownDate, PartsField, known_date
from tovholder.home.words import language, said
from tovholder.people import cpr, names

TEXTS = ("given_name", "family_name", "sex", "cpr", "origin_country", "preferred_language")
LABELS = {
    "given_name": _("Given names"),
    "family_name": _("Family name"),
    "birth_date": _("Date of birth"),
    "sex": _("Sex"),
    "cpr": _("CPR number"),
    "origin_country": _("Country of origin"),
    "preferred_language": _("Preferred language"),
}


class ParticularsForm(forms.Form):
    """The attributes of a person; what is left empty is not known."""

    given_name = forms.CharField(label=LABELS["given_name"], max_length=100)
    family_name = forms.CharField(label=LABELS["family_name"], max_length=100)
    birth_date = PartsField(label=LABELS["birth_date"])
    sex = forms.ChoiceField(label=LABELS["sex"], required=False, widget=forms.RadioSelect)
    cpr = forms.CharField(
        label=LABELS["cpr"],
        required=False,
        max_length=11,
        help_text=_("Ten digits. Leave it empty as long as there is none."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    origin_country = forms.ChoiceField(label=LABELS["origin_country"], required=False)
    preferred_language = forms.ChoiceField(label=LABELS["preferred_language"], required=False)

    def __init__(self, *args: Any, pack: RulePack, **options: Any) -> None:
        super().__init__(*args, **options)
        unknown = ("", _("Not known"))
        sexes = pack.attributes["sex"].choices.items()
        choose(self, "sex", [*((name, said(label)) for name, label in sexes), unknown])
        choose(self, "origin_country", [unknown, *countries()])
        choose(self, "preferred_language", [unknown, *languages()])

    def clean_cpr(self) -> str:
        """Return ten digits, or "" where there is no number."""
        typed: str = self.cleaned_data["cpr"].strip()
        if not typed:
            return ""
        try:
            return cpr.normalise(typed)
        except cpr.CprFormatError as error:
            raise forms.ValidationError(
                _("A CPR number has ten digits and begins with a date: DDMMYY-SSSS.")
            ) from error

    def attributes(self) -> dict[str, object]:
        """Return the attributes as the door takes them; "" is not known."""
        typed: dict[str, object] = {
            name: self.cleaned_data[name] for name in TEXTS if name in self.cleaned_data
        }
        if "birth_date" in self.cleaned_data:
            born: KnownDate | None = self.cleaned_data["birth_date"]
            typed["birth_date"] = born.as_text() if born else ""
        return typed


class NewPersonForm(ParticularsForm):
    """Who a newcomer is, and the two facts that every case begins with."""

    taken_over = PartsField(
        label=_("Responsibility taken over on"),
        help_text=_("Most deadlines run from this day, so it must be known exactly."),
    )
    residence_basis = forms.ChoiceField(
        label=_("Residence basis"),
        widget=forms.RadioSelect,
        help_text=_("It is recorded from the day of the take-over."),
    )

    coordinator = forms.TypedChoiceField(
        label=_("Coordinator"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("The colleague in the coordinating department who keeps the plan together."),
    )

    def __init__(
        self, *args: Any, pack: RulePack, colleagues: Sequence[tuple[Any, str]], **options: Any
    ) -> None:
        super().__init__(*args, pack=pack, **options)
        choose(self, "coordinator", [("", _("Nobody yet")), *colleagues])
        bases = pack.kinds["residence_basis"].states.items()
        choose(self, "residence_basis", [(name, said(label)) for name, label in bases])

    def ask_again(self) -> None:
        """Ask for a tick that this is somebody else: somebody similar is here already."""
        label = _("I have looked: this is somebody else")
        self.fields["is_another"] = forms.BooleanField(label=label)
        self.add_error("is_another", _("Look at the person found, and tick this if it is another."))

    def clean_taken_over(self) -> date:
        """Return the day; a month is not enough for a deadline."""
        known: KnownDate = self.cleaned_data["taken_over"]
        if known.precision != "day":
            raise forms.ValidationError(_("Write the day too: the deadlines are counted from it."))
        return known.day


class ParticularsCorrectionForm(ParticularsForm):
    """The particulars of a person who is here already, as far as the reader may record them.

    Args:
        recorded: Name of each attribute that may be changed, and its value as it is kept.
    """

    reason = forms.CharField(
        label=_("Why is it corrected?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("The earlier version stays readable in the history, with this reason."),
    )

    def __init__(self, *args: Any, recorded: Mapping[str, str], **options: Any) -> None:
        initial: dict[str, object] = {name: recorded[name] for name in recorded}
        if "birth_date" in recorded:
            initial["birth_date"] = known_date(recorded["birth_date"])
        super().__init__(*args, initial=initial, **options)
        self.recorded = dict(recorded)
        for name in [*TEXTS, "birth_date"]:
            if name not in recorded:
                del self.fields[name]

    def changed(self) -> dict[str, object]:
        """Return the attributes whose value is another than the recorded one."""
        typed = self.attributes()
        return {name: text for name, text in typed.items() if text != self.recorded.get(name, "")}

    def clean(self) -> dict[str, Any]:
        """Refuse a correction that changes nothing."""
        cleaned = super().clean() or {}
        if not self.errors and not self.changed():
            raise forms.ValidationError(_("Nothing is changed: it says what is recorded already."))
        return cleaned


def may_be_recorded(definition: AttributeDefinition) -> bool:
    """Say whether the form has a field for an attribute."""
    return definition.id in LABELS


def countries() -> list[tuple[str, str]]:
    """Return every country's code and name, in the alphabet of the reader."""
    territories: dict[str, str] = dict(Locale.parse(language()).territories)
    codes = {code for code in territories if len(code) == 2 and code.isalpha()} - NO_COUNTRIES
    return _in_order([(code, territories[code]) for code in codes])


def languages() -> list[tuple[str, str]]:
    """Return the languages with a two-letter code, by name, and those without that are common."""
    spoken: dict[str, str] = dict(Locale.parse(language()).languages)
    codes = {code for code in spoken if len(code) == 2} | {"ckb", "prs"} & spoken.keys()
    return _in_order([(code, spoken[code].capitalize()) for code in codes])


NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}


def _in_order(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Sort by name, as a Danish reader does."""
    return sorted(choices, key=lambda each: names.sort_key(family_name=each[1], given_name=""))
