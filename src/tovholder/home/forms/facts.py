"""Recording, correcting and withdrawing a fact; the form follows from the kind's definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tovholder.engine.history import Precision
from tovholder.engine.language import Detail, Kind, Problem
from tovholder.home.forms.choices import choose
from tovholder.home.forms.dates import (
    ONE_DAY,
    KnownDate,
    PartsField,
    first_day_after,
)
from tovholder.home.forms.details import (
    FEW,
    PREFIX,
    detail_fields,
    initial_details,
    recorded_details,
)
from tovholder.home.forms.refusals import field_of
from tovholder.home.words import said


@dataclass(frozen=True)
class FactContent:
    """What a form says about a fact, as the door takes it."""

    kind: str
    state: str
    start: date
    end: date | None
    start_precision: Precision
    end_precision: Precision
    detail: dict[str, object]
    is_planned: bool


class FactForm(forms.Form):
    """State, dates and details of one fact of a kind.

    Args:
        kind: What is recorded.
        open_state: State of the fact of the same exclusive kind that is still going on; the
            form then offers to end it. "" offers nothing.
        kept: Details that nobody types, such as which expectation a waiver is about.
    """

    state = forms.ChoiceField(label=_("What"), widget=forms.RadioSelect)
    start = PartsField(label=_("First day"))
    end = PartsField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave all three empty if it is still going on."),
    )
    ends_previous = forms.BooleanField(required=False)
    is_planned = forms.BooleanField(
        label=_("It is planned and has not happened yet"),
        required=False,
        help_text=_("A planned fact is shown, but never meets an expectation."),
    )

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        open_state: str = "",
        kept: Mapping[str, object] = MappingProxyType({}),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.kept = kept
        self.details: dict[str, Detail] = {
            name: detail for name, detail in kind.details.items() if not detail.hidden
        }
        self._draw_state()
        if kind.event:
            del self.fields["end"]
            self.fields["start"].label = _("Day")
        if not kind.may_be_planned:
            del self.fields["is_planned"]
        if open_state:
            self.fields["ends_previous"].label = _("End “%(state)s” on the day before") % {
                "state": said(kind.states.get(open_state))
            }
        else:
            del self.fields["ends_previous"]
        self.fields.update(detail_fields(self.details))

    def _draw_state(self) -> None:
        choices = [(name, said(label)) for name, label in self.kind.states.items()]
        choose(self, "state", choices)
        if len(self.kind.states) > FEW:
            self.fields["state"].widget = forms.Select(choices=[("", "–"), *choices])
        if len(self.kind.states) == 1:
            self.fields["state"].initial = next(iter(self.kind.states))

    def clean(self) -> dict[str, Any]:
        """Let the kind say what is wrong, so that form, door and import say the same."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        content = self.content()
        for problem in self.kind.check(
            content.state,
            content.start,
            content.end,
            content.detail,
            is_planned=content.is_planned,
        ):
            self._refuse(problem)
        return cleaned

    def _refuse(self, problem: Problem) -> None:
        words = f"{said(problem.accepted)}: {said(problem.way_out)}"
        if problem.field == "end":
            words = gettext("The last day lies before the first day; swap them or correct one.")
        self.add_error(field_of(self, problem.field), words)

    def content(self) -> FactContent:
        """Return what was typed; only when every field could be read."""
        cleaned = self.cleaned_data
        start: KnownDate = cleaned["start"]
        last: KnownDate | None = cleaned.get("end")
        end = first_day_after(last, start=start.day) if last else None
        return FactContent(
            kind=self.kind.id,
            state=cleaned["state"],
            start=start.day,
            end=start.day + ONE_DAY if self.kind.event else end,
            start_precision=start.precision,
            end_precision=last.precision if last else Precision.DAY,
            detail={**self.kept, **recorded_details(self.details, cleaned)},
            is_planned=cleaned.get("is_planned", False),
        )

    @property
    def detail_fields(self) -> list[forms.BoundField]:
        """Return the fields of the details, in the order of the definition."""
        return [self[f"{PREFIX}{name}"] for name in self.details]


class CorrectionForm(FactForm):
    """A fact as it should have been recorded, and why it is changed."""

    reason = forms.CharField(
        label=_("Why is it corrected?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("The earlier version stays readable in the history, with this reason."),
    )


class RetractionForm(forms.Form):
    """Why a fact is withdrawn."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text=_("The fact stays readable in the history, with this reason."),
    )


def initial_fact(kind: Kind, *, state: str, start: KnownDate, last: KnownDate | None,
                 detail: dict[str, Any], is_planned: bool) -> dict[str, Any]:  # fmt: skip
    """Return what the correction form shows first."""
    return {
        "state": state,
        "start": start,
        "end": last,
        "is_planned": is_planned,
        **initial_details(kind.details, detail),
    }
