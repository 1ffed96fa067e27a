"""Lets the leader of each invented municipality approve the rules that the demo begins with."""

from collections.abc import Mapping
from datetime import date

from tovholder.access.models import Purpose, Role, User
from tovholder.access.scopes import entered, scope_for
from tovholder.demo import places
from tovholder.demo.writing import moment
from tovholder.law.actions import approve_pack

COMMENT = "Teksterne er læst igennem af integrationsafdelingen."


def approve_first_pack(users: Mapping[str, User], *, day: date) -> None:
    """Put an approval on record wherever a leader works.

    Args:
        users: The colleagues by e-mail address.
        day: When they approve.
    """
    for town in places.TOWNS:
        user = _leader(town.code, users)
        if user is None:
            continue
        scope = scope_for(user, on=day, purpose=Purpose.LEADERSHIP, municipality=town.code)
        if scope is not None:
            with entered(scope):
                approve_pack(comment=COMMENT, by=scope, at=moment(day))


def _leader(town: str, users: Mapping[str, User]) -> User | None:
    """Return the first leader who works in a town, None where there is none."""
    leads = (
        users[each.email]
        for each in places.COLLEAGUES
        if any(post.town == town and post.role == Role.LEADER for post in each.posts)
    )
    return next(leads, None)
