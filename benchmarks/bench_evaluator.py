"""How fast one person is evaluated: all definitions of the national pack on one history.

    python benchmarks/bench_evaluator.py --persons 500

Makes its own invented persons with a fixed seed. Prints a Markdown table and the machine.
"""

import argparse
import os
import platform
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from tovholder.engine.history import Attribute, Episode, History, Precision
from tovholder.engine.person import evaluate, prove
from tovholder.rules import packs

RECORDED = datetime(2016, 1, 1, tzinfo=UTC)
SIZES = (10, 40, 100)
HEADING = "| what | episodes | median CPU ms | p95 CPU ms |\n|---|---:|---:|---:|"


def main() -> None:
    """Measure evaluation and proof for histories of several sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=500)
    given = parser.parse_args()
    pack = packs.national_pack()
    print(HEADING)
    for size in SIZES:
        chance = random.Random(20260101)
        persons = [a_person(size, chance) for _person in range(given.persons)]
        row(f"evaluate, {len(pack.expectations)} definitions", size, persons, _evaluation(pack))
    row("prove one standing", SIZES[1], persons, _proof(pack))
    row("read the rules", 0, [None] * 5, lambda _nobody: packs.pack_in(packs.DEFINITIONS))
    print(f"\n{platform.platform()}, {_processor()}, {os.cpu_count()} CPUs, ", end="")
    print(f"Python {platform.python_version()}, {given.persons} persons")


def _evaluation(pack):
    return lambda person: evaluate(person, pack, on=date(2023, 3, 1))


def _proof(pack):
    asked = {"expectation": "contract-agreed", "lineage": "responsibility-0", "ordinal": 1}
    return lambda person: prove(person, pack, on=date(2023, 3, 1), **asked)


def row(what: str, size: int, persons: list, call: Callable[[object], object]) -> None:
    """Time a call for each person and print its row; the first call only warms up."""
    call(persons[0])
    times = []
    for person in persons:
        begun = time.process_time()
        call(person)
        times.append((time.process_time() - begun) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"| {what} | {size or ''} | {statistics.median(times):.2f} | {p95:.2f} |")


def a_person(size: int, chance: random.Random) -> History:
    """An invented newcomer of 2022 with as many facts; one in twenty persons has a vague date."""
    start = date(2022, 1, 1) + timedelta(days=chance.randrange(360))
    facts = [
        _fact("responsibility", "taken_over", start, None, 0),
        _fact("residence_basis", "refugee", start - timedelta(days=60), None, 0),
        _fact("home", "temporary", start, None, 0),
        _fact("programme", "self_support_and_return_programme", start, None, 0),
        _event("visitation", "done", start + timedelta(days=14), 0),
    ]
    benefits = max(1, size // 8)
    edges = [start + timedelta(days=400 * part // benefits) for part in range(benefits)]
    for number, (first, after) in enumerate(zip(edges, [*edges[1:], None], strict=True)):
        facts.append(_fact("benefit", BENEFITS[number % 2], first, after, number))
    makers = [
        lambda day, n: _event("follow_up", "held", day, n),
        lambda day, n: _event("danish_test", "passed", day, n, test="module_test"),
        lambda day, n: _fact("offer", "internship", day, day + timedelta(days=28), n),
        lambda day, n: _fact(
            "labour", "employed", day, day + timedelta(days=90), n, minutes_per_week=900
        ),
        lambda day, n: _fact("leave", "illness", day, day + timedelta(days=7), n),
        lambda day, n: _event("health_need", "needed", day, n),
        lambda day, n: _event("contract", "signed", day, n),
    ]
    while len(facts) < size:
        day = start + timedelta(days=chance.randrange(400))
        facts.append(chance.choice(makers)(day, len(facts)))
    if chance.random() < 0.05:
        facts[-1] = _vague(facts[-1])
    born = Attribute("birth_date", date(1990, 1, 1), RECORDED, None)
    return History((born,), tuple(facts))


BENEFITS = "self_support_and_return_benefit", "none"


def _fact(
    kind: str, state: str, start: date, end: date | None, number: int, **detail: object
) -> Episode:
    return Episode(f"{kind}-{number}", kind, state, start, end, "751", detail, "invented", RECORDED)


def _event(kind: str, state: str, day: date, number: int, **detail: object) -> Episode:
    return _fact(kind, state, day, day + timedelta(days=1), number, **detail)


def _vague(fact: Episode) -> Episode:
    first, end = fact.start.replace(day=1), fact.end
    if end == fact.start + timedelta(days=1):
        end = first + timedelta(days=1)
    return Episode(
        fact.lineage, fact.kind, fact.state, first, end, fact.municipality, fact.detail,
        fact.source, RECORDED, start_precision=Precision.MONTH,
    )  # fmt: skip


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            names = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    main()
