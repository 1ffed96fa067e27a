"""Standings as a reader sees them: where each stands, what does not apply, and the proof."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.engine import person as engine
from tovholder.engine.history import History
from tovholder.engine.language.pack import RulePack
from tovholder.engine.person import Proof, State, UnknownOccurrenceError, evaluate, prove
from tovholder.people.labels import HIDDEN, Hidden, numbered, state_label, state_tone
from tovholder.people.models import Standing
from tovholder.people.queries.histories import history_of, lineage_of
from tovholder.people.queries.lists import full_name
from tovholder.people.queries.packs import pack_for, title_of
from tovholder.ui.formats import date_long
from tovholder.ui.parts import Tone

URGENCY = (
    State.OVERDUE, State.DUE_SOON, State.UNDETERMINED, State.UNDER_WAY, State.OPEN, State.WAITING,
    State.PAUSED, State.SUSPENDED, State.MISSED, State.MET_LATE, State.MET, State.WAIVED,
    State.ENDED,
)  # fmt: skip
"""The order in which a colleague wants to see states."""


@dataclass(frozen=True)
class StandingLine:
    """One standing in words.

    Attributes:
        id: Of the stored row, for its address; None as known on an earlier day.
        kind: `duty`, `aim`, `step` or `grant`.
        missing: Names of facts as the engine gives them.
    """

    id: int | None
    expectation: str
    title: str
    kind: str
    owner: str
    state: str
    label: str
    tone: Tone
    lineage: UUID | None
    ordinal: int
    start_date: date | None
    aim_date: date | None
    due_date: date | None
    met_date: date | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class NotApplicable:
    """An expectation that the person does not have, and why."""

    expectation: str
    title: str
    reason: str


@dataclass(frozen=True)
class ProofDetail:
    """The proof of a standing, with whose it is.

    Attributes:
        known_on: The day whose knowledge it shows; None for now.
    """

    person_id: int
    key: str
    name: str | Hidden
    standing_id: int
    proof: Proof
    pack: RulePack
    known_on: date | None


def standing_lines(scope: Scope, person_id: int, *, pack: RulePack) -> tuple[StandingLine, ...]:
    """Return the stored standings that the reader may see, the most urgent first; one query."""
    rows = scope.rows(Standing).filter(person_id=person_id)
    return tuple(sorted((_stored(row, pack) for row in rows), key=_urgency))


def standing_of(scope: Scope, key: str, standing_id: int, *, pack: RulePack) -> StandingLine | None:
    """Return one standing of a person, None as if there were none; the read is noted."""
    row = scope.rows(Standing).filter(pk=standing_id, person__key=key).first()
    if row is None:
        return None
    scope.reads.note([row.person_id], row.categories)
    return _stored(row, pack)


def evaluated_lines(
    history: History, visible: frozenset[str], *, pack: RulePack, day: date
) -> tuple[StandingLine, ...]:
    """Return standings as they were on a day with what was known that day."""
    standings = evaluate(history, pack, on=day, known_on=day)
    lines = (_computed(each, pack) for each in standings if _is_shown(each, visible))
    return tuple(sorted(lines, key=_urgency))


def not_applicable(
    history: History, visible: frozenset[str], *, pack: RulePack, on: date, known_on: date | None
) -> tuple[NotApplicable, ...]:
    """Return the expectations that do not apply, each with its reason.

    One whose answer was read from facts the reader may not see is left out.
    """
    found = evaluate(history, pack, on=on, known_on=known_on)
    without = [each for each in found if each.state is State.NOT_APPLICABLE]
    having = {each.expectation for each in found if each.state is not State.NOT_APPLICABLE}
    return tuple(
        NotApplicable(
            each.expectation,
            title_of(each.expectation, pack),
            _reason(_proof(history, each, pack=pack, on=on, known_on=known_on)),
        )
        for each in without
        if each.categories <= visible and each.expectation not in having
    )


def proof_for(
    scope: Scope, key: str, standing_id: int, *, today: date, known_on: date | None = None
) -> ProofDetail | None:
    """Return how a standing came about; the read is noted.

    Args:
        scope: The reader, who must see every category the standing was read from.
        key: Of the person.
        standing_id: Of the stored standing.
        today: The day asked about.
        known_on: Prove as known on this day, about this day.

    Returns:
        None when there is no such standing, the reader may not see it, or nothing of it was
        known on that day: one answer for all.
    """
    rows = scope.rows(Standing).filter(pk=standing_id, person__key=key)
    row = rows.select_related("person").first()
    if row is None:
        return None
    visible = scope.categories_for([row.person_id]).get(row.person_id, frozenset())
    pack = pack_for(scope.municipality)
    history = _history(row.person_id, scope, pack, is_whole=known_on is not None)
    try:
        proof = prove(
            history, pack, expectation=row.expectation,
            lineage=str(row.lineage) if row.lineage else "", ordinal=row.ordinal,
            on=known_on or today, known_on=known_on,
        )  # fmt: skip
    except UnknownOccurrenceError:
        return None
    if not proof.categories <= visible:
        return None
    scope.reads.note([row.person_id], proof.categories)
    name = full_name(row.person) if Category.IDENTITY in visible else HIDDEN
    return ProofDetail(row.person_id, key, name, standing_id, proof, pack, known_on)


def _history(person_id: int, scope: Scope, pack: RulePack, *, is_whole: bool) -> History:
    found = history_of(
        [person_id], municipality=scope.municipality, pack=pack, with_superseded=is_whole
    )
    return found[person_id]


def _is_shown(standing: engine.Standing, visible: frozenset[str]) -> bool:
    return standing.state is not State.NOT_APPLICABLE and standing.categories <= visible


def _proof(
    history: History, standing: engine.Standing, *, pack: RulePack, on: date, known_on: date | None
) -> Proof:
    return prove(
        history, pack, expectation=standing.expectation, lineage=standing.lineage,
        ordinal=standing.ordinal, on=on, known_on=known_on,
    )  # fmt: skip


def _reason(proof: Proof) -> str:
    """Return in words why an expectation does not apply."""
    language = get_language() or "da"
    if proof.start is None:
        first = proof.expectation.start.describe(language)
        return _("It has not begun: it counts from %(day)s.") % {"day": first}
    if proof.version is None:
        day = date_long(proof.start.start)
        return _("No version of the rule was in force on %(day)s.") % {"day": day}
    who = proof.version.who.describe(language)
    return _("It is for others. It is for a person who %(who)s.") % {"who": who}


def _stored(row: Standing, pack: RulePack) -> StandingLine:
    dates = (row.start_date, row.aim_date, row.due_date, row.met_date)
    return _line(row.expectation, row.state, pack, dates, {
        "id": row.pk, "lineage": row.lineage, "ordinal": row.ordinal,
        "missing": tuple(row.missing),
    })  # fmt: skip


def _computed(standing: engine.Standing, pack: RulePack) -> StandingLine:
    dates = (standing.start_date, standing.aim_date, standing.due_date, standing.met_date)
    return _line(standing.expectation, standing.state.value, pack, dates, {
        "id": None, "lineage": lineage_of(standing.lineage), "ordinal": standing.ordinal,
        "missing": standing.missing,
    })  # fmt: skip


def _line(
    expectation: str,
    state: str,
    pack: RulePack,
    dates: Iterable[date | None],
    occurrence: Mapping[str, object],
) -> StandingLine:
    definition, language = pack.expectations.get(expectation), get_language() or "da"
    start_date, aim_date, due_date, met_date = dates
    return StandingLine(
        expectation=expectation,
        title=numbered(title_of(expectation, pack), int(str(occurrence["ordinal"]))),
        kind=definition.kind.value if definition else "",
        owner=pack.owners[definition.owner].text(language) if definition else "",
        state=state,
        label=state_label(state),
        tone=state_tone(state),
        start_date=start_date,
        aim_date=aim_date,
        due_date=due_date,
        met_date=met_date,
        **occurrence,  # type: ignore[arg-type]
    )


def _urgency(line: StandingLine) -> tuple[int, date, str, str]:
    place = URGENCY.index(State(line.state))
    return place, line.due_date or date.max, line.title, str(line.lineage)
