"""The history: facts as known now or on an earlier day, and what has changed since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.access.scopes import Scope
from tovholder.engine.history import local_day
from tovholder.home.forms.history import KnownOnForm
from tovholder.home.pages.facts import detail_words, fact_title, period_words
from tovholder.home.pages.person import PersonFrame, person_frame
from tovholder.home.pages.standings import ListedStanding, listed_standings
from tovholder.people.queries import HistoryDetail, PersonDetail
from tovholder.people.queries.episodes import EpisodeLine, Trace
from tovholder.ui.formats import date_long
from tovholder.ui.parts import Event, Tone


@dataclass(frozen=True)
class ListedFact:
    """A fact as one version says it."""

    title: str
    period: str
    details: str
    is_planned: bool
    is_corrected: bool
    source: str
    recorded_at: datetime
    recorded_by: str
    url: str


@dataclass(frozen=True)
class FactGroup:
    """The facts of one kind, newest first."""

    title: str
    rows: tuple[ListedFact, ...]


@dataclass(frozen=True)
class HistoryPage:
    """The history tab; `differences` and `standings` only for an earlier day."""

    frame: PersonFrame
    form: KnownOnForm
    known_on: date | None
    groups: tuple[FactGroup, ...]
    differences: tuple[Event, ...]
    standings: tuple[ListedStanding, ...]

    @property
    def caption(self) -> str:
        """Return what the table of facts shows."""
        return self.known_words if self.known_on else _("What is known today")

    @property
    def known_words(self) -> str:
        """Return the heading of an earlier day."""
        return _("As known on %(day)s") % {"day": date_long(self.known_on)}

    @property
    def difference_words(self) -> str:
        """Return whether anything has changed since."""
        if self.differences:
            return _("What has been recorded, corrected or withdrawn since is listed below.")
        return _("Nothing that you may see has been changed since.")

    @property
    def empty_words(self) -> str:
        """Return why nothing is there."""
        if self.known_on:
            return _("On that day nothing was known yet that you may see.")
        return _("Record the take-over of responsibility first; most deadlines run from it.")


def history_page(
    detail: PersonDetail, whole: HistoryDetail | None, scope: Scope, form: KnownOnForm
) -> HistoryPage:
    """Return the history tab.

    Args:
        detail: The person now, or as known on a day.
        whole: All versions of all facts; for an earlier day only.
        scope: The reader.
        form: The form that chooses the day.
    """
    return HistoryPage(
        frame=person_frame(detail, scope, current="history"),
        form=form,
        known_on=detail.known_on,
        groups=tuple(
            FactGroup(
                group.label,
                tuple(listed_fact(line, detail) for line in group.episodes),
            )
            for group in detail.groups
        ),
        differences=tuple(_differences(detail, whole)) if detail.known_on and whole else (),
        standings=listed_standings(detail) if detail.known_on else (),
    )


def listed_fact(line: EpisodeLine, detail: PersonDetail) -> ListedFact:
    """Return a fact in words."""
    kind = detail.pack.kinds.get(line.kind)
    return ListedFact(
        title=fact_title(kind, line.state),
        period=line_period(line, detail),
        details=detail_words(kind.details, line.detail) if kind else "",
        is_planned=line.is_planned,
        is_corrected=bool(line.reason),  # only a correction has one
        source=source_words(line.source),
        recorded_at=line.recorded_at,
        recorded_by=line.recorded_by,
        url=reverse("home_fact_show", args=[detail.key, line.lineage]),
    )


def line_period(line: EpisodeLine, detail: PersonDetail | HistoryDetail) -> str:
    """Return the days of a fact in words."""
    return period_words(
        detail.pack.kinds.get(line.kind),
        line.start,
        line.end,
        start_precision=line.start_precision,
        end_precision=line.end_precision,
    )


def source_words(source: str) -> str:
    """Return where a fact comes from; another system is called what its mapping calls it."""
    return _("recorded here") if source == "form" else source


def _differences(detail: PersonDetail, whole: HistoryDetail) -> Iterator[Event]:
    """Yield what was recorded, corrected or withdrawn after the day, oldest first."""
    after = [
        (line, trace)
        for trace in whole.traces
        for line in trace.versions
        if detail.known_on and local_day(line.recorded_at) > detail.known_on
    ]
    changes = [_recorded(line, trace, whole) for line, trace in after]
    changes += [
        _withdrawn(trace, whole)
        for trace in whole.traces
        if trace.standing is None and _is_later(trace.versions[0].superseded_at, detail.known_on)
    ]
    yield from sorted(changes, key=lambda event: event.on)


def _is_later(at: datetime | None, day: date | None) -> bool:
    return at is not None and day is not None and local_day(at) > day


def _recorded(line: EpisodeLine, trace: Trace, whole: HistoryDetail) -> Event:
    """Return a version that was recorded later: a new fact, or the correction of one."""
    is_first = trace.versions[-1].id == line.id
    title = fact_title(whole.pack.kinds.get(line.kind), line.state)
    words = {"fact": title, "period": line_period(line, whole)}
    text = _("Recorded: %(fact)s, %(period)s") if is_first else _("Corrected: %(fact)s, %(period)s")
    return Event(
        on=line.recorded_at,
        title=text % words,
        text=line.reason,
        by=line.recorded_by,
        tone=Tone.INFO if is_first else Tone.WARNING,
        url=reverse("home_fact_show", args=[whole.key, line.lineage]),
    )


def _withdrawn(trace: Trace, whole: HistoryDetail) -> Event:
    line = trace.versions[0]
    title = fact_title(whole.pack.kinds.get(line.kind), line.state)
    return Event(
        on=line.superseded_at or line.recorded_at,
        title=_("Withdrawn: %(fact)s, %(period)s")
        % {"fact": title, "period": line_period(line, whole)},
        text=line.superseded_reason,
        by=line.superseded_by,
        tone=Tone.ERROR,
        url=reverse("home_fact_show", args=[whole.key, line.lineage]),
    )
