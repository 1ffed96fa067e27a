"""How fast an import is, from files to recorded and evaluated facts, and how much memory it takes.

    python benchmarks/bench_import.py --rows 1000000

Makes its own data (examples/imports/newcomers-enormous) and its own database in a temporary
folder, which ends with the script. Prints one row of a Markdown table.
"""

import argparse
import os
import resource
import runpy
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLES = PROJECT / "examples" / "imports"
CODE = "751"
HEADING = (
    "| rows | persons | episodes | reading s | recording s | episodes/s | peak MB | again s |\n"
    "|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def main() -> None:
    """Measure one import, and the same one again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--again", action="store_true", help="import the same files once more")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tovholder-bench-") as folder:
        Path(folder).chmod(0o711)  # the server's own user must reach its data in it
        os.environ["TOVHOLDER_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "tovholder.config.settings"
        from tovholder.config.postgres import EmbeddedPostgres

        server = EmbeddedPostgres(Path(folder))
        server.start()
        try:
            as_owner = os.environ | {"TOVHOLDER_DATABASE_ROLE": "owner"}
            migrate = [sys.executable, "-m", "django", "migrate", "-v", "0", "--skip-checks"]
            subprocess.run(migrate, check=True, env=as_owner)
            print(HEADING)
            print(_measured(Path(folder) / "export", rows=given.rows, again=given.again))
        finally:
            server.stop()


def _measured(folder: Path, *, rows: int, again: bool) -> str:
    import django

    django.setup()
    generator = runpy.run_path(str(EXAMPLES / "newcomers-enormous" / "generate.py"))
    generator["write"](folder, rows=rows, seed=2013, today=date(2026, 11, 1))
    from tovholder.access.models import Municipality, Organisation

    Municipality.objects.create(code=CODE, name="Bench")
    Organisation.objects.create(
        municipality_id=CODE, code="integration", name="Integration", is_coordinating=True
    )
    reading, recording = _imported(folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    persons, episodes = _recorded()
    repeated = f"{sum(_imported(folder)):.0f}" if again else ""
    cells = (
        f"{rows:,}", f"{persons:,}", f"{episodes:,}", f"{reading:.0f}", f"{recording:.0f}",
        f"{episodes / (reading + recording):,.0f}", f"{peak:.0f}", repeated,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _imported(folder: Path) -> tuple[float, float]:
    """Import the files; return the seconds of reading and of recording."""
    from django.utils import timezone

    from tovholder.access.scopes import system_scope
    from tovholder.people.imports.files import assign_files
    from tovholder.people.imports.importing import Import, Plan
    from tovholder.people.imports.mapping.parsing import read_mapping
    from tovholder.people.imports.progress import shown_progress
    from tovholder.people.imports.spooling import Spool
    from tovholder.people.imports.tallying import Tally
    from tovholder.rules.packs import national_pack

    pack, at = national_pack(), timezone.now()
    text = (EXAMPLES / "newcomers-clean" / "mapping.yaml").read_text(encoding="utf-8")
    mapping = read_mapping(text, file="mapping.yaml", pack=pack)
    files = assign_files(mapping, sorted(folder.glob("*.csv")))
    scope = system_scope(CODE, actor="bench", on=timezone.localdate(at))
    with Tally() as tally, Spool() as spool, shown_progress() as progress:
        importing = Import(Plan(mapping, files, pack), tally=tally, progress=progress)
        begun = time.perf_counter()
        importing.read(spool, today=timezone.localdate(at))
        read = time.perf_counter()
        assert importing.record(spool, by=scope, at=at), tally.codes
        return read - begun, time.perf_counter() - read


def _recorded() -> tuple[int, int]:
    from django.utils import timezone

    from tovholder.access.scopes import entered, system_scope
    from tovholder.people.models import Episode, Person

    with entered(system_scope(CODE, actor="bench", on=timezone.localdate())):
        return Person.objects.count(), Episode.objects.count()


if __name__ == "__main__":
    main()
