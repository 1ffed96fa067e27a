"""What a definition is made of: the numbers it names, the kinds it reads, wherever they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TypeVar

from tovholder.engine.language import Expectation, Kind, Label, RulePack
from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.lengths import ParameterName

Part = TypeVar("Part")


def parts_of(definition: object, wanted: type[Part]) -> Iterator[Part]:
    """Yield every part of a type that a definition holds, at any depth, in order of reading.

    A part that is found is not looked into, and neither is a kind or an attribute: what else
    those have is not the definition's.
    """
    if isinstance(definition, wanted):
        yield definition
        return
    for inner in _inside(definition):
        yield from parts_of(inner, wanted)


def _inside(definition: object) -> Iterator[object]:
    match definition:
        case str() | Label() | Kind() | AttributeDefinition():
            return
        case Mapping():
            yield from definition.values()
        case tuple() | list() | frozenset():
            yield from definition
        case _ if is_dataclass(definition):
            for part in fields(definition):
                yield getattr(definition, part.name)


def parameters_in(definition: object) -> tuple[str, ...]:
    """Return the names of the parameters that a definition uses, each once."""
    return tuple(dict.fromkeys(each.id for each in parts_of(definition, ParameterName)))


def kinds_in(definition: object) -> tuple[Kind, ...]:
    """Return the kinds of facts that a definition reads, each once."""
    return tuple({kind.id: kind for kind in parts_of(definition, Kind)}.values())


def attributes_in(definition: object) -> tuple[AttributeDefinition, ...]:
    """Return the attributes of a person that a definition reads, each once."""
    found = parts_of(definition, AttributeDefinition)
    return tuple({attribute.id: attribute for attribute in found}.values())


def users_of(parameter: str, pack: RulePack) -> tuple[Expectation, ...]:
    """Return the expectations that a parameter decides something in."""
    return tuple(each for each in pack.expectations.values() if parameter in parameters_in(each))
