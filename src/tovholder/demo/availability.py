"""The chapter of availability: doubt after a control action, the talks, the work duty."""

from collections.abc import Sequence
from datetime import date, timedelta

from tovholder.demo.diary import Diary
from tovholder.demo.stays import Spell, Stay

FIRST_DAY = date(2019, 7, 1)
"""Of the law under which these talks are held."""
WORK_DUTY = date(2025, 7, 1)


def be_asked(diary: Diary, stay: Stay, jobs: Sequence[Spell]) -> None:
    """Tell of a control action that raised doubt, and of a work duty, for very few."""
    if stay.basis == "family_reunified_other":
        return
    if not jobs and diary.chance(0.04):
        diary.spell("work_duty", "applies", max(WORK_DUTY, stay.start + diary.days(20, 60)))
    day = stay.start + diary.days(120, 900)
    if day < FIRST_DAY or any(job.covers(day) for job in jobs) or not diary.chance(0.05):
        return
    reason = "stay_abroad" if diary.chance(0.5) else "other"
    diary.event("control_action", "received", day, reason=reason)
    talk = day + (diary.days(1, 7) if diary.chance(0.85) else diary.days(8, 20))
    if not diary.event("availability_talk", "first", talk, reason=reason):
        return
    given = "offer_given" if diary.chance(0.7) else "order_given"
    diary.event("participation_order", given, talk + diary.days(2, 16))
    if reason == "stay_abroad":
        for number in range(1, 7):
            again = talk + timedelta(days=14 * number) - diary.days(0, 3)
            diary.event("availability_talk", "further", again, reason=reason)
