"""A person's facts as a picture: a row for each kind, and one for the expectations."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tovholder.engine.person import State
from tovholder.people.queries import PersonDetail
from tovholder.people.queries.episodes import EpisodeLine, KindGroup
from tovholder.people.queries.standings import StandingLine
from tovholder.ui.charts.figure import Figure
from tovholder.ui.charts.timeline import Bar, Mark, Shape, TimelineRow, timeline
from tovholder.ui.parts import Tone

BEFORE, AFTER = timedelta(days=30), timedelta(days=60)
LONGEST, AHEAD = timedelta(days=365 * 6), timedelta(days=365 * 2)
"""What lies further back or ahead stands in the table below the picture only."""

CATEGORY_TONES = {
    "case": Tone.INFO,
    "danish": Tone.SUCCESS,
    "education": Tone.SUCCESS,
    "employment": Tone.WARNING,
    "health": Tone.NEUTRAL,
    "family": Tone.NEUTRAL,
}
SHAPES = {
    State.OPEN: Shape.DUE,
    State.UNDER_WAY: Shape.DUE,
    State.DUE_SOON: Shape.SOON,
    State.OVERDUE: Shape.LATE,
    State.MET: Shape.DONE,
    State.MET_LATE: Shape.DONE_LATE,
    State.MISSED: Shape.MISSED,
}
NOT_DRAWN = ("household",)


def person_timeline(detail: PersonDetail, *, today: date) -> Figure | None:
    """Return the picture, None where there is nothing to draw."""
    rows = [_row(group) for group in detail.groups if group.kind not in NOT_DRAWN]
    due = _due_row(detail)
    drawn = [*([due] if due else []), *rows]
    if not drawn:
        return None
    start, end = _days(detail, today)
    return timeline(
        drawn,
        start=start,
        end=end,
        today=today,
        title=_("What has happened and what is due"),
        description=_("Each row is one sort of fact; the first row shows the expectations."),
        source=_("facts recorded in Tovholder"),
    )


def _row(group: KindGroup) -> TimelineRow:
    """Return a kind with its lasting facts as bars and its events as marks, oldest first."""
    oldest_first = tuple(reversed(group.episodes))
    tone = CATEGORY_TONES.get(group.category, Tone.NEUTRAL)
    if group.is_event:
        return TimelineRow(group.label, marks=tuple(_mark(line) for line in oldest_first))
    return TimelineRow(group.label, bars=tuple(_bar(line, tone) for line in oldest_first))


def _bar(line: EpisodeLine, tone: Tone) -> Bar:
    return Bar(
        line.start,
        line.end,
        line.state_label,
        tone=tone,
        precision=line.start_precision,
        end_precision=line.end_precision,
        is_planned=line.is_planned,
    )


def _mark(line: EpisodeLine) -> Mark:
    label = line.state_label
    if line.is_planned:
        label = _("%(fact)s (planned)") % {"fact": label}
    return Mark(line.start, label, precision=line.start_precision)


def _due_row(detail: PersonDetail) -> TimelineRow | None:
    """Return the days of the expectations: met on, missed, or still due."""
    marks = tuple(mark for line in detail.standings for mark in _due_marks(line))
    return TimelineRow(_("Expectations"), marks=marks) if marks else None


def _due_marks(line: StandingLine) -> Iterator[Mark]:
    shape = SHAPES.get(State(line.state))
    day = line.met_date if shape in {Shape.DONE, Shape.DONE_LATE} else line.due_date
    if shape and day:
        yield Mark(day, line.title, shape=shape)


def _days(detail: PersonDetail, today: date) -> tuple[date, date]:
    """Return the days to draw: from the first fact, at most some years back, until the last."""
    starts = [line.start for line in detail.episodes]
    ends = [line.due_date for line in detail.standings if line.due_date]
    ends += [line.end for line in detail.episodes if line.end]
    ends = [day for day in ends if day <= today + AHEAD]
    first = max(min([*starts, today]), today - LONGEST)
    return first - BEFORE, max([*ends, today]) + AFTER
