"""The chapter of Danish: referral, modules, tests, the civic course."""

from datetime import date, timedelta

from tovholder.demo.diary import Diary, Step
from tovholder.demo.stays import Stay

COURSES = (("danish_1", 20, "pd1"), ("danish_2", 50, "pd2"), ("danish_3", 30, "pd3"))
PLACES = ("centre", "centre", "centre", "centre", "company", "evening", "online")


def learn(diary: Diary, stay: Stay) -> None:
    """Tell of the referral and of the modules that were reached."""
    late = not stay.is_prompt and diary.chance(0.5)
    referred = stay.start + (diary.days(33, 80) if late else diary.days(2, 24))
    course, _weight, final_test = diary.random.choices(COURSES, [c[1] for c in COURSES])[0]
    if diary.chance(0.02) or not diary.event(
        "danish_referral", "referred", referred, course=course
    ):
        return
    begins = referred + diary.days(5, 25)
    modules = diary.random.choices(range(1, 7), (8, 12, 18, 18, 16, 28))[0]
    ends = _attend(diary, stay, course, begins, modules)
    diary.hold("sprogcenter", referred, ends + timedelta(days=60))
    _be_tested(diary, ends, modules, final_test)
    if diary.chance(0.35):
        first = stay.start + diary.days(40, 200)
        diary.agreed("civic_course", "attending", first, first + timedelta(days=70))


def _attend(diary: Diary, stay: Stay, course: str, begins: date, modules: int) -> date:
    """Tell of each module; a parental leave puts the course on hold. Return the first day after."""
    steps: list[Step] = []
    day, hold = begins, _parental_leave(stay)
    for module in range(1, modules + 1):
        detail = {
            "course": course,
            "module": module,
            "minutes_per_week": diary.random.choice((540, 720, 900)),
            "place": diary.random.choice(PLACES),
        }
        steps.append(Step("attending", day, detail))
        lasts = diary.days(90, 230)
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


def _be_tested(diary: Diary, ends: date, modules: int, final_test: str) -> None:
    if modules < 6:
        state = "passed" if diary.chance(0.7) else "not_passed"
        diary.event("danish_test", state, ends - timedelta(days=5), test="module_test")
        return
    day = ends + diary.days(5, 40)
    if diary.chance(0.25):
        diary.event("danish_test", "not_passed", day, test=final_test)
        day += diary.days(150, 190)
    diary.event("danish_test", "passed", day, test=final_test)
