"""What a rule pack says, definition by definition: its words, and a fingerprint of its meaning.

Kept with an approval, so that a later pack can be compared with what was approved, in words, when
nobody can read the old files any more.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, Final

from tovholder.engine.language import Kind, Label, RulePack
from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.calendars import Calendar
from tovholder.engine.language.details import Detail
from tovholder.engine.language.explaining import explained
from tovholder.engine.language.explaining.numbers import amount_words
from tovholder.engine.language.parameters import DatedAmount, Parameter, Unit
from tovholder.engine.language.predicates import Named
from tovholder.engine.language.suspensions import Suspension
from tovholder.engine.words import day_words

SORTS = (
    "expectations", "parameters", "predicates", "suspensions", "calendar", "kinds", "attributes",
    "checklists", "owners", "categories",
)  # fmt: skip
"""The parts of a pack whose definitions are compared, the most important first."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one definition says.

    `mark` is a fingerprint of its meaning, `titles` and `words` its text by language.
    """

    mark: str
    titles: Mapping[str, str]
    words: Mapping[str, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a pack says: its fingerprint, and each definition by (sort, id)."""

    hash: str
    said: Mapping[tuple[str, str], Said]


def contents_of(pack: RulePack) -> Contents:
    """Return what a pack says; made once for each pack."""
    if pack.hash not in _made:
        while len(_made) >= MOST_KEPT:
            _made.pop(next(iter(_made)))
        _made[pack.hash] = Contents(pack.hash, dict(_said(pack)))
    return _made[pack.hash]


MOST_KEPT = 8
_made: dict[str, Contents] = {}


def to_json(contents: Contents) -> dict[str, Any]:
    """Return contents as JSON can keep them."""
    said = [
        {
            "sort": sort,
            "id": name,
            "mark": each.mark,
            "titles": dict(each.titles),
            "words": {
                language: [[one.heading, list(one.lines)] for one in passages]
                for language, passages in each.words.items()
            },
        }
        for (sort, name), each in contents.said.items()
    ]
    return {"hash": contents.hash, "said": said}


def from_json(kept: Mapping[str, Any]) -> Contents:
    """Return contents that `to_json` wrote."""
    said = {
        (each["sort"], each["id"]): Said(
            each["mark"],
            each["titles"],
            {
                language: tuple(Passage(heading, tuple(lines)) for heading, lines in passages)
                for language, passages in each["words"].items()
            },
        )
        for each in kept["said"]
    }
    return Contents(kept["hash"], said)


def _said(pack: RulePack) -> Iterator[tuple[tuple[str, str], Said]]:
    for sort in SORTS:
        for name, definition in _definitions(pack, sort).items():
            title = _TITLES[sort](definition)
            words = {
                language: _WORDS[sort](definition, pack, language) for language in pack.languages
            }
            titles = {language: title.text(language) for language in pack.languages}
            yield (sort, name), Said(mark_of(definition), titles, words)


def _definitions(pack: RulePack, sort: str) -> Mapping[str, Any]:
    held: object = getattr(pack, sort)
    return held if isinstance(held, Mapping) else {sort: held}


def mark_of(definition: object) -> str:
    """Return a fingerprint of what a definition says; kinds it reads count by their name only."""
    text = json.dumps(_plain(definition, is_whole=True), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(content: object, *, is_whole: bool = False) -> object:
    if isinstance(content, Kind | AttributeDefinition | Detail) and not is_whole:
        return str(getattr(content, "id", "")) or str(getattr(content, "label", ""))
    if isinstance(content, Mapping):
        return [[str(name), _plain(inner)] for name, inner in content.items()]
    if isinstance(content, tuple | list):
        return [_plain(item) for item in content]
    if isinstance(content, frozenset):
        return sorted(str(item) for item in content)
    if is_dataclass(content) and not isinstance(content, Enum):
        inner = [_plain(getattr(content, part.name)) for part in fields(content)]
        return [type(content).__name__, *inner]
    return str(content)


def _expectation(definition: Any, pack: RulePack, language: str) -> tuple[Passage, ...]:
    return tuple(
        Passage(each.heading, tuple(each.lines)) for each in explained(definition, pack, language)
    )


def _parameter(definition: Parameter, _pack: RulePack, language: str) -> tuple[Passage, ...]:
    nation = tuple(_dated(each, definition.unit, language) for each in definition.values)
    own = tuple(
        _dated(each, definition.unit, language)
        for values in definition.local.values()
        for each in values
    )
    passages = [
        Passage(_LAW.text(language), (definition.law,)),
        Passage(_VALUES.text(language), nation),
        Passage(_OWN.text(language), own),
    ]
    return tuple(each for each in passages if each.lines)


def _dated(dated: DatedAmount, unit: Unit, language: str) -> str:
    frame = _DATED.text(language)
    amount = amount_words(dated.amount, unit, language)
    return frame.format(
        day=day_words(dated.valid_from, language),
        amount=amount,
        source=dated.source,
        confidence=dated.confidence,
    )


def _predicate(definition: Named, _pack: RulePack, language: str) -> tuple[Passage, ...]:
    return (Passage(_MEANS.text(language), (definition.predicate.describe(language),)),)


def _suspension(definition: Suspension, _pack: RulePack, language: str) -> tuple[Passage, ...]:
    last = day_words(definition.last, language) if definition.last else _NO_END.text(language)
    what = ", ".join(sorted(definition.chapters | definition.expectations))
    return (
        Passage(_LAW.text(language), (definition.law.ref, definition.law.source)),
        Passage(_DAYS.text(language), (f"{day_words(definition.first, language)} – {last}",)),
        Passage(_TOUCHES.text(language), (what,)),
    )


def _kind(definition: Kind, _pack: RulePack, language: str) -> tuple[Passage, ...]:
    states = tuple(label.text(language) for label in definition.states.values())
    details = tuple(each.label.text(language) for each in definition.details.values())
    passages = [Passage(_STATES.text(language), states), Passage(_DETAILS.text(language), details)]
    return tuple(each for each in passages if each.lines)


def _attribute(
    definition: AttributeDefinition, _pack: RulePack, language: str
) -> tuple[Passage, ...]:
    choices = tuple(label.text(language) for label in definition.choices.values())
    return (Passage(_STATES.text(language), choices),) if choices else ()


def _label(definition: Label, _pack: RulePack, language: str) -> tuple[Passage, ...]:
    return (Passage(_CALLED.text(language), (definition.text(language),)),)


def _calendar(definition: Calendar, _pack: RulePack, language: str) -> tuple[Passage, ...]:
    weekend = tuple(str(day + 1) for day in sorted(definition.weekend))
    closed = tuple(str(day) for day in sorted(definition.closed_days))
    return (
        Passage(_WEEKEND.text(language), weekend),
        Passage(_CLOSED.text(language), closed),
    )


_WORDS: Mapping[str, Callable[[Any, RulePack, str], tuple[Passage, ...]]] = {
    "expectations": _expectation,
    "parameters": _parameter,
    "predicates": _predicate,
    "suspensions": _suspension,
    "kinds": _kind,
    "attributes": _attribute,
    "calendar": _calendar,
    "checklists": _label,
    "owners": _label,
    "categories": _label,
}
_CALENDAR: Final = Label("Kalender", "Calendar")
_TITLES: Mapping[str, Callable[[Any], Label]] = {
    "expectations": lambda one: one.title,
    "parameters": lambda one: one.description,
    "predicates": lambda one: one.label,
    "suspensions": lambda one: one.label,
    "kinds": lambda one: one.label,
    "attributes": lambda one: one.label,
    "calendar": lambda _one: _CALENDAR,
    "checklists": lambda one: one,
    "owners": lambda one: one,
    "categories": lambda one: one,
}
_LAW = Label("Lov", "Law")
_VALUES = Label("Værdier", "Values")
_OWN = Label("Kommunens egne værdier", "The municipality's own values")
_DATED = Label(
    "Fra {day}: {amount} (kilde: {source}; {confidence})",
    "From {day}: {amount} (source: {source}; {confidence})",
)
_MEANS = Label("Betyder, at personen", "Means that the person")
_DAYS = Label("Dage", "Days")
_NO_END = Label("indtil videre", "until further notice")
_TOUCHES = Label("Rammer", "Touches")
_STATES = Label("Værdier at vælge imellem", "Values to choose from")
_DETAILS = Label("Oplysninger, der følger med", "Details that go with it")
_CALLED = Label("Hedder", "Is called")
_WEEKEND = Label(
    "Ugedage uden arbejde (1 er mandag)", "Days of the week without work (1 is Monday)"
)
_CLOSED = Label("Lukkedage", "Closed days")
