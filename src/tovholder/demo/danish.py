"""The chapter of Danish: referral, modules, tests, the civic course."""

from datetime import date, timedelta

from tovholder.demo.diary import Diary, Step
from tovholder.demo.stays import Stay

COURSES = (("danish_1", 20, "pd1"), ("danish_2", 50, "pd2"), ("danish_3", 30, "pd3"))
TAUGHT = (540, 720, 900)
"""Minutes a week; the law allows fifteen hours in the programme, and now and then it is more."""
PLACES = ("centre", "centre", "centre", "centre", "company", "evening", "online")


def learn(diary: Diary, stay: Stay) -> date | None:
    """Tell of the referral and of the modules; return the day on which a test was passed."""
    late = not stay.is_prompt and diary.chance(0.5)
    referred = stay.start + (diary.days(33, 80) if late else diary.days(2, 24))
    course, _weight, final_test = diary.random.choices(COURSES, [c[1] for c in COURSES])[0]
    if diary.chance(0.02) or not diary.event(
        "danish_referral", "referred", referred, course=course
    ):
        return None
    begins = referred + diary.days(5, 25)
    diary.event("danish_start", "possible", begins)
    modules = diary.random.choices(range(1, 7), (5, 8, 12, 14, 15, 46))[0]
    ends = _attend(diary, stay, course, begins, modules)
    diary.hold("sprogcenter", referred, ends + timedelta(days=60))
    passed_on = _be_tested(diary, ends, modules, final_test)
    if diary.chance(0.35):
        first = stay.start + diary.days(40, 200)
        diary.agreed("civic_course", "attending", first, first + timedelta(days=70))
    return passed_on


def _attend(diary: Diary, stay: Stay, course: str, begins: date, modules: int) -> date:
    """Tell of each module; a parental leave puts the course on hold. Return the first day after."""
    steps: list[Step] = []
    day, hold = begins, _parental_leave(stay)
    for module in range(1, modules + 1):
        detail = {
            "course": course,
            "module": module,
            "minutes_per_week": 1080 if diary.chance(0.006) else diary.random.choice(TAUGHT),
            "place": diary.random.choice(PLACES),
        }
        steps.append(Step("attending", day, detail))
        lasts = diary.days(70, 190)
        if hold and day < hold < day + lasts:
            back = hold + timedelta(days=300)
            steps += [Step("on_hold", hold, {"course": course}), Step("attending", back, detail)]
            day = back
        day += lasts
    diary.chain("danish_course", steps, end=day)
    return day


def _parental_leave(stay: Stay) -> date | None:
    after = stay.gives_birth_after_days
    return None if after is None else stay.start + timedelta(days=after)


def _be_tested(diary: Diary, ends: date, modules: int, final_test: str) -> date | None:
    """Tell of the tests; return the day on which the final one was passed."""
    if modules < 6:
        state = "passed" if diary.chance(0.7) else "not_passed"
        diary.event("danish_test", state, ends - timedelta(days=5), test="module_test")
        return None
    day = ends + diary.days(5, 40)
    if diary.chance(0.25):
        diary.event("danish_test", "not_passed", day, test=final_test)
        day += diary.days(150, 190)
    return diary.event("danish_test", "passed", day, test=final_test)
