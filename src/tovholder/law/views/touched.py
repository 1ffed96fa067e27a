"""Whom the rules in force touch, compared with those approved last: a page and a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tovholder.access.models import Purpose
from tovholder.access.policies import Action
from tovholder.access.routes import ScopedRequest, requires
from tovholder.engine.language import RulePack
from tovholder.home import exports
from tovholder.home.views.readers import page_number
from tovholder.law.pages import touched as pages
from tovholder.law.queries import approvals, touched
from tovholder.law.queries.approvals import Approved
from tovholder.law.queries.touched import FoundRun, TouchedPage
from tovholder.people.queries import pack_for
from tovholder.ui.listing import with_query

READERS = (Purpose.CASEWORK, Purpose.LEADERSHIP)
EVERYBODY = 1_000_000
NOBODY = TouchedPage((), 0, 1, 1)


@requires(*READERS)
@require_safe
def list_touched(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    pack, approved, run = _compared(request)
    counts = touched.touched_counts(scope, run.id) if run else ()
    chosen = _chosen(request, {each.expectation for each in counts})
    found = (
        touched.touched_page(scope, run.id, expectation=chosen, number=page_number(request))
        if run
        else NOBODY
    )
    page = pages.TouchesPage(
        newest=approved.line if approved else None,
        is_same=approved is not None and approved.line.pack_hash == pack.hash,
        run=run,
        counts=pages.count_links(counts, pack, chosen=chosen),
        chosen=chosen,
        title=next((each.text for each in pages.count_links(counts, pack, chosen=chosen)
                    if each.is_current), ""),
        rows=tuple(pages.shown_touches(found, pack)),
        total=found.total,
        number=found.number,
        pages=found.pages,
        query=with_query(request.GET, page=None),
        can_export=scope.may(Action.EXPORT),
    )  # fmt: skip
    return render(request, "law/touched.html", {"page": page})


@requires(*READERS, action=Action.EXPORT)
@require_safe
def export_touched(request: ScopedRequest) -> HttpResponse:
    pack, _approved, run = _compared(request)
    found = NOBODY
    if run:
        counts = touched.touched_counts(request.scope, run.id)
        chosen = _chosen(request, {each.expectation for each in counts})
        found = touched.touched_page(request.scope, run.id, expectation=chosen, per_page=EVERYBODY)
    rows = [pages.exported(line, pack) for line in found.lines]
    name = f"{timezone.localdate():%Y-%m-%d}-{_('touched')}.csv"
    return HttpResponse(
        exports.as_csv(pages.export_headings(), rows),
        content_type=exports.CSV_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _compared(request: ScopedRequest) -> tuple[RulePack, Approved | None, FoundRun | None]:
    """Return the rules in force, the approved ones, and the comparison that was made of them."""
    pack, approved = pack_for(request.scope.municipality), approvals.newest_approved(request.scope)
    if approved is None or approved.line.pack_hash == pack.hash:
        return pack, approved, None
    run = touched.newest_run(request.scope, approval_id=approved.line.id, pack=pack)
    return pack, approved, run if run and run.finished_at else None


def _chosen(request: ScopedRequest, known: set[str]) -> str:
    chosen = request.GET.get("expectation", "")
    return chosen if chosen in known else ""
