"""What the tests of pages add: a newcomer whose case lies with departments, and a clock."""

from datetime import date, timedelta

from django.utils import timezone
from tests.apps.people.builders import a_system, recorded
from tests.builders import OURS, Town, an_assignment

from tovholder.access import scopes
from tovholder.people.facts import Fact, NewEpisode, NewPerson
from tovholder.people.models import Episode, Person, Standing


def days_ago(days: int) -> date:
    """A day before the one on which the test runs: pages read the clock."""
    return timezone.localdate() - timedelta(days=days)


def a_newcomer(
    town: Town,
    *facts: Fact,
    taken_over: date | None = None,
    held_by: tuple[str, ...] = ("integration",),
    **attributes: object,
) -> Person:
    """A refugee taken over 40 days ago; further facts are about the ref `p`."""
    start = taken_over or days_ago(40)
    named = {"given_name": "Amal", "family_name": "Nour", "birth_date": date(1990, 5, 17)}
    said = recorded(
        NewPerson("p", named | attributes),
        NewEpisode("p", "responsibility", "taken_over", start),
        NewEpisode("p", "residence_basis", "refugee", start),
        *facts,
        by=a_system(on=timezone.localdate()),
        at=timezone.now(),
    )
    with scopes.entered(a_system()):
        person = Person.objects.get(pk=said.persons["p"])
        for name in held_by:
            an_assignment(person.pk, getattr(town, name), start=days_ago(40))
    return person


def standing_id(person: Person, expectation: str) -> int:
    with scopes.entered(a_system()):
        return Standing.objects.get(person=person, expectation=expectation).pk


def facts_of(person: Person, kind: str, *, municipality: str = OURS) -> list[Episode]:
    """Every row of a kind, the one in force first."""
    with scopes.entered(a_system(municipality)):
        rows = Episode.objects.filter(person=person, kind=kind).order_by("-recorded_at", "-id")
        return sorted(rows, key=lambda row: row.superseded_at is not None)
