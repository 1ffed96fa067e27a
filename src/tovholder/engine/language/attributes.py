"""Attributes: what is known about a person that has no period."""

import enum
from dataclasses import dataclass

from tovholder.engine.language.nodes import Node
from tovholder.engine.words import Label

REQUIRED = ("type", "label", "category")
OPTIONAL = ("choices", "help")


class AttributeType(enum.StrEnum):
    """What sort of value an attribute holds."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    COUNTRY = "country"
    LANGUAGE = "language"
    CPR = "cpr"


@dataclass(frozen=True, slots=True)
class AttributeDefinition:
    """A named attribute with its type, its label and the category that guards it."""

    id: str
    type: AttributeType
    label: Label
    category: str
    choices: dict[str, Label]
    help: Label | None = None


def read_attribute(node: Node, name: str) -> AttributeDefinition:
    """Read the definition of an attribute."""
    fields = node.fields(REQUIRED, OPTIONAL)
    attribute_type = fields["type"].word(AttributeType)
    choices = fields.get("choices")
    if (choices is not None) != (attribute_type is AttributeType.CHOICE):
        raise node.refuse("`choices` together with `type: choice`, and only then")
    return AttributeDefinition(
        id=name,
        type=attribute_type,
        label=fields["label"].label(),
        category=fields["category"].text(),
        choices={
            key: inner.label() for key, inner in (choices.entries() if choices else {}).items()
        },
        help=fields.label("help"),
    )
