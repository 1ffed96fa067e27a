"""What this room's tests add to `tests.builders`: facts said to the door in short."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from tests.builders import OURS, a_municipality

from tovholder.access import scopes
from tovholder.access.models import Organisation, User
from tovholder.people.actions import record_episodes
from tovholder.people.facts import Fact, NewEpisode, NewPerson, RecordedFacts
from tovholder.people.models import Episode, ImportBatch
from tovholder.people.problems import FactProblem, FactsRefusedError

DAY = date(2026, 11, 2)
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TAKEN_OVER = date(2026, 3, 1)
NAMED: Mapping[str, object] = {
    "given_name": "Amal",
    "family_name": "Nour",
    "birth_date": date(1990, 5, 17),
    "sex": "female",
}


def a_system(municipality: str = OURS, *, on: date = DAY) -> scopes.Scope:
    """The scope of a job: everything in one municipality."""
    a_municipality(municipality)
    return scopes.system_scope(municipality, actor="job", on=on)


@contextmanager
def seen(municipality: str = OURS) -> Iterator[scopes.Scope]:
    """Look at the tables of a municipality."""
    scope = a_system(municipality)
    with scopes.entered(scope):
        yield scope


def recorded(
    *facts: Fact,
    by: scopes.Scope | None = None,
    at: datetime = AT,
    source: str = "form",
    reason: str = "",
) -> RecordedFacts:
    """Say facts to the door inside the municipality of the scope."""
    scope = by or a_system()
    with scopes.entered(scope):
        return record_episodes(facts, by=scope, at=at, source=source, reason=reason)


def imported(*facts: Fact, source: str = "elsewhere", at: datetime = AT) -> RecordedFacts:
    """Say facts to the door as an import does."""
    scope = a_system()
    with scopes.entered(scope):
        batch = ImportBatch.objects.create(municipality_id=OURS, mapping="m.yaml", at=at, by="job")
        return record_episodes(facts, by=scope, at=at, source=source, batch=batch)


def refused(
    *facts: Fact, by: scopes.Scope | None = None, reason: str = ""
) -> tuple[FactProblem, ...]:
    """The problems with which the door refuses facts."""
    with pytest.raises(FactsRefusedError) as found:
        recorded(*facts, by=by, reason=reason)
    return found.value.problems


def codes(problems: tuple[FactProblem, ...]) -> list[tuple[int, str]]:
    return [(problem.index, problem.code) for problem in problems]


def a_recorded_person(*facts: Fact, **attributes: object) -> int:
    """A person with attributes, and facts whose person is the ref `p`."""
    return recorded(NewPerson("p", {**NAMED, **attributes}), *facts).persons["p"]


def held_by(person_id: int, organisation: Organisation, *, user: User | None = None) -> int:
    """The person, laid with an organisation since 2020."""
    from tests.builders import an_assignment

    with seen(organisation.municipality_id):
        an_assignment(person_id, organisation, user=user)
    return person_id


def taken_over(person: int | str = "p", *, on: date = TAKEN_OVER) -> NewEpisode:
    return NewEpisode(person, "responsibility", "taken_over", on)


def a_refugee(person: int | str = "p", *, on: date = TAKEN_OVER) -> NewEpisode:
    return NewEpisode(person, "residence_basis", "refugee", on)


def employed(person: int | str = "p", *, on: date = TAKEN_OVER) -> NewEpisode:
    return NewEpisode(person, "labour", "employed", on)


def standing_rows(person_id: int, kind: str) -> list[Episode]:
    """The standing rows of a kind, earliest first."""
    with seen():
        rows = Episode.objects.filter(person_id=person_id, kind=kind, superseded_at=None)
        return list(rows.order_by("period"))


def lineage_of(person_id: int, kind: str) -> UUID:
    """The lineage of the one standing fact of a kind."""
    (row,) = standing_rows(person_id, kind)
    return row.lineage
