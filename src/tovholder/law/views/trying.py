"""Trying a definition on an invented person; what is typed is posted and never kept."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from tovholder.access.routes import ScopedRequest, requires
from tovholder.engine.language import Expectation, RulePack
from tovholder.home.words import said
from tovholder.law.forms.drafts import (
    Draft,
    blank_draft,
    new_row,
    posted_draft,
    scenario_draft,
)
from tovholder.law.forms.trying import TryForm, attributes_read, kinds_read
from tovholder.law.pages.scenarios import scenarios_of
from tovholder.law.pages.trying import shown_outcome, try_page
from tovholder.law.trying import tried
from tovholder.people.queries import pack_for
from tovholder.rules.walking import kinds_in

PARTS = {"try", "outcome"}


@requires(action=None)
@require_http_methods(["GET", "HEAD", "POST"])
def try_definition(request: ScopedRequest, expectation: str) -> HttpResponse:
    municipality = request.scope.municipality
    pack = pack_for(municipality)
    if expectation not in pack.expectations:
        raise Http404
    definition, scenario = pack.expectations[expectation], _scenario(request, expectation)
    draft = _draft(request, definition, pack, scenario)
    form = TryForm(draft, expectation=definition, pack=pack)
    titles = tuple(said(each.title) for each in scenarios_of(expectation))
    page = try_page(definition, form, scenario=scenario, titles=titles)
    if form.is_valid():
        invented = form.invented(municipality)
        found = tried(invented, expectation, pack)
        page = replace(page, outcome=shown_outcome(invented, found, definition, pack))
    target = request.headers.get("HX-Target", "")
    part = f"#{target}" if target in PARTS else ""
    response = render(request, f"law/try.html{part}", {"page": page})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _scenario(request: ScopedRequest, expectation: str) -> int | None:
    """Return the number of the scenario to begin from, None for none or an unknown one."""
    typed = request.GET.get("scenario", "")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
    return number if 1 <= number <= len(scenarios_of(expectation)) else None


def _draft(
    request: ScopedRequest, expectation: Expectation, pack: RulePack, scenario: int | None
) -> Draft:
    """Return what was typed, after the button that was pressed; else where to begin."""
    names = [each.id for each in attributes_read(expectation, pack)]
    today = request.scope.on
    if request.method != "POST":
        if scenario:
            chosen = scenarios_of(expectation.id)[scenario - 1]
            return _known(scenario_draft(chosen, pack, attributes=names), expectation, pack)
        return blank_draft(kinds_in(expectation.start), attributes=names, today=today)
    draft = _known(posted_draft(request.POST, attributes=names), expectation, pack)
    kinds = {kind.id: kind for kind in kinds_read(expectation, pack)}
    chosen_kind = kinds.get(request.POST.get("adding", ""))
    number = 1 + max((_number(row.get("lineage", "")) for row in draft.rows), default=0)
    adding = new_row(chosen_kind, number, today=today) if chosen_kind else None
    return draft.done(request.POST.get("do", ""), adding)


def _known(draft: Draft, expectation: Expectation, pack: RulePack) -> Draft:
    """Return the draft without facts of kinds that the definition does not read."""
    kinds = {kind.id for kind in kinds_read(expectation, pack)}
    return replace(draft, rows=tuple(row for row in draft.rows if row["kind"] in kinds))


def _number(lineage: str) -> int:
    """Return the number in the name of a row that was added here, 0 for others."""
    typed = lineage.removeprefix("new-")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0
