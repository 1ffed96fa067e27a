"""The chapter of work: jobs, what the person lives on, qualifications."""

from collections.abc import Sequence
from datetime import date, timedelta

from tovholder.demo import everyday
from tovholder.demo.companies import COMPANIES, OCCUPATIONS
from tovholder.demo.diary import Diary, Step
from tovholder.demo.offers import be_offered
from tovholder.demo.stays import Spell, Stay

SUBJECTS = ("Sygeplejerske", "Ingeniør", "Lærer", "Elektriker", "Frisør", "Kok", "Økonomi")
NO_JOB_YET = "Et job inden et år er ikke realistisk; først praktik og dansk."
SUPPORT = "self_support_and_return_benefit"
HOURS = (600, 720, 900, 1200, 1500, 1800, 1920, 2220, 2220, 2220)
"""Minutes a week: from ten hours to thirty-seven."""


def earn(diary: Diary, stay: Stay, studies: Sequence[Spell]) -> tuple[Spell, ...]:
    """Tell of offers, of jobs, and of what the person lives on meanwhile.

    Args:
        diary: Of the person.
        stay: Of the person.
        studies: Ordinary education, told before.

    Returns:
        The jobs.
    """
    jobs = _jobs(diary, stay)
    be_offered(diary, stay, (*jobs, *studies))
    first = min((job.start for job in jobs), default=None)
    if diary.chance(0.4):
        diary.spell("labour", "unemployed", stay.start, first)
    aim = stay.start + timedelta(days=365)
    if (first is None or first > aim) and diary.chance(0.45):
        day = aim - diary.days(-30, 40)
        everyday.waive(diary, "employment-within-a-year", "responsibility", day, NO_JOB_YET)
    if stay.basis == "family_reunified_other":
        diary.spell("benefit", "none", stay.start)
        if diary.chance(0.3):
            diary.event("request", "offer_wanted", stay.start + diary.days(30, 300))
    else:
        _benefits(diary, stay, jobs, studies)
    _qualify(diary, stay)
    return tuple(jobs)


def _jobs(diary: Diary, stay: Stay) -> list[Spell]:
    """Tell of jobs, one after the other with gaps, sometimes a second one beside."""
    if stay.works_after_days is None:
        return []
    jobs: list[Spell] = []
    day = stay.start + timedelta(days=stay.works_after_days)
    for _number in range(diary.random.choice((1, 1, 2, 2, 3))):
        ends = None if diary.chance(0.5) else day + diary.days(60, 700)
        jobs.append(Spell(day, ends))
        _work(diary, day, ends)
        if diary.chance(0.15):
            beside = day + diary.days(30, 120)
            _work(
                diary,
                beside,
                min(ends or beside + diary.days(90, 90), beside + diary.days(90, 400)),
            )
        if ends is None:
            break
        day = ends + diary.days(0, 160)
    return jobs


def _work(diary: Diary, start: date, end: date | None) -> None:
    state = "self_employed" if diary.chance(0.05) else "employed"
    detail = {
        "minutes_per_week": diary.random.choice(HOURS),
        "occupation": diary.random.choice(OCCUPATIONS),
        "company": diary.random.choice(COMPANIES),
    }
    if end is None and diary.chance(0.06):
        diary.since_month("labour", state, start, **detail)
    elif end is None or end > start:
        diary.spell("labour", state, start, end, **detail)


def _benefits(diary: Diary, stay: Stay, jobs: Sequence[Spell], studies: Sequence[Spell]) -> None:
    """Tell what the person lives on without a gap: a benefit, a grant, none while there is work."""
    amount = {"amount_dkk": diary.random.choice((6753, 8510, 12326, 13492))}
    first = stay.start + diary.days(1, 9)
    changes = {day for spell in (*jobs, *studies) for day in (spell.start, spell.end) if day}
    steps: list[Step] = []
    for day in (first, *sorted(day for day in changes if day > first)):
        state = _lives_on(day, jobs, studies)
        if not steps or steps[-1].state != state:
            steps.append(Step(state, day, amount if state == SUPPORT else {}))
    if not jobs and not studies and diary.chance(0.06):
        ill = stay.start + diary.days(300, 900)
        steps.append(Step("cash_benefit", ill, {"amount_dkk": 12326}))
    diary.chain("benefit", steps)
    diary.hold("ydelse", stay.start)


def _lives_on(day: date, jobs: Sequence[Spell], studies: Sequence[Spell]) -> str:
    if any(job.covers(day) for job in jobs):
        return "none"
    return "student_grant" if any(each.covers(day) for each in studies) else SUPPORT


def _qualify(diary: Diary, stay: Stay) -> None:
    if not diary.chance(0.2):
        return
    subject = diary.random.choice(SUBJECTS)
    day = stay.start + diary.days(20, 120)
    for state in ("guided", "applied", "assessed"):
        if not diary.event("qualification", state, day, subject=subject) or diary.chance(0.3):
            return
        day += diary.days(20, 140)
