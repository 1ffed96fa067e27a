"""Refuses what can only be seen when the whole pack has been read."""

from collections.abc import Iterable, Mapping

from tovholder.engine.language.errors import (
    Collector,
    nearest,
    refusal,
    unknown_word,
)
from tovholder.engine.language.expectations import Expectation
from tovholder.engine.language.nodes import Node


def check_names(
    roots: Mapping[str, Node],
    expectations: Mapping[str, Expectation],
    suspensions: Mapping[str, Node],
    found: Collector,
) -> None:
    """Refuse ids that nothing has, circles, and chapters that no version names.

    Args:
        roots: Every expectation as written, also one that could not be read.
        expectations: Those that could be read.
        suspensions: The suspensions as written.
        found: Keeps what is wrong.
    """
    for name, root in roots.items():
        fields = root.mapping() if root.is_mapping else {}
        _check_ids(fields.get("after"), roots, found)
        once = fields.get("once")
        if once is not None and once.is_mapping:
            across = once.mapping().get("across")
            _check_ids(across, roots, found)
            _check_not_itself(across, name, found)
    _check_after(roots, expectations, found)
    for node in suspensions.values():
        fields = node.mapping() if node.is_mapping else {}
        _check_ids(fields.get("expectations"), roots, found)
        if len(expectations) == len(roots):
            _check_chapters(fields.get("chapters"), expectations.values(), found)


def _check_ids(node: Node | None, roots: Mapping[str, Node], found: Collector) -> None:
    for item in node.items() if node else ():
        if isinstance(item.content, str) and item.content not in roots:
            with found.gather():
                raise unknown_word(item.place, item.content, roots)


def _check_not_itself(node: Node | None, name: str, found: Collector) -> None:
    for item in node.items() if node else ():
        if item.content == name:
            with found.gather():
                raise refusal(
                    item.place,
                    f"a circle: “{name}”, which is this expectation",
                    ["other expectations"],
                    f"Leave “{name}” out: it belongs to its own `once` anyway.",
                )


def _check_after(
    roots: Mapping[str, Node], expectations: Mapping[str, Expectation], found: Collector
) -> None:
    done: set[str] = set()
    for name in expectations:
        circle = _circle_from(name, expectations, done)
        if circle:
            with found.gather():
                raise refusal(
                    roots[circle[0]].mapping()["after"].place,
                    f"a circle: {' → '.join((*circle, circle[0]))}",
                    ["an order with a first one"],
                    f"Leave “{circle[1] if len(circle) > 1 else circle[0]}” out of `after` here.",
                )


def _circle_from(
    start: str, expectations: Mapping[str, Expectation], done: set[str]
) -> tuple[str, ...]:
    """Return a circle of `after` that is reached from an expectation; marks what was seen."""
    path: list[str] = []
    waiting: list[tuple[str, int]] = [(start, 0)]
    while waiting:
        name, depth = waiting.pop()
        del path[depth:]
        if name in path:
            return tuple(path[path.index(name) :])
        if name in done or name not in expectations:
            continue
        done.add(name)
        path.append(name)
        waiting += [(other, depth + 1) for other in reversed(expectations[name].after)]
    return ()


def _check_chapters(
    node: Node | None, expectations: Iterable[Expectation], found: Collector
) -> None:
    named = {version.law.chapter for each in expectations for version in each.versions} - {""}
    for item in node.items() if node else ():
        with found.gather():
            if item.text() not in named:
                raise refusal(
                    item.place,
                    f"the chapter “{item.text()}”, which no version names",
                    sorted(named),
                    nearest(item.text(), named)
                    or "Write the `chapter` in the law of the versions that it suspends.",
                )


def check_categories(
    nodes: Mapping[str, Node], categories: Mapping[str, object], found: Collector
) -> None:
    """Refuse kinds and attributes whose category is not declared."""
    for node in nodes.values():
        category = node.mapping().get("category") if node.is_mapping else None
        if category is not None:
            with found.gather():
                category.word(categories)
