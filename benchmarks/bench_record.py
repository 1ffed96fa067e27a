"""How long the door takes: one fact with re-evaluation and log, and whole batches.

    python benchmarks/bench_record.py [--persons 5000] [--facts 200]

Makes its own invented persons and its own database in a temporary folder, which ends with the
script. Prints two Markdown tables and the machine. A batch is timed with everything but the
making of the facts: rights, checks, overlaps, insertion, evaluation of the persons, log.
"""

import argparse
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

CODE, TODAY = "751", date(2026, 11, 2)
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
EPISODES = 10
BATCHES = (1, 100, 500, 2000)


def main() -> None:
    """Fill a database in batches of several sizes, then record one fact at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=5000)
    parser.add_argument("--facts", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tovholder-bench-") as folder:
        os.environ["TOVHOLDER_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tovholder.config.settings"
        with _database(Path(folder)):
            _measure_batches(given.persons)
            _measure_facts(given.facts)
            print(f"\n{platform.platform()}, {os.cpu_count()} CPUs, ", end="")
            print(f"Python {platform.python_version()}, PostgreSQL {_server_version()}")


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    from tovholder.config.postgres import EmbeddedPostgres

    server = EmbeddedPostgres(folder)
    server.start()
    try:
        as_owner = os.environ | {"TOVHOLDER_DATABASE_ROLE": "owner"}
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0", "--skip-checks"]
        subprocess.run(migrate, check=True, env=as_owner)
        import django

        django.setup()
        from tovholder.access.models import Municipality

        Municipality.objects.create(code=CODE, name="Bench")
        yield
    finally:
        server.stop()


def _measure_batches(persons: int) -> None:
    print("| persons in a batch | episodes | seconds | episodes/s | peak MB |")
    print("|---:|---:|---:|---:|---:|")
    chance = random.Random(2013)
    for size in BATCHES:
        number = min(persons, size * 100)
        took = 0.0
        for first in range(0, number, size):
            facts = [fact for each in range(first, first + size) for fact in _facts(each, chance)]
            took += _timed(lambda facts=facts: _record(facts, source="bench"))
        episodes = -(-number // size) * size * EPISODES
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {size} | {episodes:,} | {took:.1f} | {episodes / took:,.0f} | {peak:.0f} |")


def _measure_facts(number: int) -> None:
    from tovholder.people.facts import Correction, NewEpisode
    from tovholder.people.models import Episode

    chance, day = random.Random(1), date(2026, 5, 1)
    ids = chance.sample(_ids(), number)
    events = [NewEpisode(pk, "follow_up", "held", day, detail={"form": "phone"}) for pk in ids]
    with _entered():
        rows = Episode.objects.filter(kind="labour", superseded_at=None).order_by("pk")[:number]
        moved = [Correction(row.lineage, "labour", "employed", day) for row in rows]
    print("\n| one call of the door | median ms | p95 ms |\n|---|---:|---:|")
    for what, facts in (("a new fact", events), ("a correction", moved)):
        took = sorted(_timed(lambda fact=fact: _record([fact], reason="bench")) for fact in facts)
        p95 = statistics.quantiles(took, n=20)[-1]
        print(f"| {what} | {statistics.median(took) * 1000:.1f} | {p95 * 1000:.1f} |")


def _facts(number: int, chance: random.Random) -> Iterator[object]:
    """Yield a person with ten episodes of six kinds."""
    from tovholder.people.facts import NewEpisode, NewPerson

    ref, start = f"p{number}", date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
    known = {"given_name": "Amal", "family_name": f"Nour{number}", "birth_date": born}
    yield NewPerson(ref, {**known, "sex": chance.choice(("female", "male"))})
    yield NewEpisode(ref, "responsibility", "taken_over", start)
    yield NewEpisode(ref, "residence_basis", "refugee", start)
    yield NewEpisode(ref, "danish_referral", "referred", start + timedelta(days=20))
    yield NewEpisode(ref, "contract", "signed", start + timedelta(days=chance.randrange(60)))
    yield NewEpisode(ref, "labour", "employed", start + timedelta(days=chance.randrange(900)))
    yield NewEpisode(ref, "offer", "internship", start + timedelta(days=chance.randrange(60)))
    for month in range(1, EPISODES - 5):
        yield NewEpisode(ref, "follow_up", "held", start + timedelta(days=40 * month))


def _record(facts: list[object], *, source: str = "form", reason: str = "") -> None:
    from tovholder.people.actions import record_episodes

    with _entered() as scope:
        record_episodes(facts, by=scope, at=AT, source=source, reason=reason)


def _entered():
    from tovholder.access.scopes import entered, system_scope

    return entered(system_scope(CODE, actor="bench", on=TODAY))


def _ids() -> list[int]:
    from tovholder.people.models import Person

    with _entered():
        return list(Person.objects.values_list("pk", flat=True))


def _server_version() -> str:
    from django.db import connection

    return str(connection.pg_version // 10_000)


def _timed(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
