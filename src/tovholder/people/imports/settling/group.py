"""One person's rows, from all files, seen together: what they say, and where they disagree.

Pure: no database, no clock. What is recorded already comes in as `Recorded` states.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from tovholder.engine.language.kinds import Kind
from tovholder.people import problems as door_problems
from tovholder.people.imports.drafts import Draft, RowFacts
from tovholder.people.imports.mapping.definition import RECORDED, ImportMapping, Table
from tovholder.people.imports.problems import Problem
from tovholder.people.imports.settling import exclusive, keys, ranking
from tovholder.people.imports.settling.keys import Fact

NEAR = timedelta(days=3)
CPR = "cpr"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A state recorded from another source."""

    lineage: UUID
    draft: Draft
    source: str


@dataclass(frozen=True, slots=True)
class Cut:
    """A recorded state that gives way: what is left of it (nothing: it is retracted)."""

    recorded: Recorded
    pieces: tuple[Draft, ...]
    row: int


@dataclass(slots=True)
class Settled:
    """What a person's rows come to.

    Attributes:
        attributes: Name → (value, place of the row that says so).
        rejected: Places of rows that stay out.
        problems: (place of the row, finding).
    """

    attributes: dict[str, tuple[object, int]] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)
    problems: list[tuple[int, Problem]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every person of an import: the mapping, the kinds, the names of the files."""

    mapping: ImportMapping
    kinds: Mapping[str, Kind]
    files: Sequence[str]

    def rank_of(self, row: RowFacts) -> int:
        """Return the standing of a row's table; tables without one stand below all others."""
        rank = self.mapping.rank
        name = self.mapping.tables[row.table].name
        return rank.index(name) if name in rank else len(rank)

    @property
    def rank_of_recorded(self) -> int | None:
        """Return the standing of what is recorded, None when the mapping gives it none."""
        rank = self.mapping.rank
        return rank.index(RECORDED) if RECORDED in rank else None


class Group:
    """The rows of one person while they are settled."""

    def __init__(
        self, rows: Sequence[RowFacts], settings: Settings, recorded: Sequence[Recorded] = ()
    ) -> None:
        """Take the rows.

        Args:
            rows: In the order in which they were read.
            settings: What holds for every person.
            recorded: States of exclusive kinds recorded from other sources.
        """
        self.rows, self.settings, self.recorded = rows, settings, recorded
        self.token = rows[0].key or rows[0].cpr
        self.settled = Settled()

    def settle(self, *, is_known: bool, without: frozenset[int] = frozenset()) -> Settled:
        """Return what the rows come to; a row of which one fact is refused stays out whole.

        Args:
            is_known: Whether the person is known already.
            without: Places of rows that stay out anyway.
        """
        rejected: set[int] = set()
        problems: list[tuple[int, Problem]] = []
        while True:
            self.settled = Settled()
            self._look_at(without | rejected, is_known=is_known)
            new = self.settled.rejected
            if not new:
                break
            problems += [each for each in self.settled.problems if each[0] in new]
            rejected |= new
        self.settled.rejected = rejected
        self.settled.problems += problems
        return self.settled

    def _look_at(self, without: Iterable[int], *, is_known: bool) -> None:
        taken = sorted(set(range(len(self.rows))) - set(without))
        if not is_known and not any(self._table(place).person.may_create for place in taken):
            for place in taken:
                self._refuse(place, "person_unknown")
            return
        self._attributes(taken)
        for of_kind in _by_kind(self._distinct(taken)).values():
            self._of_one_kind(sorted(of_kind, key=lambda fact: (fact.draft.start, fact.row)))

    def _table(self, place: int) -> Table:
        return self.settings.mapping.tables[self.rows[place].table]

    def _where(self, place: int) -> dict[str, str]:
        row = self.rows[place]
        return {"file": self.settings.files[row.file], "line": str(row.line)}

    def _note(
        self, place: int, code: str, *, column: str = "", met: str = "", **words: str
    ) -> None:
        row = self.rows[place]
        problem = Problem(code, self.settings.files[row.file], row.line, column, met, words=words)
        self.settled.problems.append((place, problem))

    def point_out(self, place: int, code: str, **words: str) -> None:
        """Add a finding to what was settled last."""
        self._note(place, code, **words)

    def _refuse(self, place: int, code: str, **words: str) -> None:
        self.settled.rejected.add(place)
        self._note(place, code, **words)

    def _attributes(self, taken: Iterable[int]) -> None:
        said: dict[str, dict[object, int]] = defaultdict(dict)
        for place in sorted(taken, key=self._weight):
            row = self.rows[place]
            for name, value in (row.attributes | ({CPR: row.cpr} if row.cpr else {})).items():
                said[name][value] = said[name].pop(value, place)  # to the end; its first row
        for name, values in said.items():
            *others, (value, winner) = values.items()
            self.settled.attributes[name] = value, winner
            for other, place in others:
                code = "several_cprs" if name == CPR else "attribute_differs"
                self._note(place, code, column=name, met=str(other), **self._where(winner))

    def _weight(self, place: int) -> tuple[int, int]:
        """Return what sorts a row's word: the weightiest, then the latest, comes last."""
        return (-self.settings.rank_of(self.rows[place]), place)

    def _distinct(self, taken: Iterable[int]) -> list[Fact]:
        """Return the facts, each once, with their keys."""
        by_content: dict[tuple[object, ...], int] = {}
        by_key: dict[str, int] = {}
        facts: list[Fact] = []
        weightiest_first = sorted(taken, key=lambda p: (self.settings.rank_of(self.rows[p]), p))
        for place, draft in ((p, draft) for p in weightiest_first for draft in self.rows[p].drafts):
            content = keys.content_of(draft)
            if content in by_content:
                self._repeats(place, by_content[content])
                continue
            by_content[content] = place
            name = self._table(place).episodes[draft.rule].name
            key = f"{name}:{draft.key}" if draft.key else ""
            if key and key in by_key:
                self._refuse(place, "key_repeated", **self._where(by_key[key]))
                continue
            by_key[key] = place
            facts.append(Fact(draft, place, key))
        return keys.with_keys(facts, token=self.token, kinds=self.settings.kinds)

    def _repeats(self, place: int, earlier: int) -> None:
        """Point out a row that stands twice in a table; two tables may well agree."""
        is_known = any(
            each[0] == place and each[1].code == "duplicate" for each in self.settled.problems
        )
        if self.rows[place].table == self.rows[earlier].table and not is_known:
            self._note(place, "duplicate", **self._where(earlier))

    def _of_one_kind(self, facts: list[Fact]) -> None:
        kind = self.settings.kinds[facts[0].draft.kind]
        if not kind.exclusive:
            self._near_duplicates(facts)
            self.settled.facts += facts
            return
        ended = exclusive.until_next(facts, applies=self._is_until_next)
        placed, moved = exclusive.room_made(ended)
        for one, following in moved:
            self._note(following.row, "date_made_room", **self._where(one.row))
        self._rule(placed, kind)

    def _is_until_next(self, fact: Fact) -> bool:
        return self._table(fact.row).episodes[fact.draft.rule].until_next

    def _near_duplicates(self, facts: Sequence[Fact]) -> None:
        for fact, following in pairwise(facts):
            one, other = fact.draft, following.draft
            if (one.state, one.household) != (other.state, other.household):
                continue
            is_close = other.start - one.start <= NEAR and one.detail == other.detail
            if (one.start == other.start or is_close) and fact.row != following.row:
                self._note(following.row, "near_duplicate", **self._where(fact.row))

    def _rule(self, facts: list[Fact], kind: Kind) -> None:
        """Let the weightier source stand; the same days with the same weight are refused."""
        recorded = self._recorded_beside(facts[0].draft)
        periods = [(self.settings.rank_of(self.rows[f.row]), f.draft) for f in facts]
        periods += [(self.settings.rank_of_recorded or 0, each.draft) for each in recorded]
        rulings = ranking.rule(
            [
                ranking.Claim(rank, order, exclusive.period_of(draft))
                for order, (rank, draft) in enumerate(periods)
            ]
        )
        for order, fact in enumerate(facts):
            ruling = rulings[order]
            if ruling.clashes_with is not None:
                where = self._where(facts[ruling.clashes_with].row)
                label = door_problems.said(kind.label)
                self._refuse(fact.row, "overlap", kind=label, **where)
                continue
            if ruling.gave_way_to is not None:
                winner = self._winner(ruling.gave_way_to, facts, recorded)
                self._note(fact.row, "outranked", winner=winner, left=_shown(ruling))
            self.settled.facts += _pieces(fact, ruling)
        for order, each in enumerate(recorded, start=len(facts)):
            self._cut(each, rulings[order], facts)

    def _recorded_beside(self, example: Draft) -> list[Recorded]:
        if self.settings.rank_of_recorded is None:
            return []
        return [
            each
            for each in self.recorded
            if (each.draft.kind, each.draft.is_planned) == (example.kind, example.is_planned)
        ]

    def _winner(self, order: int, facts: Sequence[Fact], recorded: Sequence[Recorded]) -> str:
        if order >= len(facts):
            return recorded[order - len(facts)].source
        where = self._where(facts[order].row)
        return f"{where['file']}, {where['line']}"

    def _cut(self, each: Recorded, ruling: ranking.Ruling, facts: Sequence[Fact]) -> None:
        if ruling.gave_way_to is None:
            return
        row = facts[ruling.gave_way_to].row
        pieces = tuple(exclusive.with_period(each.draft, piece) for piece in ruling.pieces)
        self.settled.cuts.append(Cut(each, pieces, row))
        self._note(row, "recorded_cut", source=each.source)


def _by_kind(facts: Iterable[Fact]) -> Mapping[tuple[str, bool], list[Fact]]:
    found: dict[tuple[str, bool], list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.draft.kind, fact.draft.is_planned].append(fact)
    return found


def _pieces(fact: Fact, ruling: ranking.Ruling) -> list[Fact]:
    if ruling.gave_way_to is None:
        return [fact]
    return [
        replace(
            fact,
            draft=exclusive.with_period(fact.draft, piece),
            key=keys.piece_key(fact.key, number),
            ends_previous=fact.ends_previous and not number,
        )
        for number, piece in enumerate(ruling.pieces)
    ]


def _shown(ruling: ranking.Ruling) -> str:
    return ", ".join(f"{piece.start}–{piece.end or ''}" for piece in ruling.pieces) or "–"
