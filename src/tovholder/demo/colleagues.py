"""Sets up the invented municipalities, their offices and the colleagues who sign in."""

from datetime import date

from tovholder.access.actions import (
    NewOrganisation,
    NewUser,
    add_municipality,
    add_organisation,
    add_user,
)
from tovholder.access.models import Membership, Organisation, Role, User
from tovholder.access.scopes import entered
from tovholder.demo import places
from tovholder.demo.places import Colleague, Office, Town
from tovholder.demo.writing import moment, scope_of


def set_up(day: date) -> dict[str, User]:
    """Make municipalities, offices and colleagues; return the users by e-mail address.

    Args:
        day: The first day of the demo, before anything is told.
    """
    users: dict[str, User] = {}
    for town in places.TOWNS:
        add_municipality(town.code, name=town.name)
        scope = scope_of(town.code, day)
        with entered(scope):
            offices = {each.code: _office(each, day) for each in places.offices(town)}
            for colleague in places.colleagues(town):
                users[colleague.email] = _colleague(colleague, town, offices, day)
    return users


def _office(office: Office, day: date) -> Organisation:
    kind = Organisation.Kind.PARTNER if office.is_partner else Organisation.Kind.DEPARTMENT
    new = NewOrganisation(
        office.code, office.name, office.name_en, kind, office.categories, office.is_coordinating
    )
    return add_organisation(new, by=scope_of(office.town, day), at=moment(day))


def _colleague(
    colleague: Colleague, town: Town, offices: dict[str, Organisation], day: date
) -> User:
    """Make a colleague with the first post, then add the others."""
    first, *others = colleague.posts
    user = add_user(
        NewUser(colleague.email, colleague.full_name, Role(first.role), colleague.language),
        organisation=offices[first.office],
        password=places.PASSWORD,
        by=scope_of(town.code, day),
        at=moment(day),
    )
    for post in others:
        Membership.objects.create(user=user, organisation=offices[post.office], role=post.role)
    return user
