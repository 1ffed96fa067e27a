"""From a valid form through the door to the page that says what followed."""

from collections.abc import Sequence

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from tovholder.access.routes import ScopedRequest
from tovholder.home import receipts
from tovholder.home.forms.refusals import show_refusal
from tovholder.home.pages.changes import changes
from tovholder.home.views.readers import found_person
from tovholder.people import actions
from tovholder.people.facts import Fact
from tovholder.people.problems import FactsRefusedError
from tovholder.people.queries import PersonDetail

SOURCE = "form"


def save_facts(
    request: ScopedRequest,
    detail: PersonDetail,
    facts: Sequence[Fact],
    *,
    done: str,
    form: Form,
    reason: str = "",
) -> HttpResponse | None:
    """Record facts and go to the person's page with a receipt.

    Args:
        request: Who records.
        detail: The person before, to say what changed.
        facts: What to record.
        done: What was done, for the receipt.
        form: Where a refusal is shown, each reason at its field.
        reason: Why; for corrections and withdrawals.

    Returns:
        The way to the person's page; None when the door refused.
    """
    at = timezone.now()
    try:
        recorded = actions.record_episodes(
            facts, by=request.scope, at=at, source=SOURCE, reason=reason
        )
    except FactsRefusedError as refused:
        show_refusal(form, refused)
        return None
    after = found_person(request, detail.key)
    lineage = None if reason else recorded.lineages.get(0)
    undo_url = reverse("home_fact_retract", args=[detail.key, lineage]) if lineage else ""
    followed = changes(detail.standings, after.standings)
    receipts.leave(request.session, done, followed, undo_url=undo_url)
    return redirect("home_person_show", key=detail.key)
