"""Persons' facts through the door, batch by batch; a row that the door refuses is named."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tovholder.access.actions import assign
from tovholder.access.models import Organisation
from tovholder.access.scopes import Scope
from tovholder.people.actions import record_episodes
from tovholder.people.facts import (
    Correction,
    Fact,
    NewEpisode,
    NewHousehold,
    NewPerson,
    Retraction,
    SetAttribute,
)
from tovholder.people.imports import identities, tallying
from tovholder.people.imports.drafts import Draft, RowFacts, loaded
from tovholder.people.imports.identities import Identities
from tovholder.people.imports.problems import Problem
from tovholder.people.imports.settling import Cut, Group, Settings, Settled
from tovholder.people.imports.spooling import Spool
from tovholder.people.imports.tallying import Tally
from tovholder.people.models import ImportBatch
from tovholder.people.problems import FactProblem, FactsRefusedError

BATCH_PERSONS = 500
BATCH_FACTS = 4000


@dataclass(frozen=True, slots=True)
class Commission:
    """On whose behalf an import records, and into what."""

    scope: Scope
    at: datetime
    batch: ImportBatch
    settings: Settings
    receiving: Organisation

    @property
    def source(self) -> str:
        """Return the name of the other system."""
        return self.settings.mapping.source


@dataclass(slots=True)
class _Member:
    """One person of a batch: the rows, and which of them the door has refused."""

    group: Group
    key: str
    person_id: int | None
    without: set[int] = field(default_factory=set)
    settled: Settled = field(default_factory=Settled)


@dataclass(slots=True)
class _Load:
    """What is brought to the door: facts, and (member, row) from which each comes."""

    facts: list[Fact] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)

    def put(self, fact: Fact, member: int, row: int) -> None:
        """Add a fact."""
        self.facts.append(fact)
        self.origins.append((member, row))


def batches(spool: Spool) -> Iterator[list[list[RowFacts]]]:
    """Yield the rows of some persons at a time; all rows of a person come together."""
    persons: list[list[RowFacts]] = []
    size = 0
    for _key, lines in groupby(spool.sorted(), key=lambda pair: pair[0]):
        rows = [loaded(text) for _same, text in lines]
        persons.append(rows)
        size += sum(len(row.drafts) + len(row.attributes) for row in rows)
        if len(persons) >= BATCH_PERSONS or size >= BATCH_FACTS:
            yield persons
            persons, size = [], 0
    if persons:
        yield persons


def lock_source(scope: Scope, source: str) -> None:
    """Let imports of one source come one after the other, until the transaction ends."""
    with connection.cursor() as cursor:
        name = f"import {scope.municipality} {source}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def record_batch(persons: Sequence[Sequence[RowFacts]], of: Commission, tally: Tally) -> None:
    """Record the facts of some persons and count what came of each row.

    What the door refuses is noted at its row, and the rest is brought again without that row.

    Args:
        persons: The rows of each person.
        of: On whose behalf.
        tally: Takes counts and findings.
    """
    found = identities.identify(persons, scope=of.scope, source=of.source)
    members = _members(persons, found, of)
    while True:
        load = _load(members, of)
        try:
            with transaction.atomic():
                recorded = record_episodes(
                    load.facts, by=of.scope, at=of.at, source=of.source, batch=of.batch,
                    reason=_("Import: another source goes first"),
                )  # fmt: skip
            break
        except FactsRefusedError as refusal:
            _take_out(refusal.problems, load, members, tally)
    identities.remember_keys(found, scope=of.scope, source=of.source)
    new = [pk for ref, pk in recorded.persons.items() if ref.startswith("p")]
    if new:
        assign(new, organisation=of.receiving, by=of.scope, at=of.at)
    tally.persons["new"] += len(new)
    tally.persons["known"] += sum(1 for each in members if each.person_id is not None)
    silent = recorded.unchanged_facts | frozenset(recorded.kept)
    _count(members, load, silent, tally)
    for index in recorded.kept:
        _note_kept(members, load.origins[index], tally)


def _members(
    persons: Iterable[Sequence[RowFacts]], found: Identities, of: Commission
) -> list[_Member]:
    by_key = {
        identities.source_key(rows, municipality=of.scope.municipality): rows for rows in persons
    }
    recorded = {}
    if of.settings.rank_of_recorded is not None:
        ids = (found.person_id(key) for key in by_key)
        recorded = identities.recorded_elsewhere(
            [pk for pk in ids if pk is not None], scope=of.scope, source=of.source
        )
    return [
        _Member(Group(rows, of.settings, recorded.get(pk or 0, ())), key, pk)
        for key, rows in by_key.items()
        for pk in [found.person_id(key)]
    ]


def _load(members: Sequence[_Member], of: Commission) -> _Load:
    """Settle every person's rows and put what they come to before the door."""
    load = _Load()
    households: set[str] = set()
    for number, member in enumerate(members):
        member.settled = member.group.settle(
            is_known=member.person_id is not None, without=frozenset(member.without)
        )
        _put_person(load, number, member, households)
    return load


def _put_person(load: _Load, number: int, member: _Member, households: set[str]) -> None:
    settled = member.settled
    stays = set(range(len(member.group.rows))) - member.without - settled.rejected
    if not stays:
        return
    person: int | str = member.person_id or f"p{number}"
    if isinstance(person, str):
        load.put(NewPerson(person, {}, member.key), number, min(stays))
    for name, (value, row) in settled.attributes.items():
        load.put(SetAttribute(person, name, value), number, row)
    for fact in settled.facts:
        home = fact.draft.household
        if home and home not in households:
            households.add(home)
            load.put(NewHousehold(f"h{home}", home), number, fact.row)
        episode = _episode(
            person, fact.draft, household=f"h{home}" if home else None, key=fact.key,
            ends_previous=fact.ends_previous,
        )  # fmt: skip
        load.put(episode, number, fact.row)
    for cut in settled.cuts:
        _put_cut(load, number, person, cut)


def _put_cut(load: _Load, number: int, person: int | str, cut: Cut) -> None:
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


def _take_out(
    problems: Iterable[FactProblem], load: _Load, members: Sequence[_Member], tally: Tally
) -> None:
    """Note what the door said, and let the rows concerned stay out."""
    for found in problems:
        number, place = load.origins[found.index]
        member = members[number]
        member.without.add(place)
        row = member.group.rows[place]
        code = "overlap_recorded" if found.code == "overlap" else "refused"
        said = f"{found.field}: {found.accepted}" if found.accepted else found.field
        words = {"said": said, "way_out": found.way_out}
        file = member.group.settings.files[row.file]
        problem = Problem(code, file, row.line, found.field, found.met, words=words)
        tally.note(row.file, problem)


def _count(members: Sequence[_Member], load: _Load, silent: frozenset[int], tally: Tally) -> None:
    """Put every row into its bucket and keep what was found while settling."""
    telling = {
        origin
        for index, origin in enumerate(load.origins)
        if index not in silent and not isinstance(load.facts[index], NewHousehold)
    }
    for number, member in enumerate(members):
        rejected = member.without | member.settled.rejected
        for place, row in enumerate(member.group.rows):
            if place in rejected:
                tally.count(row.file, tallying.REJECTED)
            elif (number, place) in telling:
                tally.count(row.file, tallying.ACCEPTED)
            else:
                tally.count(row.file, tallying.UNCHANGED)
        for place, problem in member.settled.problems:
            tally.note(member.group.rows[place].file, problem)


def _note_kept(members: Sequence[_Member], origin: tuple[int, int], tally: Tally) -> None:
    number, place = origin
    group = members[number].group
    row = group.rows[place]
    problem = Problem("kept_by_hand", group.settings.files[row.file], row.line)
    tally.note(row.file, problem)
