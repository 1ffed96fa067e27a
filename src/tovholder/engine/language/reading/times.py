"""Reads how soon something is expected, and refuses a time that cannot be kept."""

from tovholder.engine.language.errors import refusal
from tovholder.engine.language.expectations import Before, Time, Window, Within
from tovholder.engine.language.nodes import Node
from tovholder.engine.language.reading.amounts import days_in, lengths_in_force
from tovholder.engine.language.reading.lengths import read_length, shown
from tovholder.engine.language.reading.scope import Scope

AIMED, WINDOW, BEFORE = ("aim", "at_latest"), ("after", "until"), ("before",)


def read_within(node: Node, scope: Scope) -> Time:
    """Read a length after the start, an aim with one, a window, or a length before the start."""
    if not node.is_mapping:
        return Within(read_length(node, scope))
    written = node.entries()
    if any(name in written for name in BEFORE):
        return Before(read_length(node.fields(required=BEFORE)["before"], scope))
    if any(name in written for name in WINDOW):
        return _read_window(node, scope)
    if not any(name in written for name in AIMED):
        raise node.refuse("a duration", "aim and at_latest", "after and until", "before")
    return _read_aimed(node, scope)


def _read_window(node: Node, scope: Scope) -> Window:
    fields = node.fields(required=WINDOW)
    window = Window(read_length(fields["after"], scope), read_length(fields["until"], scope))
    for after, until in lengths_in_force(scope, window.after, window.until):
        if days_in(after) >= days_in(until):
            raise refusal(
                fields["after"].place,
                f"{shown(fields['after'], after)}, which is not shorter than `until`, {until}",
                [f"a duration shorter than {until}"],
                _SWAP,
            )
    return window


def _read_aimed(node: Node, scope: Scope) -> Within:
    fields = node.fields(required=AIMED)
    at_latest, aimed = read_length(fields["at_latest"], scope), read_length(fields["aim"], scope)
    for latest, aim in lengths_in_force(scope, at_latest, aimed):
        if days_in(aim) > days_in(latest):
            raise refusal(
                fields["aim"].place,
                f"{shown(fields['aim'], aim)}, which is longer than `at_latest`, {latest}",
                [f"a duration up to {latest}"],
                _SWAP,
            )
    return Within(at_latest, aimed)


_SWAP = "Correct one of the two, or swap them."
