"""Reads what is asked of the details of a fact: `where`."""

from datetime import date
from decimal import Decimal

from tovholder.engine.language.details import Detail, DetailType
from tovholder.engine.language.errors import refusal
from tovholder.engine.language.filters import Among, Between, Filter
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Node

NUMBERS = (
    DetailType.INTEGER,
    DetailType.DECIMAL,
    DetailType.MINUTES_PER_WEEK,
    DetailType.AMOUNT_DKK,
)
MEAN = "mean_at_least"


def read_where(node: Node | None, kind: Kind) -> tuple[Filter, ...]:
    """Read what is asked of the details of a kind; all of it must hold."""
    if node is None:
        return ()
    asked = tuple(
        _read_filter(inner, kind.details[name]) for name, inner in _entries(node, kind).items()
    )
    if not asked:
        raise node.refuse("at least one detail, or no `where`")
    return asked


def without_means(node: Node | None) -> tuple[Node | None, dict[str, Node]]:
    """Return `where` without what is asked of a mean, and that by the name of the detail."""
    if node is None or not node.is_mapping:
        return node, {}
    entries = node.entries()
    means = {
        name: inner for name, inner in entries.items() if inner.is_mapping and _has_mean(inner)
    }
    rest = {name: inner for name, inner in entries.items() if name not in means}
    if means and not rest:
        return None, means
    return Node(node.place, rest, node.languages), means


def _has_mean(node: Node) -> bool:
    return MEAN in node.entries()


def _entries(node: Node, kind: Kind) -> dict[str, Node]:
    if not kind.details:
        raise node.refuse("nothing", suggestion=f"The kind “{kind.id}” has no details.")
    node.fields(optional=kind.details)
    return node.entries()


def _read_filter(node: Node, detail: Detail) -> Filter:
    if node.is_mapping:
        return _read_between(node, detail)
    return Among(detail, tuple(_read_value(item, detail) for item in node.items()))


def _read_between(node: Node, detail: Detail) -> Between:
    if detail.type not in NUMBERS:
        raise node.refuse(
            f"a value or a list of values, since “{detail.id}” has the type {detail.type}"
        )
    if _has_mean(node):
        raise refusal(
            node.place.at(MEAN),
            f"“{MEAN}” of “{detail.id}”",
            ["at_least", "at_most"],
            "A mean is asked for in a day that has `min`, of a detail of minutes a week.",
        )
    fields = node.fields(optional=("at_least", "at_most"))
    low, high = fields.get("at_least"), fields.get("at_most")
    if low is None and high is None:
        raise node.refuse("at_least, at_most or both")
    at_least = _number(low, detail) if low else None
    at_most = _number(high, detail) if high else None
    if high and at_least is not None and at_most is not None and at_least > at_most:
        raise high.refuse(
            f"a number that is not below {at_least}", suggestion="Swap the two bounds."
        )
    return Between(detail, at_least, at_most)


def _number(node: Node, detail: Detail) -> Decimal:
    _check(node, detail)
    return Decimal(str(node.content))


def _read_value(node: Node, detail: Detail) -> object:
    if detail.choices:
        return node.word(detail.choices)
    _check(node, detail)
    if detail.type in NUMBERS:
        return Decimal(str(node.content))
    if detail.type is DetailType.DATE:
        return date.fromisoformat(str(node.content))
    return node.content


def _check(node: Node, detail: Detail) -> None:
    content = node.content
    is_plain = content is None or isinstance(content, str | int | float | bool | date)
    is_text_for_a_number = detail.type in NUMBERS and isinstance(content, str)
    problem = detail.check(content) if is_plain else detail.missing()
    if problem or is_text_for_a_number:
        accepted = [(problem or detail.missing()).accepted.text("en")]
        if detail.type is DetailType.BOOLEAN:
            accepted = ["true", "false"]
        suggestion = f"The detail “{detail.id}” has the type {detail.type}."
        raise node.refuse(*accepted, suggestion=suggestion)
