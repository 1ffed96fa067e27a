"""Plain functions that make what a test needs; every person here is invented.

Ada may decide, Bo may read some, Cy is from another municipality.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from tovholder.access import scopes
from tovholder.access.models import (
    Assignment,
    Membership,
    Municipality,
    Organisation,
    Purpose,
    Role,
    User,
)
from tovholder.people.actions import record_episodes
from tovholder.people.facts import NewEpisode, NewPerson
from tovholder.people.models import Person

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
OURS, THEIRS = "751", "101"
PASSWORD = "blue-herring-under-oak-42"


def a_municipality(code: str = OURS, name: str = "") -> Municipality:
    made, _is_new = Municipality.objects.get_or_create(
        code=code, defaults={"name": name or f"Kommune {code}"}
    )
    return made


def an_organisation(
    code: str = "integration",
    *,
    municipality: str = OURS,
    categories: Iterable[str] = (),
    is_coordinating: bool = False,
) -> Organisation:
    made, _is_new = Organisation.objects.get_or_create(
        municipality=a_municipality(municipality),
        code=code,
        defaults={
            "name": code.capitalize(),
            "categories": list(categories),
            "is_coordinating": is_coordinating,
        },
    )
    return made


def a_user(
    role: str | None = Role.COORDINATOR,
    organisation: Organisation | None = None,
    *,
    name: str = "Ada Holm",
    language: str = "en",
) -> User:
    """A user with one role in an organisation; no role: a user who is nothing anywhere."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user, is_new = User.objects.get_or_create(
        email=email, defaults={"full_name": name, "language": language}
    )
    if is_new:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    if role:
        a_membership(user, role, organisation or an_organisation(is_coordinating=True))
    return user


def a_membership(
    user: User,
    role: str,
    organisation: Organisation,
    *,
    start: date = date(2000, 1, 1),
    end: date | None = None,
) -> Membership:
    return Membership.objects.create(
        user=user, organisation=organisation, role=role, start_date=start, end_date=end
    )


def a_scope(user: User, *, on: date = TODAY, purpose: Purpose | None = None) -> scopes.Scope:
    scope = scopes.scope_for(user, on=on, purpose=purpose)
    assert scope is not None, f"{user} has no role on {on}"
    return scope


def a_system_scope(municipality: str = OURS, *, on: date = TODAY) -> scopes.Scope:
    a_municipality(municipality)
    return scopes.system_scope(municipality, actor="test", on=on)


def a_person(
    given_name: str = "Amal",
    family_name: str = "Nour",
    *,
    municipality: str = OURS,
    held_by: Iterable[Organisation] = (),
) -> Person:
    """A person through the door, whose case lies with the organisations since 2020."""
    attributes = {
        "given_name": given_name,
        "family_name": family_name,
        "birth_date": date(1990, 5, 17),
    }
    with scopes.entered(a_system_scope(municipality)) as scope:
        said = record_episodes([NewPerson("p", attributes)], by=scope, at=NOW, source="form")
        for organisation in held_by:
            an_assignment(said.persons["p"], organisation)
        return Person.objects.get(pk=said.persons["p"])


def an_episode(person: Person, kind: str, state: str, start: date, **more: Any) -> UUID:
    """A fact through the door; return its lineage."""
    with scopes.entered(a_system_scope(person.municipality_id)) as scope:
        fact = NewEpisode(person.pk, kind, state, start, **more)
        return record_episodes([fact], by=scope, at=NOW, source="form").lineages[0]


def an_assignment(
    person_id: int,
    organisation: Organisation,
    *,
    user: User | None = None,
    start: date = date(2020, 1, 1),
    end: date | None = None,
) -> Assignment:
    """Lay a case with an organisation as it stood earlier; inside an entered scope."""
    return Assignment.objects.create(
        municipality_id=organisation.municipality_id,
        person_id=person_id,
        organisation=organisation,
        user=user,
        start_date=start,
        end_date=end,
    )


@dataclass(frozen=True)
class Town:
    """Two departments of one municipality, one of another, and a colleague in every role."""

    integration: Organisation
    jobs: Organisation
    elsewhere: Organisation
    ada: User  # coordinator
    bo: User  # specialist in the job centre
    cy: User  # coordinator in another municipality
    leader: User
    administrator: User
    protection_officer: User

    @property
    def everyone(self) -> dict[str, User]:
        """Every reader by a short name, for generated tests."""
        return {
            "coordinator": self.ada,
            "specialist": self.bo,
            "elsewhere": self.cy,
            "leader": self.leader,
            "administrator": self.administrator,
            "protection_officer": self.protection_officer,
        }


def a_town() -> Town:
    integration = an_organisation("integration", is_coordinating=True)
    jobs = an_organisation("jobs", categories=["identity", "case", "employment"])
    elsewhere = an_organisation("integration", municipality=THEIRS, is_coordinating=True)
    return Town(
        integration=integration,
        jobs=jobs,
        elsewhere=elsewhere,
        ada=a_user(Role.COORDINATOR, integration, name="Ada Holm"),
        bo=a_user(Role.SPECIALIST, jobs, name="Bo Lund"),
        cy=a_user(Role.COORDINATOR, elsewhere, name="Cy Krog"),
        leader=a_user(Role.LEADER, integration, name="Liv Bruun"),
        administrator=a_user(Role.ADMINISTRATOR, integration, name="Aksel Toft"),
        protection_officer=a_user(Role.PROTECTION_OFFICER, integration, name="Dorte Vang"),
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def same_for_all(response: HttpResponse) -> str:
    """The page without what differs by address or by the minute: its path and its tokens."""
    text = re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode())
    return text.replace(response.wsgi_request.path, "")
