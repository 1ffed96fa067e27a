"""The command line of the scenarios: `tovholder rules test`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from tovholder.engine.language import LanguageErrors, RulePack
from tovholder.rules import packs, trials


def try_scenarios(
    directory: Annotated[Path, typer.Argument(help="Folder of definitions.")] = packs.DEFINITIONS,
    expectation: Annotated[str, typer.Option(help="Try only the expectation with this id.")] = "",
    scenarios: Annotated[
        Path | None, typer.Option(help="Folder of scenarios; else `scenarios` beside DIRECTORY.")
    ] = None,
) -> None:
    """Try the definitions out on their scenarios and say where they disagree."""
    try:
        pack = packs.pack_in(directory)
        written = trials.read_scenarios(scenarios or trials.scenarios_beside(directory), pack)
    except LanguageErrors as found:
        typer.secho(str(found), fg="red", err=True)
        raise typer.Exit(1) from None
    if expectation and expectation not in pack.expectations:
        known = ", ".join(pack.expectations)
        typer.secho(f"No expectation “{expectation}”. There are: {known}.", fg="red", err=True)
        raise typer.Exit(1)
    chosen = [expectation] if expectation else list(pack.expectations)
    failures = list(_failures(chosen, written, pack))
    for failure in failures:
        typer.secho(failure, fg="red", err=True)
    short = trials.short_of_scenarios(written, pack)
    for name in chosen:
        if name in short:
            typer.secho(
                f"{name}: {short[name]} scenarios; it should have {trials.FEWEST} at least.",
                fg="yellow",
                err=True,
            )
    tried = sum(len(written.get(name, ())) for name in chosen)
    typer.echo(
        f"{tried} scenarios of {len(chosen)} expectations tried, "
        f"{len(failures)} disagreements ({pack.hash[:12]})."
    )
    if failures:
        raise typer.Exit(1)


def _failures(
    names: list[str], written: Mapping[str, tuple[trials.Scenario, ...]], pack: RulePack
) -> Iterator[str]:
    for name in names:
        for scenario in written.get(name, ()):
            for outcome in trials.try_out(scenario, name, pack):
                place = outcome.expected.place
                for failure in outcome.failures:
                    yield (
                        f"{place.file}, line {place.line}, “{scenario.title}”, "
                        f"on {outcome.expected.on}: {failure}"
                    )
