"""How far standings are behind the day and the rules, and the runs that bring them forward."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from tovholder.people.movement.models import RunOutcome
from tovholder.people.queries.movement import ListedRun, MovementProgress, next_movement
from tovholder.ui.formats import number, time_short
from tovholder.ui.parts import Fact, Tone

SILENCE = timedelta(minutes=2)
"""A worker says every ten seconds that it lives; one that is silent so long does not."""
TONES = {
    RunOutcome.UNDER_WAY.value: Tone.INFO,
    RunOutcome.DONE.value: Tone.SUCCESS,
    RunOutcome.STOPPED.value: Tone.WARNING,
    RunOutcome.FAILED.value: Tone.ERROR,
}


@dataclass(frozen=True)
class RunLine:
    """One run in words."""

    started_at: datetime
    kind: str
    outcome: str
    tone: Tone
    persons: str
    changed: str
    note: str


@dataclass(frozen=True)
class MovementPage:
    """What waits, whether somebody works on it, and the newest runs."""

    is_worked: bool
    facts: tuple[Fact, ...]
    runs: tuple[RunLine, ...]


def movement_page(
    progress: MovementProgress,
    runs: tuple[ListedRun, ...],
    *,
    worker_seen_at: datetime | None,
    at: datetime,
) -> MovementPage:
    """Return the page.

    Args:
        progress: How many wait.
        runs: The newest runs, the newest first.
        worker_seen_at: When a worker last said that it lives.
        at: The local moment at which the page is made.
    """
    is_worked = worker_seen_at is not None and at - worker_seen_at < SILENCE
    upcoming = time_short(next_movement(at)) if is_worked else _("when a worker runs")
    facts = (
        Fact(_("Up to date"), _of(progress.done, progress.total)),
        Fact(_("Wait because a day has come"), number(progress.waiting_for_day)),
        Fact(_("Wait because the rules have changed"), number(progress.waiting_for_rules)),
        Fact(_("Next run"), upcoming, note=_("and at once when the rules change")),
    )
    return MovementPage(is_worked, facts, tuple(_line(run) for run in runs))


def _of(part: int, whole: int) -> str:
    return _("%(part)s of %(whole)s people") % {"part": number(part), "whole": number(whole)}


def _line(run: ListedRun) -> RunLine:
    return RunLine(
        started_at=run.started_at,
        kind=run.kind,
        outcome=run.label,
        tone=TONES[run.outcome],
        persons=_of(run.persons_done, run.persons),
        changed=number(run.rows_changed),
        note=run.failure,
    )
