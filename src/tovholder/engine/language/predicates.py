"""Predicates: what may be asked about a person on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.errors import refusal, unknown_word
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Node
from tovholder.engine.language.vocabulary import Vocabulary
from tovholder.engine.words import OR, Label, joined


class _Part(Protocol):
    def describe(self, language: str) -> str: ...


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: "tuple[Predicate, ...]"

    def describe(self, language: str) -> str:
        """Return the condition in words."""
        return joined([_inside(part, language) for part in self.parts], language)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: "tuple[Predicate, ...]"

    def describe(self, language: str) -> str:
        """Return the condition in words."""
        return joined([_inside(part, language) for part in self.parts], language, last=OR)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Predicate"

    def describe(self, language: str) -> str:
        """Return the condition in words."""
        frame = Label(
            "det er ikke sådan, at personen {part}", "it is not so that the person {part}"
        )
        return frame.text(language).format(part=_inside(self.part, language))


@dataclass(frozen=True, slots=True)
class Age:
    """The age in whole years lies between two bounds, both inclusive."""

    birth_date: AttributeDefinition
    at_least: int | None
    at_most: int | None

    def describe(self, language: str) -> str:
        """Return the condition in words.

        >>> Age(None, 18, None).describe("en")
        'is at least 18 years old'
        """
        bounds = []
        if self.at_least is not None:
            bounds.append(f"{Label('mindst', 'at least').text(language)} {self.at_least}")
        if self.at_most is not None:
            bounds.append(f"{Label('højst', 'at most').text(language)} {self.at_most}")
        frame = Label("er {bounds} år", "is {bounds} years old").text(language)
        return frame.format(bounds=joined(bounds, language))


@dataclass(frozen=True, slots=True)
class InState:
    """A fact of the kind, in one of the states, covers the day. No states: any of them."""

    kind: Kind
    states: tuple[str, ...]

    def describe(self, language: str) -> str:
        """Return the condition in words."""
        frame = Label("er registreret med {fact}", "is registered with {fact}").text(language)
        return frame.format(fact=described_fact(self.kind, self.states, language))


@dataclass(frozen=True, slots=True)
class Had:
    """A fact of the kind, in one of the states, has begun on or before the day."""

    kind: Kind
    states: tuple[str, ...]

    def describe(self, language: str) -> str:
        """Return the condition in words."""
        frame = Label("har fået registreret {fact}", "has had {fact} recorded").text(language)
        return frame.format(fact=described_fact(self.kind, self.states, language))


@dataclass(frozen=True, slots=True)
class Named:
    """A predicate that has a name of its own."""

    id: str
    label: Label
    predicate: "Predicate"

    def describe(self, language: str) -> str:
        """Return the condition by its name."""
        return self.label.text(language)


Predicate = AllOf | AnyOf | Not | Age | InState | Had | Named


def described_fact(kind: Kind, states: tuple[str, ...], language: str) -> str:
    """Return a kind, and the states asked for, in words."""
    label = kind.label.text(language)
    if not states:
        return f"“{label}”"
    names = [kind.states[state].text(language) for state in states]
    return f"“{label}: {joined(names, language, last=OR)}”"


def _inside(part: "Predicate", language: str) -> str:
    text = part.describe(language)
    return f"({text})" if isinstance(part, AllOf | AnyOf | Not) else text


def leaves(predicate: Predicate) -> "Iterator[Age | InState | Had]":
    """Yield the questions to the history that a predicate is made of."""
    match predicate:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | Named(predicate=part):
            yield from leaves(part)
        case _:
            yield predicate


def read_predicate(node: Node, words: Vocabulary, path: tuple[str, ...] = ()) -> Predicate:
    """Read a predicate.

    Args:
        node: A name of `predicates.yaml`, or one of the forms of the language.
        words: What may be named.
        path: Names that are being read, outermost first; meeting one again is a circle.
    """
    if isinstance(node.content, str):
        return _read_named(node, words, path)
    if node.is_mapping and "kind" in node.entries():
        return InState(*_read_fact(node, words))
    fields = node.fields(optional=("all", "any", "not", "age", "had", "kind"))
    if len(fields.by_name) != 1:
        raise node.refuse("exactly one of all, any, not, age, had, or a kind with its state")
    ((form, inner),) = fields.by_name.items()
    if form == "age":
        return _read_age(inner, words)
    if form == "had":
        return Had(*_read_fact(inner, words))
    if form == "not":
        return Not(read_predicate(inner, words, path))
    parts = tuple(read_predicate(item, words, path) for item in inner.items())
    return AllOf(parts) if form == "all" else AnyOf(parts)


def _read_named(node: Node, words: Vocabulary, path: tuple[str, ...]) -> Named:
    name = node.word(words.predicates)
    if name in path:
        circle = " → ".join((*path[path.index(name) :], name))
        raise refusal(
            node.place, f"a circle of names: {circle}", ["a predicate not made of itself"]
        )
    return read_named(name, words, path)


def read_named(name: str, words: Vocabulary, path: tuple[str, ...] = ()) -> Named:
    """Read the predicate that has a name in the vocabulary."""
    fields = words.predicates[name].fields(required=("label", "holds"))
    predicate = read_predicate(fields["holds"], words, (*path, name))
    return Named(name, fields["label"].label(), predicate)


def _read_fact(node: Node, words: Vocabulary) -> tuple[Kind, tuple[str, ...]]:
    fields = node.fields(required=("kind",), optional=("state",))
    kind = words.kind(fields["kind"])
    return kind, words.states(fields.get("state"), kind)


def _read_age(node: Node, words: Vocabulary) -> Age:
    if "birth_date" not in words.attributes:
        raise unknown_word(node.place, "birth_date", words.attributes)
    fields = node.fields(optional=("at_least", "at_most"))
    at_least, at_most = fields.get("at_least"), fields.get("at_most")
    if at_least is None and at_most is None:
        raise node.refuse("at_least, at_most or both")
    low = at_least.integer() if at_least else None
    high = at_most.integer(at_least=low or 0) if at_most else None
    return Age(words.attributes["birth_date"], low, high)
