"""Standings on a person's page: what to do next, and all of them in groups."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.engine.language import Expectation, ExpectationKind
from tovholder.engine.language.days import At
from tovholder.engine.language.expectations import facts_asked
from tovholder.engine.person import State
from tovholder.home.pages.missing import missing_words
from tovholder.people.queries import PersonDetail
from tovholder.people.queries.standings import StandingLine
from tovholder.ui.formats import date_long, days_from
from tovholder.ui.parts import Fact, Link

NEEDS_ACTION = (State.OVERDUE, State.DUE_SOON, State.UNDETERMINED)
RUNNING = (State.UNDER_WAY, State.OPEN, State.PAUSED, State.SUSPENDED)
MOST_STEPS = 3
DONE = (State.MET, State.MET_LATE, State.WAIVED)
STOPPED = (State.MISSED, State.ENDED)


@dataclass(frozen=True)
class NextStep:
    """What needs somebody now, and the link that does it."""

    title: str
    state: str
    tone: str
    text: str
    url: str
    action: Link | None


@dataclass(frozen=True)
class ListedStanding:
    """A line of the table of standings; `url` is "" as known on an earlier day."""

    title: str
    state: str
    tone: str
    due: date | None
    aim: date | None
    start: date | None
    met: date | None
    note: str
    url: str


@dataclass(frozen=True)
class StandingGroup:
    """Standings that ask for the same of a colleague."""

    title: str
    rows: tuple[ListedStanding, ...]


def next_steps(detail: PersonDetail, *, today: date) -> tuple[NextStep, ...]:
    """Return what is overdue, due soon or not to be decided, the most urgent first."""
    return tuple(
        NextStep(
            title=line.title,
            state=line.label,
            tone=line.tone,
            text=_next_text(line, detail, today),
            url=_url(line, detail),
            action=_action(line, detail),
        )
        for line in detail.standings
        if needs_action(line) and line.kind != ExpectationKind.GRANT
    )


def more_steps(steps: Sequence[NextStep]) -> str:
    """Return how many steps stand only in the table below, "" where all are shown."""
    rest = len(steps) - MOST_STEPS
    if rest <= 0:
        return ""
    return ngettext(
        "%(count)s more needs something and stands below.",
        "%(count)s more need something and stand below.",
        rest,
    ) % {"count": rest}


def needs_action(line: StandingLine) -> bool:
    """Say whether somebody can and should do something about a standing now.

    What only lacks a number that is not known to us waits for those who set numbers.
    """
    if line.state == State.UNDETERMINED:
        return not lacks_a_number(line)
    return State(line.state) in NEEDS_ACTION


def lacks_a_number(line: StandingLine) -> bool:
    """Say whether nothing but a number that is not known to us leaves a standing open."""
    is_open = line.state == State.UNDETERMINED and bool(line.missing)
    return is_open and all(name.startswith("parameter:") for name in line.missing)


def standing_groups(detail: PersonDetail) -> tuple[StandingGroup, ...]:
    """Return all standings in groups; a group without any is left out.

    Grants are the municipality's own affair, and stand apart until they are settled.
    """
    groups: dict[str, list[StandingLine]] = {
        _("Needs something now"): [],
        _("Running"): [],
        _("Begins later"): [],
        _("Grants to the municipality"): [],
        _("Waits for a number that is not known to us"): [],
        _("Done"): [],
        _("Stopped without being met"): [],
    }
    titles = list(groups)
    for line in detail.standings:
        groups[titles[_place(line)]].append(line)
    return tuple(
        StandingGroup(title, tuple(_listed(line, detail) for line in lines))
        for title, lines in groups.items()
        if lines
    )


def _place(line: StandingLine) -> int:
    """Return the place of the group in which a standing is shown."""
    state = State(line.state)
    if state in DONE:
        return 5
    if state in STOPPED:
        return 6
    if line.kind == ExpectationKind.GRANT:
        return 3
    if lacks_a_number(line):
        return 4
    if state is State.WAITING:
        return 2
    return 0 if needs_action(line) else 1


def listed_standings(detail: PersonDetail) -> tuple[ListedStanding, ...]:
    """Return all standings as lines of a table."""
    return tuple(_listed(line, detail) for line in detail.standings)


def _listed(line: StandingLine, detail: PersonDetail) -> ListedStanding:
    return ListedStanding(
        title=line.title,
        state=line.label,
        tone=line.tone,
        due=line.due_date,
        aim=line.aim_date,
        start=line.start_date,
        met=line.met_date,
        note="; ".join(missing_words(line.missing, detail.pack)),
        url=_url(line, detail),
    )


def not_applicable(detail: PersonDetail) -> tuple[Fact, ...]:
    """Return each expectation that does not apply, with its reason."""
    return tuple(Fact(each.title, each.reason) for each in detail.not_applicable)


def _next_text(line: StandingLine, detail: PersonDetail, today: date) -> str:
    """Return one sentence on why it needs somebody now."""
    if line.state == State.UNDETERMINED:
        return "; ".join(missing_words(line.missing, detail.pack))
    words = {"day": date_long(line.due_date), "distance": days_from(line.due_date, today)}
    if line.state == State.OVERDUE:
        return _("It was due on %(day)s, %(distance)s.") % words
    return _("It is due on %(day)s, %(distance)s.") % words


def _url(line: StandingLine, detail: PersonDetail) -> str:
    if line.id is None:
        return ""
    return reverse("home_standing_show", args=[detail.key, line.id])


def _action(line: StandingLine, detail: PersonDetail) -> Link | None:
    """Return the link that records what is missing or what would meet it."""
    for kind, state in _wanted(line, detail):
        if kind in detail.recordable:
            query = {"state": state} if state else None
            if lineage := _to_be_ended(line, detail, kind):
                url = reverse("home_fact_correct", args=[detail.key, lineage])
                return Link(_("Write when it ended"), url)
            url = reverse("home_fact_record", args=[detail.key, kind], query=query)
            return Link(_("Record it"), url)
    return None


def _to_be_ended(line: StandingLine, detail: PersonDetail, kind: str) -> UUID | None:
    """Return the fact that still goes on where its end is what is asked for."""
    definition = detail.pack.expectations.get(line.expectation)
    if definition is None or kind not in kinds_to_end(definition):
        return None
    going_on = (each for each in detail.episodes if each.kind == kind and each.end is None)
    return next((each.lineage for each in going_on if not each.is_planned), None)


def kinds_to_end(expectation: Expectation) -> frozenset[str]:
    """Return the kinds of which an expectation asks for the end and not for the beginning."""
    asked = facts_asked(expectation.newest.what)
    return frozenset(kind.id for kind, _states, at in asked if at is At.END)


def _wanted(line: StandingLine, detail: PersonDetail) -> Iterator[tuple[str, str]]:
    """Yield kind and, where there is only one, state of the facts that are asked for."""
    if line.state == State.UNDETERMINED:
        yield from (
            (name.removeprefix("kind:"), "") for name in line.missing if name.startswith("kind:")
        )
        return
    definition = detail.pack.expectations.get(line.expectation)
    for asked, states, _at in facts_asked(definition.newest.what) if definition else ():
        yield asked.id, states[0] if len(states) == 1 else ""


def wanted_kinds(detail: PersonDetail) -> tuple[str, ...]:
    """Return the kinds that the standings needing something ask for, each once."""
    wanted = (
        kind
        for line in detail.standings
        if State(line.state) in (*NEEDS_ACTION, State.OPEN, State.UNDER_WAY)
        for kind, _state in _wanted(line, detail)
    )
    return tuple(dict.fromkeys(kind for kind in wanted if kind in detail.recordable))
