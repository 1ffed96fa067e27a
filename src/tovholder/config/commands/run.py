"""`tovholder run` and `tovholder migrate`: the web server and the tables it needs."""

import signal
import subprocess
import sys
from contextlib import nullcontext
from types import FrameType
from typing import Annotated

import typer
from django.core.management import call_command

from tovholder.config.commands import database
from tovholder.config.commands.work import worker_beside

Port = Annotated[int, typer.Option(help="Port on this machine.")]
Workers = Annotated[int, typer.Option(min=1, help="Web processes, each with four threads.")]
Jobs = Annotated[bool, typer.Option(help="Start a worker for jobs too (`tovholder work`).")]


def migrate() -> None:
    """Make or change the tables, as the role that owns them."""
    call_command("migrate", verbosity=0, interactive=False)
    typer.echo("The tables are up to date.")


def run(port: Port = 8000, workers: Workers = 2, jobs: Jobs = True) -> None:
    """Start the web server, a worker, and the database where it is Tovholder's own.

    Ctrl-C stops them all.
    """
    with database.running():
        if database.is_embedded():
            migrate_apart()
        typer.echo(f"Tovholder answers at http://localhost:{port}/ - stop it with Ctrl-C.")
        with worker_beside() if jobs else nullcontext():
            serve(port=port, workers=workers)


def migrate_apart() -> None:
    """Migrate in a process of its own, because this one is the web role."""
    subprocess.run([sys.executable, "-m", "tovholder", "migrate"], check=True)


def serve(*, port: int, workers: int) -> None:
    """Run gunicorn until it is told to stop; it gets its time to finish requests."""
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "tovholder.config.wsgi:application",
         "--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", "4",
         "--preload", "--log-level", "warning"],
        start_new_session=True,
    )  # fmt: skip

    def pass_on(_number: int, _frame: FrameType | None) -> None:
        server.terminate()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, pass_on)
    if failed := server.wait():
        raise typer.Exit(failed)
