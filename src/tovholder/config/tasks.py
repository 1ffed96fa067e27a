"""Jobs about the queue itself: what a worker that died has left lying, and old jobs."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from tovholder.access.jobs import MOST_ATTEMPTS

STALLED_SECONDS = 30
KEPT_HOURS = 24 * 30


@app.periodic(cron="* * * * *")
@app.task(name="config.mend_queue", pass_context=True)
async def mend_queue(context: JobContext, timestamp: int) -> None:
    """Put back what a worker was doing when it died, and forget jobs that ended a month ago.

    A worker says every ten seconds that it lives. A job that has killed its worker five times is
    put back no more.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        if job.attempts < MOST_ATTEMPTS:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
    await manager.delete_old_jobs(
        KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
