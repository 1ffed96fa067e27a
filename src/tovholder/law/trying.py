"""An invented person on whom a definition is tried: nothing of it is ever stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from tovholder.engine.history import Attribute, Episode, History
from tovholder.engine.language import RulePack
from tovholder.engine.person import Proof, Standing, State, evaluate, prove
from tovholder.rules.trials import only_needed

RECORDED = datetime(1900, 1, 1, 12, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
BEFORE, AFTER = timedelta(days=60), timedelta(days=400)
"""The days around the day asked about that the strip shows; further where a date falls later."""
JUST_AFTER = timedelta(days=2)
MOST_MOVES = 60
WAIVER = "waiver"


@dataclass(frozen=True)
class InventedFact:
    """A fact of the invented person; `last` is included, None while it goes on."""

    lineage: str
    kind: str
    state: str
    start: date
    last: date | None
    municipality: str
    detail: Mapping[str, object] = field(default_factory=dict)
    is_planned: bool = False

    def episode(self) -> Episode:
        """Return the fact as an episode of a history."""
        return Episode(
            lineage=self.lineage,
            kind=self.kind,
            state=self.state,
            start=self.start,
            end=self.last + ONE_DAY if self.last else None,
            municipality=self.municipality,
            detail=self.detail,
            source="invented",
            recorded_at=RECORDED,
            is_planned=self.is_planned,
        )


@dataclass(frozen=True)
class Invented:
    """An invented person with facts, and the day asked about."""

    attributes: Mapping[str, object]
    facts: tuple[InventedFact, ...]
    on: date

    def history(self) -> History:
        """Return the history that attributes and facts make."""
        attributes = (
            Attribute(name, each, RECORDED, None) for name, each in self.attributes.items()
        )
        return History(tuple(attributes), tuple(fact.episode() for fact in self.facts))


@dataclass(frozen=True)
class Move:
    """From a day on, what the standings are; no standings: it does not apply."""

    first: date
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class Tried:
    """What a definition says about an invented person: every occurrence, and the days around."""

    standings: tuple[Standing, ...]
    proofs: tuple[Proof, ...]
    moves: tuple[Move, ...]


def tried(invented: Invented, expectation: str, pack: RulePack) -> Tried:
    """Return what a definition says about an invented person.

    A waiver that names no occurrence is about the first one.

    Args:
        invented: The person and the day.
        expectation: The definition's id.
        pack: The rules it belongs to.
    """
    needed = only_needed(pack, expectation)
    person = with_occurrences(invented, expectation, needed)
    history = person.history()
    standings = _standings(history, expectation, needed, on=person.on)
    proofs = tuple(
        prove(
            history, needed, expectation=expectation, lineage=each.lineage, ordinal=each.ordinal,
            on=person.on,
        )
        for each in standings
    )  # fmt: skip
    moves = tuple(_moves(history, expectation, needed, around=person.on))
    return Tried(standings, proofs, moves)


def _standings(
    history: History, expectation: str, pack: RulePack, *, on: date
) -> tuple[Standing, ...]:
    found = evaluate(history, pack, on=on)
    return tuple(each for each in found if each.expectation == expectation)


def with_occurrences(invented: Invented, expectation: str, pack: RulePack) -> Invented:
    """Return the person with every waiver about this expectation and an occurrence of it."""
    others = tuple(fact for fact in invented.facts if fact.kind != WAIVER)
    if len(others) == len(invented.facts):
        return invented
    history = replace(invented, facts=others).history()
    found = _standings(history, expectation, pack, on=invented.on)
    first = next((each.lineage for each in found if each.lineage), "")
    about = {"expectation": expectation, "occurrence": first}
    facts = tuple(
        replace(fact, detail={**about, **fact.detail}) if fact.kind == WAIVER else fact
        for fact in invented.facts
    )
    return replace(invented, facts=facts)


def _moves(history: History, expectation: str, pack: RulePack, *, around: date) -> Iterator[Move]:
    """Yield the days on which a state or a due date changes, from some weeks before on."""
    day, last = around - BEFORE, around + AFTER
    edges = _edges(history)
    shown: tuple[tuple[State, date | None], ...] | None = None
    for _step in range(MOST_MOVES * 4):
        standings = _standings(history, expectation, pack, on=day)
        said = tuple((each.state, each.due_date) for each in standings)
        if said != shown:
            yield Move(day, standings)
            shown = said
        last = max([last, *(each.due_date + JUST_AFTER for each in standings if each.due_date)])
        following = _following(day, standings, edges)
        if following is None or following > last:
            return
        day = following


def _edges(history: History) -> tuple[date, ...]:
    """Return the first days of facts and the first days without them."""
    days = {each.start for each in history.episodes}
    days |= {each.end for each in history.episodes if each.end}
    return tuple(sorted(days))


def _following(day: date, standings: Iterable[Standing], edges: tuple[date, ...]) -> date | None:
    changes = [each.next_change_on for each in standings if each.next_change_on]
    ahead = [each for each in (*changes, *edges) if each > day]
    return min(ahead, default=None)
