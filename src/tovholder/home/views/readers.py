"""What the views of people have in common: for which purposes, whom, and which page of a list."""

from datetime import date

from django.http import Http404, QueryDict
from django.utils import timezone

from tovholder.access.models import Purpose
from tovholder.access.routes import ScopedRequest
from tovholder.engine.language import RulePack
from tovholder.people import queries
from tovholder.people.queries import PersonDetail
from tovholder.people.queries.episodes import recordable_kinds

READERS = (Purpose.CASEWORK, Purpose.LEADERSHIP, Purpose.PROTECTION)


def found_person(request: ScopedRequest, key: str, *, known_on: date | None = None) -> PersonDetail:
    """Return the person as the reader sees them today.

    Raises:
        Http404: no such person, or out of reach: one answer for both.
    """
    today = timezone.localdate()
    detail = queries.person_detail(request.scope, key, today=today, known_on=known_on)
    if detail is None:
        raise Http404
    return detail


def recordable_by(request: ScopedRequest, person_id: int, pack: RulePack) -> frozenset[str]:
    """Return the kinds that the reader may record about a person."""
    visible = request.scope.categories_for([person_id]).get(person_id, frozenset())
    return recordable_kinds(request.scope, visible, pack)


def posted(request: ScopedRequest) -> QueryDict | None:
    """Return what a form sent, None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def page_number(request: ScopedRequest) -> int:
    """Return the page asked for, the first where it is none."""
    typed = request.GET.get("page", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 1
