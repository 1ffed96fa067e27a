"""Writes an invented export of any size: `personer.csv` and `forloeb.csv`.

Its mapping is ../newcomers-clean/mapping.yaml. Everybody in it is invented; the CPR numbers are
of births in 2030 and later, so they can belong to nobody.

    python generate.py --rows 1000000 --folder FOLDER
"""

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

GIVEN = {
    "K": (
        "Amal", "Hiba", "Rana", "Selam", "Mehret", "Yara", "Nour", "Salma", "Zahra", "Lina",
        "Feven", "Dina", "Maha", "Olena", "Iryna",
    ),
    "M": (
        "Omar", "Samir", "Yonas", "Tesfay", "Karim", "Hadi", "Bilal", "Farid", "Idris", "Rami",
        "Daniel", "Taras", "Andrij", "Jamal",
    ),
}  # fmt: skip
FAMILY = (
    "Nour", "Haddad", "Tekle", "Østerlund", "Kahn-Åby", "Mansour", "Saleh", "Gebre", "Karimi",
    "Æbelø", "Darwish", "Bondar", "Abdi", "Rahimi", "Kassem", "Habte", "Najjar", "Zaman", "Melnyk",
    "Sørensen-Aziz",
)  # fmt: skip
ORIGINS = (("SY", "ar"), ("ER", "ti"), ("AF", "fa"), ("SO", "so"), ("IR", "fa"), ("UA", "uk"))
BASES = ("FLY", "FLY", "FLY", "FAMFLY", "FAMFLY", "KVO", "FAM", "HUM")
PLACES = ("Havnens Køkken", "Bakkens Plejehjem", "Byens Cykler", "Skovens Gartneri", "")
PERSON_COLUMNS = (
    "Sagsnr", "CPR-nr", "Fornavn", "Efternavn", "Fødselsdato", "Køn", "Oprindelsesland", "Sprog",
    "Husstandsnr", "Rolle i husstand", "Overtaget", "Opholdsgrundlag", "Program", "Programstart",
    "Programslut", "Kontrakt underskrevet", "Henvist til dansk", "Helbredstilbud",
)  # fmt: skip
EVENT_COLUMNS = ("Løbenr", "Sagsnr", "Type", "Fra", "Til", "Timer pr. uge", "Sted")
ROWS_OF_A_PERSON = 10
FIRST_DAY = date(2016, 7, 1)


def main() -> None:
    """Write the two files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="of both files together")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=2013)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 1))
    given = parser.parse_args()
    write(given.folder, rows=given.rows, seed=given.seed, today=given.today)


def write(folder: Path, *, rows: int, seed: int, today: date) -> None:
    """Write an export of `rows` rows; the same seed gives the same files.

    Args:
        folder: Made when it is not there.
        rows: Of both files together.
        seed: Of the invention.
        today: Nothing happens after it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dice = random.Random(seed)  # noqa: S311 -- an invention, no secret
    with (
        (folder / "personer.csv").open("w", encoding="utf-8", newline="") as persons_file,
        (folder / "forloeb.csv").open("w", encoding="utf-8", newline="") as events_file,
    ):
        persons = csv.writer(persons_file, delimiter=";")
        events = csv.writer(events_file, delimiter=";")
        persons.writerow(PERSON_COLUMNS)
        events.writerow(EVENT_COLUMNS)
        written, number = 0, 0
        while written < rows:
            number += 1
            taken_over = FIRST_DAY + timedelta(days=dice.randrange((today - FIRST_DAY).days - 30))
            persons.writerow(_person(dice, number, taken_over, today))
            written += 1
            for event in _events(dice, taken_over, today):
                if written == rows:
                    break
                written += 1
                events.writerow((written, f"S{number:07d}", *event))


def _person(dice: random.Random, number: int, taken_over: date, today: date) -> list[str]:
    sex = dice.choice("KM")
    origin, language = dice.choice(ORIGINS)
    until = min(taken_over + timedelta(days=dice.randrange(300, 1500)), today)
    return [
        f"S{number:07d}",
        _cpr(number, sex),
        dice.choice(GIVEN[sex]),
        dice.choice(FAMILY),
        _shown(date(1960, 1, 1) + timedelta(days=dice.randrange(15_500))),
        sex,
        origin,
        language,
        f"H{(number + 2) // 3:07d}",
        ("Voksen", "Ægtefælle", "Barn")[number % 3],
        _shown(taken_over),
        dice.choice(BASES),
        "INT" if taken_over < date(2019, 3, 1) else "SHP",
        _shown(taken_over + timedelta(days=dice.randrange(20))),
        _shown(until) if until < today else "",
        _later(dice, taken_over, today, 60),
        _later(dice, taken_over, today, 45),
        _later(dice, taken_over, today, 240),
    ]


def _cpr(number: int, sex: str) -> str:
    """Return a number of a birth in 2030 to 2057, different for each person."""
    day = date(2030, 1, 1) + timedelta(days=number % 10_000)
    serial = 5000 + 2 * (number // 10_000 % 1900) + (sex == "M")
    return f"{day:%d%m%y}-{serial:04d}"


def _events(
    dice: random.Random, taken_over: date, today: date
) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield what happened, about nine rows a person; a course ends before the next begins."""
    course_from = taken_over + timedelta(days=dice.randrange(5, 40))
    for _turn in range(2):
        course_until = course_from + timedelta(days=dice.randrange(60, 300))
        if course_until >= today:
            break
        yield ("Danskuddannelse", _shown(course_from), _shown(course_until), _hours(dice, 18), "")
        course_from = course_until + timedelta(days=dice.randrange(1, 60))
    for _turn in range(ROWS_OF_A_PERSON - 3):
        first = taken_over + timedelta(days=dice.randrange(10, 1200))
        if first >= today:
            continue
        last = first + timedelta(days=dice.randrange(14, 200))
        sort = dice.choice(
            ("Opfølgning", "Opfølgning", "Opfølgning", "Praktik", "Praktik", "Løntilskud", "Job",
             "Selvstændig", "Danskprøve", "Barsel")
        )  # fmt: skip
        is_day = sort in ("Opfølgning", "Danskprøve")
        has_hours = sort in ("Praktik", "Løntilskud", "Job")
        yield (
            sort,
            _shown(first),
            "" if is_day or last >= today else _shown(last),
            _hours(dice, 37) if has_hours else "",
            dice.choice(PLACES) if has_hours else "",
        )


def _hours(dice: random.Random, most: int) -> str:
    return f"{dice.randrange(10, 2 * most) / 2}".replace(".", ",")


def _later(dice: random.Random, day: date, today: date, within: int) -> str:
    found = day + timedelta(days=dice.randrange(within))
    return _shown(found) if found <= today and dice.random() < 0.85 else ""


def _shown(day: date) -> str:
    return f"{day:%d-%m-%Y}"


if __name__ == "__main__":
    main()
