"""Where an administrator sees that standings follow the day and the rules."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tovholder.access.jobs import worker_seen_at
from tovholder.access.models import Purpose
from tovholder.access.policies import Action
from tovholder.access.routes import ScopedRequest, requires
from tovholder.home.pages.movement import movement_page
from tovholder.people.queries.movement import movement_progress, newest_runs

MOST_RUNS = 20


@requires(Purpose.ADMINISTRATION, action=Action.MANAGE)
@require_safe
def show_movement(request: ScopedRequest) -> HttpResponse:
    page = movement_page(
        movement_progress(request.scope),
        newest_runs(request.scope, most=MOST_RUNS),
        worker_seen_at=worker_seen_at(),
        at=timezone.localtime(),
    )
    return render(request, "home/movement.html", {"page": page})
