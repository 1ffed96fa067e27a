"""Reads suspensions of deadlines."""

from datetime import date

from tovholder.engine.language.errors import Collector
from tovholder.engine.language.nodes import Fields, Node
from tovholder.engine.language.reading.laws import read_last, read_law
from tovholder.engine.language.suspensions import Suspension

REQUIRED = ("label", "law", "from", "until")
OPTIONAL = ("chapters", "expectations")


def read_suspension(node: Node, name: str) -> Suspension:
    """Read a suspension; what it names is looked up when the whole pack has been read."""
    found = Collector()
    fields = node.fields(REQUIRED, OPTIONAL, found)
    if not any(option in fields for option in OPTIONAL):
        raise node.refuse("`chapters`, `expectations` or both")
    suspension = Suspension(
        id=name,
        label=found.attempt(fields["label"].label),
        law=found.attempt(read_law, fields["law"]),
        first=found.attempt(fields["from"].day),
        last=found.attempt(_read_last, fields),
        chapters=found.attempt(_read_texts, fields.get("chapters")),
        expectations=found.attempt(_read_texts, fields.get("expectations")),
    )
    found.close()
    return suspension


def _read_last(fields: Fields) -> date | None:
    return read_last(fields["until"], fields["from"].day())


def _read_texts(node: Node | None) -> frozenset[str]:
    return frozenset(item.text() for item in (node.items() if node else ()))
