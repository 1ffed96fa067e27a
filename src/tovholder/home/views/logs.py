"""Who has read and recorded what: of one person, and of the whole municipality."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tovholder.access import queries
from tovholder.access.models import Purpose
from tovholder.access.policies import Action
from tovholder.access.routes import ScopedRequest, requires
from tovholder.home.forms.logs import LogForm
from tovholder.home.pages.logs import ReadersPage, entries_page
from tovholder.home.pages.person import person_frame
from tovholder.home.views.readers import READERS, found_person, page_number
from tovholder.people import queries as people
from tovholder.ui.parts import Link


@requires(Purpose.PROTECTION, action=Action.AUDIT)
@require_safe
def list_entries(request: ScopedRequest) -> HttpResponse:
    scope = request.scope
    colleagues = [(each.pk, each.full_name) for each in queries.colleagues(scope)]
    form = LogForm(request.GET, colleagues=colleagues)
    found = queries.list_entries(scope, form.chosen(), page=page_number(request))
    ids = {each for row in found.rows for each in row.person_ids[:3]}
    persons = {
        person_id: Link(str(name), reverse("home_readers_show", args=[key]))
        for person_id, (key, name) in people.names_of(scope, ids).items()
    }
    page = entries_page(found, persons=persons, filters=form)
    return render(request, "home/log.html", {"page": page})


@requires(*READERS)
@require_safe
def show_readers(request: ScopedRequest, key: str) -> HttpResponse:
    detail = found_person(request, key)
    found = queries.entries_about(request.scope, detail.id, page=page_number(request))
    if found is None:
        raise Http404
    frame = person_frame(detail, request.scope, current="readers")
    page = ReadersPage(frame, entries_page(found, persons={}))
    return render(request, "home/readers.html", {"page": page})
