"""How long it takes to evaluate a whole municipality again, and where the time goes.

    python benchmarks/bench_standings.py [--own 50000] [--processes 1 2] [--keep FOLDER]

Makes its own data (see population.py) and its own database in a temporary folder. Runs are those
of `tovholder standings rebuild` and `move`: in lots, each in a transaction of its own, the run and
its progress recorded. Prints Markdown and the machine.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

CODE = "999"
TARGET_SECONDS = 60
ONE_IN = 10
WHOLE = 10
"""A history with so many facts is called a whole one."""


def main() -> None:
    """Make the data and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", type=int, default=50_000, help="persons")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--keep", help="folder of the database; used again when it is filled")
    given = parser.parse_args()
    folder = given.keep or tempfile.mkdtemp(prefix="tovholder-bench-")
    os.environ["TOVHOLDER_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "tovholder.config.settings"
    with _database(Path(folder)):
        today = _fill(given.own)
        _bring_up_to_date(today)
        print(_about(today))
        _print_steps(today)
        _print_runs(today, given.processes)


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
        yield
    finally:
        server.stop()


def _fill(own: int) -> date:
    from benchmarks import population
    from django.utils import timezone

    from tovholder.access.models import Municipality

    begun, today = time.perf_counter(), timezone.localdate()
    if not Municipality.objects.filter(code=CODE).exists():
        population.record_own(
            population.Population(today, own),
            say=lambda line: print(
                f"{time.perf_counter() - begun:6.0f} s  {line}", file=sys.stderr
            ),
        )
    return today


def _bring_up_to_date(today: date) -> None:
    """Let the day have come for everybody, and the planner know the tables."""
    from django.db import connection

    from tovholder.people.actions import move_standings

    move_standings(_scope(today), today=today)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tovholder_refresh_statistics()")


def _print_steps(today: date) -> None:
    """Print where the time of one process goes; nothing is stored differently from computed."""
    print("\n| step, one process | all: s | ms a person | whole histories: ms a person |")
    print("|---|---:|---:|---:|")
    whole = _steps(_ids(WHOLE, today), today)
    everybody = _steps(_ids(0, today), today)
    for step, took in everybody.items():
        each = took / len(_ids(0, today)) * 1000
        of_whole = whole[step] / len(_ids(WHOLE, today)) * 1000
        print(f"| {step} | {took:.1f} | {each:.3f} | {of_whole:.3f} |")
    print(f"\n{len(_ids(WHOLE, today)):,} persons have {WHOLE} facts or more.")


def _steps(person_ids: Sequence[int], today: date) -> dict[str, float]:
    from tovholder.access.scopes import entered
    from tovholder.people import evaluation
    from tovholder.people.movement.lots import lots_of
    from tovholder.people.queries.packs import pack_for

    took: dict[str, float] = defaultdict(float)
    with entered(_scope(today)):
        pack = pack_for(CODE)
    for lot in lots_of(person_ids):
        with entered(_scope(today)):
            clock = _clock(took)
            stored = clock("read", evaluation.read, lot, municipality=CODE, pack=pack)
            now = clock("evaluate", evaluation.computed, stored.histories, pack=pack, today=today)
            found = clock("compare", evaluation.compared, stored, now)
            clock("write", evaluation.store, found, municipality=CODE, pack=pack, today=today)
    return took


def _clock(took: dict[str, float]) -> Callable[..., object]:
    def clock(step: str, call: Callable[..., object], *given: object, **named: object) -> object:
        begun = time.perf_counter()
        result = call(*given, **named)
        took[step] += time.perf_counter() - begun
        return result

    return clock


def _print_runs(today: date, processes: Sequence[int]) -> None:
    from tovholder.people.actions import move_standings, rebuild_standings

    print("\n| run | processes | s | persons/s | standings changed |")
    print("|---|---:|---:|---:|---:|")
    for number in processes:
        _print_run("everybody, nothing differs", rebuild_standings, today, number)
    for number in processes:
        _change_the_rules(today)
        _print_run(f"other rules, one person in {ONE_IN} differs", move_standings, today, number)
    print(f"\nTarget: 50,000 persons in at most {TARGET_SECONDS} s on two cores.")


def _print_run(name: str, run: Callable[..., int], today: date, processes: int) -> None:
    begun = time.perf_counter()
    persons = run(_scope(today), today=today, processes=processes)
    took = time.perf_counter() - begun
    row = f"| {name} | {processes} | {took:.1f} | {persons / took:,.0f} | {_changed(today):,} |"
    print(row, flush=True)


def _change_the_rules(today: date) -> None:
    """Leave the tables as other rules would: another fingerprint, other dates for one in ten."""
    from django.db import connection

    from tovholder.access.scopes import entered

    with entered(_scope(today)), connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET pack_hash = 'other'")
        cursor.execute(
            "UPDATE people_standing SET due_date = coalesce(due_date, start_date) + 7,"
            " pack_hash = 'other' WHERE person_id %% %s = 0", [ONE_IN],
        )  # fmt: skip


def _ids(facts: int, today: date) -> list[int]:
    """Return the persons with at least so many facts, in order."""
    from django.db import connection

    from tovholder.access.scopes import entered

    with entered(_scope(today)), connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id FROM people_person p WHERE %s <= (SELECT count(*) FROM people_episode e"
            " WHERE e.person_id = p.id AND e.superseded_at IS NULL) ORDER BY p.id", [facts],
        )  # fmt: skip
        return [person_id for (person_id,) in cursor.fetchall()]


def _changed(today: date) -> int:
    from tovholder.access.scopes import entered
    from tovholder.people.queries.movement import newest_runs

    with entered(_scope(today)) as scope:
        return newest_runs(scope, most=1)[0].rows_changed


def _scope(day: date):
    from tovholder.access.scopes import system_scope

    return system_scope(CODE, actor="bench", on=day)


def _about(today: date) -> str:
    from django.db import connection

    from tovholder.access.scopes import entered
    from tovholder.people.models import Episode, Person, Standing
    from tovholder.people.queries.packs import pack_for

    with entered(_scope(today)):
        counts = [model.objects.count() for model in (Person, Episode, Standing)]
        definitions = len(pack_for(CODE).expectations)
        server = connection.pg_version // 10_000
    persons, episodes, standings = counts
    return (
        f"{persons:,} persons, {episodes:,} facts, {standings:,} standings, {definitions} "
        f"definitions. {platform.platform()}, {_processor()}, {os.cpu_count()} CPUs, "
        f"Python {platform.python_version()}, PostgreSQL {server}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    main()
