"""Reads conditions, and the predicates that have a name."""

from collections.abc import Callable
from dataclasses import replace

from tovholder.engine.language.attributes import AttributeDefinition, AttributeType
from tovholder.engine.language.errors import known_to_be_broken, refusal, unknown_word
from tovholder.engine.language.filters import Filter
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Node
from tovholder.engine.language.predicates import (
    Age,
    AllOf,
    AnyOf,
    AttributeIs,
    Had,
    InState,
    Named,
    Not,
    Predicate,
    leaves,
)
from tovholder.engine.language.reading.filters import read_where
from tovholder.engine.language.reading.scope import Scope
from tovholder.engine.language.vocabulary import BIRTH_DATE, ORIGIN, distinct

FORMS = ("all", "any", "not", "age", "had", "kind")
FACT = ("state", "where")
NAMED = ("label", "holds")
ASKABLE = (AttributeType.CHOICE, AttributeType.COUNTRY, AttributeType.LANGUAGE)


def read_predicate(node: Node, scope: Scope, path: tuple[str, ...] = ()) -> Predicate:
    """Read a condition.

    Args:
        node: The condition, or the name of one.
        scope: What may be named.
        path: Names that are being read, outermost first; meeting one again is a circle.
    """
    if isinstance(node.content, str):
        return _read_name(node, scope, path)
    if "kind" in node.mapping():
        return InState(*read_fact(node, scope))
    fields = node.fields(optional=(*FORMS, *_askable(scope)))
    if len(fields.by_name) != 1:
        raise node.refuse(
            "exactly one of all, any, not, age, had, an attribute, or a kind with its state",
            suggestion="Put them together in a list: {all: [ … ]}.",
        )
    ((form, inner),) = fields.by_name.items()
    if form in _INSIDE:
        return _INSIDE[form](inner, scope, path)
    if form == "age":
        return _read_age(inner, scope)
    return _read_attribute(form, inner, scope)


def read_named(name: str, scope: Scope, path: tuple[str, ...] = ()) -> Named:
    """Read the predicate that has a name in the vocabulary."""
    node = scope.words.predicates[name]
    fields = node.fields(NAMED)
    inside = replace(scope, in_expectation=False)
    predicate = read_predicate(fields["holds"], inside, (*path, name))
    return Named(name, fields["label"].label(), predicate)


def read_fact(node: Node, scope: Scope) -> tuple[Kind, tuple[str, ...], tuple[Filter, ...]]:
    """Read a kind, the states meant and what is asked of the details."""
    fields = node.fields(required=("kind",), optional=FACT)
    kind = scope.words.kind(fields["kind"])
    states = scope.words.states(fields.get("state"), kind)
    return kind, states, read_where(fields.get("where"), kind)


def _read_parts(node: Node, scope: Scope, path: tuple[str, ...]) -> tuple[Predicate, ...]:
    parts = tuple(read_predicate(item, scope, path) for item in node.items())
    if not parts:
        raise node.refuse("at least one condition")
    return parts


def _read_name(node: Node, scope: Scope, path: tuple[str, ...]) -> Named:
    words = scope.words
    name = str(node.content)
    if name not in words.predicates and name not in words.named:
        if name in words.broken:
            raise known_to_be_broken()
        raise unknown_word(node.place, name, {*words.predicates, *words.named})
    if name in path:
        names = path[path.index(name) :]
        if name != min(names):
            raise known_to_be_broken()  # told once, at the name that comes first
        circle = " → ".join((*names, name))
        raise refusal(
            node.place,
            f"a circle of names: {circle}",
            ["a predicate not made of itself"],
            f"Say what “{name}” means without “{path[-1]}”.",
        )
    named = words.named.get(name) or read_named(name, scope, path)
    if scope.in_expectation:
        for leaf in leaves(named):
            if isinstance(leaf, AttributeIs):
                _check_purpose(node, f"“{name}”, which asks {leaf.attribute.id}", leaf.attribute)
    return named


def _read_age(node: Node, scope: Scope) -> Age:
    birth_date = scope.words.attribute(node, BIRTH_DATE)
    fields = node.fields(optional=("at_least", "at_most"))
    at_least, at_most = fields.get("at_least"), fields.get("at_most")
    if at_least is None and at_most is None:
        raise node.refuse("at_least, at_most or both")
    low = at_least.integer() if at_least else None
    high = at_most.integer(at_least=low or 0) if at_most else None
    return Age(birth_date, low, high)


def _read_attribute(name: str, node: Node, scope: Scope) -> AttributeIs:
    attribute = scope.words.attribute(node, name)
    if attribute.type not in ASKABLE:
        raise refusal(
            node.place,
            f"“{name}”, whose type is {attribute.type}",
            [f"an attribute whose type is {', '.join(ASKABLE)}"],
            "Ask the age as {age: {at_least: 18}}." if name == BIRTH_DATE else "",
        )
    if scope.in_expectation:
        _check_purpose(node, f"“{name}”", attribute)
    choices = attribute.choices
    values = [item.word(choices) if choices else item.text() for item in node.items()]
    return AttributeIs(attribute, tuple(distinct(node, values)))


def _check_purpose(node: Node, met: str, attribute: AttributeDefinition) -> None:
    if attribute.category == ORIGIN:
        raise refusal(
            node.place,
            f"{met} (category {ORIGIN})",
            ["an attribute of another category"],
            "Origin is for statistics and decides nothing about a person; ask for the facts that "
            "the law names, such as the basis of residence.",
        )


def _askable(scope: Scope) -> list[str]:
    return [*scope.words.attributes, *scope.words.broken]


_INSIDE: dict[str, Callable[[Node, Scope, tuple[str, ...]], Predicate]] = {
    "all": lambda node, scope, path: AllOf(_read_parts(node, scope, path)),
    "any": lambda node, scope, path: AnyOf(_read_parts(node, scope, path)),
    "not": lambda node, scope, path: Not(read_predicate(node, scope, path)),
    "had": lambda node, scope, _path: Had(*read_fact(node, scope)),
}
