"""The definitions of expectations, for everybody who is signed in."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tovholder.access.routes import ScopedRequest, requires
from tovholder.home.pages.expectations import expectation_page, expectations_page
from tovholder.people import queries


@requires()
@require_safe
def list_expectations(request: ScopedRequest) -> HttpResponse:
    municipality = request.scope.municipality
    pack = queries.pack_for(municipality)
    page = expectations_page(pack, municipality=municipality, today=timezone.localdate())
    return render(request, "home/expectations.html", {"page": page})


@requires()
@require_safe
def show_expectation(request: ScopedRequest, expectation: str) -> HttpResponse:
    municipality = request.scope.municipality
    pack = queries.pack_for(municipality)
    if expectation not in pack.expectations:
        raise Http404
    page = expectation_page(
        pack.expectations[expectation],
        pack,
        municipality=municipality,
        today=timezone.localdate(),
    )
    return render(request, "home/expectation.html", {"page": page})
