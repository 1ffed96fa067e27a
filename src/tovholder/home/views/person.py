"""One person: the overview, and the CPR number for whoever asks for it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tovholder.access.models import Category
from tovholder.access.routes import ScopedRequest, requires
from tovholder.home import receipts
from tovholder.home.pages.person import CprPage, OverviewPage, person_frame, person_name, relatives
from tovholder.home.pages.standings import (
    MOST_STEPS,
    more_steps,
    next_steps,
    not_applicable,
    standing_groups,
)
from tovholder.home.pages.timeline import person_timeline
from tovholder.home.views.readers import READERS, found_person
from tovholder.people.labels import Hidden


@requires(*READERS)
@require_safe
def show_person(request: ScopedRequest, key: str) -> HttpResponse:
    today = timezone.localdate()
    detail = found_person(request, key)
    steps = next_steps(detail, today=today)
    page = OverviewPage(
        frame=person_frame(detail, request.scope, current="overview"),
        receipt=receipts.take(request.session),
        next_steps=steps[:MOST_STEPS],
        more_steps=more_steps(steps),
        timeline=person_timeline(detail, today=today),
        groups=standing_groups(detail),
        not_applicable=not_applicable(detail),
        household=relatives(detail),
        is_partly_hidden=not detail.visible >= detail.pack.categories.keys(),
    )
    return render(request, "home/person.html", {"page": page})


@requires(*READERS)
@require_POST
def show_cpr(request: ScopedRequest, key: str) -> HttpResponse:
    detail = found_person(request, key)
    line = next((each for each in detail.attributes if each.name == "cpr"), None)
    if line is None or not line.text or isinstance(line.text, Hidden):
        raise Http404
    request.scope.reads.note([detail.id], [Category.CPR])
    back_url = reverse("home_person_show", args=[key])
    page = CprPage(person_name(detail.name), line.text, back_url)
    return render(request, "home/cpr.html", {"page": page})
