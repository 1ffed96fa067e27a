"""The frame of a person's pages, and the overview."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.access.policies import Action
from tovholder.access.scopes import Scope
from tovholder.home.pages.standings import NextStep, StandingGroup
from tovholder.home.receipts import Receipt
from tovholder.people.labels import Hidden
from tovholder.people.queries import PersonDetail
from tovholder.people.queries.details import AssignmentLine
from tovholder.ui.charts.figure import Figure
from tovholder.ui.formats import joined
from tovholder.ui.parts import Fact, Link


@dataclass(frozen=True)
class PersonFrame:
    """Name, particulars and tabs; `record_url` is "" where the reader may not record."""

    key: str
    name: str
    facts: tuple[Fact, ...]
    can_reveal_cpr: bool
    record_url: str
    correct_url: str
    tabs: tuple[Link, ...]


@dataclass(frozen=True)
class Relative:
    """Another member of the household."""

    name: str
    note: str
    url: str


@dataclass(frozen=True)
class OverviewPage:
    """The person's first page: what to do next, the picture, standings, household."""

    frame: PersonFrame
    receipt: Receipt | None
    next_steps: tuple[NextStep, ...]
    more_steps: str
    timeline: Figure | None
    groups: tuple[StandingGroup, ...]
    not_applicable: tuple[Fact, ...]
    household: tuple[Relative, ...]
    is_partly_hidden: bool


@dataclass(frozen=True)
class CprPage:
    """A CPR number, shown once to whoever asked for it."""

    name: str
    number: str
    back_url: str


def person_frame(detail: PersonDetail, scope: Scope, *, current: str) -> PersonFrame:
    """Return what stands above each of a person's pages.

    Args:
        detail: The person as the reader sees them.
        scope: The reader.
        current: The tab: overview, history or readers.
    """
    may_record = scope.may(Action.RECORD)
    args = [detail.key]
    return PersonFrame(
        key=detail.key,
        name=person_name(detail.name),
        facts=tuple(_facts(detail)),
        can_reveal_cpr=_has_cpr(detail),
        record_url=reverse("home_kind_list", args=args) if may_record else "",
        correct_url=reverse("home_person_correct", args=args) if may_record else "",
        tabs=(
            Link(_("Overview"), reverse("home_person_show", args=args), current == "overview"),
            Link(_("History"), reverse("home_history_show", args=args), current == "history"),
            Link(_("Who has seen"), reverse("home_readers_show", args=args), current == "readers"),
        ),
    )


def person_name(name: str | Hidden) -> str:
    """Return the name, or that it is hidden, for headings and paths."""
    return _("Name hidden from your role") if isinstance(name, Hidden) else name


def relatives(detail: PersonDetail) -> tuple[Relative, ...]:
    """Return the members of the household whom the reader may see."""
    return tuple(
        Relative(each.name, each.state_label, reverse("home_person_show", args=[each.key]))
        for each in detail.household
    )


def _facts(detail: PersonDetail) -> Iterator[Fact]:
    """Yield the particulars; of a CPR number only whether there is one."""
    for line in detail.attributes:
        if line.name in {"given_name", "family_name"}:
            continue
        text = str(line.text) if not isinstance(line.text, Hidden) else ""
        if line.name == "cpr" and text:
            text = "••••••-••••"
        note = _age_note(detail) if line.name == "birth_date" else ""
        yield Fact(line.label, text, note=note, is_hidden=isinstance(line.text, Hidden))
    if isinstance(detail.assignments, Hidden):
        yield Fact(_("Coordinator"), is_hidden=True)
        return
    yield Fact(_("Coordinator"), _coordinator(detail.assignments) or _("nobody yet"))
    holders = [each.organisation for each in detail.assignments]
    yield Fact(_("The case lies with"), joined(list(dict.fromkeys(holders))) or _("nobody yet"))


def _age_note(detail: PersonDetail) -> str:
    """Return the age in words, "" where it is hidden or open."""
    if isinstance(detail.age, Hidden) or detail.age is None:
        return ""
    return _("%(age)s years old") % {"age": detail.age}


def _coordinator(assignments: tuple[AssignmentLine, ...]) -> str:
    """Return the colleague in the coordinating department, else the first who holds the case."""
    in_order = sorted(assignments, key=lambda each: not each.is_coordinating)
    return next((each.user for each in in_order if each.user), "")


def _has_cpr(detail: PersonDetail) -> bool:
    return any(
        line.name == "cpr" and line.text and not isinstance(line.text, Hidden)
        for line in detail.attributes
    )
