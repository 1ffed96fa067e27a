"""What is found about one row: where, what was met, why, and what to do about it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from tovholder.people.imports.reasons import KINDS, ProblemKind

UNITS = {
    "day": _("day"),
    "week": _("week"),
    "month": _("month"),
    "quarter": _("quarter"),
    "year": _("year"),
}


class CellError(Exception):
    """A value that cannot be taken: the code of a `ProblemKind` and the words it needs."""

    def __init__(self, code: str, **words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about one row: where, what was met, why.

    `met` may be personal data: it goes to the report file, and to the console only when
    `is_identity` is false.
    """

    code: str
    file: str
    line: int
    column: str = ""
    met: str = ""
    is_identity: bool = True
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> ProblemKind:
        """Return the entry of the table that this finding is of."""
        return KINDS[self.code]

    @property
    def message(self) -> str:
        """Return the reason in the reader's language."""
        return str(self.kind.message) % self._said

    @property
    def way_out(self) -> str:
        """Return what to do about it, in the reader's language."""
        return str(self.kind.way_out) % self._said

    @property
    def _said(self) -> Mapping[str, str]:
        """Return the words with those of the program in the reader's language."""
        unit = UNITS.get(self.words.get("unit", ""))
        return {**self.words, "unit": str(unit)} if unit else self.words

    def dumped(self) -> str:
        """Return the finding as a line of text."""
        parts = (self.code, self.file, self.line, self.column, self.met, self.is_identity)
        return json.dumps([*parts, dict(self.words)], separators=(",", ":"))

    @classmethod
    def loaded(cls, text: str) -> "Problem":
        """Return the finding that `dumped` wrote."""
        return cls(*json.loads(text))
