"""The chapter of education: school for children, youth education, courses of study for adults."""

from datetime import date, timedelta

from tovholder.demo.diary import Diary, Step
from tovholder.demo.families import birthday
from tovholder.demo.stays import Spell, Stay

YOUTH = ("upper_secondary", "upper_secondary", "vocational", "preparatory")
STUDIES = ("vocational", "vocational", "basic_integration_education", "preparatory", "higher")
ORDINARY = frozenset({"vocational", "upper_secondary", "higher"})
JUDGED = {
    "vocational": {"qualifies": "vocation", "support": "grant_or_pay"},
    "higher": {"qualifies": "vocation", "support": "grant_or_pay"},
    "upper_secondary": {"qualifies": "study", "support": "grant_or_pay"},
    "basic_integration_education": {"qualifies": "neither", "support": "other"},
    "preparatory": {"qualifies": "neither", "support": "other"},
}
"""What the municipality judges of an education; now and then it has not yet."""


def study(diary: Diary, stay: Stay) -> tuple[Spell, ...]:
    """Tell of school for children and of education for the young; return the ordinary ones."""
    begins = stay.start + diary.days(5, 40)
    if not stay.is_adult:
        return _grow_up(diary, stay, begins)
    if stay.age_on(stay.start) < 32 and diary.chance(0.28):
        state = diary.random.choice(STUDIES)
        begins = stay.start + diary.days(250, 900)
        ends = None if diary.chance(0.4) else begins + diary.days(200, 900)
        diary.chain("education", [_step(diary, state, begins, "Erhvervsskolen Nordmark")], end=ends)
        return _ordinary(diary, state, begins, ends)
    return ()


def _grow_up(diary: Diary, stay: Stay, begins: date) -> tuple[Spell, ...]:
    """Tell of school from the age of six, and of a youth education from about sixteen."""
    sixth, sixteenth = (_summer_after(birthday(stay.member, age)) for age in (6, 16))
    youth_from, ends = max(begins, sixteenth), sixteenth + timedelta(days=1090)
    steps = []
    if begins < sixteenth:
        school = {"institution": "Rævlinge Skole"}
        steps.append(Step("primary_school", max(begins, sixth), school))
    state = diary.random.choice(YOUTH)
    steps.append(_step(diary, state, youth_from, "Ungdomscentret Fjordby"))
    diary.chain("education", steps, end=ends)
    return _ordinary(diary, state, youth_from, ends)


def _summer_after(day: date) -> date:
    """Return the day on which the school year after a day begins."""
    return date(day.year + (day.month > 8), 8, 10)


def _step(diary: Diary, state: str, start: date, institution: str) -> Step:
    judged = JUDGED[state] if diary.chance(0.93) else {}
    return Step(state, start, {"institution": institution, **judged})


def _ordinary(diary: Diary, state: str, start: date, end: date | None) -> tuple[Spell, ...]:
    is_told = state in ORDINARY and diary.covers(start)
    return (Spell(start, end),) if is_told else ()
