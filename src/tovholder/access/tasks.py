"""Jobs of this room: the log is sealed every hour."""

import logging
import time
from datetime import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from tovholder.access import actions, scopes, seals
from tovholder.access.jobs import (
    RETRY,
    defer_once,
    job_scope,
    municipality_codes,
    without_personal_data,
)
from tovholder.access.models import Purpose

logger = logging.getLogger(__name__)
SEAL_LOG = "access.seal_log"
WAIT_SECONDS = 30
POLL_SECONDS = 0.2


class UnsettledError(RuntimeError):
    """A transaction that began before still writes the log; nothing can be sealed yet."""


@app.periodic(cron="17 * * * *")
@app.task(name="access.seal_logs")
def seal_logs(timestamp: int) -> None:
    """Ask for the sealing of every municipality's log."""
    for code in municipality_codes():
        defer_once(SEAL_LOG, municipality=code, purpose=Purpose.PROTECTION)


@app.task(name=SEAL_LOG, retry=RETRY)
def seal_log(municipality: str, purpose: str) -> None:
    """Seal what one municipality logged up to now; the newest digest goes to the worker's log."""
    with without_personal_data():
        at = timezone.now()
        until = settled(wait=WAIT_SECONDS)
        scope = job_scope(municipality, purpose, actor="log seal", on=timezone.localdate(at))
        sealed, digest = seal(scope, until=until, at=at)
    if sealed:
        logger.info("%s: %s entries sealed. %s", municipality, sealed, digest)


def settled(*, wait: int) -> int:
    """Return the highest log id up to which no row can appear any more.

    Args:
        wait: How many seconds to wait for transactions that still write.

    Raises:
        UnsettledError: they still write after that.
    """
    horizon = seals.horizon_now()
    give_up_at = time.monotonic() + wait
    while not seals.is_settled(horizon):
        if time.monotonic() >= give_up_at:
            raise UnsettledError(
                "Nothing sealed: a transaction that began before still runs after "
                f"{wait} seconds. Run the command again later."
            )
        time.sleep(POLL_SECONDS)
    return horizon.last_id


def seal(scope: scopes.Scope, *, until: int, at: datetime) -> tuple[int, str]:
    """Seal the log of the scope's municipality, each seal in a transaction of its own.

    Returns:
        How many entries were sealed, and the newest digest; empty when there were none.
    """
    sealed, digest = 0, ""
    while True:
        with scopes.entered(scope):
            made = actions.seal_log(by=scope, until=until, at=at)
        if made is None:
            return sealed, digest
        sealed, digest = sealed + made.entries, made.digest
