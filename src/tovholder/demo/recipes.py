"""People made to a recipe, so that each expectation is met in every state it can have.

Chance gives the common states; the rare ones need days at an exact distance from today.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tovholder.demo import everyday, preparing, reception
from tovholder.demo.cook import Cook
from tovholder.demo.diary import DAY, Diary, Household
from tovholder.demo.families import Family, new_family
from tovholder.demo.lives import Setting, Told
from tovholder.demo.stays import Stay

STUDIES = "Borgeren følger en uddannelse på fuld tid."
WAIVED = (
    ("contract-agreed", "responsibility", "Borgeren er indlagt; kontrakten giver ikke mening nu."),
    ("danish-referral", "responsibility", "Borgeren taler dansk som modersmål."),
    ("first-company-offer", "responsibility", STUDIES),
    ("job-or-practice-in-six-months", "home", STUDIES),
    ("four-follow-ups", "visitation", "Borgeren forsørger sig selv og ønsker færre samtaler."),
)


Recipe = Callable[[Cook], None]


def announced(cook: Cook) -> None:
    """Everything waits."""
    told_on = cook.stay.told_from
    for kind, state, start in (
        ("home", "temporary", cook.day(0)),
        ("visitation", "done", cook.day(5)),
    ):
        end = start + DAY if kind == "visitation" else None
        fact = cook.diary.fact(kind, state, start, end, told_on, {})
        cook.diary.note(replace(fact, is_planned=True))


def just_taken_over(cook: Cook) -> None:
    """Nothing is due yet."""
    cook.settled()
    cook.visited(3)
    cook.enrolled()
    cook.needs_health_offer()


def within_two_weeks(cook: Cook) -> None:
    """The one-month deadlines come near."""
    cook.settled()
    cook.supported()
    cook.enrolled()
    cook.signed(5)
    cook.needs_no_health_offer()


def within_the_month(cook: Cook) -> None:
    """The half-year deadlines come near."""
    cook.settled()
    cook.supported()
    cook.visited(2, 40, 80)
    cook.enrolled()
    cook.needs_health_offer()
    cook.signed(5)
    cook.referred(8)
    cook.offered(14, "community_work", weeks=20)


def left_undone(cook: Cook) -> None:
    """Everything with a deadline is overdue."""
    cook.settled()
    cook.visited(4, 60)
    cook.enrolled()
    cook.needs_health_offer()


def ill_for_years(cook: Cook) -> None:
    """A long illness moved the contract's old deadline to next week."""
    cook.settled()
    cook.needs_no_health_offer()
    moved_by = cook.diary.today + timedelta(days=7) - _month_after(cook.stay.start)
    cook.diary.spell("leave", "illness", cook.day(5), cook.day(5) + moved_by)


def on_leave(cook: Cook) -> None:
    """The clocks stand still."""
    cook.settled()
    cook.visited(4)
    cook.enrolled()
    cook.diary.spell("leave", "illness", cook.day(8))


def exempted(cook: Cook) -> None:
    """Every expectation that can be waived is."""
    cook.settled()
    cook.enrolled()
    cook.needs_no_health_offer()
    cook.visited(4)
    for expectation, start_kind, reason in WAIVED:
        everyday.waive(cook.diary, expectation, start_kind, cook.day(20), reason)


def in_time(cook: Cook) -> None:
    """All is done in time: a job within a year, then the Danish test, and the programme ends."""
    cook.settled()
    cook.supported(job=300)
    cook.received()
    cook.offered(130, weeks=22)
    cook.extended(340)
    cook.passed(560)
    cook.visited(5, 40, 75, 110, 150, 450, 750)
    cook.needs_health_offer()
    cook.diary.event("health_offer", "offered", cook.day(60))
    cook.diary.event("health_offer", "declined", cook.day(75))
    cook.enrolled(cook.day(600))


def too_late(cook: Cook) -> None:
    """All is done, too late."""
    cook.settled()
    cook.supported(job=400)
    cook.received(contract=50, referral=45, offer=215)
    cook.extended(395, 760, 1120, 1480)
    cook.passed(1826 + 20)
    cook.visited(5, 60, 120, 190, 260, 600, 930, 1270, 1600, 1880)
    cook.needs_health_offer()
    cook.diary.event("health_offer", "offered", cook.day(230))
    cook.diary.event("health_offer", "carried_out", cook.day(250))
    cook.diary.spell("health_consent", "refused", cook.day(250))
    cook.enrolled(cook.day(1826 + 40))


def programme_runs(cook: Cook) -> None:
    """All but the programme is done: a job, but no Danish test yet."""
    cook.settled()
    cook.supported(job=150)
    cook.received()
    cook.extended(340, 700, 1060, 1420)
    cook.needs_no_health_offer()
    cook.visited(5, 40, 75, 110, 150, 480, 820, 1160, 1500, 1700)
    cook.enrolled()


def in_a_new_job(cook: Cook) -> None:
    """Received in time and at work for three months: the grant for the job is under way."""
    cook.settled()
    cook.supported(job=210)
    cook.received()
    cook.offered(125, weeks=12)
    cook.visited(5, 40, 75, 110, 150)
    cook.enrolled()
    cook.needs_no_health_offer()


def gave_up(cook: Cook) -> None:
    """Moved away when everything was overdue, the programme never ended on paper."""
    cook.settled()
    cook.visited(5)
    cook.needs_health_offer()


def soon_away(cook: Cook) -> None:
    """Moved away before anything was due."""
    cook.settled()
    cook.visited(3)
    cook.needs_health_offer()


def papers_missing(cook: Cook) -> None:
    """Nobody has recorded the basis of residence."""
    cook.settled()
    cook.visited(4)


def _month_after(day: date) -> date:
    """Return the same day of the next month; days used here exist in every month."""
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


@dataclass(frozen=True, slots=True)
class Order:
    """A recipe with its days before today: take-over and, where the case is closed, its end."""

    recipe: Recipe
    days_ago: int = 0
    ended_days_ago: int | None = None
    basis: str = "refugee"
    start: date | None = None


ORDERS = (
    Order(announced, -10),
    Order(just_taken_over, 4),
    Order(within_two_weeks, 22),
    Order(within_the_month, 170),
    Order(left_undone, 225),
    Order(on_leave, 18),
    Order(exempted, 90),
    Order(in_time, 800),
    Order(too_late, 1826 + 75),
    Order(programme_runs, 1826 - 100),
    Order(programme_runs, 1826 + 45),
    Order(in_a_new_job, 300),
    Order(gave_up, 1826 + 200, 60),
    Order(soon_away, 40, 26),
    Order(papers_missing, 30, basis=""),
    Order(ill_for_years, start=date(2024, 12, 5)),
    Order(left_undone, start=date(2024, 12, 12)),
)
"""The fixed days lie in the last month in which the law gave the contract a number of days."""


def crafted(setting: Setting, *, random: Random) -> Told:
    """Return what was told about the people made to a recipe.

    Args:
        setting: Where and when; recipes with a fixed day are left out where today is too early.
        random: Chooses who they are.
    """
    told = Told((), ())
    for number, order in enumerate(ORDERS):
        start = order.start or setting.today - timedelta(days=order.days_ago)
        if order.start is None or start < setting.today - timedelta(days=60):
            family = new_family(
                f"{setting.town}-r{number:02d}",
                arrival=start,
                random=random,
                taken=setting.taken,
                shape="single",
            )
            told += _cooked(family, order, setting, random)
    return told


def _cooked(family: Family, order: Order, setting: Setting, random: Random) -> Told:
    """Return what was told about one person made to a recipe."""
    start = family.arrival
    told_from = min(start, setting.today - timedelta(days=2))
    ended = order.ended_days_ago
    stay = Stay(
        member=family.members[0],
        family=family,
        basis=order.basis,
        told_from=told_from,
        start=start,
        end=None if ended is None else setting.today - timedelta(days=ended),
        fate="open" if ended is None else "moved",
        is_prompt=True,
        works_after_days=None,
        gives_birth_after_days=None,
    )
    diary = Diary(
        stay.member.ref, setting.town, start, stay.end, setting.today, random, is_exact=True
    )
    coordinator = random.choice(setting.coordinators)
    diary.hold("integration", told_from, colleague=coordinator)
    diary.hold("jobcenter", start)
    for chapter in (
        reception.register, reception.join_household, reception.take_over, preparing.prepare,
    ):  # fmt: skip
        chapter(diary, stay)
    order.recipe(Cook(diary, stay))
    household = Household(family.ref, setting.town, told_from)
    return Told((household, *diary.entries), tuple(diary.held))
