"""`tovholder standings`, and `tovholder import` from its own package."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated

import typer
from django.utils import timezone
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tovholder.access.models import Municipality
from tovholder.access.scopes import Scope, entered, system_scope
from tovholder.people import actions
from tovholder.people.imports.command import import_files
from tovholder.people.models import Person
from tovholder.people.queries import verification

__all__ = ["import_files", "standings_app"]

standings_app = typer.Typer(
    no_args_is_help=True, help="The state of every expectation for every person."
)

Code = Annotated[str, typer.Option("--municipality", help="Three-digit code; all when left out.")]
Day = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="The day; today when left out."),
]
MOST_SHOWN = 20


@standings_app.command("move")
def move_standings(municipality: Code = "", today: Day = None) -> None:
    """Evaluate those whose day has come. Safe to run twice; run it every night."""
    _evaluate(actions.move_standings, municipality, _day(today))


@standings_app.command("rebuild")
def rebuild_standings(municipality: Code = "", today: Day = None) -> None:
    """Evaluate everybody from their histories."""
    _evaluate(actions.rebuild_standings, municipality, _day(today))


@standings_app.command("verify")
def verify_standings(municipality: Code = "", today: Day = None) -> None:
    """Compare stored standings with computed ones; end with 1 when any differ."""
    differing = 0
    for code in _codes(municipality):
        differing += _verify(_job(code, "standings verify", _day(today)), _day(today))
    if differing:
        typer.secho(
            "Way out: run `tovholder standings move`; if they still differ, `rebuild`.",
            fg="yellow",
            err=True,
        )
        raise typer.Exit(1)


def _verify(scope: Scope, today: date) -> int:
    differing = 0
    with entered(scope, what="standings verify"), _progress(scope.municipality) as told:
        done, total = 0, scope.rows(Person).count()
        for count, lines in verification.verified(scope, today=today):
            done += count
            told(done, total)
            for line in lines[: max(0, MOST_SHOWN - differing)]:
                stored, computed = line.stored or "nothing", line.computed or "nothing"
                typer.echo(f"{line.key} {line.what}: stored {stored}, computed {computed}")
            differing += len(lines)
    typer.echo(f"{scope.municipality}: {done} persons, {differing} rows differ.")
    return differing


def _evaluate(evaluate: Callable[..., int], municipality: str, today: date) -> None:
    for code in _codes(municipality):
        with _progress(code) as told:
            count = evaluate(_job(code, "standings", today), today=today, told=told)
        typer.echo(f"{code}: {count} persons evaluated on {today}.")


@contextmanager
def _progress(code: str) -> Iterator[actions.Told]:
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
