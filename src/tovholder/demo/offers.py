"""The chapter of offers: in companies as long as there is neither work nor study, and beside."""

from collections.abc import Sequence
from datetime import date, timedelta

from tovholder.demo import everyday
from tovholder.demo.companies import COMPANIES
from tovholder.demo.diary import Diary
from tovholder.demo.stays import Spell, Stay

IN_COMPANIES = ("internship", "internship", "internship", "wage_subsidy")
BESIDE = (
    ("guidance", 4), ("upskilling", 8), ("community_work", 6), ("guidance", 2),
    ("special_upskilling", 10), ("training_internship", 4),
)  # fmt: skip
"""Offers that are given between the others, each at most once, and their weeks."""
TOO_SHORT = timedelta(days=21)
LONGEST = timedelta(days=1800)
NO_OFFER = "Særlige grunde: borgeren er under udredning, og et tilbud ville skade mere end gavne."


def be_offered(diary: Diary, stay: Stay, busy: Sequence[Spell]) -> None:
    """Tell of offers in companies one after the other, mostly with less than three months between.

    Args:
        diary: Of the person.
        stay: Of the person.
        busy: Jobs and ordinary education, during which there are no offers.
    """
    day = stay.start + (diary.days(6, 27) if stay.is_prompt else diary.days(20, 130))
    if diary.chance(0.04):
        if diary.chance(0.6):
            everyday.waive(diary, "first-company-offer", "responsibility", day, NO_OFFER)
        return
    beside = iter(diary.random.sample(BESIDE, len(BESIDE)))
    last = min(diary.today, diary.end or diary.today, stay.start + LONGEST)
    while day <= last:
        coming = _coming(busy, day)
        if coming and coming.start - day < TOO_SHORT:
            if coming.end is None:
                return
            day = coming.end + diary.days(10, 70)
            continue
        ends = _in_company(diary, day, coming)
        if diary.chance(0.25) and (other := next(beside, None)):
            state, weeks = other
            also = ends + timedelta(days=2)
            diary.agreed("offer", state, also, also + timedelta(weeks=weeks), minutes_per_week=900)
        day = ends + (diary.days(5, 75) if diary.chance(0.95) else diary.days(95, 200))


def _coming(busy: Sequence[Spell], day: date) -> Spell | None:
    """Return what goes on that day or begins next."""
    ahead = [each for each in busy if each.end is None or each.end > day]
    return min(ahead, key=lambda each: each.start, default=None)


def _in_company(diary: Diary, day: date, coming: Spell | None) -> date:
    """Tell of one offer in a company; return the first day after it."""
    state = diary.random.choice(IN_COMPANIES)
    weeks = 26 if state == "wage_subsidy" else diary.random.choice((8, 13, 13, 20))
    ends = day + timedelta(weeks=weeks)
    ends = min(ends, coming.start) if coming else ends
    diary.agreed(
        "offer", state, day, ends,
        minutes_per_week=diary.random.choice((900, 1200, 1800, 2220)),
        company=diary.random.choice(COMPANIES),
    )  # fmt: skip
    return ends
