"""Reads `match`: which field of the fact that counts must equal which of the start fact."""

from collections.abc import Iterator

from tovholder.engine.language.days import (
    Birthday,
    DayExpression,
    FirstOf,
    LastOf,
    Later,
    Spell,
    day_leaves,
)
from tovholder.engine.language.details import DetailType
from tovholder.engine.language.errors import nearest, refusal
from tovholder.engine.language.expectations import Field, Match
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Node

DETAIL, FROM = "detail.", "from."
FIXED = {"municipality": DetailType.TEXT, "state": DetailType.CHOICE}


def read_match(node: Node, start: DayExpression, what: DayExpression) -> tuple[Match, ...]:
    """Read what must agree between the fact that counts and the start fact."""
    if not node.is_mapping:
        raise node.refuse("fields such as `detail.course: from.course`")
    counted, started = _kinds_counted(what), _anchor_kinds(start)
    for kinds, name in ((counted, "what"), (started, "from")):
        if not kinds:
            raise refusal(
                node.place,
                f"`match`, while `{name}` is no fact but a spell of days or a birthday",
                [f"a `{name}` that is a fact of a kind"],
            )
    return tuple(
        _read_pair(name, inner, counted, started) for name, inner in node.mapping().items()
    )


def _read_pair(name: str, node: Node, counted: list[Kind], started: list[Kind]) -> Match:
    left = Node(node.place, name, node.languages)
    right = Node(node.place, node.text(), node.languages)
    fact = _read_field(left, name, counted, "")
    text = node.text()
    written = text.removeprefix(FROM)
    if not text.startswith(FROM):
        raise right.refuse(*_names(started, FROM), suggestion=f"Write “{FROM}{text}”.")
    if written not in FIXED and not written.startswith(DETAIL):
        written = DETAIL + written
    begun = _read_field(right, written, started, FROM)
    types = _types(fact, counted), _types(begun, started)
    if len(types[0] | types[1]) > 1:
        raise refusal(
            node.place,
            f"“{name}” ({_listed(types[0])}) and “{text}” ({_listed(types[1])})",
            ["two fields of the same type"],
        )
    return Match(fact, begun)


def _read_field(node: Node, written: str, kinds: list[Kind], prefix: str) -> Field:
    if written in FIXED:
        return Field(written)
    name = written.removeprefix(DETAIL)
    lacking = [kind.id for kind in kinds if name not in kind.details]
    if not written.startswith(DETAIL) or lacking:
        accepted = _names(kinds, prefix)
        without = f", which “{lacking[0]}” does not have" if lacking else ""
        raise refusal(
            node.place, f"“{node.content}”{without}", accepted, nearest(str(node.content), accepted)
        )
    return Field(name, is_detail=True)


def _names(kinds: list[Kind], prefix: str) -> list[str]:
    """Return the fields that facts of all the kinds have, as they are written."""
    common = set.intersection(*(set(kind.details) for kind in kinds))
    details = [f"{prefix}{name}" if prefix else f"{DETAIL}{name}" for name in sorted(common)]
    return [*details, *(f"{prefix}{name}" for name in FIXED)]


def _types(field: Field, kinds: list[Kind]) -> set[DetailType]:
    if field.is_detail:
        return {kind.details[field.name].type for kind in kinds}
    return {FIXED[field.name]}


def _listed(types: set[DetailType]) -> str:
    return ", ".join(sorted(types))


def _kinds_counted(what: DayExpression) -> list[Kind]:
    leaves = list(day_leaves(what))
    if any(isinstance(leaf, Spell | Birthday) for leaf in leaves):
        return []
    return [leaf.kind for leaf in leaves if not isinstance(leaf, Spell | Birthday)]


def _anchor_kinds(start: DayExpression) -> list[Kind]:
    return list({kind.id: kind for kind in _anchors(start)}.values())


def _anchors(start: DayExpression) -> Iterator[Kind]:
    match start:
        case Later(day=inner):
            yield from _anchors(inner)
        case FirstOf(parts):
            for part in parts:
                yield from _anchors(part)
        case LastOf(parts):
            found = (list(_anchors(part)) for part in parts)
            yield from next((kinds for kinds in found if kinds), [])
        case Spell() | Birthday():
            return
        case _:
            yield start.kind
