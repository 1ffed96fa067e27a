"""The chapters of a reception: take-over, home, contract, follow-ups, health."""

from dataclasses import replace
from datetime import date, timedelta

from tovholder.demo import everyday
from tovholder.demo.diary import LEARNT, Diary, Newcomer, Step
from tovholder.demo.stays import Stay

NEW_NAME = date(2019, 7, 1)
DECLARED = date(2019, 3, 1)
"""From here on a declaration is signed with the contract."""
ONE_PROGRAMME = date(2025, 1, 1)
EXTENSION_REASONS = (
    "Målet om selvforsørgelse er ikke nået endnu.",
    "Danskprøven er ikke bestået.",
    "Borgeren har haft længere fravær.",
)
NOT_WITHIN_A_YEAR = "Programmet er forlænget; et år rækker ikke til borgerens mål."
FORMS = ("meeting", "meeting", "meeting", "phone", "digital")
RELATIONS = ("adult", "spouse_or_partner")


def register(diary: Diary, stay: Stay) -> None:
    """Tell who the person is; the CPR number often comes some weeks later, or never."""
    member = stay.member
    known: dict[str, object] = {
        "given_name": member.given_name,
        "family_name": member.family_name,
        "birth_date": member.birth_date.isoformat(),
        "sex": member.sex,
        "origin_country": stay.family.area.origin,
        "preferred_language": stay.family.area.language,
    }
    later: dict[str, object] = {}
    if diary.chance(0.03) and not diary.is_exact:
        later["preferred_language"], known["preferred_language"] = known["preferred_language"], "en"
    if diary.chance(0.02) and not diary.is_exact:
        later["birth_date"], known["birth_date"] = known["birth_date"], str(member.birth_date.year)
    diary.entries.append(Newcomer(diary.person, diary.town, known, stay.told_from))
    if diary.chance(0.95):
        diary.learn("cpr", member.cpr, stay.start + diary.days(0, 45))
    for name, content in later.items():
        diary.learn(name, content, stay.start + diary.days(50, 200), LEARNT)


def join_household(diary: Diary, stay: Stay) -> None:
    """Tell with whom the person lives, and that the person left when the case ended."""
    adults = stay.family.adults
    state = "child"
    if stay.is_adult:
        state = RELATIONS[min(adults.index(stay.member), 1)]
    since = stay.told_from
    fact = replace(
        diary.fact("household", state, since, None, since, {}), household=stay.family.ref
    )
    diary.note(fact)
    if diary.end and stay.fate == "died":
        diary.close(fact, diary.end, told_on=diary.end)


def take_over(diary: Diary, stay: Stay) -> None:
    """Tell of the permit, the take-over of responsibility, and how it ended."""
    permit = stay.told_from - diary.days(0, 20)
    told_on = stay.told_from
    basis = diary.fact("residence_basis", stay.basis, permit, None, told_on, {})
    if stay.basis:
        diary.note(basis)
    if stay.is_announced:
        taken = diary.announced("responsibility", "taken_over", stay.start, told_on=told_on)
    else:
        taken = diary.note(
            diary.fact("responsibility", "taken_over", stay.start, None, stay.start, {})
        )
    if not diary.end:
        return
    told_on = diary.end + diary.days(0, 9)
    diary.close(taken, diary.end, told_on=told_on)
    day_before = diary.end - timedelta(days=1)
    if stay.fate == "departed":
        diary.event("departure", "left_denmark", day_before)
    if stay.fate == "died":
        diary.event("death", "died", day_before)
    if stay.fate in {"departed", "died"}:
        diary.close(basis, diary.end, told_on=told_on)


def settle(diary: Diary, stay: Stay, moves_on: date | None) -> date:
    """Tell of the temporary place, later the permanent home; return the day of the latter.

    Args:
        diary: Of the person.
        stay: Of the person.
        moves_on: The day on which the rest of the family moved; None for the first member.
    """
    where = {"in_vulnerable_area": diary.chance(0.02) and not diary.is_exact}
    if stay.basis.startswith("family"):  # moves in with those who live here
        diary.chain("home", [Step("permanent", stay.start, where)])
        return stay.start
    moves_on = moves_on or stay.start + diary.days(20, 420)
    if stay.is_announced and stay.start.toordinal() % 3:  # the same for the whole family
        told_on = stay.told_from + (stay.start - stay.told_from) / 2
        first = diary.announced("home", "temporary", stay.start, told_on=told_on, **where)
        diary.chain("home", [Step("permanent", moves_on, where)], after=first)
    else:
        steps = [Step("temporary", stay.start, where), Step("permanent", moves_on, where)]
        diary.chain("home", steps)
    return moves_on


def agree(diary: Diary, stay: Stay, goal: date | None) -> None:
    """Tell of the contract, the programme, and how it ended or was extended year by year.

    Args:
        diary: Of the person.
        stay: Of the person.
        goal: The day on which the person supported himself and had passed a Danish test.
    """
    day = diary.days(6, 26) if stay.is_prompt else diary.days(20, 95)
    if diary.chance(0.98):
        _sign(diary, stay.start + day)
    begins = stay.start + diary.days(0, 20)
    ends = goal + diary.days(0, 40) if goal else None
    diary.chain("programme", programme_steps(stay, begins), end=ends)
    if goal and diary.chance(0.85):
        diary.event("contract_goals", "reached", goal + diary.days(0, 25))
    for year in range(1, 5):
        decided = stay.start + timedelta(days=365 * year - diary.random.randint(5, 60))
        if goal and goal <= decided:
            return
        _extend(diary, stay, year, decided)


def _extend(diary: Diary, stay: Stay, year: int, day: date) -> None:
    """Tell of an extension, now and then too late or forgotten, and what follows from the first."""
    if diary.chance(0.05):
        return
    if not stay.is_prompt:
        day += diary.days(20, 90)
    diary.event(
        "extension", "decided", day,
        until=(day + timedelta(days=375)).isoformat(),
        reason=diary.random.choice(EXTENSION_REASONS),
    )  # fmt: skip
    if year == 1 and stay.is_adult and diary.chance(0.8):
        everyday.waive(diary, "introduction-period-at-most-a-year", "home", day, NOT_WITHIN_A_YEAR)


def _sign(diary: Diary, day: date) -> None:
    """Tell of the contract, and of the declaration that is signed with it or forgotten."""
    signed = diary.event("contract", "signed", day)
    if signed and signed >= DECLARED and diary.chance(0.96):
        diary.event("declaration", "signed", signed + diary.days(0, 9) * diary.chance(0.06))


def programme_steps(stay: Stay, begins: date) -> list[Step]:
    """Return the programme under the names that the law gave it over the years."""
    if stay.basis == "family_reunified_other":
        return [Step("introduction_programme", begins)]
    named = (
        (date.min, "introduction_programme"),
        (NEW_NAME, "self_support_and_return_programme"),
        (ONE_PROGRAMME, "introduction_programme"),
    )
    first = max((each for each in named if each[0] <= begins), key=lambda each: each[0])
    return [Step(first[1], begins), *(Step(name, day) for day, name in named if day > begins)]


def follow_up(diary: Diary, stay: Stay, goal: date | None) -> None:
    """Tell of the visitation and the talks that follow: every fifth week, later more seldom.

    Args:
        diary: Of the person.
        stay: Of the person.
        goal: From this day on there are no more talks.
    """
    day = stay.start + diary.days(3, 14)
    if not diary.event("visitation", "done", day):
        return
    for number in range(1, 15):
        early = (32, 42) if stay.is_prompt else (36, 62)
        day += diary.days(*early) if number <= 4 else diary.days(80, 200)
        form = diary.random.choice(FORMS)
        if goal and day > goal:
            return
        if number > 4 and diary.chance(0.06):
            diary.event("follow_up_need", "needed", day - diary.days(3, 20))
        if diary.chance(0.012):
            diary.taken_back("follow_up", "held", day, form=form)
        else:
            diary.event("follow_up", "held", day, form=form)


def offer_health(diary: Diary, stay: Stay) -> None:
    """Tell of the judged need and the offer; quota refugees always get it."""
    judged = stay.start + diary.days(5, 60)
    offered = stay.start + (diary.days(25, 170) if stay.is_prompt else diary.days(120, 260))
    is_needed = diary.chance(0.35)
    if stay.basis != "quota_refugee":
        if diary.chance(0.97):
            diary.event("health_need", "needed" if is_needed else "not_needed", judged)
        if not is_needed:
            return
    diary.hold("sundhed", judged, offered + timedelta(days=365))
    offered = max(offered, judged)
    if diary.chance(0.96) and diary.event("health_offer", "offered", offered):
        done = "carried_out" if diary.chance(0.8) else "declined"
        answered = diary.event("health_offer", done, offered + diary.days(10, 60))
        if answered and done == "carried_out":
            _share(diary, answered)


def _share(diary: Diary, carried_out: date) -> None:
    """Tell whether the result may be sent to the municipality, and that it was."""
    if not diary.chance(0.95):
        return
    state = "given" if diary.chance(0.85) else "refused"
    diary.spell("health_consent", state, carried_out)
    if state == "given":
        diary.event("health_result", "sent", carried_out + diary.days(2, 30))
