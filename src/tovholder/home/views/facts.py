"""Recording a fact, correcting it, withdrawing it, and all its versions."""

from collections.abc import Mapping
from dataclasses import asdict
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tovholder.access.models import Purpose
from tovholder.access.policies import Action
from tovholder.access.routes import ScopedRequest, requires
from tovholder.engine.language import Kind
from tovholder.home.forms.facts import CorrectionForm, FactForm, RetractionForm
from tovholder.home.forms.logs import ListSearchForm
from tovholder.home.pages import recording
from tovholder.home.pages.facts import fact_title
from tovholder.home.policies import can_waive
from tovholder.home.views.readers import READERS, found_person, posted
from tovholder.home.views.saving import save_facts
from tovholder.people.facts import Correction, NewEpisode, Retraction
from tovholder.people.queries import PersonDetail
from tovholder.people.queries.episodes import EpisodeLine, Trace, trace_of

RECORDERS = requires(Purpose.CASEWORK, action=Action.RECORD)
FORM_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@RECORDERS
@require_safe
def list_kinds(request: ScopedRequest, key: str) -> HttpResponse:
    page = recording.kinds_page(found_person(request, key), ListSearchForm(request.GET))
    return render(request, "home/kinds.html", {"page": page})


@RECORDERS
@FORM_METHODS
def record_fact(request: ScopedRequest, key: str, kind: str) -> HttpResponse:
    detail = found_person(request, key)
    definition = _recordable(detail, kind)
    kept, about = _waived(request, detail, definition)
    form = FactForm(
        posted(request),
        kind=definition,
        kept=kept,
        open_state=recording.open_state(detail, definition, on=timezone.localdate()),
        initial={"state": request.GET.get("state", "")},
    )
    if form.is_valid():
        fact = NewEpisode(
            detail.id,
            ends_previous=form.cleaned_data.get("ends_previous", False),
            **asdict(form.content()),
        )
        done = _("Recorded: %(fact)s.") % {"fact": fact_title(definition, fact.state)}
        if response := save_facts(request, detail, [fact], done=done, form=form):
            return response
    page = recording.record_page(detail, definition, form, about=about)
    return render(request, "home/fact_form.html", {"page": page})


@requires(*READERS)
@require_safe
def show_fact(request: ScopedRequest, key: str, lineage: UUID) -> HttpResponse:
    detail = found_person(request, key)
    page = recording.fact_page(detail, _trace(request, detail, lineage))
    return render(request, "home/fact.html", {"page": page})


@RECORDERS
@FORM_METHODS
def correct_fact(request: ScopedRequest, key: str, lineage: UUID) -> HttpResponse:
    detail = found_person(request, key)
    line = _standing(request, detail, lineage)
    definition = detail.pack.kinds[line.kind]
    form = CorrectionForm(
        posted(request),
        kind=definition,
        kept=recording.kept_details(line, definition),
        initial=recording.initial_of(line, definition),
    )
    if form.is_valid():
        content = asdict(form.content())
        fact = Correction(lineage, household=line.household_id, replaces=line.id, **content)
        done = _("Corrected: %(fact)s.") % {"fact": fact_title(definition, fact.state)}
        reason = form.cleaned_data["reason"]
        if response := save_facts(request, detail, [fact], done=done, form=form, reason=reason):
            return response
    page = recording.correct_page(detail, definition, line, form)
    return render(request, "home/fact_form.html", {"page": page})


@RECORDERS
@FORM_METHODS
def retract_fact(request: ScopedRequest, key: str, lineage: UUID) -> HttpResponse:
    detail = found_person(request, key)
    line = _standing(request, detail, lineage)
    form = RetractionForm(posted(request))
    if form.is_valid():
        fact = Retraction(lineage, replaces=line.id)
        title = fact_title(detail.pack.kinds[line.kind], line.state)
        done = _("Withdrawn: %(fact)s.") % {"fact": title}
        reason = form.cleaned_data["reason"]
        if response := save_facts(request, detail, [fact], done=done, form=form, reason=reason):
            return response
    page = recording.retract_page(detail, line, form)
    return render(request, "home/fact_retract.html", {"page": page})


def _recordable(detail: PersonDetail, kind: str) -> Kind:
    if kind not in detail.recordable:
        raise Http404
    return detail.pack.kinds[kind]


def _waived(
    request: ScopedRequest, detail: PersonDetail, kind: Kind
) -> tuple[Mapping[str, object], str]:
    """Return which expectation a waiver is about, and its title; nothing for other kinds.

    Raises:
        Http404: the address names no standing that the reader sees and may waive, or the kind
            needs what no form asks for.
    """
    if recording.is_asked_for(kind):
        return {}, ""
    if kind.id != "waiver":
        raise Http404
    occurrence = request.GET.get("expectation", ""), request.GET.get("occurrence", "")
    for line in detail.standings:
        is_meant = (line.expectation, str(line.lineage)) == occurrence
        if is_meant and can_waive(request.scope, detail.pack.expectations[line.expectation]):
            words = {"expectation": occurrence[0], "occurrence": occurrence[1]}
            return words, _("About: %(title)s") % {"title": line.title}
    raise Http404


def _trace(request: ScopedRequest, detail: PersonDetail, lineage: UUID) -> Trace:
    trace = trace_of(request.scope, detail.key, lineage, pack=detail.pack)
    if trace is None:
        raise Http404
    return trace


def _standing(request: ScopedRequest, detail: PersonDetail, lineage: UUID) -> EpisodeLine:
    """Return the version in force of a fact that the reader may record."""
    line = _trace(request, detail, lineage).standing
    if line is None or line.kind not in detail.recordable:
        raise Http404
    return line
