"""The chapter of work: offers in companies, jobs, benefits, education, qualifications."""

from dataclasses import dataclass
from datetime import date, timedelta

from tovholder.demo import everyday
from tovholder.demo.diary import Diary, Step
from tovholder.demo.stays import Stay

COMPANIES = (
    "Rævlinge Bageri", "Fjordskov Gartneri", "Plejecentret Enghaven", "Møllebæk Maskinfabrik",
    "Hotel Strandlyst", "Østerby Tømrerforretning", "Grøntorvets Lager", "Kystvejens Vaskeri",
    "Daginstitutionen Mælkebøtten", "Nordmarkens Slagteri", "Værkstedet på Havnen",
    "Rævlinge Rengøring", "Ådalens Mejeri", "Skovlyst Planteskole",
)  # fmt: skip
OCCUPATIONS = (
    "Bagerassistent", "Gartnermedhjælper", "Social- og sundhedshjælper", "Svejser", "Køkkenhjælper",
    "Lagermedarbejder", "Rengøringsassistent", "Pædagogmedhjælper", "Chauffør", "Tømrer",
    "Butiksassistent", "Produktionsmedarbejder", "Tjener", "Bogholder",
)  # fmt: skip
OFFERS = ("internship", "internship", "wage_subsidy", "guidance", "upskilling", "community_work")
STUDIES = ("basic_integration_education", "vocational", "preparatory", "higher")
SUBJECTS = ("Sygeplejerske", "Ingeniør", "Lærer", "Elektriker", "Frisør", "Kok", "Økonomi")
NO_OFFER = "Særlige grunde: borgeren er under udredning, og et tilbud ville skade mere end gavne."
HOURS = (600, 720, 900, 1200, 1500, 1800, 1920, 2220, 2220, 2220)
"""Minutes a week: from ten hours to thirty-seven."""


@dataclass(frozen=True, slots=True)
class Job:
    """A job on `[start, end)`."""

    start: date
    end: date | None


def earn(diary: Diary, stay: Stay) -> None:
    """Tell of offers until the first job, of jobs, and of what the person lives on meanwhile."""
    jobs = _jobs(diary, stay)
    _offers(diary, stay, jobs[0].start if jobs else None)
    if diary.chance(0.4):
        first = min((job.start for job in jobs), default=None)
        diary.spell("labour", "unemployed", stay.start, first)
    if stay.basis != "family_reunified_other":
        _benefits(diary, stay, jobs)
    _qualify(diary, stay)


def _jobs(diary: Diary, stay: Stay) -> list[Job]:
    """Tell of jobs, one after the other with gaps, sometimes a second one beside."""
    if stay.works_after_days is None:
        return []
    jobs: list[Job] = []
    day = stay.start + timedelta(days=stay.works_after_days)
    for _number in range(diary.random.choice((1, 1, 2, 2, 3))):
        ends = None if diary.chance(0.45) else day + diary.days(60, 700)
        jobs.append(Job(day, ends))
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


def _offers(diary: Diary, stay: Stay, first_job: date | None) -> None:
    """Tell of offers, the first soon after take-over, until the first job or three years."""
    day = stay.start + (diary.days(6, 27) if stay.is_prompt else diary.days(20, 130))
    until = first_job or stay.start + timedelta(days=1000)
    if diary.chance(0.04):
        if diary.chance(0.6):
            everyday.waive(diary, "first-company-offer", "responsibility", day, NO_OFFER)
        return
    state = diary.random.choice(("internship", "internship", "internship", "wage_subsidy"))
    for _number in range(5):
        if day >= until:
            return
        weeks = 26 if state == "wage_subsidy" else diary.random.choice((4, 8, 13, 13))
        detail: dict[str, object] = {
            "minutes_per_week": diary.random.choice((900, 1200, 1800, 2220))
        }
        if state != "guidance":
            detail["company"] = diary.random.choice(COMPANIES)
        diary.agreed("offer", state, day, day + timedelta(weeks=weeks), **detail)
        day += timedelta(weeks=weeks) + diary.days(5, 70)
        state = diary.random.choice(OFFERS)


def _benefits(diary: Diary, stay: Stay, jobs: list[Job]) -> None:
    """Tell what the person lives on: a benefit, none while there is work."""
    amount = {"amount_dkk": diary.random.choice((6753, 8510, 12326, 13492))}
    steps = [Step("self_support_and_return_benefit", stay.start + diary.days(1, 9), amount)]
    for job in jobs:
        steps.append(Step("none", max(job.start, steps[-1].start + timedelta(days=1))))
        if job.end:
            after = max(job.end, steps[-1].start + timedelta(days=1))
            steps.append(Step("self_support_and_return_benefit", after, amount))
    if not jobs and diary.chance(0.06):
        ill = stay.start + diary.days(300, 900)
        steps.append(Step("cash_benefit", ill, {"amount_dkk": 12326}))
    diary.chain("benefit", steps)
    diary.hold("ydelse", stay.start)


def _qualify(diary: Diary, stay: Stay) -> None:
    if not diary.chance(0.2):
        return
    subject = diary.random.choice(SUBJECTS)
    day = stay.start + diary.days(20, 120)
    for state in ("guided", "applied", "assessed"):
        if not diary.event("qualification", state, day, subject=subject) or diary.chance(0.3):
            return
        day += diary.days(20, 140)


def study(diary: Diary, stay: Stay) -> None:
    """Tell of school for children and of education for the young."""
    age = stay.age_on(stay.start)
    begins = stay.start + diary.days(5, 40)
    if 6 <= age < 16:
        diary.spell("education", "primary_school", begins, institution="Rævlinge Skole")
    elif 16 <= age < 18:
        state = diary.random.choice(("preparatory", "upper_secondary", "vocational"))
        diary.spell("education", state, begins, institution="Ungdomscentret Fjordby")
    elif 18 <= age < 32 and diary.chance(0.22):
        state = diary.random.choice(
            ("basic_integration_education", "vocational", "preparatory", "higher")
        )
        begins = stay.start + diary.days(250, 900)
        ends = None if diary.chance(0.4) else begins + diary.days(150, 800)
        diary.spell("education", state, begins, ends, institution="Erhvervsskolen Nordmark")
