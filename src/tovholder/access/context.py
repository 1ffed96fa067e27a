"""What the frame of every page says about its reader."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language

from tovholder.access import middleware, routes
from tovholder.access.models import Organisation
from tovholder.access.routes import Audience
from tovholder.ui.parts import Frame, Link


@dataclass(frozen=True)
class NavigationEntry:
    """A page in the main menu; shown to those whom its route's policy lets in."""

    url_name: str
    text: Promise


_navigation: list[NavigationEntry] = []


def add_navigation(*entries: NavigationEntry) -> None:
    """Add pages to the main menu, in this order; called by a room's `AppConfig.ready`."""
    _navigation.extend(each for each in entries if each not in _navigation)


def navigation_names() -> tuple[str, ...]:
    """Return the names of the routes in the main menu."""
    return tuple(each.url_name for each in _navigation)


def who(request: HttpRequest) -> dict[str, object]:
    """Return `frame`: who reads, where, why, and where he may go; made when a page prints it."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request: HttpRequest) -> Frame:
    """Return the frame of a signed-in reader; the plain frame for everybody else."""
    user = getattr(request, "user", None)
    capacity = middleware.capacity_of(request) if user and user.is_authenticated else None
    if capacity is None:
        return Frame()
    organisations = {name_of(each.organisation): None for each in capacity.memberships}
    return Frame(
        navigation=_links(request),
        municipality=capacity.municipality_name,
        organisation=", ".join(organisations),
        purpose=str(capacity.purpose.label),
        purpose_url=reverse("access_purpose_list"),
    )


def _links(request: HttpRequest) -> tuple[Link, ...]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    return tuple(
        Link(str(each.text), reverse(each.url_name), is_current=each.url_name == here)
        for each in _navigation
        if _may_open(request, each.url_name)
    )


def _may_open(request: HttpRequest, url_name: str) -> bool:
    """Return whether the route's own policy lets the reader in: menu and answer cannot differ."""
    scope = middleware.scope_of(request)
    policy = routes.policy_of(resolve(reverse(url_name)).func, url_name)
    if policy is None or scope is None:
        return False
    return policy.audience is not Audience.SCOPED or policy.allows(scope)


def name_of(organisation: Organisation) -> str:
    """Return an organisation's name in the reader's language."""
    is_english = get_language() == "en"
    return (organisation.name_en if is_english else "") or organisation.name
