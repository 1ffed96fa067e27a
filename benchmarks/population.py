"""A large invented population in a database of its own: made here, no data from anywhere.

The reader's municipality is recorded through the door: some thousand persons with the histories
of the demo. Of the others one in eight is open, with the dozen facts of an ordinary reception; the
closed ones have what another system's archive gives: responsibility and basis of residence, half of
them some more. The neighbours are copies of it made by SQL as the database's superuser, with ids,
keys and lineages of their own, because recording five times as much would measure nothing new.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import psycopg
from psycopg import sql

from tovholder.access.actions import assign
from tovholder.access.models import Organisation, User
from tovholder.access.scopes import entered
from tovholder.demo import colleagues, lives, names, places
from tovholder.demo.diary import DAY, Entry, Fact, Newcomer
from tovholder.demo.numbers import set_own_numbers
from tovholder.demo.writing import Scribe, moment, scope_of
from tovholder.people.models import Person

CHUNK = 2_000
NEIGHBOURS = ("901", "902", "903", "904")
COPIED = ("people_person", "people_household", "people_attributerecord", "people_episode",
          "people_standing", "access_assignment")  # fmt: skip
RICH = {"still_open": 1500, "closed": 700}
"""Persons with a history of some twenty facts; of 50,000 cases most are old and thin."""


@dataclass(frozen=True)
class Population:
    """How much to make."""

    today: date
    own: int = 50_000
    seed: int = 2013


def record_own(wanted: Population, *, say: Callable[[str], None]) -> None:
    """Record the reader's municipality through the door, in batches of 2,000 persons."""
    day = wanted.today - timedelta(days=1)
    users = colleagues.set_up(day)
    set_own_numbers(day)
    chance = random.Random(wanted.seed)
    setting = lives.Setting("999", places.coordinators("999"), wanted.today)
    rich = lives.families(
        setting, wanted_open=RICH["still_open"], wanted_closed=RICH["closed"], random=chance
    )
    scribe = Scribe("999", wanted.today)
    scribe.write(_told_on(day, rich.entries))
    say(f"{len(scribe.persons):,} persons with whole histories")
    while len(scribe.persons) < wanted.own:
        number = min(CHUNK, wanted.own - len(scribe.persons))
        scribe.write(_thin(len(scribe.persons), number, day, chance))
        say(f"{len(scribe.persons):,} persons")
    _assign(users, day)


def _told_on(day: date, entries: tuple[Entry, ...]) -> list[Entry]:
    """Return entries as if all were told on one day: the newest telling of each remains."""
    return [replace(entry, told_on=day) for entry in entries if not _is_coming(entry)]


def _is_coming(entry: Entry) -> bool:
    return isinstance(entry, Fact) and entry.is_planned


def _thin(first: int, number: int, day: date, chance: random.Random) -> Iterator[Entry]:
    """Yield persons with short histories; one in eight is open."""
    areas = list(names.AREAS.values())
    for serial in range(first, first + number):
        area, ref = chance.choice(areas), f"thin-{serial}"
        born = date(1950, 1, 1) + timedelta(days=chance.randrange(26_000))
        sex = chance.choice(("female", "male"))
        known = {"given_name": names.given_name(area, sex, chance),
                 "family_name": _family_name(area, chance), "birth_date": born.isoformat(),
                 "sex": sex, "origin_country": area.origin}  # fmt: skip
        yield Newcomer(ref, "999", known, day)
        is_open = chance.random() < 0.12
        lasted = timedelta(days=chance.randrange(20, 400 if is_open else 1_800))
        start = day - (lasted if is_open else lasted + timedelta(days=chance.randrange(1, 3_000)))
        end = None if is_open else start + lasted
        teller = _Teller(ref, start, end, day)
        yield teller.fact("responsibility", "taken_over", 0, teller.lasted)
        basis = chance.choice(("refugee", "refugee", "quota_refugee", "temporary_protection"))
        yield teller.fact("residence_basis", basis, -10)
        if is_open:
            yield from _reception(teller, chance)
        elif chance.random() < 0.5:
            yield from teller.told(ARCHIVED)


ARCHIVED = (
    ("contract", "signed", 20, 21),
    ("programme", "introduction_programme", 10, 900),
    ("health_need", "not_needed", 30, 31),
)
"""What the archive has of half of the closed cases, with the days after take-over."""
RECEIVED = (
    ("coordination", "named", -5, None),
    ("home", "temporary", 0, None),
    ("benefit", "self_support_and_return_benefit", 3, None),
    ("visitation", "done", 8, 9),
    ("programme", "introduction_programme", 10, None),
    ("contract", "signed", 18, 19),
    ("declaration", "signed", 18, 19),
    ("danish_referral", "referred", 20, 21),
    ("offer", "internship", 24, 240),
    ("health_need", "not_needed", 30, 31),
)
"""What is done for somebody in the first month, and when."""
FOLLOW_UPS = tuple(("follow_up", "held", day, day + 1) for day in (45, 80, 120, 165, 250, 340))


def _reception(teller: "_Teller", chance: random.Random) -> Iterator[Entry]:
    """Yield a reception in which one thing in twenty is forgotten."""
    yield from teller.told(each for each in RECEIVED if chance.random() < 0.95)
    yield from teller.told(each for each in FOLLOW_UPS if chance.random() < 0.95)


@dataclass(frozen=True)
class _Teller:
    """Makes the facts of one person, by days after take-over; none lies after the last day."""

    ref: str
    start: date
    end: date | None
    day: date

    @property
    def lasted(self) -> int | None:
        return (self.end - self.start).days if self.end else None

    def told(self, rows: Iterable[tuple[str, str, int, int | None]]) -> Iterator[Fact]:
        """Yield the facts that had begun while the case was open."""
        last = min(self.end - DAY, self.day) if self.end else self.day
        for kind, state, begins, ends in rows:
            if self.start + timedelta(days=begins) <= last:
                yield self.fact(kind, state, begins, ends)

    def fact(self, kind: str, state: str, begins: int, ends: int | None = None) -> Fact:
        """Return a fact; it ends with the case at the latest, where an end is given."""
        start = self.start + timedelta(days=begins)
        end = self.start + timedelta(days=ends) if ends is not None else None
        if end and self.end:
            end = min(end, self.end)
        name = f"{self.ref}.{kind}.{begins}"
        return Fact(name, self.ref, "999", kind, state, start, end, self.day)


SYLLABLES = (
    "ba",
    "dar",
    "fe",
    "gul",
    "ha",
    "jor",
    "ka",
    "lem",
    "mi",
    "nur",
    "ro",
    "sha",
    "ti",
    "zan",
)


def _family_name(area: names.Area, chance: random.Random) -> str:
    """Return a common name of the area for one in five, else one of some forty thousand."""
    if chance.random() < 0.2:
        return names.family_name(area, chance)
    return "".join(chance.choices(SYLLABLES, k=4)).capitalize()


def _assign(users: Mapping[str, User], day: date) -> None:
    """Lay every open case with the coordinating department, shared by its coordinators."""
    organisation = Organisation.objects.get(municipality_id="999", code="integration")
    emails = places.coordinators("999")
    scope = scope_of("999", day)
    with entered(scope):
        still_open = Person.objects.filter(case_start_date__isnull=False, case_end_date=None)
        persons = list(still_open.order_by("pk").values_list("pk", flat=True))
        for place, email in enumerate(emails):
            assign(
                persons[place :: len(emails)],
                organisation=organisation,
                user=users[email],
                by=scope,
                at=moment(day),
            )


def copy_to_neighbours(address: str, *, say: Callable[[str], None]) -> None:
    """Copy every row about the reader's municipality to four others, and analyse the tables.

    Args:
        address: Of the database, as its superuser: row-level security holds for everybody else.
        say: Takes a line of progress.
    """
    with psycopg.connect(address, autocommit=True) as connection:
        for number, code in enumerate(NEIGHBOURS, start=1):
            connection.execute(
                "INSERT INTO access_municipality (code, name) VALUES (%s, %s)", [code, code]
            )
            for table in COPIED:
                connection.execute(_copying(connection, table), {"code": code, "by": number})
            say(f"copy {code}")
        for table in COPIED:
            connection.execute(
                sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}").format(
                    sql.Literal(table), sql.Identifier(table)
                )
            )
        connection.execute("VACUUM ANALYZE")


SHIFTED = "{} + %(by)s * 10000000"
RENEWED = {
    "municipality_id": "%(code)s::text",
    "id": SHIFTED.format("id"),
    "person_id": SHIFTED.format("person_id"),
    "household_id": SHIFTED.format("household_id"),
    "key": "substr(translate(md5(key || %(code)s::text), '01', 'xy'), 1, 12)",
    "lineage": "md5(lineage::text || %(code)s::text)::uuid",
}
"""What differs in a copied row; ids move by ten million a municipality."""


def _copying(connection: psycopg.Connection, table: str) -> sql.Composed:
    """Return the statement that copies a table's rows of the reader's municipality."""
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
    )
    columns = [name for (name,) in found]
    contents = [sql.SQL(RENEWED.get(name, f'"{name}"')) for name in columns]
    return sql.SQL("INSERT INTO {table} ({into}) SELECT {what} FROM {table} WHERE {own}").format(
        table=sql.Identifier(table),
        into=sql.SQL(", ").join(map(sql.Identifier, columns)),
        what=sql.SQL(", ").join(contents),
        own=sql.SQL("municipality_id = '999'"),
    )
