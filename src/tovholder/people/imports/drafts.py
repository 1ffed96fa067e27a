"""Facts of a row on their way to the door: plain enough to lie in a file meanwhile."""

import json
from dataclasses import dataclass, field
from datetime import date

from tovholder.engine.history import Precision


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact that follows from a row; dates are half-open.

    Attributes:
        rule: Number of the `episodes` entry in its table.
        household: Key of the household in the other system, "" for none.
        key: Key of the fact in the other system, "" when it has none.
    """

    rule: int
    kind: str
    state: str
    start: date
    end: date | None
    start_precision: Precision
    end_precision: Precision
    detail: dict[str, object]
    household: str = ""
    key: str = ""
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What follows from one row: whose it is, attributes, facts. `place` is (file, line)."""

    table: int
    file: int
    line: int
    key: str
    cpr: str
    attributes: dict[str, object] = field(default_factory=dict)
    drafts: tuple[Draft, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Return where the row stands: number of the file, line."""
        return self.file, self.line

    def dumped(self) -> str:
        """Return the row as a line of text."""
        drafts = [
            [d.rule, d.kind, d.state, d.start.toordinal(), d.end and d.end.toordinal(),
             d.start_precision, d.end_precision, d.detail, d.household, d.key, d.is_planned]
            for d in self.drafts
        ]  # fmt: skip
        return json.dumps(
            [self.table, self.file, self.line, self.key, self.cpr, self.attributes, drafts],
            separators=(",", ":"),
        )


def loaded(text: str) -> RowFacts:
    """Return the row that `RowFacts.dumped` wrote."""
    table, file, line, key, cpr, attributes, drafts = json.loads(text)
    return RowFacts(table, file, line, key, cpr, attributes, tuple(map(_draft, drafts)))


def _draft(parts: list[object]) -> Draft:
    rule, kind, state, start, end, first, last, *rest = parts
    return Draft(
        rule,  # type: ignore[arg-type]
        kind,  # type: ignore[arg-type]
        state,  # type: ignore[arg-type]
        date.fromordinal(start),  # type: ignore[arg-type]
        date.fromordinal(end) if end else None,  # type: ignore[arg-type]
        Precision(first),  # type: ignore[arg-type]
        Precision(last),  # type: ignore[arg-type]
        *rest,  # type: ignore[arg-type]
    )
