"""The facts of one person as a reader may see them: what stands, and how it came to stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from tovholder.access.policies import Action
from tovholder.access.scopes import Scope
from tovholder.engine.history import Precision
from tovholder.engine.language.pack import RulePack
from tovholder.people.models import Episode


@dataclass(frozen=True)
class EpisodeLine:
    """A fact as one row says it.

    Attributes:
        id: Of the row; a form sends it back as `Correction.replaces`.
        end: First day after, None while it goes on.
        detail: As recorded; the kind's definition says how to write it.
        reason: Why the row was recorded; required where it took the place of another.
        superseded_at: When another row took its place or it was retracted, None for what stands.
        superseded_reason: Why.
    """

    id: int
    lineage: UUID
    kind: str
    kind_label: str
    state: str
    state_label: str
    category: str
    start: date
    end: date | None
    start_precision: Precision
    end_precision: Precision
    is_planned: bool
    is_event: bool
    detail: Mapping[str, object]
    household_id: int | None
    source: str
    recorded_at: datetime
    recorded_by: str
    reason: str
    superseded_at: datetime | None
    superseded_by: str
    superseded_reason: str


@dataclass(frozen=True)
class KindGroup:
    """The facts of one kind, newest first."""

    kind: str
    label: str
    category: str
    is_event: bool
    is_exclusive: bool
    may_record: bool
    episodes: tuple[EpisodeLine, ...]


@dataclass(frozen=True)
class Trace:
    """A fact with everything it was before, newest row first; nothing stands when retracted."""

    lineage: UUID
    versions: tuple[EpisodeLine, ...]

    @property
    def standing(self) -> EpisodeLine | None:
        """Return the row that stands."""
        newest = self.versions[0]
        return newest if newest.superseded_at is None else None


def known_by(day: date | None) -> Q:
    """Return the condition that a row stood at the end of a local day; None is now."""
    if day is None:
        return Q(superseded_at=None)
    after = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    still = Q(superseded_at=None) | Q(superseded_at__gte=after)
    return Q(recorded_at__lt=after) & still


def episode_lines(
    scope: Scope, person_id: int, *, pack: RulePack, known_on: date | None = None
) -> tuple[EpisodeLine, ...]:
    """Return the visible facts of a person, newest first, now or as known on a day; one query."""
    rows = scope.rows(Episode).filter(known_by(known_on), person_id=person_id)
    lines = [line_of(row, pack) for row in rows]
    return tuple(sorted(lines, key=lambda line: (line.start, line.id), reverse=True))


def traces(scope: Scope, person_id: int, *, pack: RulePack) -> tuple[Trace, ...]:
    """Return every visible fact that was ever recorded of a person, newest recorded first.

    A row is left out where the reader may not see its own category, even when a later one moved
    the fact into a category he does see.
    """
    rows = scope.rows(Episode).filter(person_id=person_id).order_by("-recorded_at", "-id")
    by_lineage: dict[UUID, list[EpisodeLine]] = {}
    for row in rows:
        by_lineage.setdefault(row.lineage, []).append(line_of(row, pack))
    return tuple(Trace(lineage, tuple(lines)) for lineage, lines in by_lineage.items())


def trace_of(scope: Scope, key: str, lineage: UUID, *, pack: RulePack) -> Trace | None:
    """Return one fact of a person with its earlier versions; None as if there were none.

    The read is noted.
    """
    rows = scope.rows(Episode).filter(person__key=key, lineage=lineage)
    found = list(rows.order_by("-recorded_at", "-id"))
    if not found:
        return None
    scope.reads.note([found[0].person_id], {row.category for row in found})
    return Trace(lineage, tuple(line_of(row, pack) for row in found))


def grouped(
    lines: Iterable[EpisodeLine], *, pack: RulePack, recordable: frozenset[str]
) -> tuple[KindGroup, ...]:
    """Return facts by kind, in the order of the rules; kinds without facts are left out."""
    by_kind: dict[str, list[EpisodeLine]] = {}
    for line in lines:
        by_kind.setdefault(line.kind, []).append(line)
    known = [kind for kind in pack.kinds if kind in by_kind]
    gone = sorted(by_kind.keys() - pack.kinds.keys())
    return tuple(_group(kind, by_kind[kind], pack, recordable) for kind in (*known, *gone))


def recordable_kinds(scope: Scope, visible: frozenset[str], pack: RulePack) -> frozenset[str]:
    """Return the kinds that the reader may record about a person he sees so much of."""
    if not scope.may(Action.RECORD):
        return frozenset()
    return frozenset(kind.id for kind in pack.kinds.values() if kind.category in visible)


def _group(
    kind: str, lines: list[EpisodeLine], pack: RulePack, recordable: frozenset[str]
) -> KindGroup:
    definition = pack.kinds.get(kind)
    return KindGroup(
        kind=kind,
        label=lines[0].kind_label,
        category=lines[0].category,
        is_event=lines[0].is_event,
        is_exclusive=definition.exclusive if definition else False,
        may_record=kind in recordable,
        episodes=tuple(lines),
    )


def line_of(row: Episode, pack: RulePack) -> EpisodeLine:
    """Return a row with its words; a kind the rules no longer have keeps its id."""
    kind, language = pack.kinds.get(row.kind), get_language() or "da"
    state = kind.states.get(row.state) if kind else None
    return EpisodeLine(
        id=row.pk,
        lineage=row.lineage,
        kind=row.kind,
        kind_label=kind.label.text(language) if kind else row.kind,
        state=row.state,
        state_label=state.text(language) if state else row.state,
        category=row.category,
        start=row.period.lower,
        end=row.period.upper,
        start_precision=Precision(row.start_precision),
        end_precision=Precision(row.end_precision),
        is_planned=row.is_planned,
        is_event=kind.event if kind else False,
        detail=row.detail,
        household_id=row.household_id,
        source=row.source,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        reason=row.reason,
        superseded_at=row.superseded_at,
        superseded_by=row.superseded_by,
        superseded_reason=row.superseded_reason,
    )
