"""What was told, as histories that the engine reads: no database is needed."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from tovholder.demo.diary import Entry, Fact, NameOf, Newcomer, Trait
from tovholder.demo.numbers import OWN
from tovholder.demo.places import HOME
from tovholder.engine.history import Attribute, Episode, History
from tovholder.engine.language.pack import RulePack
from tovholder.people.local_values import dated
from tovholder.rules.packs import national_pack

DAYS = {"birth_date"}


def histories(entries: Iterable[Entry]) -> dict[str, History]:
    """The newest telling of everything, by person."""
    facts: dict[str, Fact] = {}
    attributes: dict[str, dict[str, Attribute]] = {}
    for entry in entries:
        match entry:
            case Newcomer():
                of_person = attributes.setdefault(entry.ref, {})
                for name, content in entry.attributes.items():
                    of_person[name] = _attribute(name, content, entry.told_on)
            case Trait():
                known = _attribute(entry.name, entry.content, entry.told_on)
                attributes[entry.person][entry.name] = known
            case Fact():
                facts[entry.name] = entry
    episodes: dict[str, list[Episode]] = {}
    for fact in facts.values():
        if not fact.is_taken_back:
            episodes.setdefault(fact.person, []).append(_episode(fact))
    return {
        person: History(tuple(known.values()), tuple(episodes.get(person, ())))
        for person, known in attributes.items()
    }


def _attribute(name: str, content: object, told_on: date) -> Attribute:
    is_day = name in DAYS and isinstance(content, str) and len(content) == 10
    known = date.fromisoformat(str(content)) if is_day else content
    return Attribute(name, known, _moment(told_on), None)


def _episode(fact: Fact) -> Episode:
    detail = {k: v.fact if isinstance(v, NameOf) else v for k, v in fact.detail.items()}
    return Episode(
        lineage=fact.name,
        kind=fact.kind,
        state=fact.state,
        start=fact.start,
        end=fact.end,
        municipality=fact.town,
        detail=detail,
        source="demo",
        recorded_at=_moment(fact.told_on),
        start_precision=fact.start_precision,
        is_planned=fact.is_planned,
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(6, 30), tzinfo=UTC)


def pack_of_home() -> RulePack:
    """The national rules with the numbers that the demo's municipality sets itself."""
    national = national_pack()
    own = {number.parameter: [dated(number, national)] for number in OWN}
    return national.with_local_values(HOME.code, own)
