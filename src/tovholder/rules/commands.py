"""The command line of the rules: `tovholder rules check`."""

from pathlib import Path
from typing import Annotated

import typer

from tovholder.rules import packs

rules_app = typer.Typer(no_args_is_help=True, help="The law as dated data.")


@rules_app.callback()
def rules() -> None:
    """Look after the definitions."""


@rules_app.command()
def check(
    directory: Annotated[Path, typer.Argument(help="Folder of definitions.")] = packs.DEFINITIONS,
) -> None:
    """Read every definition and say what is wrong, with file, line, field and way out."""
    problems = packs.check(directory)
    for problem in problems:
        typer.secho(str(problem), fg="red", err=True)
    if problems:
        raise typer.Exit(1)
    pack = packs.pack_in(directory)
    typer.echo(
        f"{len(pack.expectations)} expectations, {len(pack.kinds)} kinds and "
        f"{len(pack.parameters)} parameters are in order ({pack.hash[:12]})."
    )
