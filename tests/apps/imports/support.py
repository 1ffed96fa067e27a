"""What the tests of imports share: a mapping of a few lines, a run into the database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation
from tests.builders import OURS, an_organisation

from tovholder.access import scopes
from tovholder.people.imports import tallying
from tovholder.people.imports.files import assign_files
from tovholder.people.imports.importing import Import, NoProgress, Plan
from tovholder.people.imports.mapping.definition import ImportMapping
from tovholder.people.imports.mapping.parsing import read_mapping
from tovholder.people.imports.problems import Problem
from tovholder.people.imports.spooling import Spool
from tovholder.people.imports.tallying import Tally
from tovholder.people.queries.packs import pack_for
from tovholder.rules.packs import national_pack

PROJECT = Path(__file__).resolve().parents[3]
EXAMPLES = PROJECT / "examples" / "imports"
SHARED = PROJECT.parent / "shared" / "data"
DAY = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def real_file(path: str) -> Path:
    """A file that nobody here made. Without the folder the test is left out, but never in CI."""
    if not SHARED.exists():
        reason = f"{SHARED} is not here: the real files stand beside the project"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED / path


def a_mapping(text: str) -> ImportMapping:
    """Read a mapping with the national definitions."""
    return read_mapping(text, file="mapping.yaml", pack=national_pack())


@dataclass
class Outcome:
    """What an import came to."""

    is_recorded: bool
    counts: dict[str, int]
    findings: list[Problem] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        """The code of each finding, by file and line."""
        return [problem.code for problem in self.findings]


def imported(
    mapping: Path | str,
    *files: Path,
    municipality: str = OURS,
    at: datetime = AT,
    dry_run: bool = False,
    allow_rejected: int = 0,
) -> Outcome:
    """Run an import as the command does, in English."""
    an_organisation(municipality=municipality, is_coordinating=True)
    scope = scopes.system_scope(municipality, actor="import test", on=at.date())
    text = mapping if isinstance(mapping, str) else mapping.read_text(encoding="utf-8")
    with scopes.entered(scope):
        pack = pack_for(municipality)
    read = read_mapping(text, file="mapping.yaml", pack=pack)
    plan = Plan(read, assign_files(read, files), pack, allow_rejected, dry_run)
    with translation.override("en"), Tally() as tally, Spool(run_length=2000) as spool:
        importing = Import(plan, tally=tally, progress=NoProgress())
        importing.read(spool, today=at.date())
        is_recorded = importing.record(spool, by=scope, at=at)
        totals = tally.totals
        counts = {name: totals[name] for name in (tallying.READ, *tallying.BUCKETS)}
        return Outcome(is_recorded, counts, list(tally.findings()))


@contextmanager
def inside(municipality: str = OURS) -> Iterator[scopes.Scope]:
    """Look at what is recorded in a municipality."""
    scope = scopes.system_scope(municipality, actor="test", on=DAY)
    with scopes.entered(scope):
        yield scope


def a_csv(folder: Path, *lines: str, name: str = "rows.csv") -> Path:
    """Write a CSV file of a few lines."""
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
