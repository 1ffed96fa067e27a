"""Where a reader lands, and what an administrator reads of the set-up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tovholder.access import middleware, queries
from tovholder.access.models import Purpose
from tovholder.access.policies import Action
from tovholder.access.routes import ScopedRequest, requires, signed_in
from tovholder.home.forms.logs import ListSearchForm
from tovholder.home.pages.setup import colleagues_page, organisations_page

START_PAGES = {
    Purpose.CASEWORK: "home_people_list",
    Purpose.LEADERSHIP: "home_people_list",
    Purpose.ADMINISTRATION: "home_setup_show",
    Purpose.PROTECTION: "home_log_list",
}


@signed_in
@require_safe
def open_start(request: HttpRequest) -> HttpResponse:
    scope = middleware.scope_of(request)
    if scope is None:
        return render(request, "home/no_role.html")
    return redirect(START_PAGES[scope.purpose])


@requires(Purpose.ADMINISTRATION, action=Action.MANAGE)
@require_safe
def show_setup(request: ScopedRequest) -> HttpResponse:
    return render(request, "home/setup.html")


@requires(Purpose.ADMINISTRATION, action=Action.MANAGE)
@require_safe
def list_organisations(request: ScopedRequest) -> HttpResponse:
    search = ListSearchForm(request.GET)
    page = organisations_page(queries.organisations(request.scope), search)
    return render(request, "home/organisations.html", {"page": page})


@requires(Purpose.ADMINISTRATION, action=Action.MANAGE)
@require_safe
def list_colleagues(request: ScopedRequest) -> HttpResponse:
    search = ListSearchForm(request.GET)
    page = colleagues_page(queries.memberships(request.scope), search)
    return render(request, "home/colleagues.html", {"page": page})
