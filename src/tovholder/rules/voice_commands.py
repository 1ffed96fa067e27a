"""The command line of the other voices: `tovholder rules export`."""

import enum
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tovholder.engine.language import LanguageErrors
from tovholder.rules import packs
from tovholder.rules.voices.cmmn import as_cmmn
from tovholder.rules.voices.losses import LOSSES, by_construct


class Form(enum.StrEnum):
    """The forms that a pathway can be written in."""

    CMMN = "cmmn"


def export(
    ids: Annotated[
        list[str] | None, typer.Argument(help="Expectations to export; all of them if none.")
    ] = None,
    form: Annotated[Form, typer.Option(help="The form to write.")] = Form.CMMN,
    output: Annotated[Path, typer.Option(help="File to write.")] = Path("pathway.cmmn"),
    directory: Annotated[Path, typer.Option(help="Folder of definitions.")] = packs.DEFINITIONS,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The law as of this day; else the newest."),
    ] = None,
    language: Annotated[str, typer.Option(help="Of names and texts.")] = "en",
) -> None:
    """Write expectations in a form that other programs read, and say what it does not carry."""
    del form  # there is one, and typer has refused every other
    try:
        pack = packs.pack_in(directory)
    except LanguageErrors as found:
        typer.secho(str(found), fg="red", err=True)
        raise typer.Exit(1) from None
    if unknown := [name for name in ids or [] if name not in pack.expectations]:
        known = ", ".join(pack.expectations)
        sentence = f"No expectation “{'”, “'.join(unknown)}”. There are: {known}."
        typer.secho(sentence, fg="red", err=True)
        raise typer.Exit(1)
    if language not in pack.languages:
        known = ", ".join(pack.languages)
        typer.secho(f"The rules have no texts in “{language}”, only in: {known}.", err=True)
        raise typer.Exit(1)
    exported = as_cmmn(pack, ids or (), on=on.date() if on else None, language=language)
    output.write_bytes(exported.content)
    lost = by_construct(exported.losses)
    written = len(ids or pack.expectations)
    typer.echo(f"{written} expectations written to {output}. CMMN does not carry:")
    for construct, losers in lost.items():
        whose = "all" if len(losers) == written else ", ".join(losers)
        typer.echo(f"- {construct} ({whose}): {LOSSES[construct]}")
