"""What can be said to the door: one dataclass for each sort of fact.

`person` and `household` are an id of the database, or the `ref` (any text) that a `NewPerson` or
`NewHousehold` of the same batch has. Dates are half-open `[start, end)`; no `end` means that it is
still going on; an event needs no `end`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from tovholder.engine.history import Precision

NO_DETAIL: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person not known before; with a `source_key` known to the source, the same one as then.

    Attributes:
        ref: What other facts of the batch call this person.
        attributes: Name of an attribute → its value; None and "" are unknown and not recorded.
        source_key: What the source calls the person; makes a repeated import change nothing.
    """

    ref: str
    attributes: Mapping[str, object]
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """A value of one attribute; None or "" says that it is unknown after all."""

    person: int | str
    name: str
    value: object


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A household; who belongs to it when is an episode of the kind `household`."""

    ref: str
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class NewEpisode:
    """A dated fact.

    Attributes:
        ends_previous: An open fact of the same exclusive kind is corrected to end where this one
            starts. Without it such a fact is refused: the door does not guess.
        external_key: What the source calls the fact. The same key again with the same content
            changes nothing, with another content it corrects.
    """

    person: int | str
    kind: str
    state: str
    start: date
    end: date | None = None
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY
    detail: Mapping[str, object] = field(default_factory=lambda: NO_DETAIL)
    is_planned: bool = False
    household: int | str | None = None
    external_key: str = ""
    ends_previous: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What an earlier fact should have said, whole: every field replaces the earlier one.

    Confirming a planned fact is a correction to `is_planned=False`.

    Attributes:
        replaces: Id of the row that the corrector saw. When somebody else has corrected it
            meanwhile the correction is refused; None takes whatever stands now.
    """

    lineage: UUID
    kind: str
    state: str
    start: date
    end: date | None = None
    start_precision: Precision = Precision.DAY
    end_precision: Precision = Precision.DAY
    detail: Mapping[str, object] = field(default_factory=lambda: NO_DETAIL)
    is_planned: bool = False
    household: int | str | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Retraction:
    """An earlier fact never was; it stays readable as known then."""

    lineage: UUID
    replaces: int | None = None


Fact = NewPerson | SetAttribute | NewHousehold | NewEpisode | Correction | Retraction


@dataclass(frozen=True, slots=True)
class RecordedFacts:
    """What came of a batch.

    Attributes:
        persons: `ref` → id, found ones included.
        households: `ref` → id.
        created: Persons, attributes and episodes that are new.
        corrected: Rows that took the place of an earlier one.
        unchanged: Facts that said what was known already.
        retracted: Facts taken back, and attributes set to unknown.
        kept: Indexes of facts of an import that a colleague has corrected or retracted by hand
            since: the hand stands, the import is told.
        lineages: Index of each `NewEpisode` and `Correction` → lineage of its row.
        unchanged_facts: Indexes of the facts that said what was known already.
    """

    persons: Mapping[str, int]
    households: Mapping[str, int]
    created: int = 0
    corrected: int = 0
    unchanged: int = 0
    retracted: int = 0
    kept: tuple[int, ...] = ()
    lineages: Mapping[int, UUID] = field(default_factory=dict)
    unchanged_facts: frozenset[int] = frozenset()
