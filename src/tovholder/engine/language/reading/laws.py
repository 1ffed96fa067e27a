"""Reads where a rule comes from, and between which days it is valid."""

from datetime import date

from tovholder.engine.language.nodes import Node
from tovholder.engine.language.suspensions import Law

REQUIRED = ("ref", "source", "confidence")
OPTIONAL = ("chapter", "row")


def read_law(node: Node) -> Law:
    """Read the paragraph, our source for it, and how sure we are."""
    fields = node.fields(REQUIRED, OPTIONAL)
    chapter, row = fields.get("chapter"), fields.get("row")
    return Law(
        ref=fields["ref"].text(),
        source=fields["source"].text(),
        confidence=fields["confidence"].text(),
        chapter=chapter.text() if chapter else "",
        row=row.text() if row else "",
    )


def read_valid(node: Node) -> tuple[date, date | None]:
    """Read the first and the last day; no last day means that no end is known."""
    both = node.items()
    if len(both) != 2:
        raise node.refuse("the first and the last day, such as [2016-07-01, 2024-12-31]")
    return both[0].day(), read_last(both[1], both[0].day())


def read_last(node: Node, first: date) -> date | None:
    """Read a last day, which is not before the first; nothing means that no end is known."""
    if node.is_empty:
        return None
    last = node.day()
    if last < first:
        raise node.refuse(f"a day on or after {first}", suggestion="Swap the two days.")
    return last
