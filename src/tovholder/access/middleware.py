"""Where each request meets its policy, its scope, its transaction and its log row."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from tovholder.access import routes
from tovholder.access.models import LogEntry, User
from tovholder.access.policies import Action
from tovholder.access.routes import Audience, RoutePolicy
from tovholder.access.scopes import Capacity, Scope, capacities_of, entered, scope_in

CAPACITY_KEY = "access_capacity"
"""Session key of the municipality and purpose the user last chose."""


class KnownRequest(HttpRequest):
    """A request with what was found out about its reader."""

    user: User
    capacities: tuple[Capacity, ...]
    scope: Scope | None


class StreamingRefusedError(RuntimeError):
    """A view tried to send rows after its transaction, where no wall stands any more."""


class AccessMiddleware:
    """Enforces each route's policy.

    The view is called from `process_view`, not from `__call__`: Django turns a failing view
    into an error page before any middleware's `__call__` sees it, and the transaction would
    then be committed instead of rolled back. Error pages are made after it, without a scope.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Speak the user's language, unless the visitor chose one in this session."""
        user = request.user
        if user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Answer with the view's response, a sign-in page, or "not found"."""
        match = request.resolver_match
        name = match.view_name if match else ""
        policy = routes.policy_of(view, name)
        if policy is None:  # cannot be: the server would not have started
            raise Http404
        if policy.audience is Audience.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)  # the query may hold a name: left out
        if policy.audience is Audience.SIGNED_IN:
            return None
        return _answer(request, policy, lambda: view(request, *args, **kwargs), name)


def _answer(
    request: HttpRequest,
    policy: RoutePolicy,
    call: Callable[[], HttpResponseBase],
    name: str,
) -> HttpResponseBase:
    """Return the view's response, made and rendered inside one transaction and logged in it."""
    scope = scope_of(request)
    if scope is None or not policy.allows(scope):
        raise Http404
    is_export = policy.action is Action.EXPORT
    log_action = LogEntry.Action.EXPORT if is_export else LogEntry.Action.READ
    try:
        with entered(scope, what=name, action=log_action):
            response = _rendered(call(), name)
    except PermissionDenied:
        raise Http404 from None  # the same answer for missing and forbidden
    add_never_cache_headers(response)  # nobody pages back to it after signing out
    return response


def _rendered(response: HttpResponseBase, name: str) -> HttpResponseBase:
    if response.streaming:
        raise StreamingRefusedError(
            f"The route {name} returned a streaming response. It would read rows after the "
            "transaction that holds the wall between municipalities; return a whole HttpResponse."
        )
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def scope_of(request: HttpRequest) -> Scope | None:
    """Return the reader's scope today in the capacity chosen in the session, found once."""
    known = cast(KnownRequest, request)
    if not hasattr(known, "scope"):
        capacity = capacity_of(request)
        today = timezone.localdate()
        known.scope = scope_in(capacity, known.user, on=today) if capacity else None
    return known.scope


def capacity_of(request: HttpRequest) -> Capacity | None:
    """Return the capacity chosen in the session, else the user's first; None without any."""
    found = found_capacities(request)
    chosen = request.session.get(CAPACITY_KEY) if found else None
    return next((each for each in found if each.code == chosen), found[0] if found else None)


def found_capacities(request: HttpRequest) -> tuple[Capacity, ...]:
    """Return the signed-in user's capacities today, found once (one query)."""
    known = cast(KnownRequest, request)
    if not hasattr(known, "capacities"):
        is_in = request.user.is_authenticated
        known.capacities = capacities_of(known.user, on=timezone.localdate()) if is_in else ()
    return known.capacities
