"""A standing in other forms: a task for a calendar, and the text of a letter."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tovholder.access.middleware import capacity_of
from tovholder.access.policies import Action
from tovholder.access.routes import ScopedRequest, requires
from tovholder.home.approval import may_be_told
from tovholder.home.pages.letter import letter_page
from tovholder.home.views.readers import READERS
from tovholder.home.words import language
from tovholder.people import queries
from tovholder.people.queries import ProofDetail
from tovholder.rules.voices.calendar import as_file, task_of
from tovholder.ui.parts import Link

CALENDAR_TYPE = "text/calendar; charset=utf-8"


def voices(request: ScopedRequest, key: str, standing_id: int) -> tuple[Link, ...]:
    """Return the other forms of a standing that the reader may have."""
    args = [key, standing_id]
    letter = Link(_("Text for a letter"), reverse("home_letter_show", args=args))
    if not request.scope.may(Action.EXPORT):
        return (letter,)
    return (Link(_("Add to calendar"), reverse("home_task_export", args=args)), letter)


@requires(*READERS, action=Action.EXPORT)
@require_safe
def export_task(request: ScopedRequest, key: str, standing_id: int) -> HttpResponse:
    found = _found(request, key, standing_id)
    address = reverse("home_standing_show", args=[key, standing_id])
    task = task_of(
        found.proof.standing,
        found.pack,
        seed=key,
        link=request.build_absolute_uri(address),
        language=language(),
    )
    name = f"{found.proof.expectation.id}.ics"
    return HttpResponse(
        as_file([task], stamp=timezone.now()),
        content_type=CALENDAR_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@requires(*READERS)
@require_safe
def show_letter(request: ScopedRequest, key: str, standing_id: int) -> HttpResponse:
    found = _found(request, key, standing_id)
    asked = request.GET.get("language", language())
    capacity = capacity_of(request)
    sender = capacity.municipality_name if capacity else ""
    is_approved = may_be_told(request.scope, found.proof.expectation, found.pack)
    page = letter_page(found, asked=asked, sender=sender, is_approved=is_approved)
    return render(request, "home/letter.html", {"page": page})


def _found(request: ScopedRequest, key: str, standing_id: int) -> ProofDetail:
    """Return the proof as the reader may see it today.

    Raises:
        Http404: no such standing, or out of reach: one answer for both.
    """
    found = queries.proof_for(request.scope, key, standing_id, today=timezone.localdate())
    if found is None:
        raise Http404
    return found
