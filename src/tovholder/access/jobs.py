"""What every job has: one municipality, one purpose, ids only, and never two of it at once.

A room writes its jobs in `tasks.py`; a worker (`tovholder work`) finds them there. The queue is
procrastinate's, in the same database: a job that is asked for inside a transaction comes into
being with it. Its rows hold the name of the job, a municipality's code and a purpose, so the
queue itself needs no wall; the job works behind the wall like a page does.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import cast

from django.db.models import Max
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from tovholder.access.models import Municipality, Purpose
from tovholder.access.scopes import Scope, system_scope

MOST_ATTEMPTS = 5
RETRY = RetryStrategy(max_attempts=MOST_ATTEMPTS, wait=30, exponential_wait=5)
"""Again after 35 s, 55 s, 3 min, 11 min and 53 min; then the next hour asks anew."""


class JobFailedError(RuntimeError):
    """A job failed; says which error and where, and nothing that could be about a person."""


def job_scope(municipality: str, purpose: str, *, actor: str, on: date) -> Scope:
    """Return the scope of a job: the whole of one municipality, for the purpose it states.

    Raises:
        ValueError: no such purpose.
    """
    return replace(system_scope(municipality, actor=actor, on=on), purpose=Purpose(purpose))


def worker_seen_at() -> datetime | None:
    """Return when a worker last said that it lives, which it does every ten seconds."""
    newest = ProcrastinateWorker.objects.aggregate(at=Max("last_heartbeat"))
    return cast("datetime | None", newest["at"])


def municipality_codes() -> list[str]:
    """Return the authorities that jobs are made for, in order."""
    return list(Municipality.objects.order_by("code").values_list("code", flat=True))


def defer_once(name: str, *, municipality: str, purpose: Purpose) -> bool:
    """Ask for a job unless the same one waits already; part of the caller's transaction.

    Two of the same job for the same municipality never run at a time: they share a lock. One
    that runs does not count as waiting, for it may be past what the caller has just changed.
    Two callers at the same moment may both ask; the second job then finds nothing to do.

    Args:
        name: Of the task, as in its decorator.
        municipality: Code of the authority.
        purpose: What the data are used for.

    Returns:
        Whether a job was added.
    """
    lock = f"{name} {municipality}"
    if ProcrastinateJob.objects.filter(lock=lock, status="todo").exists():
        return False
    job = app.configure_task(name, lock=lock)
    job.defer(municipality=municipality, purpose=purpose.value)
    return True


@contextmanager
def without_personal_data(*harmless: type[Exception]) -> Iterator[None]:
    """Let a failing job say which error came from where, but not the error's own text.

    A database tells the row that it refuses, and what fails here stands in the worker's log.

    Args:
        harmless: Errors that pass as they are.

    Raises:
        JobFailedError: instead of any other error.
    """
    try:
        yield
    except harmless:
        raise
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        name = type(error).__name__
        raise JobFailedError(f"{name} in {place.filename}, line {place.lineno}") from None
