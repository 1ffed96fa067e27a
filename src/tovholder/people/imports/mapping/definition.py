"""What a mapping says, ready to use: tables, columns, readers. Read by `parsing`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tovholder.engine.language.details import DetailType
from tovholder.engine.language.kinds import Kind
from tovholder.people.imports.cells.dates import DateReader, Span
from tovholder.people.imports.cells.numbers import NumberReader
from tovholder.people.imports.cells.values import CodeReader, Reader

Column = str | int  # a header, or a number from 1
NOT_KEPT = ""
Planned = Literal["never", "always", "if_future"]
RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class FileOptions:
    """How the files of a table are written.

    Attributes:
        header: Number of header rows; 0 when columns are known by number.
        skip: Lines (rows of a sheet) before the header.
        footer: Rows after the last one that counts: totals, the name of the report.
        sheet: Name or number from 1 of the sheet.
        empty: Texts that mean "no value"; the empty text always does.
    """

    encodings: Sequence[str] = ("utf-8", "cp1252")
    delimiter: str = ","
    quote: str = '"'
    header: int = 1
    skip: int = 0
    footer: int = 0
    sheet: str | int = 1
    empty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Conventions:
    """How numbers and days are written in a table, unless a column says otherwise."""

    numbers: NumberReader
    days: DateReader


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: a column with its reader, or the same value for every row.

    `kept_in` names a detail for the text of an unknown code; `if_empty` is what an empty cell
    means (None: nothing is known).
    """

    column: Column | None = None
    reader: Reader | None = None
    constant: object = None
    kept_in: str = ""
    if_empty: object = None


@dataclass(frozen=True, slots=True)
class DaySource:
    """Where a day comes from: a column, the same day for every row, or a day and a distance.

    Attributes:
        column: Column with the date.
        constant: The same day, month or year for every row.
        origin: Day that `plus` is counted from: a day, a column, or the word `start`.
        plus: Column with the distance from `origin`, in `unit`.
        may_floor: Whether a part of a day means the day in which it lies.
    """

    column: Column | None = None
    days: DateReader | None = None
    constant: Span | None = None
    origin: "Span | DaySource | Literal['start'] | None" = None
    plus: Column | None = None
    numbers: NumberReader | None = None
    unit: Literal["days", "weeks", "months", "years"] = "days"
    may_floor: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns read."""
        inner = self.origin.columns if isinstance(self.origin, DaySource) else ()
        own = (column for column in (self.column, self.plus) if column is not None)
        return (*inner, *own)


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows for which a column holds one of some texts (`is_not`: none of them)."""

    column: Column
    texts: frozenset[str]
    is_not: bool = False


@dataclass(frozen=True, slots=True)
class What:
    """The kind and state of an event log's row: `codes` of the activity column."""

    kind: Kind
    state: str


def kinds_of(what: Source | None) -> tuple[Kind, ...]:
    """Return the kinds that the codes of an activity column may give, each once."""
    found: list[object] = [what.constant] if what else []
    if what is not None and isinstance(what.reader, CodeReader):
        found += [*what.reader.codes.values(), what.reader.map_to]
    kinds = {each.kind.id: each.kind for each in found if isinstance(each, What)}
    return tuple(kinds.values())


@dataclass(frozen=True, slots=True)
class EpisodeRule:
    """How one fact follows from a row.

    Attributes:
        name: Tells two facts of one kind in one row apart, in keys and messages.
        what: Column whose codes give kind and state together; else `kind` and `state`.
        period: One column that names a whole week, month, quarter, year or day.
        end_is_inclusive: Whether the end written is the last day (else the first day after).
        until_next: Whether the state lasts until the next of its kind begins.
        key: Columns that name the fact in the other system.
        planned: `never`, `always`, or `if_future`.
    """

    name: str
    kind: Kind | None = None
    what: Source | None = None
    state: Source | None = None
    start: DaySource | None = None
    end: DaySource | None = None
    period: DaySource | None = None
    end_is_inclusive: bool = True
    until_next: bool = False
    detail: Mapping[str, Source] = field(default_factory=dict)
    household: Column | None = None
    key: tuple[Column, ...] = ()
    when: tuple[Condition, ...] = ()
    planned: Planned = "never"
    skips_no_start: bool = False
    leaves_out_reversed: bool = False

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return the kinds of which facts may follow, each once."""
        return (self.kind,) if self.kind else kinds_of(self.what)

    @property
    def text_details(self) -> frozenset[str]:
        """Return the details that hold free text, which may name somebody."""
        return frozenset(
            name
            for kind in self.kinds
            for name, detail in kind.details.items()
            if detail.type is DetailType.TEXT
        )

    @property
    def day_sources(self) -> "tuple[DaySource, ...]":
        """Return where the days come from."""
        return tuple(each for each in (self.start, self.end, self.period) if each is not None)

    @property
    def content_columns(self) -> tuple[Column, ...]:
        """Return the columns that say that something happened: all empty, nothing did."""
        sources = (self.what, self.state, *self.detail.values())
        found = [source.column for source in sources if source is not None]
        found += [column for days in self.day_sources for column in days.columns]
        return tuple(column for column in found if column is not None)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return every column read."""
        more = (self.household,) if self.household is not None else ()
        conditions = (each.column for each in self.when)
        return (*self.content_columns, *more, *self.key, *conditions)


@dataclass(frozen=True, slots=True)
class PersonRule:
    """Whose a row is: `key` columns (or each row a person), `cpr`, and whether it may create."""

    key: tuple[Column, ...] = ()
    each_row: bool = False
    cpr: Source | None = None
    may_create: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One sort of row: which files hold it and what follows from it.

    `is_complete`: for a person it names, its rows are all that the source says of its kinds.
    """

    name: str
    number: int
    patterns: tuple[str, ...]
    options: FileOptions
    person: PersonRule
    attributes: Mapping[str, Source]
    episodes: tuple[EpisodeRule, ...]
    only: tuple[Condition, ...]
    is_optional: bool = False
    is_complete: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return every column that the table reads, each once."""
        found: list[Column | None] = [*self.person.key, *(each.column for each in self.only)]
        found += [self.person.cpr.column] if self.person.cpr else []
        found += [source.column for source in self.attributes.values()]
        for rule in self.episodes:
            found += rule.columns
        return tuple(dict.fromkeys(column for column in found if column is not None))


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """A whole mapping.

    Attributes:
        file: Its name, for messages.
        source: Name of the other system; its keys are remembered under it.
        municipality: Code, "" when the mapping states none.
        kinds: Own kinds that are new or declared anew.
        definitions: Every own kind as it stands in the mapping, with its `id`.
        rank: Tables, and the word `recorded`, in the order in which they are believed.
        hash: SHA-256 of the text.
    """

    file: str
    source: str
    municipality: str
    kinds: Mapping[str, Kind]
    definitions: Mapping[str, Mapping[str, object]]
    tables: tuple[Table, ...]
    rank: tuple[str, ...]
    hash: str
