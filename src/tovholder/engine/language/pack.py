"""The rule pack: all definitions together, checked against each other, with one fingerprint."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum

from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.calendars import Calendar
from tovholder.engine.language.errors import Place, refusal, unknown_word
from tovholder.engine.language.expectations import Expectation
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.parameters import DatedAmount, Parameter
from tovholder.engine.language.predicates import Named
from tovholder.engine.language.suspensions import Suspension
from tovholder.engine.words import Label


@dataclass(frozen=True, slots=True, repr=False)
class RulePack:
    """Every definition, by id. `hash` changes when, and only when, the meaning changes."""

    categories: Mapping[str, Label]
    owners: Mapping[str, Label]
    kinds: Mapping[str, Kind]
    attributes: Mapping[str, AttributeDefinition]
    parameters: Mapping[str, Parameter]
    predicates: Mapping[str, Named]
    expectations: Mapping[str, Expectation]
    checklists: Mapping[str, Label] = field(default_factory=dict)
    suspensions: Mapping[str, Suspension] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=Calendar)
    languages: tuple[str, ...] = ("da", "en")
    title: Label | None = None
    hash: str = ""

    def __repr__(self) -> str:
        return f"RulePack({len(self.expectations)} expectations, {self.hash[:12]})"

    def with_kinds(self, extra: Iterable[Kind]) -> "RulePack":
        """Return the pack with a municipality's own kinds.

        Raises:
            LanguageErrors: A kind has the name of one that exists, or an unknown category.
        """
        kinds = dict(self.kinds)
        for kind in extra:
            place = Place("kinds of the municipality", field=kind.id)
            if kind.id in kinds:
                raise refusal(place, f"“{kind.id}”, which exists already", ["a name of its own"])
            if kind.category not in self.categories:
                raise unknown_word(place.at("category"), kind.category, self.categories)
            kinds[kind.id] = kind
        return sealed(replace(self, kinds=kinds))

    def with_local_values(
        self, municipality: str, values: Mapping[str, Sequence[DatedAmount]]
    ) -> "RulePack":
        """Return the pack with a municipality's own dated values of parameters.

        Raises:
            ValueError: A parameter leaves nothing to a municipality.
            KeyError: There is no such parameter.
        """
        own = {
            name: self.parameters[name].with_local(municipality, dated)
            for name, dated in values.items()
        }
        return sealed(replace(self, parameters={**self.parameters, **own}))


def sealed(pack: RulePack) -> RulePack:
    """Return the pack with the fingerprint of what it says."""
    content = [_canonical(getattr(pack, part.name)) for part in fields(pack) if part.name != "hash"]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return replace(pack, hash=hashlib.sha256(text.encode()).hexdigest())


def _canonical(content: object) -> object:
    """Return what a definition says as plain lists and texts; the same meaning, the same text.

    In which order or in which file things with a name stand makes no difference.
    """
    match content:
        case Mapping():
            return [[str(name), _canonical(content[name])] for name in sorted(content)]
        case tuple() | list():
            return [_canonical(item) for item in content]
        case frozenset():
            return sorted(str(item) for item in content)
        case Enum() | None | bool() | int() | str():
            return str(content)
    if is_dataclass(content):
        parts = [_canonical(getattr(content, part.name)) for part in fields(content)]
        return [type(content).__name__, *parts]
    return str(content.normalize() if isinstance(content, Decimal) else content)
