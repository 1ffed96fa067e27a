"""`tovholder demo`: an invented municipality, filled and served."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from tovholder.config import environment
from tovholder.config.commands import database, run
from tovholder.config.commands.work import worker_beside


def become_demo() -> None:
    """Point this process and its children at the demo's own folder, before settings are read."""
    project = Path(__file__).resolve().parents[4]
    os.environ.setdefault("TOVHOLDER_VAR", str(project / "var" / "demo"))
    os.environ["TOVHOLDER_DEMO"] = "true"


def demo(
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The demo's day; default today.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 2013,
    port: run.Port = 8000,
    small: Annotated[bool, typer.Option(help="About 120 people instead of 1,000.")] = False,
    serve: Annotated[bool, typer.Option(help="Start the web server afterwards.")] = True,
) -> None:
    """Fill an invented municipality and start the web server. Everybody in it is invented."""
    if not database.is_embedded():
        raise environment.EnvironmentValueError(
            "`tovholder demo` fills a database of its own and DATABASE_URL names another; "
            "unset DATABASE_URL first."
        )
    day: date = today.date() if today else timezone.localdate()
    with database.running():
        run.migrate_apart()
        from tovholder.demo.filling import ensure_filled

        sign_ins = ensure_filled(today=day, seed=seed, small=small)
        typer.echo(sign_ins)
        if serve:
            typer.echo(f"Open http://localhost:{port}/ - stop it with Ctrl-C.")
            with worker_beside():
                run.serve(port=port, workers=2)
