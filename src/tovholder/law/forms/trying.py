"""The invented person as form fields: the day, attributes, and a row for each fact."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tovholder.engine.language import Detail, Expectation, Kind, RulePack
from tovholder.engine.language.attributes import AttributeDefinition, AttributeType
from tovholder.home.forms.choices import choose
from tovholder.home.forms.details import detail_fields, recorded_details
from tovholder.home.words import said
from tovholder.law.forms.drafts import BIRTH_DATE, MOST_ROWS, Draft
from tovholder.law.trying import WAIVER, Invented, InventedFact
from tovholder.rules.walking import attributes_in, kinds_in, parts_of
from tovholder.ui.fields import DateInput


def kinds_read(expectation: Expectation, pack: RulePack) -> tuple[Kind, ...]:
    """Return the kinds of facts that a definition reads, with those of what it shares a grant."""
    shared = [pack.expectations[name] for name in expectation.once_across or ()]
    found = {kind.id: kind for each in (expectation, *shared) for kind in kinds_in(each)}
    if expectation.waivable_by and WAIVER in pack.kinds:
        found[WAIVER] = pack.kinds[WAIVER]
    return tuple(found.values())


def attributes_read(expectation: Expectation, pack: RulePack) -> tuple[AttributeDefinition, ...]:
    """Return the attributes of a person that a definition reads, the birth date always."""
    found = {BIRTH_DATE: pack.attributes[BIRTH_DATE]} if BIRTH_DATE in pack.attributes else {}
    found |= {each.id: each for each in attributes_in(expectation)}
    return tuple(found.values())


def details_read(kind: Kind, expectation: Expectation) -> dict[str, Detail]:
    """Return the details of a kind that a definition asks for, by name."""
    asked = tuple(parts_of(expectation, Detail))
    matched = {
        field.name
        for version in expectation.versions
        for match in version.match
        for field in (match.fact, match.start)
        if field.is_detail
    }
    return {
        name: detail
        for name, detail in kind.details.items()
        if not detail.hidden and (detail in asked or name in matched)
    }


class PersonForm(forms.Form):
    """The day asked about, and what is known of the person."""

    on = forms.DateField(label=_("The day asked about"), widget=DateInput())

    def __init__(
        self, *args: Any, attributes: tuple[AttributeDefinition, ...], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.attributes = attributes
        for each in attributes:
            self.fields[f"a-{each.id}"] = _attribute_field(each)

    def told(self) -> dict[str, object]:
        """Return the attributes that are filled in; the form is valid."""
        typed = {each.id: self.cleaned_data[f"a-{each.id}"] for each in self.attributes}
        return {name: each for name, each in typed.items() if each}


def _attribute_field(attribute: AttributeDefinition) -> forms.Field:
    label = said(attribute.label)
    if attribute.type is AttributeType.DATE:
        return forms.DateField(label=label, required=False, widget=DateInput())
    if attribute.choices:
        choices = [(name, said(each)) for name, each in attribute.choices.items()]
        return forms.ChoiceField(label=label, required=False,
                                 choices=[("", _("Not known")), *choices])  # fmt: skip
    return forms.CharField(label=label, required=False, max_length=40)


class FactRowForm(forms.Form):
    """One fact of the invented person; its kind was chosen when the row was added."""

    kind = forms.CharField(widget=forms.HiddenInput(), max_length=60)
    lineage = forms.CharField(widget=forms.HiddenInput(), max_length=60)
    elsewhere = forms.CharField(widget=forms.HiddenInput(), max_length=3, required=False)
    state = forms.ChoiceField(label=_("What"))
    start = forms.DateField(label=_("First day"), widget=DateInput())
    last = forms.DateField(label=_("Last day"), required=False, widget=DateInput())
    is_planned = forms.BooleanField(label=_("Planned, has not happened yet"), required=False)

    def __init__(
        self, *args: Any, kind: Kind, details: Mapping[str, Detail], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.of_kind, self.details = kind, details
        choose(self, "state", [(name, said(label)) for name, label in kind.states.items()])
        if kind.event:
            del self.fields["last"]
            self.fields["start"].label = _("Day")
        if not kind.may_be_planned:
            del self.fields["is_planned"]
        for name, field in detail_fields(details).items():
            field.required = False
            self.fields[name] = field
        if kind.id == WAIVER:
            self.fields |= _waived_fields()

    @property
    def title(self) -> str:
        """Return what sort of fact it is, in words."""
        return said(self.of_kind.label)

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        start, last = cleaned.get("start"), cleaned.get("last")
        if start and last and last < start:
            self.add_error("last", _("The last day lies before the first; move one of them."))
        return cleaned

    def fact(self, home: str) -> InventedFact:
        """Return the fact; the form is valid."""
        read = self.cleaned_data
        return InventedFact(
            lineage=read["lineage"],
            kind=self.of_kind.id,
            state=read["state"],
            start=read["start"],
            last=read["start"] if self.of_kind.event else read.get("last"),
            municipality=read["elsewhere"] or home,
            detail=recorded_details(self.details, read) | self._waived(),
            is_planned=read.get("is_planned", False),
        )

    def _waived(self) -> dict[str, object]:
        """Return which occurrence a waiver of a scenario is about; nothing where none is named."""
        told = {name: self.cleaned_data.get(f"detail_{name}") for name in WAIVED}
        return {name: each for name, each in told.items() if each}


WAIVED = ("occurrence", "ordinal")


def _waived_fields() -> dict[str, forms.Field]:
    """Return what a scenario says of the occurrence that is waived; nobody types it."""
    hidden = forms.HiddenInput()
    return {
        "detail_occurrence": forms.CharField(required=False, max_length=60, widget=hidden),
        "detail_ordinal": forms.IntegerField(required=False, min_value=1, widget=hidden),
    }


class TryForm:
    """The whole form: the person and the rows, bound to a draft.

    Args:
        draft: The texts.
        expectation: What is tried; decides which kinds, attributes and details are asked for.
        pack: The rules.
    """

    def __init__(self, draft: Draft, *, expectation: Expectation, pack: RulePack) -> None:
        fields = draft.fields()
        attributes = attributes_read(expectation, pack)
        self.person = PersonForm(fields, attributes=attributes)
        self.kinds = {kind.id: kind for kind in kinds_read(expectation, pack)}
        self.rows = tuple(
            FactRowForm(
                fields,
                prefix=f"f{number}",
                kind=self.kinds[row["kind"]],
                details=details_read(self.kinds[row["kind"]], expectation),
            )
            for number, row in enumerate(draft.rows)
        )
        self.is_full = len(self.rows) >= MOST_ROWS

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return the kinds of facts that can be added."""
        return tuple((name, said(kind.label)) for name, kind in self.kinds.items())

    def is_valid(self) -> bool:
        """Return whether every field can be read."""
        return all([self.person.is_valid(), *(row.is_valid() for row in self.rows)])

    def invented(self, home: str) -> Invented:
        """Return the person; the form is valid."""
        on: date = self.person.cleaned_data["on"]
        return Invented(self.person.told(), tuple(row.fact(home) for row in self.rows), on)
