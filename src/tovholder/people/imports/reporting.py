"""What is told about an import: a summary for the screen, a report for whoever corrects the rows.

The report holds the values met, which are personal data: only its owner may read the file.
"""

import csv
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.people.imports import tallying
from tovholder.people.imports.problems import Problem
from tovholder.people.imports.reasons import KINDS
from tovholder.people.imports.tallying import FileTally, Tally

COLUMNS = ("file", "line", "column", "value", "severity", "code", "reason", "way_out")


def write_report(path: Path, tally: Tally) -> None:
    """Write every finding, as JSON when the name ends so and else as CSV, readable by the owner.

    Args:
        path: An existing file is replaced.
        tally: What came of the rows.
    """
    with _private(path) as file:
        if path.suffix.lower() == ".json":
            _write_json(file, tally)
        else:
            _write_csv(file, tally)


@contextmanager
def _private(path: Path) -> Iterator[TextIO]:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        yield file


def _row(problem: Problem) -> Mapping[str, object]:
    parts = (
        problem.file, problem.line, problem.column, problem.met,
        "error" if problem.kind.is_error else "warning", problem.code, problem.message,
        problem.way_out,
    )  # fmt: skip
    return dict(zip(COLUMNS, parts, strict=True))


def _write_csv(file: TextIO, tally: Tally) -> None:
    file.write("\ufeff")  # so that a spreadsheet reads the Danish letters
    writer = csv.DictWriter(file, COLUMNS, delimiter=";")
    writer.writeheader()
    for problem in tally.findings():
        writer.writerow({name: _safe(cell) for name, cell in _row(problem).items()})


def _safe(cell: object) -> object:
    """Keep a spreadsheet from taking a value met for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@")) else cell


def _write_json(file: TextIO, tally: Tally) -> None:
    head = {
        "totals": _counts(tally.totals),
        "files": [_file(each) for each in tally.files.values()],
    }
    file.write(json.dumps(head, ensure_ascii=False)[:-1])
    file.write(', "findings": [')
    for number, problem in enumerate(tally.findings()):
        file.write(",\n" if number else "\n")
        file.write(json.dumps(_row(problem), ensure_ascii=False))
    file.write("\n]}\n")


def _counts(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in (tallying.READ, *tallying.BUCKETS)}


def _file(each: FileTally) -> dict[str, object]:
    return {
        "file": each.file, "table": each.table, "encoding": each.encoding, "sha256": each.sha256,
        "unmapped": list(each.unmapped), **_counts(each.counts),
    }  # fmt: skip


def summary(tally: Tally) -> Iterator[str]:
    """Yield the lines of the summary for the screen; no value of a column that names somebody."""
    for each in tally.files.values():
        encoding = f", {each.encoding}" if each.encoding else ""
        yield f"{each.file} → {each.table}{encoding}"
        yield f"  {_arithmetic(each.counts)}"
        if each.unmapped:
            yield "  " + _("Columns not read: %s") % ", ".join(each.unmapped)
    if len(tally.files) > 1:
        yield _("All files")
        yield f"  {_arithmetic(tally.totals)}"
    yield _("Persons: %(new)d new, %(known)d known before") % {
        "new": tally.persons["new"], "known": tally.persons["known"],
    }  # fmt: skip
    if tally.facts:
        in_order = sorted(tally.facts.items(), key=lambda pair: (-pair[1], pair[0]))
        yield _("Facts: %s") % ", ".join(f"{kind} {count}" for kind, count in in_order)
    yield from _findings(tally)


def _arithmetic(counts: Mapping[str, int]) -> str:
    return _(
        "%(read)d rows read = %(accepted)d accepted + %(unchanged)d unchanged + %(rejected)d "
        "rejected + %(left_out)d left out by the mapping"
    ) % _counts(counts)


def _findings(tally: Tally) -> Iterator[str]:
    for is_error, title in ((True, _("Errors")), (False, _("Warnings"))):
        codes = [code for code in KINDS if tally.codes[code] and KINDS[code].is_error is is_error]
        if codes:
            yield f"{title}:"
        for code in codes:
            count = tally.codes[code]
            yield f"  {code}: " + ngettext("%d time", "%d times", count) % count
            yield from (f"    {_example(problem)}" for problem in tally.examples[code])
            yield "    → " + tally.examples[code][0].way_out


def _example(problem: Problem) -> str:
    line = _("line %d") % problem.line
    place = f"{problem.file}, {line}" + (f", {problem.column}" if problem.column else "")
    met = f" “{problem.met}”" if problem.met and not problem.is_identity else ""
    return f"{place}:{met} {problem.message}"
