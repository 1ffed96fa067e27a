"""Invented families: who is in them, how old they are, where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tovholder.demo import names
from tovholder.demo.names import Area, Sex

SHAPES: Sequence[tuple[str, int]] = (
    ("single", 46), ("couple", 12), ("parents", 26), ("one_parent", 10), ("spouse", 6),
)  # fmt: skip
"""Shapes of a household and their weight; `spouse` comes alone to a partner who lives here."""

AREA_WEIGHTS = {
    "syria": 24, "eritrea": 16, "ukraine": 18, "afghanistan": 10, "iran": 6, "somalia": 7,
    "congo": 6, "myanmar": 4, "turkey": 3, "colombia": 2, "thailand": 4,
}  # fmt: skip
WAR_IN_UKRAINE = date(2022, 3, 1)
REUNITED_ONLY = ("thailand", "turkey")


@dataclass(frozen=True, slots=True)
class Member:
    """One invented person.

    Attributes:
        cpr: Ten digits of a birth year not yet come, so nobody's; empty: none given yet.
    """

    ref: str
    given_name: str
    family_name: str
    sex: Sex
    birth_date: date
    is_child: bool
    cpr: str
    speaks_english: bool


@dataclass(frozen=True, slots=True)
class Family:
    """Persons who came together."""

    ref: str
    shape: str
    area_name: str
    members: tuple[Member, ...]
    arrival: date

    @property
    def area(self) -> Area:
        """Return where they come from."""
        return names.AREAS[self.area_name]

    @property
    def adults(self) -> tuple[Member, ...]:
        """Return the members who were eighteen on the day of arrival."""
        return tuple(each for each in self.members if not each.is_child)


def birthday(member: Member, years: int) -> date:
    """Return the day on which somebody has lived so many years.

    >>> member = Member("a", "Ada", "Holm", "female", date(2008, 2, 29), True, "", False)
    >>> birthday(member, 18)
    datetime.date(2026, 2, 28)
    """
    born = member.birth_date
    day = 28 if (born.month, born.day) == (2, 29) else born.day
    return date(born.year + years, born.month, day)


def new_family(
    ref: str, *, arrival: date, random: Random, taken: set[str], shape: str = ""
) -> Family:
    """Return a family of one to seven who arrive on a day, of any shape unless one is given.

    Args:
        ref: The family's name within one filling.
        arrival: Ages are counted on this day.
        random: The source of chance.
        taken: CPR numbers in use; those of the family are added.
        shape: One of `SHAPES`.
    """
    shape = shape or random.choices(*zip(*SHAPES, strict=True))[0]
    area_name = _area(shape, arrival, random)
    maker = _Maker(ref, names.AREAS[area_name], arrival, random, taken)
    return Family(ref, shape, area_name, maker.members(shape), arrival)


def _area(shape: str, arrival: date, random: Random) -> str:
    if shape == "spouse":
        return random.choice((*REUNITED_ONLY, "thailand", "iran", "colombia"))
    weights = {name: weight for name, weight in AREA_WEIGHTS.items() if name not in REUNITED_ONLY}
    if arrival < WAR_IN_UKRAINE:
        del weights["ukraine"]
    return random.choices(list(weights), list(weights.values()))[0]


@dataclass
class _Maker:
    ref: str
    area: Area
    arrival: date
    random: Random
    taken: set[str]
    made: int = 0

    def members(self, shape: str) -> tuple[Member, ...]:
        family_name = names.family_name(self.area, self.random)
        if shape == "single":
            return (
                self.adult(self.random.choice(("male", "male", "female")), family_name, 18, 58),
            )
        if shape == "spouse":
            return (self.adult(self.random.choice(("female", "male")), family_name, 24, 45),)
        ages = (38, 50) if self.random.random() < 0.3 else (22, 46)
        first = self.adult("female", family_name, *ages)
        if shape == "one_parent":
            return (first, *self.children(first, family_name, most=4))
        second = self.adult("male", family_name, 24, 50)
        children = () if shape == "couple" else self.children(first, family_name, most=5)
        return (first, second, *children)

    def adult(self, sex: Sex, family_name: str, youngest: int, oldest: int) -> Member:
        age_days = int(self.random.triangular(youngest, oldest, youngest + 10) * 365.25)
        return self.person(sex, family_name, self.arrival - timedelta(days=age_days))

    def children(self, mother: Member, family_name: str, *, most: int) -> tuple[Member, ...]:
        """Return children born after the mother was eighteen, none of them grown up."""
        oldest = min(17, (self.arrival - mother.birth_date).days // 365 - 18)
        wanted = self.random.randint(1, most)
        youngest = 8 if oldest == 17 and self.random.random() < 0.6 else 0
        ages = sorted(self.random.sample(range(youngest, 18), wanted), reverse=True)
        return tuple(
            self.person(
                self.random.choice(("female", "male")),
                family_name,
                self.arrival - timedelta(days=age * 365 + self.random.randint(20, 340)),
                is_child=True,
            )
            for age in ages
            if age < max(oldest, 1)
        )

    def person(
        self, sex: Sex, family_name: str, birth_date: date, *, is_child: bool = False
    ) -> Member:
        self.made += 1
        own = self.area.family_takes == "own"
        return Member(
            ref=f"{self.ref}.{self.made}",
            given_name=names.given_name(self.area, sex, self.random),
            family_name=names.family_name(self.area, self.random) if own else family_name,
            sex=sex,
            birth_date=birth_date,
            is_child=is_child,
            cpr=self.free_cpr(birth_date, sex),
            speaks_english=self.random.random() < 0.3,
        )

    def free_cpr(self, birth_date: date, sex: Sex) -> str:
        while (cpr := invented_cpr(birth_date, sex, self.random)) in self.taken:
            pass
        self.taken.add(cpr)
        return cpr


def invented_cpr(birth_date: date, sex: Sex, random: Random) -> str:
    """Return a CPR number with day and month of birth but a year from 2030 to 2057.

    Nobody born then lives yet, so the number is nobody's. The year is moved by 28 or a multiple
    of it, which keeps leap days real.

    >>> invented_cpr(date(1988, 2, 29), "female", Random(1))[:6]
    '290244'
    """
    year = birth_date.year
    while year < 2030:
        year += 28
    serial = random.randint(5000, 8999) // 2 * 2 + (sex == "male")
    return f"{birth_date:%d%m}{year % 100:02d}{serial}"
