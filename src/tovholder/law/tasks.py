"""Jobs of this room: whom a change of the rules touches."""

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from tovholder.access.jobs import (
    RETRY,
    defer_once,
    job_scope,
    municipality_codes,
    without_personal_data,
)
from tovholder.access.models import Purpose
from tovholder.law import actions
from tovholder.law.actions import NothingToCompareError

__all__ = ["find_all_touched", "find_touched"]
FIND_TOUCHED = "law.find_touched"


class StoppedError(RuntimeError):
    """The worker was told to stop; what is found stays, and the next run goes on."""


@app.periodic(cron="37 * * * *")
@app.task(name="law.find_all_touched")
def find_all_touched(timestamp: int = 0) -> None:
    """Ask for the comparison in every municipality; where it was made, the job ends at once."""
    for code in municipality_codes():
        defer_once(FIND_TOUCHED, municipality=code, purpose=Purpose.CASEWORK)


@app.task(name=FIND_TOUCHED, retry=RETRY, pass_context=True)
def find_touched(context: JobContext, municipality: str, purpose: str) -> None:
    """Compare everybody under the approved rules and the rules in force, once for each change."""

    def told(_done: int, _total: int) -> None:
        if context.should_abort():
            raise StoppedError

    today = timezone.localdate()
    scope = job_scope(municipality, purpose, actor="rules touched", on=today)
    try:
        with without_personal_data(StoppedError, NothingToCompareError):
            if not actions.is_found(scope):
                actions.find_touched(scope, today=today, at=timezone.now(), told=told)
    except NothingToCompareError:
        return
    except StoppedError:
        raise JobAborted from None
