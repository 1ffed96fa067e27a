"""Predicates: what may be asked about a person on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.filters import Filter
from tovholder.engine.language.kinds import Kind
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
        frame = Label("er ikke en, der {part}", "is not someone who {part}")
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
class AttributeIs:
    """An attribute of the person has one of some values."""

    attribute: AttributeDefinition
    values: tuple[str, ...]

    def describe(self, language: str) -> str:
        """Return the condition in words."""
        choices = self.attribute.choices
        names = [choices[each].text(language) if each in choices else each for each in self.values]
        frame = Label(
            "er registreret med “{name}: {values}”", "is registered with “{name}: {values}”"
        ).text(language)
        name = self.attribute.label.text(language)
        return frame.format(name=name, values=joined(names, language, last=OR))


@dataclass(frozen=True, slots=True)
class InState:
    """A fact of the kind, in one of the states, covers the day. No states: any of them."""

    kind: Kind
    states: tuple[str, ...]
    where: tuple[Filter, ...] = ()

    def describe(self, language: str) -> str:
        """Return the condition in words."""
        frame = Label("er registreret med {fact}", "is registered with {fact}").text(language)
        return frame.format(fact=described_fact(self.kind, self.states, language, self.where))


@dataclass(frozen=True, slots=True)
class Had:
    """A fact of the kind, in one of the states, has begun on or before the day."""

    kind: Kind
    states: tuple[str, ...]
    where: tuple[Filter, ...] = ()

    def describe(self, language: str) -> str:
        """Return the condition in words."""
        frame = Label("har fået registreret {fact}", "has had {fact} recorded").text(language)
        return frame.format(fact=described_fact(self.kind, self.states, language, self.where))


@dataclass(frozen=True, slots=True)
class Named:
    """A predicate that has a name of its own."""

    id: str
    label: Label
    predicate: "Predicate"

    def describe(self, language: str) -> str:
        """Return the condition by its name."""
        return self.label.text(language)


Predicate = AllOf | AnyOf | Not | Age | AttributeIs | InState | Had | Named
Leaf = Age | AttributeIs | InState | Had


def described_fact(
    kind: Kind, states: tuple[str, ...], language: str, where: tuple[Filter, ...] = ()
) -> str:
    """Return a kind, the states asked for and what is asked of its details, in words."""
    label = kind.label.text(language)
    names = [kind.states[state].text(language) for state in states]
    text = f"{label}: {joined(names, language, last=OR)}" if names else label
    asked = [each.describe(language) for each in where]
    return f"“{text}” ({joined(asked, language)})" if asked else f"“{text}”"


def _inside(part: "Predicate", language: str) -> str:
    text = part.describe(language)
    return f"({text})" if isinstance(part, AllOf | AnyOf) else text


def leaves(predicate: Predicate) -> "Iterator[Leaf]":
    """Yield the questions to the history that a predicate is made of."""
    match predicate:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | Named(predicate=part):
            yield from leaves(part)
        case _:
            yield predicate
