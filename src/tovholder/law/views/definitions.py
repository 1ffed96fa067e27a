"""The list of definitions, and one of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from tovholder.access.routes import ScopedRequest, requires
from tovholder.law.forms.listed import ListForm
from tovholder.law.pages.definition import definition_page
from tovholder.law.pages.listed import SORTS, DefinitionsPage, listed, sorted_by
from tovholder.law.policies import can_set_numbers
from tovholder.law.queries.approvals import newest_approved
from tovholder.law.queries.concerned import concerned
from tovholder.people.queries import pack_for

EVERYBODY = requires(action=None)
"""The law is no secret: whoever has a role may read it, and sees no person he may not see."""


@EVERYBODY
@require_safe
def list_definitions(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    pack, approved = pack_for(scope.municipality), newest_approved(scope)
    form = ListForm(request.GET, pack=pack)
    filters = form.chosen(today=scope.on)
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else "title"
    rows = tuple(listed(pack, filters, municipality=scope.municipality, approved=approved))
    page = DefinitionsPage(
        rows=sorted_by(rows, sort),
        total=len(pack.expectations),
        form=form,
        sort=sort,
        on=filters.on,
        rules=pack.hash[:12],
        is_approved=approved is not None and approved.line.pack_hash == pack.hash,
        can_set=can_set_numbers(scope),
    )
    template = "law/list.html#results" if request.headers.get("HX-Request") else "law/list.html"
    response = render(request, template, {"page": page})
    patch_vary_headers(response, ["HX-Request"])
    return response


@EVERYBODY
@require_safe
def show_definition(request: ScopedRequest, expectation: str) -> HttpResponse:
    scope = request.scope
    pack = pack_for(scope.municipality)
    if expectation not in pack.expectations:
        raise Http404
    page = definition_page(
        pack.expectations[expectation],
        pack,
        scope=scope,
        approved=newest_approved(scope),
        counts=concerned(scope, expectation),
    )
    return render(request, "law/definition.html", {"page": page})
