"""Files of an import: which table reads which, what they are, whether they can be read at all."""

import codecs
import fnmatch
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from django.utils.translation import gettext as _

from tovholder.people.imports.mapping.definition import Column, ImportMapping, Table

CHUNK = 1 << 20
EXCEL = (".xlsx", ".xlsm")
OLD_EXCEL = (".xls", ".xlsb", ".ods")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class ImportFileError(Exception):
    """A file that cannot be read at all; says which, what was met and what to do."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as one table reads it; `number` orders them within the import."""

    number: int
    path: Path
    table: Table
    encoding: str = ""

    @property
    def name(self) -> str:
        """Return the name for messages: no folders."""
        return self.path.name

    @property
    def is_excel(self) -> bool:
        """Return whether the file is a workbook."""
        return self.path.suffix.lower() in EXCEL


def assign_files(mapping: ImportMapping, paths: Sequence[Path]) -> tuple[SourceFile, ...]:
    """Give each file to the tables whose patterns it fits, in the order of the tables.

    Tables that name both key and CPR number come first: those that have only the number are
    then read knowing whose it is.

    Raises:
        ImportFileError: a file is missing, not a file, fits no table; or a table has none.
    """
    for path in paths:
        _check_is_there(path)
        if not any(_fits(path, table) for table in mapping.tables):
            raise ImportFileError(_no_table(path, mapping))
    files = []
    for table in sorted(mapping.tables, key=_reads_later):
        fitting = [path for path in paths if _fits(path, table)]
        if not fitting and not table.is_optional:
            raise ImportFileError(
                _("Table “%(table)s” has no file: its patterns are %(patterns)s. Give the file, or "
                  "say `optional: true` in the mapping.")
                % {"table": table.name, "patterns": ", ".join(table.patterns)}
            )  # fmt: skip
        if table.person.each_row and len(fitting) > 1:
            raise ImportFileError(
                _("Table “%(table)s” counts its rows to tell persons apart (`each_row`) and takes "
                  "one file; %(count)s fit. Give one of them, or name a `key` column.")
                % {"table": table.name, "count": len(fitting)}
            )  # fmt: skip
        files += [(path, table) for path in fitting]
    return tuple(
        SourceFile(number, path, table, _encoding_of(path, table))
        for number, (path, table) in enumerate(files)
    )


def _reads_later(table: Table) -> tuple[bool, int]:
    return (not (table.person.cpr and table.person.key), table.number)


def _fits(path: Path, table: Table) -> bool:
    name = path.name.lower()
    return any(fnmatch.fnmatchcase(name, pattern.lower()) for pattern in table.patterns)


def _check_is_there(path: Path) -> None:
    if not path.is_file():
        raise ImportFileError(
            _("There is no file %(path)s. Check the name and the folder.") % {"path": path}
        )
    if path.suffix.lower() in OLD_EXCEL:
        raise ImportFileError(
            _("%(file)s is in a format that is not read. Save it as .xlsx or as CSV.")
            % {"file": path.name}
        )


def _no_table(path: Path, mapping: ImportMapping) -> str:
    known = [pattern for table in mapping.tables for pattern in table.patterns]
    return _(
        "%(file)s fits no table of the mapping: the patterns are %(patterns)s. Rename the file, or "
        "add a pattern under `files`."
    ) % {"file": path.name, "patterns": ", ".join(known)}


def _encoding_of(path: Path, table: Table) -> str:
    """Return the first declared encoding that reads the whole file; no sign is ever replaced."""
    if path.suffix.lower() in EXCEL:
        return ""
    with path.open("rb") as file:
        beginning = file.read(4)
    for mark, encoding in BYTE_ORDER_MARKS:
        if beginning.startswith(mark):
            return encoding if _reads(path, encoding) else _refuse_encoding(path, [encoding])
    for encoding in table.options.encodings:
        if _reads(path, encoding):
            return encoding
    return _refuse_encoding(path, table.options.encodings)


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _refuse_encoding(path: Path, tried: Sequence[str]) -> str:
    raise ImportFileError(
        _("%(file)s is not written in %(tried)s. Name the right `encoding` in the mapping, or "
          "export the file as UTF-8.")
        % {"file": path.name, "tried": ", ".join(tried)}
    )  # fmt: skip


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def locate(file: SourceFile, header: Sequence[str]) -> dict[Column, int]:
    """Return the position of each column that the table names.

    Raises:
        ImportFileError: a column is missing or stands twice; names the nearest header.
    """
    positions = {}
    for column in file.table.columns:
        positions[column] = (
            _by_number(file, column, header)
            if isinstance(column, int)
            else _by_name(file, column, header)
        )
    return positions


def _by_number(file: SourceFile, column: int, header: Sequence[str]) -> int:
    if column > len(header):
        raise ImportFileError(
            _("%(file)s has %(count)s columns, and the mapping asks for number %(column)s. Check "
              "`delimiter` and the numbers in the mapping.")
            % {"file": file.name, "count": len(header), "column": column}
        )  # fmt: skip
    return column - 1


def _by_name(file: SourceFile, column: str, header: Sequence[str]) -> int:
    folded = [name.casefold() for name in header]
    places = [place for place, name in enumerate(header) if name == column] or [
        place for place, name in enumerate(folded) if name == column.casefold()
    ]
    if len(places) == 1:
        return places[0]
    if places:
        raise ImportFileError(
            _("%(file)s has the column “%(column)s” %(count)s times. Name it by number in the "
              "mapping: %(numbers)s.")
            % {"file": file.name, "column": column, "count": len(places),
               "numbers": ", ".join(str(place + 1) for place in places)}
        )  # fmt: skip
    near = get_close_matches(column.casefold(), folded, n=1)
    hint = _("Did you mean “%s”?") % header[folded.index(near[0])] if near else ""
    raise ImportFileError(
        _("%(file)s has no column “%(column)s”. %(hint)s Its columns are: %(header)s. Is this one "
          "long name, check `delimiter`; is it a row of facts, check `header` and `skip`.")
        % {"file": file.name, "column": column, "hint": hint, "header": ", ".join(header)}
    )  # fmt: skip
