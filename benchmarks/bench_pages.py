"""Server time of the list of people, the search by name and the person page.

    python benchmarks/bench_pages.py [--own 50000] [--requests 200] [--keep FOLDER]

Makes its own data (see population.py) and its own database in a temporary folder. Requests go
through the whole of Django, middleware, read log and rendering included, without a network; the
queries of a page are counted in runs of their own. Prints Markdown.
"""

import argparse
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

TARGET_MS, TARGET_QUERIES = 60, 15
READERS = {"leader": "henning.skovlund@example.org", "coordinator": "maja.vestermark@example.org"}
SORTS = ("name", "age", "taken_over", "next_due", "overdue")
FILTERS = (
    "case=all", "case=closed", "state=overdue", "state=met",
    "expectation=contract-agreed&state=overdue", "residence_basis=quota_refugee",
    "coordinator=mine", "coordinator=unassigned",
)  # fmt: skip


def main() -> None:
    """Make the data and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", type=int, default=50_000, help="persons of the reader's own")
    parser.add_argument("--requests", type=int, default=200, help="of each kind")
    parser.add_argument("--keep", help="folder of the database; used again when it is filled")
    given = parser.parse_args()
    folder = given.keep or tempfile.mkdtemp(prefix="tovholder-bench-")
    os.environ["TOVHOLDER_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "tovholder.config.settings"
    with _database(Path(folder)) as superuser:
        _fill(given.own, superuser)
        _measure(given.requests, superuser)


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """Have a migrated database running; yield its address as the superuser."""
    from tovholder.config.postgres import EmbeddedPostgres

    server = EmbeddedPostgres(folder)
    server.start()
    try:
        subprocess.run([sys.executable, "-m", "tovholder", "migrate"], check=True)
        import django

        django.setup()
        _serve_static_files_unhashed()
        yield f"host={server.run} user=postgres dbname=tovholder"
    finally:
        server.stop()


def _serve_static_files_unhashed() -> None:
    """Spare the collecting of static files; a hashed name is one dictionary look-up more."""
    from django.conf import settings

    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}


def _fill(own: int, superuser: str) -> None:
    from benchmarks import population

    from tovholder.access.models import Municipality

    if Municipality.objects.filter(code=population.NEIGHBOURS[-1]).exists():
        return
    if Municipality.objects.exists():
        raise SystemExit("The database is half filled; delete its folder and begin again.")
    begun = time.perf_counter()

    def say(line: str) -> None:
        print(f"{time.perf_counter() - begun:6.0f} s  {line}", file=sys.stderr)

    population.record_own(population.Population(_today(), own), say=say)
    population.copy_to_neighbours(superuser, say=say)


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()


@dataclass(frozen=True)
class Request:
    """A kind of page, and an address of it chosen by chance."""

    name: str
    address: Callable[[], str]


@dataclass(frozen=True)
class Figures:
    """What one kind of page took: milliseconds on the clock, and of the processors on average."""

    name: str
    p50: float
    p95: float
    cpu: float
    queries: int
    kilobytes: float


def _measure(requests: int, superuser: str) -> None:
    from django.test import Client

    from tovholder.access.models import User

    print(_about(superuser))
    for role, email in READERS.items():
        user = User.objects.get(email=email)
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        print(f"\n**{role.capitalize()}**\n")
        print("| page | p50 ms | p95 ms | CPU ms | queries | KB | |")
        print("|---|---:|---:|---:|---:|---:|---|")
        for request in _requests(client, random.Random(1)):
            print(_row(_figures(client, request, requests)), flush=True)
    print(f"\nTarget: p95 at most {TARGET_MS} ms, at most {TARGET_QUERIES} queries.")
    print(_search_plan(superuser))


def _requests(client, chance: random.Random) -> Iterator[Request]:
    """Yield the kinds of pages to ask for."""
    people = "/people/"
    yield Request("list, default order", lambda: f"{people}?page={chance.randint(1, 20)}")
    for sort in SORTS:
        for order in (sort, f"-{sort}"):
            yield Request(
                f"list, sort {order}",
                lambda order=order: f"{people}?sort={order}&page={chance.randint(1, 20)}",
            )
    for chosen in FILTERS:
        yield Request(
            f"list, {chosen}", lambda c=chosen: f"{people}?{c}&page={chance.randint(1, 3)}"
        )
    for name, texts in _search_texts(chance).items():
        tokens = _kept(client, texts)
        yield Request(
            f"search, {name}",
            lambda tokens=tokens: f"{people}?case=all&search={chance.choice(tokens)}",
        )
    rich, thin = _keys(chance)
    yield Request("person, whole history", lambda: f"{people}{chance.choice(rich)}/")
    yield Request("person, few facts", lambda: f"{people}{chance.choice(thin)}/")


def _search_texts(chance: random.Random) -> dict[str, list[str]]:
    """Return what readers type: whole names as they are, with a slip, and the commonest names."""
    from tovholder.access.scopes import entered
    from tovholder.demo import names
    from tovholder.demo.writing import scope_of
    from tovholder.people.models import Person

    with entered(scope_of("999", _today())):
        all_names = list(Person.objects.values_list("given_name", "family_name").order_by("pk"))
    some = [" ".join(each) for each in chance.sample(all_names, 60)]
    areas = list(names.AREAS.values())
    return {
        "a whole name": some,
        "a name with a slip": [_slipped(name, chance) for name in some],
        "a common name": [names.family_name(chance.choice(areas), chance) for _n in range(60)],
    }


def _slipped(name: str, chance: random.Random) -> str:
    """Return the name with one letter left out."""
    place = chance.randrange(1, len(name))
    return name[:place] + name[place + 1 :]


def _kept(client, texts: list[str]) -> list[str]:
    """Post searches as a reader does; return the tokens under which they are kept."""
    tokens = []
    for text in texts[:20]:  # a session keeps twenty
        answer = client.post("/people/search/", {"text": text})
        tokens.append(answer["Location"].rpartition("search=")[2])
    return tokens


def _keys(chance: random.Random) -> tuple[list[str], list[str]]:
    """Return address parts of persons with an open case, with many and with few facts."""
    from django.db.models import Count

    from tovholder.access.scopes import entered
    from tovholder.demo.writing import scope_of
    from tovholder.people.models import Person

    with entered(scope_of("999", _today())):
        counted = Person.objects.filter(case_start_date__isnull=False, case_end_date=None)
        counted = counted.annotate(facts=Count("episode")).order_by("pk")
        rich = list(counted.filter(facts__gte=20).values_list("key", flat=True))
        thin = list(counted.filter(facts__lt=4).values_list("key", flat=True))
    return chance.sample(rich, min(300, len(rich))), chance.sample(thin, min(300, len(thin)))


def _figures(client, request: Request, requests: int) -> Figures:
    """Ask for a kind of page: twenty times to warm up, then the number wanted."""
    took, size, cpu = [], 0, 0.0
    for number in range(-20, requests):
        cpu = cpu if number else _cpu_seconds()
        address = request.address()
        begun = time.perf_counter()
        answer = client.get(address)
        seconds = time.perf_counter() - begun
        assert answer.status_code == 200, (address, answer.status_code)
        if number >= 0:
            took.append(seconds * 1000)
            size = max(size, len(answer.content))
    cpu = (_cpu_seconds() - cpu) * 1000 / requests
    took.sort()
    queries = max(_queries(client, request.address()) for _number in range(5))
    place = int(len(took) * 0.95)
    return Figures(request.name, took[len(took) // 2], took[place], cpu, queries, size / 1024)


def _cpu_seconds() -> float:
    """Return what this process and its database server process have used of the processors."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    fields = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _queries(client, address: str) -> int:
    """Return how many statements a page sends, those that open a transaction included."""
    from django.db import connection

    sent = []

    def count(execute, statement, params, many, context):
        sent.append(statement)
        return execute(statement, params, many, context)

    with connection.execute_wrapper(count):
        client.get(address)
    return len(sent)


def _row(found: Figures) -> str:
    is_kept = found.p95 <= TARGET_MS and found.queries <= TARGET_QUERIES
    return (
        f"| {found.name} | {found.p50:.1f} | {found.p95:.1f} | {found.cpu:.1f} "
        f"| {found.queries} | {found.kilobytes:.0f} | {'' if is_kept else 'missed'} |"
    )


def _about(superuser: str) -> str:
    """Return the machine and the sizes of the tables."""
    import psycopg

    with psycopg.connect(superuser) as connection:
        version = connection.info.server_version // 10000
        sizes = [
            f"{connection.execute(f'SELECT count(*) FROM {table}{where}').fetchone()[0]:,} {name}"
            for name, table, where in (
                ("persons", "people_person", ""),
                ("of the reader's municipality", "people_person", " WHERE municipality_id='999'"),
                ("episodes", "people_episode", ""),
                ("standings", "people_standing", ""),
            )
        ]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, "
        f"Python {platform.python_version()}, PostgreSQL {version}. {', '.join(sizes)}."
    )


def _search_plan(superuser: str) -> str:
    """Return how the search is carried out as the role of the pages."""
    import psycopg

    call = "SELECT id FROM tovholder_search_person_ids('karimi', 500)"
    with psycopg.connect(superuser) as connection:
        connection.execute("SET ROLE tovholder_web")
        connection.execute("SELECT set_config('tovholder.municipality', '999', true)")
        plan = connection.execute(f"EXPLAIN (ANALYZE, COSTS OFF) {call}").fetchall()
    lines = "\n".join(line for (line,) in plan)
    return f"\nThe search as the role of the pages:\n\n```\n{lines}\n```"


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    main()
