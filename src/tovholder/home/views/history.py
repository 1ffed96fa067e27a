"""What is known about a person, now and as known on an earlier day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tovholder.access.routes import ScopedRequest, requires
from tovholder.home.forms.history import KnownOnForm
from tovholder.home.pages.history import history_page
from tovholder.home.views.readers import READERS, found_person
from tovholder.people import queries


@requires(*READERS)
@require_safe
def show_history(request: ScopedRequest, key: str) -> HttpResponse:
    form = KnownOnForm(request.GET)
    known_on = form.chosen(today=timezone.localdate())
    detail = found_person(request, key, known_on=known_on)
    whole = queries.history_detail(request.scope, key) if known_on else None
    page = history_page(detail, whole, request.scope, form)
    return render(request, "home/history.html", {"page": page})
