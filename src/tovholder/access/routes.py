"""Every route's policy, declared beside its view; the middleware enforces it.

A view of our own carries a decorator; a view of a library stands in `THIRD_PARTY`, by the name
of its route. A route with neither stops the server from starting (`access.checks`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver

from tovholder.access.compiler import Scope
from tovholder.access.models import Purpose, User
from tovholder.access.policies import Action

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "access_policy"


class ScopedRequest(HttpRequest):
    """What a view behind `requires` gets: a signed-in user and his scope."""

    user: User
    scope: Scope


class Audience(Enum):
    """Who may come to a route at all."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    SCOPED = "scoped"


@dataclass(frozen=True)
class RoutePolicy:
    """Who may come, for which purposes (none named: any), to do what.

    No `action`: whoever has a role at all; the page itself shows no more than the scope does.
    """

    audience: Audience
    purposes: frozenset[Purpose] = frozenset()
    action: Action | None = Action.READ

    def allows(self, scope: Scope) -> bool:
        """Return whether a signed-in reader with this scope may use the route."""
        is_for = not self.purposes or scope.purpose in self.purposes
        return is_for and (self.action is None or scope.may(self.action))


PUBLIC = RoutePolicy(Audience.PUBLIC)
SIGNED_IN = RoutePolicy(Audience.SIGNED_IN)

THIRD_PARTY: dict[str, RoutePolicy] = {
    "set_language": PUBLIC,
    "account_login": PUBLIC,
    "account_inactive": PUBLIC,
    "account_logout": PUBLIC,  # also leaves a sign-in that still waits for its code
    "account_change_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_authenticate": PUBLIC,  # between password and code nobody is signed in yet
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
}


def public(view: View) -> View:
    """Declare that anyone may use the view; it sees no personal data, for it gets no scope."""
    return _declare(view, PUBLIC)


def signed_in(view: View) -> View:
    """Declare that every signed-in user may use the view; it sees no personal data."""
    return _declare(view, SIGNED_IN)


def requires(*purposes: Purpose, action: Action | None = Action.READ) -> Callable[[View], View]:
    """Declare that the view needs a scope with one of the purposes and the action.

    Everyone else gets the same "not found" as for an address that does not exist.

    Args:
        purposes: For which purposes; none named: for any.
        action: What the view does; `EXPORT` is also what stands in the log. None where the page
            is for everybody with a role, as the law is.
    """
    policy = RoutePolicy(Audience.SCOPED, frozenset(purposes), action)
    return lambda view: _declare(view, policy)


def _declare(view: View, policy: RoutePolicy) -> View:
    setattr(view, ATTRIBUTE, policy)
    return view


@dataclass(frozen=True)
class Route:
    """One address pattern with its view."""

    name: str
    pattern: str
    view: Callable[..., Any]

    @property
    def policy(self) -> RoutePolicy | None:
        """Return the declared policy; None when there is none."""
        return policy_of(self.view, self.name)


def policy_of(view: Callable[..., Any], name: str) -> RoutePolicy | None:
    """Return the policy of a view, or of the route of that name in `THIRD_PARTY`."""
    declared = getattr(view, ATTRIBUTE, None)
    return declared if isinstance(declared, RoutePolicy) else THIRD_PARTY.get(name)


def all_routes(patterns: Iterable[URLPattern | URLResolver] | None = None) -> Iterator[Route]:
    """Yield every route of the site, included lists too."""
    listed = get_resolver().url_patterns if patterns is None else patterns
    yield from _walk(listed, "", "")


def _walk(
    patterns: Iterable[URLPattern | URLResolver], before: str, namespace: str
) -> Iterator[Route]:
    for each in patterns:
        pattern = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield Route(namespace + (each.name or ""), pattern, each.callback)
        else:
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each.url_patterns, pattern, inner)
