"""Persons' facts through the door, batch by batch; a row that the door refuses is named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tovholder.access.actions import assign
from tovholder.access.models import Organisation
from tovholder.access.scopes import Scope
from tovholder.people.actions import record_episodes
from tovholder.people.facts import NewHousehold, RecordedFacts
from tovholder.people.imports import identities, tallying, withdrawing
from tovholder.people.imports.drafts import RowFacts, loaded
from tovholder.people.imports.identities import Identities
from tovholder.people.imports.loading import NEW, Load, Member, load_of
from tovholder.people.imports.problems import Problem
from tovholder.people.imports.settling.group import Group, Settings
from tovholder.people.imports.spooling import Spool
from tovholder.people.imports.tallying import Tally
from tovholder.people.models import ImportBatch
from tovholder.people.problems import FactProblem, FactsRefusedError

BATCH_PERSONS = 500
BATCH_FACTS = 4000


@dataclass(frozen=True, slots=True)
class Commission:
    """On whose behalf an import records, and into what.

    Attributes:
        receiving: The department that new persons are laid with.
        complete: Kinds of which each table says all there is, by the number of the table; empty
            while rows are rejected, for what they say is not known.
    """

    scope: Scope
    at: datetime
    batch: ImportBatch
    settings: Settings
    receiving: Organisation
    complete: Mapping[int, frozenset[str]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Return the name of the other system."""
        return self.settings.mapping.source


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
    load, recorded = _through_the_door(members, of, tally)
    identities.remember_keys(found, scope=of.scope, source=of.source)
    new = [pk for ref, pk in recorded.persons.items() if ref.startswith(NEW)]
    if new:
        assign(new, organisation=of.receiving, by=of.scope, at=of.at)
    tally.persons["new"] += len(new)
    tally.persons["known"] += sum(1 for each in members if each.person_id is not None)
    _count(members, load, recorded, tally)


def _members(
    persons: Iterable[Sequence[RowFacts]], found: Identities, of: Commission
) -> list[Member]:
    by_key = {
        identities.source_key(rows, municipality=of.scope.municipality): rows for rows in persons
    }
    ids = [pk for key in by_key if (pk := found.person_id(key)) is not None]
    recorded, before = {}, {}
    if of.settings.rank_of_recorded is not None:
        recorded = identities.recorded_elsewhere(ids, scope=of.scope, source=of.source)
    if of.complete:
        kinds = frozenset[str]().union(*of.complete.values())
        before = withdrawing.named_before(ids, kinds, scope=of.scope, source=of.source)
    return [
        Member(
            Group(rows, of.settings, recorded.get(pk or 0, ())), key, pk, before.get(pk or 0, ())
        )
        for key, rows in by_key.items()
        for pk in [found.person_id(key)]
    ]


def _through_the_door(
    members: Sequence[Member], of: Commission, tally: Tally
) -> tuple[Load, RecordedFacts]:
    while True:
        load = load_of(members, of.complete)
        reason = _("Import from %s") % of.source if load.needs_reason else ""
        try:
            with transaction.atomic():
                return load, record_episodes(
                    load.facts, by=of.scope, at=of.at, source=of.source, reason=reason,
                    batch=of.batch,
                )  # fmt: skip
        except FactsRefusedError as refusal:
            _take_out(refusal.problems, load, members, tally)


def _take_out(
    problems: Iterable[FactProblem], load: Load, members: Sequence[Member], tally: Tally
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


def _count(members: Sequence[Member], load: Load, recorded: RecordedFacts, tally: Tally) -> None:
    """Put every row into its bucket and keep what was found while settling."""
    silent = recorded.unchanged_facts | frozenset(recorded.kept)
    for index in recorded.kept:
        number, place = load.origins[index]
        members[number].group.point_out(place, "kept_by_hand")
    telling = {
        origin
        for index, origin in enumerate(load.origins)
        if index not in silent and not isinstance(load.facts[index], NewHousehold)
    }
    for number, member in enumerate(members):
        tally.facts.update(fact.draft.kind for fact in member.settled.facts)
        for place, row in enumerate(member.group.rows):
            if place in member.rejected:
                tally.count(row.file, tallying.REJECTED)
            elif (number, place) in telling:
                tally.count(row.file, tallying.ACCEPTED)
            else:
                tally.count(row.file, tallying.UNCHANGED)
        for place, problem in member.settled.problems:
            tally.note(member.group.rows[place].file, problem)
