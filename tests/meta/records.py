"""Persons on every side of every border, for tests that try each route with each of them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from tests import builders
from tests.builders import Town

from tovholder.access import scopes
from tovholder.access.models import Organisation
from tovholder.people.actions import record_episodes
from tovholder.people.facts import NewEpisode, NewPerson
from tovholder.people.models import Episode, Person, Standing
from tovholder.rules.packs import national_pack

TAKEN_OVER = builders.TODAY - timedelta(days=100)


@dataclass(frozen=True)
class Record:
    """What addresses name of one person: the key, a fact on health, a standing on work."""

    name: str
    given_name: str
    key: str
    lineage: uuid.UUID
    standing_id: int
    person_id: int = 0
    cpr: str = ""


@dataclass(frozen=True)
class Site:
    """A town and the records in and around it."""

    town: Town
    records: tuple[Record, ...]

    def record(self, name: str) -> Record:
        return next(each for each in self.records if each.name == name)


# What stands in an address, by the name of the part. A route with a new part needs a sample here.
SAMPLES: dict[str, Callable[[Record], object]] = {
    "key": lambda record: record.key,
    "lineage": lambda record: record.lineage,
    "standing_id": lambda record: record.standing_id,
    "kind": lambda _record: "health_offer",
    "expectation": lambda _record: next(iter(national_pack().expectations)),
    "sort": lambda _record: "csv",
    "parameter": lambda _record: next(iter(national_pack().parameters)),
}
OF_A_PERSON = {"key", "lineage", "standing_id"}

MISSING = Record("missing", "Zenobius", "2" * 12, uuid.UUID(int=7), 987_654_321)


def a_site() -> Site:
    """A town where one person is laid with both departments, one with each, one lives elsewhere."""
    town = builders.a_town()
    return Site(
        town,
        (
            _a_record("both", "Ambarina", town.integration, town.jobs),
            _a_record("integration", "Beatrisa", town.integration),
            _a_record("jobs", "Carmelita", town.jobs),
            _a_record("nobody", "Dorothea"),
            _a_record("elsewhere", "Esperanza", town.elsewhere),
            MISSING,
        ),
    )


def _a_record(name: str, given_name: str, *held_by: Organisation) -> Record:
    municipality = held_by[0].municipality_id if held_by else builders.OURS
    with scopes.entered(builders.a_system_scope(municipality)) as scope:
        person_id = record_episodes(
            _facts(given_name), by=scope, at=builders.NOW, source="form"
        ).persons["p"]
        for organisation in held_by:
            builders.an_assignment(person_id, organisation)
        health = Episode.objects.get(person_id=person_id, category="health")
        work = Standing.objects.filter(
            person_id=person_id, categories__contains=["employment"]
        ).first()
        assert work is not None, "no expectation reads facts on work any more: choose another"
        key = Person.objects.get(pk=person_id).key
    return Record(
        name, given_name, key, health.lineage, work.pk, person_id, CPR_NUMBERS[given_name]
    )


def _facts(given_name: str) -> list[NewPerson | NewEpisode]:
    attributes = {
        "given_name": given_name,
        "family_name": "Testesen",
        "birth_date": builders.TODAY - timedelta(days=365 * 30),
        "cpr": CPR_NUMBERS[given_name],
    }
    return [
        NewPerson("p", attributes),
        NewEpisode("p", "responsibility", "taken_over", TAKEN_OVER),
        NewEpisode("p", "residence_basis", "refugee", TAKEN_OVER),
        NewEpisode("p", "health_offer", "offered", TAKEN_OVER + timedelta(days=20)),
    ]


CPR_NUMBERS = {
    "Ambarina": "0101969996",
    "Beatrisa": "0201969996",
    "Carmelita": "0301969996",
    "Dorothea": "0401969996",
    "Esperanza": "0501969996",
}
