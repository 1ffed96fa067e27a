"""What the tests of the law add: a number that is not known, somebody it concerns, an approval."""

from datetime import date

from tests.apps.people.builders import a_system, recorded
from tests.builders import NOW, OURS, TODAY, Town, a_scope, an_assignment

from tovholder.access import scopes
from tovholder.access.models import Organisation, User
from tovholder.law.actions import approve_pack
from tovholder.law.models import PackApproval
from tovholder.people.actions import set_local_value
from tovholder.people.facts import Fact, NewEpisode, NewPerson
from tovholder.people.local_values import NewLocalValue
from tovholder.people.models import LocalValue, Person, Standing

DUTY, NUMBER = "contract-agreed", "contract_deadline"
"""A duty whose deadline our source does not say for the years before July 2016."""
SILENT, KNOWN = date(2014, 1, 1), date(2017, 1, 1)
BEFORE_2016 = date(2014, 5, 1)
SOURCE = "Byrådets beslutning af 3. december 2013"


def a_number(value: str = "P1M", *, valid_from: date = SILENT, source: str = SOURCE):
    return NewLocalValue(NUMBER, valid_from, value, source)


def a_newcomer(
    *held_by: Organisation,
    taken_over: date = BEFORE_2016,
    municipality: str = OURS,
    name: str = "Amal",
) -> Person:
    """A refugee taken over while the deadline was not known to us."""
    facts: list[Fact] = [
        NewPerson("p", {"given_name": name, "family_name": "Nour", "birth_date": date(1980, 5, 1)}),
        NewEpisode("p", "responsibility", "taken_over", taken_over),
        NewEpisode("p", "residence_basis", "refugee", taken_over),
    ]
    person_id = recorded(*facts, by=a_system(municipality, on=TODAY), at=NOW).persons["p"]
    with scopes.entered(a_system(municipality)):
        for organisation in held_by:
            an_assignment(person_id, organisation)
        return Person.objects.get(pk=person_id)


def standing_of(person: Person, expectation: str = DUTY) -> Standing | None:
    with scopes.entered(a_system(person.municipality_id)):
        return Standing.objects.filter(person=person, expectation=expectation).first()


def number_set(by: User, new: NewLocalValue | None = None) -> LocalValue:
    scope = a_scope(by)
    with scopes.entered(scope):
        return set_local_value(new or a_number(), by=scope, at=NOW)


def approved(town: Town, *, comment: str = "Læst.") -> PackApproval:
    scope = a_scope(town.leader)
    with scopes.entered(scope):
        return approve_pack(comment=comment, by=scope, at=NOW)
