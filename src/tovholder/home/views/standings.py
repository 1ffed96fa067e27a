"""The proof of a standing."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tovholder.access.routes import ScopedRequest, requires
from tovholder.access.scopes import Scope
from tovholder.home.forms.history import KnownOnForm
from tovholder.home.pages.person import person_name
from tovholder.home.pages.proof import Setting, proof_page
from tovholder.home.pages.standings import kinds_to_end
from tovholder.home.policies import can_waive
from tovholder.home.views.readers import READERS, recordable_by
from tovholder.home.views.voices import voices
from tovholder.people import queries
from tovholder.people.queries import ProofDetail
from tovholder.people.queries.episodes import episode_lines


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
        to_end=_to_end(request.scope, found),
        known_on=known_on,
        voices=voices(request, key, standing_id) if known_on is None else (),
    )
    return render(request, "home/proof.html", {"page": proof_page(found.proof, setting)})


def _to_end(scope: Scope, found: ProofDetail) -> dict[str, UUID]:
    """Return the facts that still go on and whose end the expectation asks for, by kind."""
    kinds = kinds_to_end(found.proof.expectation)
    lines = episode_lines(scope, found.person_id, pack=found.pack) if kinds else ()
    return {
        line.kind: line.lineage
        for line in lines
        if line.kind in kinds and line.end is None and not line.is_planned
    }
