"""The words that a definition may use: what the files read before it have declared."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.errors import refusal, unknown_word
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Node
from tovholder.engine.language.parameters import Parameter, Unit


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Declared kinds, attributes, parameters and owners, and the named predicates as written."""

    kinds: Mapping[str, Kind]
    attributes: Mapping[str, AttributeDefinition]
    parameters: Mapping[str, Parameter]
    owners: Mapping[str, object] = field(default_factory=dict)
    predicates: Mapping[str, Node] = field(default_factory=dict)

    def kind(self, node: Node) -> Kind:
        """Return the kind that is named here."""
        return self.kinds[node.word(self.kinds)]

    def states(self, node: Node | None, kind: Kind) -> tuple[str, ...]:
        """Return the states of a kind that are named here; none named means any of them."""
        if node is None:
            return ()
        return tuple(item.word(kind.states) for item in node.items())

    def parameter(self, node: Node, unit: Unit) -> Parameter:
        """Return the parameter that is named here as `$name`, which must have the right unit."""
        name = str(node.content).removeprefix("$")
        if name not in self.parameters:
            raise unknown_word(node.place, name, self.parameters)
        parameter = self.parameters[name]
        if parameter.unit is not unit:
            raise refusal(
                node.place,
                f"“${name}”, whose unit is {parameter.unit}",
                [f"a parameter whose unit is {unit}"],
            )
        return parameter
