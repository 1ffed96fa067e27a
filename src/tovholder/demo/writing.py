"""Writes what was told through the doors of the rooms below: facts, and who holds which case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from tovholder.access.actions import assign, end_assignments
from tovholder.access.models import Organisation, User
from tovholder.access.scopes import Scope, entered, system_scope
from tovholder.demo.buckets import Bucket, buckets, recording_day
from tovholder.demo.diary import Entry, Fact, Held, Household, NameOf, Newcomer, Trait
from tovholder.people import facts
from tovholder.people.actions import record_episodes

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SOURCE = "demo"
ACTOR = "Demo"
MIDNIGHT = time(0, 0)  # so that nothing is recorded later than a visitor corrects it


def moment(day: date) -> datetime:
    """Return the moment of a day at which the demo records."""
    return datetime.combine(day, MIDNIGHT, tzinfo=COPENHAGEN)


def scope_of(town: str, day: date) -> Scope:
    """Return the scope in which the demo writes: a job in one municipality."""
    return system_scope(town, actor=ACTOR, on=day)


@dataclass
class Scribe:
    """Writes one municipality's batches and remembers what the rows were called."""

    town: str
    today: date
    persons: dict[str, int] = field(default_factory=dict)
    households: dict[str, int] = field(default_factory=dict)
    lineages: dict[str, UUID] = field(default_factory=dict)

    def write(self, entries: Iterable[Entry]) -> int:
        """Record everything that was told; return the number of batches."""
        number = 0
        for bucket in buckets(entries, today=self.today):
            later = tuple(each for each in bucket.entries if self._must_wait(each))
            first = tuple(each for each in bucket.entries if not self._must_wait(each))
            for part in (first, later):
                if part:
                    self._record(replace(bucket, entries=part))
                    number += 1
        return number

    def _must_wait(self, entry: Entry) -> bool:
        """Return whether a fact names another one that has not been recorded yet."""
        named = entry.detail.values() if isinstance(entry, Fact) else ()
        return any(isinstance(c, NameOf) and c.fact not in self.lineages for c in named)

    def _record(self, bucket: Bucket) -> None:
        said = [self._fact(entry) for entry in bucket.entries]
        scope = scope_of(self.town, bucket.day)
        with entered(scope):
            recorded = record_episodes(
                said, by=scope, at=moment(bucket.day), source=SOURCE, reason=bucket.reason
            )
        self.persons |= recorded.persons
        self.households |= recorded.households
        for index, lineage in recorded.lineages.items():
            entry = bucket.entries[index]
            if isinstance(entry, Fact):
                self.lineages[entry.name] = lineage

    def _fact(self, entry: Entry) -> facts.Fact:
        match entry:
            case Household():
                return facts.NewHousehold(entry.ref)
            case Newcomer():
                return facts.NewPerson(entry.ref, entry.attributes)
            case Trait():
                return facts.SetAttribute(self._person(entry.person), entry.name, entry.content)
            case Fact():
                return self._episode(entry)

    def _episode(self, fact: Fact) -> facts.Fact:
        lineage = self.lineages.get(fact.name)
        if lineage and fact.is_taken_back:
            return facts.Retraction(lineage)
        household = self.households.get(fact.household, fact.household) if fact.household else None
        if lineage:
            return facts.Correction(
                lineage, fact.kind, fact.state, fact.start, fact.end,
                start_precision=fact.start_precision, detail=self._detail(fact.detail),
                is_planned=fact.is_planned, household=household,
            )  # fmt: skip
        return facts.NewEpisode(
            self._person(fact.person), fact.kind, fact.state, fact.start, fact.end,
            start_precision=fact.start_precision, detail=self._detail(fact.detail),
            is_planned=fact.is_planned, household=household,
        )  # fmt: skip

    def _person(self, ref: str) -> int | str:
        return self.persons.get(ref, ref)

    def _detail(self, detail: Mapping[str, object]) -> dict[str, object]:
        return {
            name: str(self.lineages[content.fact]) if isinstance(content, NameOf) else content
            for name, content in detail.items()
        }

    def lay(self, held: Iterable[Held], *, users: Mapping[str, User]) -> int:
        """Lay the cases with organisations and colleagues as time goes; return the calls made."""
        organisations = {
            each.code: each
            for each in Organisation.objects.filter(municipality_id=self.town).order_by("code")
        }
        changes = self._changes(each for each in held if each.office in organisations)
        for (day, is_end, office, colleague), persons in sorted(changes.items()):
            scope, at = scope_of(self.town, day), moment(day)
            organisation = organisations[office]
            with entered(scope):
                if is_end:
                    end_assignments(persons, organisation=organisation, by=scope, at=at)
                else:
                    user = users.get(colleague)
                    assign(persons, organisation=organisation, user=user, by=scope, at=at)
        return len(changes)

    def _changes(self, held: Iterable[Held]) -> dict[tuple[date, bool, str, str], list[int]]:
        """Return whom to lay where, and whose hold to end, by day."""
        changes: dict[tuple[date, bool, str, str], list[int]] = defaultdict(list)
        for each in held:
            person = self.persons[each.person]
            begins = recording_day(each.start, today=self.today)
            ends = recording_day(each.end, today=self.today) if each.end else None
            if begins != ends:
                changes[begins, False, each.office, each.colleague].append(person)
                if ends:
                    changes[ends, True, each.office, ""].append(person)
        return changes
