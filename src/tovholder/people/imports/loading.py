"""What a batch of persons brings to the door, and from which row each fact comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tovholder.people.facts import (
    Correction,
    Fact,
    NewEpisode,
    NewHousehold,
    NewPerson,
    Retraction,
    SetAttribute,
)
from tovholder.people.imports.drafts import Draft
from tovholder.people.imports.settling.group import Cut, Group, Settled
from tovholder.people.imports.withdrawing import Named, no_longer_named

NEW = "new "
HOME = "home "


@dataclass(slots=True)
class Member:
    """One person of a batch.

    Attributes:
        group: The rows.
        key: What the source calls the person.
        person_id: None for a new person.
        before: What the source has named and must name again, or it is taken back.
        without: Places of rows that the door has refused.
        settled: What the rows come to without those.
    """

    group: Group
    key: str
    person_id: int | None
    before: Sequence[Named] = ()
    without: set[int] = field(default_factory=set)
    settled: Settled = field(default_factory=Settled)

    @property
    def rejected(self) -> set[int]:
        """Return the places of the rows that stay out."""
        return self.without | self.settled.rejected


@dataclass(slots=True)
class Load:
    """Facts for the door, and (member, place of the row) from which each comes."""

    facts: list[Fact] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)
    households: set[str] = field(default_factory=set)

    @property
    def needs_reason(self) -> bool:
        """Return whether earlier facts are corrected or taken back."""
        return any(isinstance(fact, Correction | Retraction) for fact in self.facts)

    def put(self, fact: Fact, member: int, row: int) -> None:
        """Add a fact."""
        self.facts.append(fact)
        self.origins.append((member, row))

    def put_home(self, key: str, member: int, row: int) -> str:
        """Return the ref of a household, adding it when it is the first time."""
        if key not in self.households:
            self.households.add(key)
            self.put(NewHousehold(HOME + key, key), member, row)
        return HOME + key


def load_of(members: Sequence[Member], complete: Mapping[int, frozenset[str]]) -> Load:
    """Settle every person's rows and put what they come to into a load.

    Args:
        members: The persons.
        complete: Kinds of which each table says all there is, by the number of the table.
    """
    load = Load()
    for number, member in enumerate(members):
        member.settled = member.group.settle(
            is_known=member.person_id is not None, without=frozenset(member.without)
        )
        if len(member.rejected) < len(member.group.rows):
            _put_person(load, number, member)
            _put_withdrawn(load, number, member, complete)
    return load


def _put_person(load: Load, number: int, member: Member) -> None:
    settled = member.settled
    person: int | str = member.person_id or f"{NEW}{number}"
    if isinstance(person, str):
        first = min(set(range(len(member.group.rows))) - member.rejected)
        load.put(NewPerson(person, {}, member.key), number, first)
    for name, (value, row) in settled.attributes.items():
        load.put(SetAttribute(person, name, value), number, row)
    for fact in settled.facts:
        home = fact.draft.household
        episode = _episode(
            person,
            fact.draft,
            household=load.put_home(home, number, fact.row) if home else None,
            key=fact.key,
            ends_previous=fact.ends_previous,
        )
        load.put(episode, number, fact.row)
    for cut in settled.cuts:
        _put_cut(load, number, person, cut)


def _put_cut(load: Load, number: int, person: int | str, cut: Cut) -> None:
    if not cut.pieces:
        load.put(Retraction(cut.recorded.lineage), number, cut.row)
        return
    first, *others = cut.pieces
    home = int(first.household) if first.household else None
    correction = Correction(
        cut.recorded.lineage, first.kind, first.state, first.start, first.end,
        first.start_precision, first.end_precision, first.detail, first.is_planned, home,
    )  # fmt: skip
    load.put(correction, number, cut.row)
    for piece in others:
        load.put(_episode(person, piece, household=home), number, cut.row)


def _put_withdrawn(
    load: Load, number: int, member: Member, complete: Mapping[int, frozenset[str]]
) -> None:
    """Take back what the source no longer names; not while a row of the person stays out."""
    if member.rejected or not member.before:
        return
    rows = member.group.rows
    for named, row in no_longer_named(rows, member.settled, member.before, complete):
        load.put(Retraction(named.lineage), number, row)
        member.group.point_out(row, "withdrawn", kind=named.kind)


def _episode(
    person: int | str,
    draft: Draft,
    *,
    household: int | str | None,
    key: str = "",
    ends_previous: bool = False,
) -> NewEpisode:
    return NewEpisode(
        person, draft.kind, draft.state, draft.start, draft.end, draft.start_precision,
        draft.end_precision, draft.detail, draft.is_planned, household, key, ends_previous,
    )  # fmt: skip
