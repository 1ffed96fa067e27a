"""A whole import: read and convert every row, then record all of them or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from tovholder.access.models import Organisation
from tovholder.access.scopes import Scope, entered
from tovholder.engine.language.pack import RulePack
from tovholder.people.actions import declare_kind
from tovholder.people.imports import committing, tallying
from tovholder.people.imports.committing import Commission
from tovholder.people.imports.converting import Converted, Converter
from tovholder.people.imports.drafts import RowFacts
from tovholder.people.imports.files import ImportFileError, SourceFile, fingerprint, locate
from tovholder.people.imports.mapping.definition import ImportMapping
from tovholder.people.imports.reading import opened
from tovholder.people.imports.settling.group import Settings
from tovholder.people.imports.settling.keys import group_key
from tovholder.people.imports.spooling import Spool
from tovholder.people.imports.tallying import FileTally, Tally
from tovholder.people.imports.withdrawing import complete_kinds
from tovholder.people.models import ImportBatch


class Progress(Protocol):
    """Shows how far an import is."""

    def begin(self, what: str, total: int) -> None:
        """Begin a step of `total` bytes or rows."""

    def advance(self, amount: int) -> None:
        """Tell that so much more of the step is done."""


class NoProgress:
    """Shows nothing."""

    def begin(self, what: str, total: int) -> None:
        """Do nothing."""

    def advance(self, amount: int) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be imported, and how strictly.

    Attributes:
        allowed_rejected: Rows that may stay out knowingly.
        is_dry_run: Whether everything is taken back at the end.
    """

    mapping: ImportMapping
    files: tuple[SourceFile, ...]
    pack: RulePack
    allowed_rejected: int = 0
    is_dry_run: bool = False


class Import:
    """An import in progress: reads into a spool first, and brings it to the door then."""

    def __init__(self, plan: Plan, *, tally: Tally, progress: Progress) -> None:
        """Take the plan; `tally` takes counts and findings."""
        self._plan, self._tally, self._progress = plan, tally, progress
        self._settings = Settings(
            plan.mapping,
            {**plan.pack.kinds, **plan.mapping.kinds},
            [file.name for file in plan.files],
        )
        self._keys_by_cpr: dict[str, str] = {}
        self._needs_keys_by_cpr = any(not table.person.key for table in plan.mapping.tables)

    def read(self, spool: Spool, *, today: date) -> None:
        """Convert every row of every file; good ones go to the spool, the rest is counted.

        Args:
            spool: Takes the rows, by person.
            today: Days after it are pointed out.

        Raises:
            ImportFileError: a file cannot be read.
        """
        size = sum(file.path.stat().st_size for file in self._plan.files)
        self._progress.begin(_("Reading"), size)
        for file in self._plan.files:
            with opened(file, advance=self._progress.advance) as content:
                self._tally.files[file.number] = FileTally(
                    file.name,
                    file.table.name,
                    file.encoding,
                    fingerprint(file.path),
                    unmapped(file, content.header),
                )
                converter = Converter(file, content, today=today)
                for source in content.rows:
                    self.take(file, converter.convert(source), spool)

    def take(self, file: SourceFile, converted: Converted, spool: Spool) -> None:
        """Count what came of a row, and put its facts on the pile."""
        self._tally.count(file.number, tallying.READ)
        for problem in converted.problems:
            self._tally.note(file.number, problem)
        if converted.is_left_out:
            self._tally.count(file.number, tallying.LEFT_OUT)
        elif converted.facts is None:
            self._tally.count(file.number, tallying.REJECTED)
        else:
            row = self._with_key(converted.facts)
            spool.add(group_key(row), row.dumped())

    def _with_key(self, row: RowFacts) -> RowFacts:
        """Return a row that has only a CPR number under the key that the number stands under."""
        if not (self._needs_keys_by_cpr and row.cpr):
            return row
        if row.key:
            self._keys_by_cpr.setdefault(row.cpr, row.key)
            return row
        return replace(row, key=self._keys_by_cpr.get(row.cpr, ""))

    def record(self, spool: Spool, *, by: Scope, at: datetime) -> bool:
        """Bring every row to the door, in one transaction: all of them, or nothing.

        Args:
            spool: The rows, by person.
            by: Who imports.
            at: The moment of recording.

        Returns:
            Whether it was recorded: not when it is a dry run, or more rows are rejected than
            are allowed.

        Raises:
            ImportFileError: the municipality has no coordinating department.
            KindInUseError: an own kind is declared anew in a way that old facts do not bear.
            NotAllowedError: `by` may not import.
        """
        with entered(by, what="import"):
            try:
                with transaction.atomic():
                    self._record_all(spool, by=by, at=at)
            except _TakenBackError:
                return False
        return True

    def _record_all(self, spool: Spool, *, by: Scope, at: datetime) -> None:
        mapping, tally = self._plan.mapping, self._tally
        committing.lock_source(by, mapping.source)
        batch = _new_batch(self._plan, tally, by=by, at=at)
        for name in mapping.kinds:
            declare_kind(mapping.definitions[name], by=by, at=at)
        is_whole = not tally.totals[tallying.REJECTED]
        complete = complete_kinds(mapping) if is_whole else {}
        of = Commission(by, at, batch, self._settings, receiving_organisation(by), complete)
        self._progress.begin(_("Recording"), spool.count)
        for persons in committing.batches(spool):
            committing.record_batch(persons, of, tally)
            self._progress.advance(sum(map(len, persons)))
        tally.check()
        _close_batch(batch, tally)
        too_many = tally.totals[tallying.REJECTED] > self._plan.allowed_rejected
        if self._plan.is_dry_run or too_many:
            raise _TakenBackError


class _TakenBackError(Exception):
    """Ends the transaction without leaving anything: a dry run, or too many rejected rows."""


def receiving_organisation(by: Scope) -> Organisation:
    """Return the department that new persons are laid with.

    Raises:
        ImportFileError: there is none.
    """
    found = Organisation.objects.filter(
        municipality_id=by.municipality, is_coordinating=True
    ).first()
    if found is None:
        raise ImportFileError(
            _("Municipality %(code)s has no coordinating department, so nobody would see the new "
              "persons. Add one first: tovholder organisation add --help.")
            % {"code": by.municipality}
        )  # fmt: skip
    return found


def unmapped(file: SourceFile, header: Sequence[str]) -> tuple[str, ...]:
    """Return the headers that the mapping does not read."""
    read = set(locate(file, header).values())
    return tuple(name for place, name in enumerate(header) if name and place not in read)


def _new_batch(plan: Plan, tally: Tally, *, by: Scope, at: datetime) -> ImportBatch:
    files = [
        {"file": each.file, "table": each.table, "sha256": each.sha256}
        for each in tally.files.values()
    ]
    return ImportBatch.objects.create(
        municipality_id=by.municipality,
        mapping=Path(plan.mapping.file).name[:120],
        mapping_hash=plan.mapping.hash,
        files=files,
        at=at,
        by=by.actor[:120],
    )


def _close_batch(batch: ImportBatch, tally: Tally) -> None:
    totals = tally.totals
    ImportBatch.objects.filter(pk=batch.pk).update(
        rows_read=totals[tallying.READ],
        rows_accepted=totals[tallying.ACCEPTED],
        rows_unchanged=totals[tallying.UNCHANGED],
        rows_rejected=totals[tallying.REJECTED],
    )
