"""The command line of the rules: `tovholder rules check` and `tovholder rules explain`."""

import textwrap
from pathlib import Path
from typing import Annotated

import typer

from tovholder.engine.language import LanguageErrors, Place, RulePack
from tovholder.engine.language.errors import unknown_word
from tovholder.engine.language.explaining import explained
from tovholder.rules import packs, trial_commands, voice_commands
from tovholder.rules.remarks import remarks

WIDTH = 100
rules_app = typer.Typer(no_args_is_help=True, help="The law as dated data.")
rules_app.command("test")(trial_commands.try_scenarios)
rules_app.command("export")(voice_commands.export)


@rules_app.callback()
def rules() -> None:
    """Look after the definitions."""


@rules_app.command()
def check(
    directory: Annotated[Path, typer.Argument(help="Folder of definitions.")] = packs.DEFINITIONS,
) -> None:
    """Read every definition and say what is wrong, with file, line, field and way out."""
    pack = _pack_in(directory)
    typer.echo(
        f"{len(pack.expectations)} expectations, {len(pack.kinds)} kinds, "
        f"{len(pack.parameters)} parameters, {len(pack.predicates)} predicates and "
        f"{len(pack.suspensions)} suspensions are in order ({pack.hash[:12]})."
    )
    for remark in remarks(pack):
        typer.secho(remark, fg="yellow")


@rules_app.command()
def explain(
    expectation: Annotated[str, typer.Argument(help="The id of an expectation.")],
    language: Annotated[str, typer.Option(help="In which language, such as da or en.")] = "da",
    directory: Annotated[Path, typer.Option(help="Folder of definitions.")] = packs.DEFINITIONS,
) -> None:
    """Say in plain sentences what an expectation means."""
    pack = _pack_in(directory)
    if expectation not in pack.expectations:
        (unknown,) = unknown_word(Place("--"), expectation, pack.expectations).errors
        way_out = unknown.suggestion or f"There are: {', '.join(unknown.accepted)}."
        typer.secho(f"No expectation “{expectation}”. {way_out}", fg="red", err=True)
        raise typer.Exit(1)
    for paragraph in explained(pack.expectations[expectation], pack, language):
        typer.secho(paragraph.heading, bold=True)
        for line in paragraph.lines:
            typer.echo(textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="    "))


def _pack_in(directory: Path) -> RulePack:
    try:
        return packs.pack_in(directory)
    except LanguageErrors as found:
        for problem in found.errors:
            typer.secho(str(problem), fg="red", err=True)
        raise typer.Exit(1) from None
