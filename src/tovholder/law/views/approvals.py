"""Which rules are approved, and approving those in force."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tovholder.access.models import Purpose
from tovholder.access.policies import Action
from tovholder.access.routes import ScopedRequest, requires
from tovholder.access.scopes import Scope
from tovholder.home.words import said
from tovholder.law import actions
from tovholder.law.forms.approval import ApprovalForm
from tovholder.law.pages.approval import ApprovalPage, shown_difference
from tovholder.law.policies import ApprovedAlreadyError, can_approve, sees_persons
from tovholder.law.queries import approvals
from tovholder.people.queries import pack_for


@requires(action=None)
@require_safe
def show_approvals(request: ScopedRequest) -> HttpResponse:
    return render(request, "law/approval.html", {"page": _page(request.scope)})


@requires(Purpose.LEADERSHIP, action=Action.APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def create_approval(request: ScopedRequest) -> HttpResponse:
    page = _page(request.scope)
    form = ApprovalForm(request.POST if request.method == "POST" else None,
                        initial={"rules": page.rules})  # fmt: skip
    if form.is_valid():
        if form.cleaned_data["rules"] == page.rules:
            return _approved(request, form.cleaned_data["comment"])
        form.add_error(None, _("The rules have changed while you read. Look at them again."))
    return render(request, "law/approval_form.html", {"page": page, "form": form})


def _approved(request: ScopedRequest, comment: str) -> HttpResponse:
    try:
        actions.approve_pack(comment=comment, by=request.scope, at=timezone.now())
        messages.success(request, _("The rules are approved. Citizens may now be shown them."))
    except ApprovedAlreadyError as refused:
        messages.info(request, str(refused))
    return redirect("law_approval_list")


def _page(scope: Scope) -> ApprovalPage:
    pack, history = pack_for(scope.municipality), approvals.approval_lines(scope)
    newest = history[0] if history else None
    is_approved = newest is not None and newest.pack_hash == pack.hash
    changed = () if is_approved else approvals.changes_since(scope, pack)
    return ApprovalPage(
        rules=pack.hash,
        title=said(pack.title),
        is_approved=is_approved,
        newest=newest,
        differences=tuple(shown_difference(each, pack) for each in changed),
        history=history,
        may_approve=can_approve(scope) and not is_approved,
        sees_touched=sees_persons(scope),
        expectations=len(pack.expectations),
    )
