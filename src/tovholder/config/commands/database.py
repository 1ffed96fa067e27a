"""`tovholder database`: the PostgreSQL that Tovholder brings along."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from django.conf import settings

from tovholder.config import environment
from tovholder.config.postgres import EmbeddedPostgres, PostgresError

__all__ = ["PostgresError", "app", "is_embedded", "running"]
app = typer.Typer(no_args_is_help=True, help="Start and stop the PostgreSQL brought along.")


def is_embedded() -> bool:
    """Return whether Tovholder runs its own PostgreSQL, that is, no address is given."""
    return not environment.text("DATABASE_URL")


@contextmanager
def running() -> Iterator[None]:
    """Have the database running; stop it afterwards when it was started here."""
    if not is_embedded():
        yield
        return
    server = EmbeddedPostgres(settings.VAR)
    was_started = server.start()
    try:
        yield
    finally:
        if was_started:
            server.stop()


@app.command()
def start() -> None:
    """Start the database and leave it running."""
    server = EmbeddedPostgres(settings.VAR)
    started = server.start()
    typer.echo(
        f"PostgreSQL {server.binaries.major} "
        f"{'started' if started else 'was already running'} in {server.data}."
    )


@app.command()
def stop() -> None:
    """Stop the database."""
    server = EmbeddedPostgres(settings.VAR)
    server.stop()
    typer.echo(f"PostgreSQL {server.binaries.major} is stopped.")


@app.command()
def status() -> None:
    """Say whether the database runs, and where."""
    server = EmbeddedPostgres(settings.VAR)
    state = "runs" if server.is_running() else "does not run"
    typer.echo(f"PostgreSQL {server.binaries.major} {state}; data in {server.data}.")
