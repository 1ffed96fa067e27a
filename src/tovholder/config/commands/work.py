"""`tovholder work`: a worker for the queue of jobs, and the one beside the web server."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

Concurrency = Annotated[int, typer.Option(min=1, help="Jobs of different municipalities at once.")]
GRACE_SECONDS = 5
"""A job that still runs after that stops at its next lot, and the next worker goes on with it."""
POLLING_SECONDS = 30
"""A new job is announced; this is for those whose time to be tried again has come."""
END_SECONDS = 60
WORKER = (sys.executable, "-m", "tovholder", "work")


def work(
    jobs: Concurrency = 2,
    once: Annotated[
        bool, typer.Option("--once", help="One job at a time, and end when none waits.")
    ] = False,
) -> None:
    """Do the jobs: standings follow the day and the rules, the log is sealed. Ctrl-C stops it.

    Any number may run, on any number of machines. What is due every hour is asked for at once, so
    that new rules are followed as soon as the worker knows them.
    """
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import ConnectorException

    try:
        for each in app.periodic_registry.periodic_tasks.values():
            each.task.defer(timestamp=0)
    except ConnectorException:
        typer.secho(
            "The queue cannot be used: run `tovholder migrate`, and see that DATABASE_URL names "
            "the web role of that database.",
            fg="red",
            err=True,
        )
        raise typer.Exit(1) from None
    typer.echo("The worker is ready.")
    # The Django connector has it; the base class that the type names does not.
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector):
        app.run_worker(
            concurrency=1 if once else jobs,
            wait=not once,
            delete_jobs="successful",
            fetch_job_polling_interval=POLLING_SECONDS,
            shutdown_graceful_timeout=GRACE_SECONDS,
        )


@contextmanager
def worker_beside() -> "Iterator[subprocess.Popen[bytes]]":
    """Have a worker running in a process of its own; it ends with the block."""
    worker = subprocess.Popen(WORKER, start_new_session=True)
    try:
        yield worker
    finally:
        worker.terminate()
        try:
            worker.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
