"""The proof of a standing."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tovholder.access.routes import ScopedRequest, requires
from tovholder.home.forms.history import KnownOnForm
from tovholder.home.pages.person import person_name
from tovholder.home.pages.proof import Setting, proof_page
from tovholder.home.policies import can_waive
from tovholder.home.views.readers import READERS, recordable_by
from tovholder.people import queries


@requires(*READERS)
@require_safe
def show_standing(request: ScopedRequest, key: str, standing_id: int) -> HttpResponse:
    today = timezone.localdate()
    known_on = KnownOnForm(request.GET).chosen(today=today)
    found = queries.proof_for(request.scope, key, standing_id, today=today, known_on=known_on)
    if found is None:
        raise Http404
    setting = Setting(
        key=key,
        name=person_name(found.name),
        pack=found.pack,
        recordable=recordable_by(request, found.person_id, found.pack),
        can_waive=can_waive(request.scope, found.proof.expectation),
        known_on=known_on,
    )
    return render(request, "home/proof.html", {"page": proof_page(found.proof, setting)})
