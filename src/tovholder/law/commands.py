"""`tovholder rules diff` and `tovholder rules touched`."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone, translation
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tovholder.access.models import Municipality
from tovholder.access.scopes import entered, system_scope
from tovholder.engine.language import LanguageErrors, RulePack
from tovholder.law import actions
from tovholder.law.actions import NothingToCompareError, Told
from tovholder.law.touching import Touch
from tovholder.law.touching import touches as touches_of
from tovholder.people.models import Person
from tovholder.people.queries.histories import history_of
from tovholder.people.queries.packs import own_of, title_of, with_own
from tovholder.rules import packs
from tovholder.rules.differences import Difference, pack_differences

SHIPPED = "shipped"
LOT = 500
Which = Annotated[str, typer.Argument(help=f"Folder of definitions, or the word “{SHIPPED}”.")]
Code = Annotated[str, typer.Option("--municipality", help="Three-digit code; all when left out.")]
Day = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="The day; today when left out."),
]
Demo = Annotated[bool, typer.Option("--demo", help="Ask the persons of the demo.")]


def diff_rules(  # noqa: PLR0913 - each is an option of the command line
    before: Which,
    after: Which,
    *,
    municipality: Code = "",
    today: Day = None,
    keys: Annotated[
        bool, typer.Option("--keys", help="Print the key of each person; never a name.")
    ] = False,
    language: Annotated[str, typer.Option(help="da or en.")] = "en",
    demo: Demo = False,
) -> None:
    """Say what changes from one pack of rules to another, and for how many persons."""
    was, now = _pack(before), _pack(after)
    found = pack_differences(was, now)
    for difference in found:
        _print_difference(difference, language)
    typer.echo("1 definition differs." if len(found) == 1 else f"{len(found)} definitions differ.")
    with translation.override(language):
        for code in _codes(municipality):
            _print_touched(code, (was, now), today=_day(today), keys=keys)


def find_touched(municipality: Code = "", today: Day = None, demo: Demo = False) -> None:
    """Find whom the rules in force touch, against those approved last. Goes on where it stopped."""
    for code in _codes(municipality):
        scope = system_scope(code, actor="rules touched", on=_day(today))
        try:
            with _progress(code) as told:
                run = actions.find_touched(scope, today=_day(today), at=timezone.now(), told=told)
        except NothingToCompareError:
            typer.echo(f"{code}: no approved rules that differ from those in force.")
        except LanguageErrors as errors:
            typer.secho(
                f"{code}: the approved rules can no longer be read ({errors.errors[0]}). Way out: "
                "let a leader approve the rules in force.",
                fg="red",
                err=True,
            )
            raise typer.Exit(1) from None
        else:
            typer.echo(f"{code}: {run.persons} persons compared on {run.on}.")


def _pack(which: str) -> RulePack:
    if which == SHIPPED:
        return packs.national_pack()
    directory = Path(which)
    if not directory.is_dir():
        raise typer.BadParameter(
            f"{which!r} is no folder. Name a folder of definitions, or write “{SHIPPED}”."
        )
    try:
        return packs.pack_in(directory)
    except LanguageErrors as errors:
        for error in errors.errors:
            typer.secho(str(error), fg="red", err=True)
        raise typer.Exit(1) from None


def _print_difference(difference: Difference, language: str) -> None:
    typer.secho(f"{difference.change}: {difference.sort}/{difference.id}", bold=True)
    typer.echo(f"  {difference.title(language)}")
    changed = difference.rewritten(language)
    for each in changed:
        typer.echo(f"  {each.heading}")
        for line in each.before:
            typer.secho(f"    - {line}", fg="red")
        for line in each.after:
            typer.secho(f"    + {line}", fg="green")
    if not changed:
        typer.echo("  It reads the same; something it is computed from has changed.")


def _print_touched(code: str, both: tuple[RulePack, RulePack], *, today: date, keys: bool) -> None:
    """Print how many persons of a municipality change state or due date, by expectation."""
    touched: dict[str, dict[str, list[Touch]]] = defaultdict(dict)
    scope = system_scope(code, actor="rules diff", on=today)
    with entered(scope, what="rules diff"), _progress(code) as told:
        own = own_of(code)
        before, after = (with_own(each, own, code) for each in both)
        persons = dict(scope.rows(Person).order_by("pk").values_list("pk", "key"))
        ids = list(persons)
        for first in range(0, len(ids), LOT):
            lot = ids[first : first + LOT]
            histories = history_of(lot, municipality=code, pack=after)
            for person_id, history in histories.items():
                for touch in touches_of(history, before, after, on=today):
                    of_person = touched[touch.expectation].setdefault(persons[person_id], [])
                    of_person.append(touch)
                    if keys:
                        scope.reads.note([person_id], touch.categories)
            told(min(first + LOT, len(ids)), len(ids))
    for expectation in sorted(touched):
        count, title = len(touched[expectation]), title_of(expectation, after)
        typer.echo(f"{code} {expectation} ({title}): {count} of {len(ids)} persons")
        for key, of_person in sorted(touched[expectation].items()) if keys else ():
            typer.echo("\n".join(f"  {key} {_moved(touch)}" for touch in of_person))
    if not touched:
        typer.echo(f"{code}: nobody of {len(ids)} persons changes state or due date.")


def _moved(touch: Touch) -> str:
    before = f"{touch.state_before or 'nothing'} {touch.due_before or ''}".strip()
    after = f"{touch.state_after or 'nothing'} {touch.due_after or ''}".strip()
    return f"{before} -> {after}"


@contextmanager
def _progress(code: str) -> Iterator[Told]:
    columns = (TextColumn(code), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as progress:
        task = progress.add_task(code, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _day(today: datetime | None) -> date:
    return today.date() if today else timezone.localdate()


def _codes(municipality: str) -> list[str]:
    codes = list(Municipality.objects.order_by("code").values_list("code", flat=True))
    if municipality and municipality not in codes:
        known = ", ".join(codes) or "none yet"
        raise typer.BadParameter(
            f"{municipality!r} is no municipality here. Known: {known}.",
            param_hint="--municipality",
        )
    return [municipality] if municipality else codes
