"""`tovholder standings`, and `tovholder import` from its own package."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tovholder.access.models import Municipality
from tovholder.access.scopes import Scope, entered, system_scope
from tovholder.people import actions
from tovholder.people.evaluation import Difference
from tovholder.people.imports.command import import_files
from tovholder.people.movement.lots import lots_of
from tovholder.people.movement.running import MovementUnderWayError, Told
from tovholder.people.queries import verification
from tovholder.people.queries.movement import movement_progress, newest_runs

__all__ = ["import_files", "standings_app"]

standings_app = typer.Typer(
    no_args_is_help=True, help="The state of every expectation for every person."
)

Code = Annotated[str, typer.Option("--municipality", help="Three-digit code; all when left out.")]
Day = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="The day; today when left out."),
]
Processes = Annotated[
    int, typer.Option(min=0, help="How many at once; 0: as many as TOVHOLDER_PROCESSES says.")
]
Sample = Annotated[int, typer.Option(min=0, help="So many persons by chance; 0: all.")]
MOST_KEYS = 5


@standings_app.command("move")
def move_standings(municipality: Code = "", today: Day = None, processes: Processes = 0) -> None:
    """Evaluate those whose day or rules have changed. Stopped, the next run goes on.

    A worker (`tovholder work`) does this by itself every hour.
    """
    _evaluate(actions.move_standings, municipality, _day(today), processes)


@standings_app.command("rebuild")
def rebuild_standings(municipality: Code = "", today: Day = None, processes: Processes = 0) -> None:
    """Evaluate everybody from the histories. Stopped, the next run that day goes on."""
    _evaluate(actions.rebuild_standings, municipality, _day(today), processes)


@standings_app.command("progress")
def show_progress(municipality: Code = "", today: Day = None) -> None:
    """Say how many wait for the day or for the rules, and how the newest run ended."""
    for code in _codes(municipality):
        with entered(_job(code, "standings progress", _day(today))) as scope:
            progress, runs = movement_progress(scope), newest_runs(scope, most=1)
        typer.echo(
            f"{code}: {progress.done} of {progress.total} persons are up to date; "
            f"{progress.waiting_for_day} wait for the day, "
            f"{progress.waiting_for_rules} for the rules."
        )
        for run in runs:
            at = timezone.localtime(run.advanced_at)
            typer.echo(
                f"     {run.outcome} {at:%Y-%m-%d %H:%M}: {run.persons_done} of {run.persons} "
                f"persons, {run.rows_changed} standings changed. {run.failure}".rstrip()
            )


@standings_app.command("verify")
def verify_standings(
    municipality: Code = "",
    today: Day = None,
    sample: Sample = 0,
    repair: Annotated[bool, typer.Option("--repair", help="Write what is computed.")] = False,
) -> None:
    """Compare stored standings with computed ones; end with 1 when differences remain."""
    differing = 0
    for code in _codes(municipality):
        scope = _job(code, "standings verify", _day(today))
        differing += _verify(scope, _day(today), sample=sample, repair=repair)
    if differing and not repair:
        typer.secho(
            "Way out: run `tovholder standings move` if it has not run today; "
            "what differs after that, `verify --repair` writes anew.",
            fg="yellow",
            err=True,
        )
        raise typer.Exit(1)


def _verify(scope: Scope, today: date, *, sample: int, repair: bool) -> int:
    found: list[Difference] = []
    with entered(scope):
        person_ids = verification.persons_to_verify(scope, sample=sample)
    with _progress(scope.municipality) as told:
        done = 0
        for lot in lots_of(person_ids):
            with entered(scope, what="standings verify"):
                difference = verification.compared(scope, lot, today=today)
                if difference.count and repair:
                    difference = actions.repair_standings(
                        difference.persons, by=scope, today=today, at=timezone.now()
                    )
            found += [difference] if difference.count else []
            done += len(lot)
            told(done, len(person_ids))
    with entered(scope, what="standings verify"):
        lines = verification.lines_of(scope, found)
    _print(scope.municipality, lines, persons=len(person_ids), repaired=repair)
    return sum(line.rows for line in lines)


def _print(
    code: str, lines: tuple[verification.DifferenceLine, ...], *, persons: int, repaired: bool
) -> None:
    rows = sum(line.rows for line in lines)
    keys = {key for line in lines for key in line.keys}
    said = "differed and are repaired" if repaired else "differ"
    typer.echo(f"{code}: {persons} persons, {rows} rows of {len(keys)} persons {said}.")
    for line in lines:
        shown = ", ".join(line.keys[:MOST_KEYS])
        more = len(line.keys) - MOST_KEYS
        typer.echo(
            f"  {line.what}: {line.missing} missing, {line.other} other, {line.surplus} too many: "
            f"{shown}{f' and {more} more' if more > 0 else ''}"
        )


def _evaluate(evaluate: Callable[..., int], municipality: str, today: date, processes: int) -> None:
    """Go through the municipalities; one that fails stops no other, and ends the command with 1."""
    failed = False
    for code in _codes(municipality):
        scope = _job(code, "standings", today)
        try:
            with _progress(code) as told:
                count = evaluate(
                    scope,
                    today=today,
                    told=told,
                    processes=processes or settings.MOVEMENT_PROCESSES,
                )
        except MovementUnderWayError as error:
            failed = True
            typer.secho(str(error), fg="yellow", err=True)
        except Exception as error:
            failed = True
            typer.secho(
                f"{code}: stopped by {type(error).__name__}; what is done stays done.",
                fg="red",
                err=True,
            )
        else:
            typer.echo(f"{code}: {count} persons evaluated on {today}.")
    if failed:
        raise typer.Exit(1)


@contextmanager
def _progress(code: str) -> Iterator[Told]:
    columns = (TextColumn(code), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task(code, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _day(today: datetime | None) -> date:
    return today.date() if today else timezone.localdate()


def _job(code: str, actor: str, today: date) -> Scope:
    return system_scope(code, actor=actor, on=today)


def _codes(municipality: str) -> list[str]:
    codes = Municipality.objects.order_by("code").values_list("code", flat=True)
    if municipality and municipality not in codes:
        known = ", ".join(codes) or "none yet"
        raise typer.BadParameter(
            f"{municipality!r} is no municipality here. Known: {known}.",
            param_hint="--municipality",
        )
    return [municipality] if municipality else list(codes)
