"""The words that a definition may use: what the files read before it have declared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.errors import known_to_be_broken, unknown_word
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Node
from tovholder.engine.language.parameters import Parameter
from tovholder.engine.language.predicates import Named
from tovholder.engine.words import Label

WAIVER = "waiver"
BIRTH_DATE = "birth_date"
ORIGIN = "origin"
DefinitionT = TypeVar("DefinitionT")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is declared, by id; the named predicates as written and as read.

    `broken` are the ids whose definitions were refused: naming one is no mistake of its own.
    """

    kinds: Mapping[str, Kind]
    attributes: Mapping[str, AttributeDefinition]
    parameters: Mapping[str, Parameter]
    owners: Mapping[str, Label] = field(default_factory=dict)
    checklists: Mapping[str, Label] = field(default_factory=dict)
    predicates: Mapping[str, Node] = field(default_factory=dict)
    named: Mapping[str, Named] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

    def kind(self, node: Node) -> Kind:
        """Return the kind that is named here."""
        return self._declared(node, self.kinds)

    def states(self, node: Node | None, kind: Kind) -> tuple[str, ...]:
        """Return the states of a kind that are named here, in the order of the kind.

        None named means any of them.
        """
        if node is None:
            return ()
        named = distinct(node, [item.word(kind.states) for item in node.items()])
        return tuple(state for state in kind.states if state in named)

    def owner(self, node: Node) -> str:
        """Return the owner that is named here."""
        self._declared(node, self.owners)
        return str(node.content)

    def checklist_item(self, node: Node) -> str:
        """Return the item of a checklist that is named here."""
        self._declared(node, self.checklists)
        return str(node.content)

    def attribute(self, node: Node, name: str) -> AttributeDefinition:
        """Return an attribute by its name, which is asked for at a node."""
        if name in self.attributes:
            return self.attributes[name]
        if name in self.broken:
            raise known_to_be_broken()
        raise unknown_word(node.place, name, self.attributes)

    def parameter(self, node: Node, accepted: Iterable[str]) -> Parameter:
        """Return the parameter that is named here as `$name`; `accepted` are told if none is."""
        name = str(node.content).removeprefix("$")
        if name in self.parameters:
            return self.parameters[name]
        if name in self.broken:
            raise known_to_be_broken()
        raise unknown_word(node.place, f"${name}", accepted)

    def _declared(self, node: Node, declared: Mapping[str, DefinitionT]) -> DefinitionT:
        if isinstance(node.content, str) and node.content in self.broken - declared.keys():
            raise known_to_be_broken()
        return declared[node.word(declared)]


def distinct(node: Node, words: Iterable[str], *, may_be_empty: bool = False) -> list[str]:
    """Return the words of a list, none of which may stand there twice."""
    seen: list[str] = []
    for item, word in zip(node.items(), words, strict=True):
        if word in seen:
            raise item.refuse("each word once", suggestion=f"Leave the second “{word}” out.")
        seen.append(word)
    if not (seen or may_be_empty):
        raise node.refuse("at least one word")
    return seen
