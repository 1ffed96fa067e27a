"""The page on which a user sees and changes the purpose he works for."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tovholder.access import context, middleware, policies
from tovholder.access.models import Category, Membership, Role
from tovholder.access.policies import Whose
from tovholder.access.routes import signed_in
from tovholder.access.scopes import Capacity

WHOSE_LABELS = {
    Whose.ASSIGNED: _("People whose case lies with this department"),
    Whose.EVERYONE: _("All people of the municipality"),
    Whose.NOBODY: _("No people, only the set-up"),
}


@dataclass(frozen=True)
class MembershipRow:
    role: str
    organisation: str
    whose: Promise
    categories: tuple[str, ...]


@dataclass(frozen=True)
class CapacityRow:
    code: str
    municipality: str
    purpose: str
    memberships: tuple[MembershipRow, ...]
    is_active: bool


@dataclass(frozen=True)
class PurposesPage:
    rows: tuple[CapacityRow, ...]


@signed_in
@require_safe
def show_purposes(request: HttpRequest) -> TemplateResponse:
    active = middleware.capacity_of(request)
    rows = tuple(
        _row(each, is_active=each == active) for each in middleware.found_capacities(request)
    )
    return TemplateResponse(request, "access/purpose_list.html", {"page": PurposesPage(rows)})


def _row(capacity: Capacity, *, is_active: bool) -> CapacityRow:
    return CapacityRow(
        code=capacity.code,
        municipality=capacity.municipality_name,
        purpose=str(capacity.purpose.label),
        memberships=tuple(_membership_row(each) for each in capacity.memberships),
        is_active=is_active,
    )


def _membership_row(membership: Membership) -> MembershipRow:
    right = policies.RIGHTS[Role(membership.role)]
    organisation = membership.organisation
    seen = policies.seen_categories(
        right.seen, own=organisation.categories, is_coordinating=organisation.is_coordinating
    )
    return MembershipRow(
        role=str(Role(membership.role).label),
        organisation=context.name_of(organisation),
        whose=WHOSE_LABELS[right.whose],
        categories=tuple(str(each.label) for each in Category if each in seen),
    )


def refuse_forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without a valid token; Django calls this view (`CSRF_FAILURE_VIEW`)."""
    return render(request, "403_csrf.html", status=403)


@signed_in
@require_POST
def choose_purpose(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("capacity", "")
    if chosen not in {each.code for each in middleware.found_capacities(request)}:
        raise Http404
    request.session[middleware.CAPACITY_KEY] = chosen
    return redirect("/")
