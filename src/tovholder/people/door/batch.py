"""What the door holds while it works through a batch: the question, and what stands so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from tovholder.access.compiler import Scope
from tovholder.engine.history import Precision
from tovholder.engine.language.pack import RulePack
from tovholder.people.facts import Fact
from tovholder.people.models import ImportBatch
from tovholder.people.problems import FactProblem


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what, when, from which source."""

    facts: Sequence[Fact]
    by: Scope
    at: datetime
    source: str
    reason: str
    batch: ImportBatch | None
    pack: RulePack

    @property
    def is_import(self) -> bool:
        """Say whether a machine says it, not a colleague."""
        return self.batch is not None


@dataclass(frozen=True, slots=True)
class EpisodeRow:
    """A row of `Episode` that stands, or is to stand, as the newest of its lineage.

    Attributes:
        index: The fact of the batch that says so; None for what was stored before.
        id: Of the stored row; None for one to be written.
        is_imported: The stored row came from an import.
    """

    person_id: int
    lineage: UUID
    kind: str
    state: str
    start: date
    end: date | None
    start_precision: Precision
    end_precision: Precision
    is_planned: bool
    detail: Mapping[str, object]
    household_id: int | None
    category: str
    is_exclusive: bool
    source: str
    external_key: str
    index: int | None = None
    id: int | None = None
    is_imported: bool = False

    def says_the_same_as(self, other: "EpisodeRow") -> bool:
        """Say whether the two rows differ in nothing a reader would see."""
        return self._content() == other._content()

    def _content(self) -> tuple[object, ...]:
        dates = self.start, self.end, self.start_precision, self.end_precision
        return (
            self.person_id,
            self.kind,
            self.state,
            dates,
            self.is_planned,
            dict(self.detail),
            self.household_id,
        )


def stored_detail(detail: Mapping[str, object]) -> dict[str, object]:
    """Return details as JSON keeps them; those not given (None) are left out."""
    return {name: _as_json(content) for name, content in detail.items() if content is not None}


def _as_json(content: object) -> object:
    if isinstance(content, date):
        return content.isoformat()
    return str(content) if isinstance(content, Decimal) else content


@dataclass(slots=True)
class Ledger:
    """The newest rows of the persons concerned, as stored and as the batch leaves them."""

    stored: dict[UUID, EpisodeRow] = field(default_factory=dict)
    standing: dict[UUID, EpisodeRow] = field(default_factory=dict)
    of_kind: dict[tuple[int, str], dict[UUID, EpisodeRow]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[EpisodeRow]) -> "Ledger":
        """Return the ledger of what is stored."""
        ledger = cls()
        for row in rows:
            ledger.stored[row.lineage] = row
            ledger.put(row)
        return ledger

    def put(self, row: EpisodeRow) -> None:
        """Let a row stand as the newest of its lineage."""
        self.drop(row.lineage)
        self.standing[row.lineage] = row
        self.of_kind.setdefault((row.person_id, row.kind), {})[row.lineage] = row

    def drop(self, lineage: UUID) -> None:
        """Let nothing stand for a lineage."""
        row = self.standing.pop(lineage, None)
        if row is not None:
            del self.of_kind[row.person_id, row.kind][lineage]

    def changes(self) -> "Changes":
        """Return what must be written."""
        created, corrected = [], []
        for lineage, row in self.standing.items():
            before = self.stored.get(lineage)
            if before is None:
                created.append(row)
            elif row is not before and not row.says_the_same_as(before):
                corrected.append(row)
        retracted = [row for lineage, row in self.stored.items() if lineage not in self.standing]
        return Changes(created, corrected, retracted)


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows to insert (the corrected ones take the place of a stored row) and to take back."""

    created: list[EpisodeRow]
    corrected: list[EpisodeRow]
    retracted: list[EpisodeRow]

    @property
    def superseded_lineages(self) -> list[UUID]:
        """Return the lineages whose stored row is superseded."""
        return [row.lineage for row in (*self.corrected, *self.retracted)]


@dataclass(slots=True)
class Findings:
    """What was found wrong, and what an import said in vain."""

    problems: list[FactProblem] = field(default_factory=list)
    unchanged: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)

    def refuse(self, problem: FactProblem) -> None:
        """Note a problem."""
        self.problems.append(problem)
