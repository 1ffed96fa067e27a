"""Jobs of this room: standings follow the day and the rules."""

import logging

from django.conf import settings
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from tovholder.access.jobs import RETRY, job_scope, municipality_codes, without_personal_data
from tovholder.people import actions
from tovholder.people.actions import move_soon
from tovholder.people.movement.running import MovementStoppedError
from tovholder.people.queries.movement import MINUTE

logger = logging.getLogger(__name__)
__all__ = ["move_all_soon", "move_soon", "move_standings"]


@app.periodic(cron=f"{MINUTE} * * * *")
@app.task(name="people.move_all_soon")
def move_all_soon(timestamp: int) -> None:
    """Ask for the movement of every municipality.

    Every hour, so that the day's movement comes seven minutes after midnight wherever the clock
    of the country stands, and what a night without a worker left is made up for. Where nobody
    waits the job ends at once.
    """
    for code in municipality_codes():
        move_soon(code)


@app.task(name=actions.MOVE_STANDINGS, retry=RETRY, pass_context=True)
def move_standings(context: JobContext, municipality: str, purpose: str) -> None:
    """Evaluate those whose day has come and those evaluated under other rules."""

    def told(_done: int, _total: int) -> None:
        if context.should_abort():
            raise MovementStoppedError

    today = timezone.localdate()
    scope = job_scope(municipality, purpose, actor="standings move", on=today)
    try:
        with without_personal_data(MovementStoppedError):
            count = actions.move_standings(
                scope, today=today, told=told, processes=settings.MOVEMENT_PROCESSES
            )
    except MovementStoppedError:
        raise JobAborted from None  # put back in the queue, and goes on where it stopped
    if count:
        logger.info("%s: %s persons evaluated on %s.", municipality, count, today)
