"""A number of the law: what the municipality has set, setting it and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.access.models import Purpose
from tovholder.access.policies import Action
from tovholder.access.routes import ScopedRequest, requires
from tovholder.engine.language import RulePack
from tovholder.home.words import said
from tovholder.law.forms.numbers import NumberForm, WithdrawForm
from tovholder.law.pages.definition import shown_parameter
from tovholder.law.pages.numbers import NumberPage, preview_words, shown_number, tried_pack
from tovholder.law.queries.concerned import preview
from tovholder.law.queries.numbers import number_lines
from tovholder.people import actions, local_values
from tovholder.people.local_values import LocalValueRefusedError
from tovholder.people.queries import pack_for
from tovholder.rules.walking import users_of
from tovholder.ui.parts import Link


@requires(Purpose.ADMINISTRATION, action=Action.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def show_number(request: ScopedRequest, parameter: str) -> HttpResponse:
    pack = pack_for(request.scope.municipality)
    if parameter not in pack.parameters:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    withdraw = WithdrawForm(posted if posted and "reason" in posted else None, prefix="")
    if withdraw.is_valid() and _withdrawn(request, withdraw):
        return redirect("law_number_show", parameter=parameter)
    is_number = posted is not None and "source" in posted
    form = NumberForm(posted if is_number else None, parameter=pack.parameters[parameter])
    told = _tried(request, form, pack) if form.is_valid() else ""
    if told and request.POST.get("do") == "set" and _set(request, form):
        return redirect("law_number_show", parameter=parameter)
    page = _page(request, parameter, pack, form, told)
    return render(request, "law/number.html", {"page": page})


def _tried(request: ScopedRequest, form: NumberForm, pack: RulePack) -> str:
    """Return what the number would change, in words; "" where it is refused, said at its field."""
    scope, new = request.scope, form.chosen()
    try:
        dated = local_values.dated(new, pack)
    except LocalValueRefusedError as refused:
        form.add_error(refused.field or None, str(refused))
        return ""
    found = preview(
        scope,
        expectations=tuple(each.id for each in users_of(new.parameter, pack)),
        pack=pack,
        tried=tried_pack(pack, scope.municipality, dated, new.parameter),
        today=scope.on,
    )
    return preview_words(found)


def _set(request: ScopedRequest, form: NumberForm) -> bool:
    try:
        actions.set_local_value(form.chosen(), by=request.scope, at=timezone.now())
    except LocalValueRefusedError as refused:
        form.add_error(refused.field or None, str(refused))
        return False
    messages.success(
        request,
        _("The number is set. Standings are now computed with it, in the background."),
    )
    return True


def _withdrawn(request: ScopedRequest, form: WithdrawForm) -> bool:
    read = form.cleaned_data
    try:
        actions.withdraw_local_value(
            read["value_id"], reason=read["reason"], by=request.scope, at=timezone.now()
        )
    except LocalValueRefusedError as refused:
        messages.error(request, str(refused))
        return True
    messages.success(request, _("The number is withdrawn. It stays readable below."))
    return True


def _page(
    request: ScopedRequest, parameter: str, pack: RulePack, form: NumberForm, told: str
) -> NumberPage:
    definition = pack.parameters[parameter]
    return NumberPage(
        parameter=shown_parameter(definition, request.scope),
        is_open=local_values.is_ever_open(definition),
        used_by=tuple(
            Link(said(each.title), reverse("law_expectation_show", args=[each.id]))
            for each in users_of(parameter, pack)
        ),
        numbers=tuple(
            shown_number(
                line,
                definition,
                WithdrawForm(initial={"value_id": line.id}, auto_id=f"w{line.id}_%s"),
            )
            for line in number_lines(request.scope, parameter)
        ),
        form=form,
        preview=told,
    )
