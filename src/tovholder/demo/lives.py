"""From a family to everything that was told about it: decides the outline, then the chapters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tovholder.demo import availability, danish, everyday, preparing, reception, school, work
from tovholder.demo.diary import Diary, Entry, Held, Household
from tovholder.demo.families import Family, Member, birthday, new_family
from tovholder.demo.stays import Fate, Spell, Stay, first_day

TEN_YEARS = timedelta(days=3652)
ENDINGS: tuple[tuple[Fate, int], ...] = (("finished", 62), ("moved", 21), ("departed", 17))
OUTLIVE = frozenset({"labour", "education", "association"})


@dataclass(frozen=True, slots=True)
class Told:
    """Everything told about some people, and who held their cases when."""

    entries: tuple[Entry, ...]
    held: tuple[Held, ...]

    def __add__(self, other: "Told") -> "Told":
        return Told(self.entries + other.entries, self.held + other.held)


@dataclass(frozen=True, slots=True)
class Outline:
    """How a family's case begins and ends."""

    start: date
    told_from: date
    end: date | None
    fate: Fate


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when lives are invented.

    Attributes:
        town: Code of the municipality.
        coordinators: E-mail addresses of those who share the families.
        today: The last day on which anything can have been told.
        taken: CPR numbers in use; grows.
    """

    town: str
    coordinators: tuple[str, ...]
    today: date
    taken: set[str] = field(default_factory=set)


def families(setting: Setting, *, wanted_open: int, wanted_closed: int, random: Random) -> Told:
    """Return what was told about families with at least so many open and closed cases.

    Args:
        setting: Where and when.
        wanted_open: Persons for whom the municipality is, or soon becomes, responsible.
        wanted_closed: Persons for whom it no longer is.
        random: The source of chance; the same one gives the same families.
    """
    told, number = [], 0
    for wanted, is_open in ((wanted_closed, False), (wanted_open, True)):
        made = 0
        while made < wanted:
            number += 1
            outline = _outline(setting.today, is_open=is_open, random=random)
            ref = f"{setting.town}-{number:04d}"
            family = new_family(ref, arrival=outline.start, random=random, taken=setting.taken)
            coordinator = setting.coordinators[number % len(setting.coordinators)]
            told.append(tell_family(family, outline, setting, coordinator, random))
            made += len(family.members)
    return together(told)


def together(parts: Iterable[Told]) -> Told:
    """Return several tellings as one."""
    listed = list(parts)
    return Told(
        tuple(entry for part in listed for entry in part.entries),
        tuple(held for part in listed for held in part.held),
    )


def _outline(today: date, *, is_open: bool, random: Random) -> Outline:
    start, end, fate = _open_case(today, random) if is_open else _closed_case(today, random)
    is_announced = start > today or random.random() < 0.75
    ahead = random.randint(12, 45) if is_announced else 0
    told_from = min(start - timedelta(days=ahead), today - timedelta(days=1))
    return Outline(start, told_from, end, fate)


def _open_case(today: date, random: Random) -> tuple[date, None, Fate]:
    """Return a case of the last five years; some are announced, some a few days old."""
    is_new = random.random() < 0.15
    ago = random.randint(-40, 60) if is_new else int(random.triangular(30, 1800, 120))
    return today - timedelta(days=ago), None, "open"


def _closed_case(today: date, random: Random) -> tuple[date, date, Fate]:
    """Return a case of the last ten years that has ended, a few after more than five years."""
    fate = random.choices([e[0] for e in ENDINGS], [e[1] for e in ENDINGS])[0]
    lasted = random.randint(500, 1815) if fate == "finished" else random.randint(30, 1500)
    if fate == "finished" and random.random() < 0.04:
        lasted = random.randint(1830, 1920)
    earliest, latest = today - TEN_YEARS, today - timedelta(days=lasted + 1)
    start = earliest + timedelta(days=random.randint(0, (latest - earliest).days))
    return start, start + timedelta(days=lasted), fate


def tell_family(
    family: Family, outline: Outline, setting: Setting, coordinator: str, random: Random
) -> Told:
    """Return what was told about a family whose members share a coordinator."""
    basis = _basis(family, outline, random)
    told = Told((Household(family.ref, setting.town, outline.told_from),), ())
    moves_on = None
    for member in family.members:
        stay = _stay(member, family, basis, outline, random)
        diary = Diary(
            member.ref, setting.town, stay.start, stay.end, setting.today, random,
            goes_on=OUTLIVE if stay.fate in {"finished", "moved"} else frozenset(),
        )  # fmt: skip
        diary.hold("integration", stay.told_from, colleague=coordinator)
        moves_on = _live(diary, stay, moves_on)
        told += Told(tuple(diary.entries), tuple(diary.held))
    return told


def _basis(family: Family, outline: Outline, random: Random) -> str:
    if family.shape == "spouse":
        return "family_reunified_other"
    if family.area_name == "ukraine":
        return "temporary_protection"
    if family.area_name in {"congo", "myanmar"}:
        return "quota_refugee"
    is_reunited = family.shape == "one_parent" and random.random() < 0.5
    return "family_to_refugee" if is_reunited else "refugee"


def _stay(member: Member, family: Family, basis: str, outline: Outline, random: Random) -> Stay:
    end, fate = outline.end, outline.fate
    dies_after = random.randint(60, 1500)
    dies_on = outline.start + timedelta(days=dies_after)
    if random.random() < 0.008 and end is not None and dies_on < end:
        end, fate = dies_on, "died"
    is_adult = not member.is_child
    works = is_adult and random.random() < 0.72
    bears = is_adult and member.sex == "female" and family.shape != "single"
    return Stay(
        member=member,
        family=family,
        basis=basis,
        told_from=outline.told_from,
        start=outline.start,
        end=end,
        fate=fate,
        is_prompt=random.random() < 0.88,
        works_after_days=int(random.triangular(40, 1100, 220)) if works else None,
        gives_birth_after_days=(
            random.randint(60, 1200) if bears and random.random() < 0.3 else None
        ),
    )


def _live(diary: Diary, stay: Stay, moves_on: date | None) -> date:
    """Tell one life, chapter by chapter; return the day of the permanent home."""
    reception.register(diary, stay)
    reception.join_household(diary, stay)
    reception.take_over(diary, stay)
    preparing.prepare(diary, stay)
    moved = reception.settle(diary, stay, moves_on)
    diary.hold("bolig", stay.told_from, moved + timedelta(days=30))
    reception.offer_health(diary, stay)
    studies = school.study(diary, stay)
    if stay.is_adult:
        _be_adult(diary, stay, studies)
    else:
        grown = _grown(stay, diary.random)
        diary.hold("skole-dagtilbud", stay.start, grown.start)
        if diary.covers(grown.start):
            _be_adult(diary, grown, studies)
    everyday.meet_people(diary, stay)
    return moved


def _be_adult(diary: Diary, stay: Stay, studies: Sequence[Spell]) -> None:
    """Tell the chapters of an adult, which begin at take-over or on the eighteenth birthday."""
    diary.hold("jobcenter", stay.start)
    passed_on = danish.learn(diary, stay)
    jobs = work.earn(diary, stay, studies)
    goal = first_day([*jobs, *studies], since=passed_on)
    reception.agree(diary, stay, goal)
    reception.follow_up(diary, stay, goal)
    availability.be_asked(diary, stay, jobs)
    everyday.be_away(diary, stay)
    everyday.get_support(diary, stay)


def _grown(stay: Stay, random: Random) -> Stay:
    """Return the stay of a child from the eighteenth birthday on."""
    works = int(random.triangular(150, 1300, 500)) if random.random() < 0.6 else None
    return replace(stay, start=birthday(stay.member, 18), works_after_days=works)
