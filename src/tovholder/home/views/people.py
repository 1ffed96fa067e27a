"""The list of people: on the page, on paper and as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tovholder.access.policies import Action, can_receive
from tovholder.access.routes import ScopedRequest, requires
from tovholder.home import exports, searches
from tovholder.home.forms.people import FilterForm, SearchForm
from tovholder.home.pages.people import PeoplePage, exported, listed
from tovholder.home.views.readers import READERS, page_number
from tovholder.people import queries
from tovholder.people.queries import PeopleFilter
from tovholder.people.queries.filters import sees_of_everyone
from tovholder.ui.listing import with_query

MOST_URGENT_FIRST = "next_due"
SORTS = ("name", "age", "taken_over", "next_due", "overdue")
RESTORES = "HX-History-Restore-Request"
EVERYBODY = 1_000_000
"""Rows of a file or a print: all that the filters mean, on one page."""


@requires(*READERS)
@require_safe
def list_people(request: ScopedRequest) -> HttpResponse:
    page = _page(request, number=page_number(request))
    is_part = request.headers.get("HX-Request") and not request.headers.get(RESTORES)
    template = "home/people.html#results" if is_part else "home/people.html"
    response = render(request, template, {"page": page})
    patch_vary_headers(response, ["HX-Request"])
    return response


@requires(*READERS)
@require_POST
def keep_search(request: ScopedRequest) -> HttpResponse:
    form = SearchForm(request.POST)
    text = form.cleaned_data["text"].strip() if form.is_valid() else ""
    token = searches.keep(request.session, text) if text else None
    query = with_query(request.GET, search=token, page=None)
    return redirect(reverse("home_people_list") + query)


@requires(*READERS, action=Action.EXPORT)
@require_safe
def print_people(request: ScopedRequest) -> HttpResponse:
    page = _page(request, number=1, per_page=EVERYBODY)
    return render(request, "home/people_print.html", {"page": page})


@requires(*READERS, action=Action.EXPORT)
@require_safe
def export_people(request: ScopedRequest, sort: str) -> HttpResponse:
    if sort not in {"csv", "xlsx"}:
        raise Http404
    text, filters, _form = _filters(request)
    found = queries.list_people(
        request.scope, filters=filters, sort=_sort(request, text), per_page=EVERYBODY,
        today=timezone.localdate(),
    )  # fmt: skip
    rows = [exported(row) for row in found.rows]
    if sort == "csv":
        content, content_type = exports.as_csv(exports.headings(), rows), exports.CSV_TYPE
    else:
        content = exports.as_xlsx(exports.headings(), rows, sheet=_("People"))
        content_type = exports.XLSX_TYPE
    name = f"{timezone.localdate():%Y-%m-%d}-{_('people')}.{sort}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=disposition)


def _page(request: ScopedRequest, *, number: int, per_page: int = 50) -> PeoplePage:
    """Return the list that the address and the kept search mean."""
    scope, today = request.scope, timezone.localdate()
    text, filters, form = _filters(request)
    sort = _sort(request, text)
    found = queries.list_people(
        scope, filters=filters, sort=sort, page=number, per_page=per_page, today=today
    )
    return PeoplePage(
        rows=tuple(listed(row) for row in found.rows),
        total=found.total,
        number=found.page,
        pages=found.pages,
        sort=sort,
        query=with_query(request.GET, page=None),
        search=SearchForm(initial={"text": text}),
        searched=text or "",
        is_expired=text is None,
        is_cut=found.is_cut,
        filters=form,
        is_narrowed=filters != PeopleFilter(case=filters.case),
        can_create=can_receive(scope),
        can_export=scope.may(Action.EXPORT),
        today=today,
    )


def _filters(request: ScopedRequest) -> tuple[str | None, PeopleFilter, FilterForm]:
    """Return the search text (None: no longer kept), the filters, and their form."""
    text = searches.recall(request.session, request.GET.get("search", ""))
    form = FilterForm(
        request.GET,
        pack=queries.pack_for(request.scope.municipality),
        shows_open=sees_of_everyone(request.scope, "case"),
    )
    return text, form.chosen(text or ""), form


def _sort(request: ScopedRequest, text: str | None) -> str:
    """Return the order asked for; else the best match of a search, or the most urgent first."""
    sort = request.GET.get("sort", "")
    if sort.removeprefix("-") in SORTS:
        return sort
    return "" if text else MOST_URGENT_FIRST
