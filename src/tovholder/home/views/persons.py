"""Taking in somebody new, and correcting who somebody is."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tovholder.access import queries as access
from tovholder.access.models import Organisation, Purpose, User
from tovholder.access.policies import Action, check_receive
from tovholder.access.routes import ScopedRequest, requires
from tovholder.access.scopes import Scope
from tovholder.home import receipts
from tovholder.home.forms.persons import NewPersonForm, ParticularsCorrectionForm
from tovholder.home.forms.refusals import show_refusal
from tovholder.home.pages.persons import (
    PersonFormPage,
    namesakes,
    new_person_facts,
    particulars_page,
    recorded_particulars,
)
from tovholder.home.views.readers import found_person, posted
from tovholder.home.views.saving import save_facts
from tovholder.people import actions, queries
from tovholder.people.facts import SetAttribute
from tovholder.people.problems import FactsRefusedError

RECORDERS = requires(Purpose.CASEWORK, action=Action.RECORD)
FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@RECORDERS
@FORM_METHODS
def create_person(request: ScopedRequest) -> HttpResponse:
    check_receive(request.scope)
    department, colleagues = _coordinating(request.scope)
    form = NewPersonForm(
        posted(request),
        pack=queries.pack_for(request.scope.municipality),
        colleagues=[(each.pk, each.full_name) for each in colleagues],
        initial={"coordinator": request.user.pk},
    )
    similar = namesakes(request.scope, form, today=timezone.localdate()) if form.is_valid() else ()
    if similar and not request.POST.get("is_another"):
        form.ask_again()
    if form.is_valid():
        holder = colleagues.filter(pk=form.cleaned_data["coordinator"]).first()
        if response := _create(request, form, department, holder):
            return response
    page = PersonFormPage(form, similar, back_url=reverse("home_people_list"))
    return render(request, "home/person_form.html", {"page": page})


def _coordinating(scope: Scope) -> tuple[Organisation, QuerySet[User]]:
    """Return the coordinating department and its colleagues.

    Raises:
        Http404: the municipality has named none yet.
    """
    department = access.organisations(scope).filter(is_coordinating=True).first()
    if department is None:
        raise Http404
    return department, access.colleagues(scope, organisation_id=department.pk)


def _create(
    request: ScopedRequest, form: NewPersonForm, department: Organisation, holder: User | None
) -> HttpResponse | None:
    """Record the person and go to their page; None when the door refused."""
    try:
        recorded = actions.receive_person(
            new_person_facts(form), organisation=department, user=holder, by=request.scope,
            at=timezone.now(),
        )  # fmt: skip
    except FactsRefusedError as refused:
        show_refusal(form, refused)
        return None
    (person_id,) = recorded.persons.values()
    ((key, _name),) = queries.names_of(request.scope, [person_id]).values()
    detail = found_person(request, key)
    lines = [f"{line.title}: {line.label}" for line in detail.standings]
    receipts.leave(request.session, _("The person is recorded. What follows from it:"), lines)
    return redirect("home_person_show", key=key)


@RECORDERS
@FORM_METHODS
def correct_person(request: ScopedRequest, key: str) -> HttpResponse:
    detail = found_person(request, key)
    form = ParticularsCorrectionForm(
        posted(request), pack=detail.pack, recorded=recorded_particulars(detail)
    )
    if form.is_valid():
        facts = [SetAttribute(detail.id, name, value) for name, value in form.changed().items()]
        done, reason = _("The particulars are corrected."), form.cleaned_data["reason"]
        if response := save_facts(request, detail, facts, done=done, form=form, reason=reason):
            return response
    page = particulars_page(detail, form)
    return render(request, "home/particulars_form.html", {"page": page})
