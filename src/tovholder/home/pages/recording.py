"""The pages on which facts are recorded, corrected and withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.engine.language import Kind
from tovholder.home.forms.dates import KnownDate, last_day
from tovholder.home.forms.facts import initial_fact
from tovholder.home.forms.logs import ListSearchForm
from tovholder.home.pages.facts import detail_words, fact_title
from tovholder.home.pages.history import line_period, source_words
from tovholder.home.pages.person import person_name
from tovholder.home.pages.standings import wanted_kinds
from tovholder.home.words import said
from tovholder.people.queries import PersonDetail
from tovholder.people.queries.episodes import EpisodeLine, Trace
from tovholder.ui.formats import time_short
from tovholder.ui.parts import Fact, Link


@dataclass(frozen=True)
class KindsGroup:
    """The kinds of one category."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class KindsPage:
    """What the reader may record about a person."""

    name: str
    person_url: str
    here_url: str
    search: ListSearchForm
    wanted: tuple[Link, ...]
    groups: tuple[KindsGroup, ...]


@dataclass(frozen=True)
class FactFormPage:
    """A form for a fact, new or corrected."""

    name: str
    title: str
    about: str
    help: str
    form: Form
    action: str
    person_url: str
    back_url: str
    retract_url: str = ""


@dataclass(frozen=True)
class RetractPage:
    """The question before a fact is withdrawn."""

    name: str
    person_url: str
    question: str
    consequences: tuple[str, ...]
    form: Form
    back_url: str


@dataclass(frozen=True)
class ListedVersion:
    """One version of a fact, with who wrote it and why it gave way."""

    heading: str
    is_current: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class FactPage:
    """A fact with all its versions, the newest first."""

    name: str
    person_url: str
    title: str
    period: str
    is_retracted: bool
    correct_url: str
    retract_url: str
    versions: tuple[ListedVersion, ...]


def is_asked_for(kind: Kind) -> bool:
    """Say whether a form can ask for everything a fact of this kind needs."""
    return not any(detail.hidden and detail.required for detail in kind.details.values())


def kinds_page(detail: PersonDetail, search: ListSearchForm) -> KindsPage:
    """Return the kinds whose name or states hold the word searched for, by category."""
    word = search.chosen()
    shown = [
        kind
        for kind in detail.pack.kinds.values()
        if kind.id in detail.recordable and is_asked_for(kind) and word in _words_of(kind)
    ]
    groups = (
        KindsGroup(said(label), tuple(_link(k, detail) for k in shown if k.category == category))
        for category, label in detail.pack.categories.items()
    )
    wanted = [detail.pack.kinds[name] for name in wanted_kinds(detail)] if not word else []
    return KindsPage(
        name=person_name(detail.name),
        person_url=reverse("home_person_show", args=[detail.key]),
        here_url=reverse("home_kind_list", args=[detail.key]),
        search=search,
        wanted=tuple(_link(kind, detail) for kind in wanted),
        groups=tuple(group for group in groups if group.links),
    )


def _words_of(kind: Kind) -> str:
    return " ".join([said(kind.label), *(said(each) for each in kind.states.values())]).lower()


def _link(kind: Kind, detail: PersonDetail) -> Link:
    url = reverse("home_fact_record", args=[detail.key, kind.id])
    return Link(said(kind.label), url)


def record_page(detail: PersonDetail, kind: Kind, form: Form, *, about: str = "") -> FactFormPage:
    """Return the form for a new fact."""
    return FactFormPage(
        name=person_name(detail.name),
        title=_("Record: %(fact)s") % {"fact": said(kind.label)},
        about=about,
        help=said(kind.help),
        form=form,
        action=_("Save"),
        person_url=reverse("home_person_show", args=[detail.key]),
        back_url=reverse("home_person_show", args=[detail.key]),
    )


def correct_page(detail: PersonDetail, kind: Kind, line: EpisodeLine, form: Form) -> FactFormPage:
    """Return the form that corrects a fact."""
    args = [detail.key, line.lineage]
    return FactFormPage(
        name=person_name(detail.name),
        title=_("Correct: %(fact)s") % {"fact": said(kind.label)},
        about=f"{fact_title(kind, line.state)}, {line_period(line, detail)}",
        help=said(kind.help),
        form=form,
        action=_("Save the correction"),
        person_url=reverse("home_person_show", args=[detail.key]),
        back_url=reverse("home_fact_show", args=args),
        retract_url=reverse("home_fact_retract", args=args),
    )


def retract_page(detail: PersonDetail, line: EpisodeLine, form: Form) -> RetractPage:
    """Return the question before a fact is withdrawn."""
    kind = detail.pack.kinds.get(line.kind)
    words = {"fact": fact_title(kind, line.state), "period": line_period(line, detail)}
    return RetractPage(
        name=person_name(detail.name),
        person_url=reverse("home_person_show", args=[detail.key]),
        question=_("Withdraw “%(fact)s”, %(period)s?") % words,
        consequences=(
            _("It counts for nothing any more, and the expectations are computed anew."),
            _("It stays readable in the history, with your name and your reason."),
        ),
        form=form,
        back_url=reverse("home_fact_show", args=[detail.key, line.lineage]),
    )


def fact_page(detail: PersonDetail, trace: Trace) -> FactPage:
    """Return a fact with all its versions."""
    newest = trace.versions[0]
    kind = detail.pack.kinds.get(newest.kind)
    may_change = trace.standing is not None and newest.kind in detail.recordable
    args = [detail.key, trace.lineage]
    count = len(trace.versions)
    return FactPage(
        name=person_name(detail.name),
        person_url=reverse("home_person_show", args=[detail.key]),
        title=fact_title(kind, newest.state),
        period=line_period(newest, detail),
        is_retracted=trace.standing is None,
        correct_url=reverse("home_fact_correct", args=args) if may_change else "",
        retract_url=reverse("home_fact_retract", args=args) if may_change else "",
        versions=tuple(
            _version(line, count - place, detail) for place, line in enumerate(trace.versions)
        ),
    )


def _version(line: EpisodeLine, number: int, detail: PersonDetail) -> ListedVersion:
    kind = detail.pack.kinds.get(line.kind)
    facts = [
        Fact(_("What"), fact_title(kind, line.state), note=_("planned") if line.is_planned else ""),
        Fact(_("When"), line_period(line, detail)),
    ]
    if kind and (words := detail_words(kind.details, line.detail)):
        facts.append(Fact(_("Details"), words))
    facts.append(
        Fact(_("Recorded"), time_short(line.recorded_at),
             note=f"{line.recorded_by}, {source_words(line.source)}")
    )  # fmt: skip
    if line.reason:
        facts.append(Fact(_("Reason"), line.reason))
    if line.superseded_at:
        note = ", ".join(part for part in (line.superseded_by, line.superseded_reason) if part)
        facts.append(Fact(_("In force until"), time_short(line.superseded_at), note=note))
    heading = _("Version %(number)s") % {"number": number}
    return ListedVersion(heading, line.superseded_at is None, tuple(facts))


def initial_of(line: EpisodeLine, kind: Kind) -> dict[str, object]:
    """Return what the correction form shows first."""
    return initial_fact(
        kind,
        state=line.state,
        start=KnownDate(line.start, line.start_precision),
        last=last_day(line.end, line.end_precision),
        detail=dict(line.detail),
        is_planned=line.is_planned,
    )


def kept_details(line: EpisodeLine, kind: Kind) -> Mapping[str, object]:
    """Return the details of a fact that no form asks for and that a correction keeps."""
    hidden = {name for name, detail in kind.details.items() if detail.hidden}
    return {name: content for name, content in line.detail.items() if name in hidden}


def open_state(detail: PersonDetail, kind: Kind, *, on: date) -> str:
    """Return the state of an exclusive kind that is still going on, "" where there is none."""
    if not kind.exclusive:
        return ""
    lines = (line for line in detail.episodes if line.kind == kind.id and not line.is_planned)
    return next((line.state for line in lines if line.end is None and line.start <= on), "")
