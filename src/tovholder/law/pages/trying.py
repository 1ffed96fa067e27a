"""A definition tried on an invented person: state, dates, the days around, and the proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from tovholder.engine.language import Expectation, RulePack
from tovholder.engine.person import Proof, Standing, State
from tovholder.home.pages.facts import fact_title
from tovholder.home.pages.proof import ProofPage, Setting, proof_page
from tovholder.home.pages.timeline import CATEGORY_TONES, SHAPES
from tovholder.home.words import said
from tovholder.law.forms.trying import TryForm
from tovholder.law.trying import Invented, InventedFact, Move, Tried
from tovholder.people.labels import state_label, state_tone
from tovholder.ui.charts.figure import Figure
from tovholder.ui.charts.timeline import Bar, Mark, Shape, TimelineRow, timeline
from tovholder.ui.formats import dkk
from tovholder.ui.parts import Link, Tone

ONE_DAY = timedelta(days=1)
BEFORE, AFTER = timedelta(days=30), timedelta(days=60)
NEAREST = timedelta(days=730)


@dataclass(frozen=True)
class ShownStanding:
    """One occurrence on a day, in words."""

    ordinal: int
    state: str
    tone: str
    start_date: date | None
    aim_date: date | None
    due_date: date | None
    met_date: date | None
    worth: str


@dataclass(frozen=True)
class ShownMove:
    """From a day on: what the occurrences are; `is_now` is the part with the day asked about."""

    first: date
    standings: tuple[ShownStanding, ...]
    is_now: bool


@dataclass(frozen=True)
class ShownOutcome:
    """What the definition says about the invented person."""

    on: date
    standings: tuple[ShownStanding, ...]
    moves: tuple[ShownMove, ...]
    picture: Figure
    proof: ProofPage | None


@dataclass(frozen=True)
class TryPage:
    """The form, and what follows from it; no `outcome` while something cannot be read."""

    id: str
    title: str
    form: TryForm
    scenarios: tuple[Link, ...]
    begun_from: str
    outcome: ShownOutcome | None


def try_page(
    expectation: Expectation, form: TryForm, *, scenario: int | None, titles: tuple[str, ...]
) -> TryPage:
    """Return the page before anything is computed."""
    url = reverse("law_expectation_try", args=[expectation.id])
    return TryPage(
        id=expectation.id,
        title=said(expectation.title),
        form=form,
        scenarios=tuple(
            Link(title, f"{url}?scenario={number}", is_current=number == scenario)
            for number, title in enumerate(titles, start=1)
        ),
        begun_from=titles[scenario - 1] if scenario else "",
        outcome=None,
    )


def shown_outcome(
    invented: Invented, found: Tried, expectation: Expectation, pack: RulePack
) -> ShownOutcome:
    """Return what a definition says, in words and as a picture."""
    meant = _meant(found)
    setting = Setting(
        key="", name="", pack=pack, recordable=frozenset(), can_waive=False, to_end={}
    )
    return ShownOutcome(
        on=invented.on,
        standings=tuple(_shown(each) for each in found.standings),
        moves=tuple(_moves(found.moves, invented.on)),
        picture=_picture(invented, found, expectation, pack),
        proof=proof_page(meant, setting) if meant else None,
    )


def _meant(found: Tried) -> Proof | None:
    """Return the proof of the occurrence to look at: the first not closed, else the last."""
    opened = [each for each in found.proofs if not each.standing.state.is_closed]
    return next(iter(opened), None) or (found.proofs[-1] if found.proofs else None)


def _shown(standing: Standing) -> ShownStanding:
    return ShownStanding(
        ordinal=standing.ordinal,
        state=state_label(standing.state),
        tone=state_tone(standing.state),
        start_date=standing.start_date,
        aim_date=standing.aim_date,
        due_date=standing.due_date,
        met_date=standing.met_date,
        worth=dkk(standing.worth) if standing.worth is not None else "",
    )


def _moves(moves: tuple[Move, ...], on: date) -> Iterator[ShownMove]:
    now = max((each.first for each in moves if each.first <= on), default=None)
    for each in moves:
        shown = tuple(_shown(standing) for standing in each.standings)
        yield ShownMove(each.first, shown, is_now=each.first == now)


def _picture(invented: Invented, found: Tried, expectation: Expectation, pack: RulePack) -> Figure:
    rows = [_due_row(found, expectation)]
    kinds = dict.fromkeys(fact.kind for fact in invented.facts)
    rows += [_kind_row(kind, invented.facts, pack) for kind in kinds]
    start, end = _days(invented, found)
    return timeline(
        rows,
        start=start,
        end=end,
        today=invented.on,
        title=_("The invented person's history"),
        description=_("Each row is one sort of fact; the first row shows the expectation."),
        source=_("invented for this page"),
        today_label=_("the day asked about"),
    )


def _due_row(found: Tried, expectation: Expectation) -> TimelineRow:
    marks = tuple(mark for each in found.standings for mark in _due_marks(each, expectation))
    return TimelineRow(_("Expectation"), marks=marks)


def _due_marks(standing: Standing, expectation: Expectation) -> Iterator[Mark]:
    shape = SHAPES.get(State(standing.state))
    is_done = shape in {Shape.DONE, Shape.DONE_LATE}
    day = standing.met_date if is_done else standing.due_date
    if shape and day:
        yield Mark(day, said(expectation.title), shape=shape)


def _kind_row(kind: str, facts: tuple[InventedFact, ...], pack: RulePack) -> TimelineRow:
    definition = pack.kinds[kind]
    tone = CATEGORY_TONES.get(definition.category, Tone.NEUTRAL)
    own = sorted((fact for fact in facts if fact.kind == kind), key=lambda fact: fact.start)
    label = said(definition.label)
    if definition.event:
        return TimelineRow(label, marks=tuple(Mark(fact.start, _state(fact, pack)) for fact in own))
    bars = tuple(
        Bar(
            fact.start,
            fact.last + ONE_DAY if fact.last else None,
            _state(fact, pack),
            tone=tone,
            is_planned=fact.is_planned,
        )
        for fact in own
    )
    return TimelineRow(label, bars=bars)


def _state(fact: InventedFact, pack: RulePack) -> str:
    definition = pack.kinds[fact.kind]
    return said(definition.states.get(fact.state)) or fact_title(definition, fact.state)


def _days(invented: Invented, found: Tried) -> tuple[date, date]:
    """Return the days to draw: everything within two years of the day asked about."""
    days = [fact.start for fact in invented.facts]
    days += [fact.last for fact in invented.facts if fact.last]
    days += [each.due_date for each in found.standings if each.due_date]
    near = [day for day in days if abs(day - invented.on) <= NEAREST]
    return min([*near, invented.on]) - BEFORE, max([*near, invented.on]) + AFTER
