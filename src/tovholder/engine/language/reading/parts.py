"""Reads the parts that a version may say for itself, and else takes from its expectation."""

from collections.abc import Mapping
from dataclasses import dataclass

from tovholder.engine.durations import Duration
from tovholder.engine.language.expectations import (
    Before,
    Count,
    EvidenceSince,
    Pause,
    Repeat,
    RepeatFrom,
    Resume,
    Time,
    While,
)
from tovholder.engine.language.nodes import Node, meant_duration
from tovholder.engine.language.parameters import Unit
from tovholder.engine.language.reading.lengths import read_length, read_number
from tovholder.engine.language.reading.predicates import read_fact, read_predicate
from tovholder.engine.language.reading.scope import Scope

ROLL = "next_working_day"
BEFORE_SUFFIX = " before"
_EVIDENCE = (*EvidenceSince, "a duration and `before`, such as P3M before")


@dataclass(frozen=True, slots=True)
class Parts:
    """The fields of a version and those of its expectation; a version may empty one."""

    own: Mapping[str, Node]
    common: Mapping[str, Node]

    def get(self, name: str) -> Node | None:
        """Return the field that is in force for the version, None when there is none."""
        node = self.own.get(name) or self.common.get(name)
        return None if node is None or node.is_empty else node

    def __getitem__(self, name: str) -> Node:
        return self.own.get(name) or self.common[name]


def read_evidence(parts: Parts, within: Time | None) -> EvidenceSince | Duration:
    """Read from when on facts count: `start`, `ever`, or a duration followed by `before`."""
    node = parts.get("evidence")
    if isinstance(within, Before):
        if node is not None and node.content != EvidenceSince.EVER:
            raise node.refuse(
                EvidenceSince.EVER, suggestion="With `before`, whatever has happened counts."
            )
        return EvidenceSince.EVER
    if node is None:
        return EvidenceSince.START
    if isinstance(node.content, str) and node.content.endswith(BEFORE_SUFFIX):
        length = node.content.removesuffix(BEFORE_SUFFIX)
        try:
            return Duration.parse(length)
        except ValueError:
            suggestion = meant_duration(length, BEFORE_SUFFIX)
            raise node.refuse(*_EVIDENCE, suggestion=suggestion) from None
    if node.content not in list(EvidenceSince):
        raise node.refuse(*_EVIDENCE)
    return node.word(EvidenceSince)


def read_count(parts: Parts, scope: Scope) -> Count:
    """Read how many events are needed, and how long lies between two of them."""
    node = parts.get("count")
    if node is None:
        return Count()
    fields = node.fields(required=("at_least",), optional=("spread",))
    spread = fields.get("spread")
    return Count(
        read_number(fields["at_least"], Unit.COUNT, scope),
        read_length(spread, scope, may_be_zero=False) if spread else None,
    )


def read_repeat(parts: Parts, scope: Scope) -> Repeat | None:
    """Read how often it is expected again."""
    node = parts.get("repeat")
    if node is None:
        return None
    fields = node.fields(required=("every", "from"))
    every = read_length(fields["every"], scope, may_be_zero=False)
    return Repeat(every, fields["from"].word(RepeatFrom))


def read_while(parts: Parts, scope: Scope) -> While | None:
    """Read the condition without which nothing is asked."""
    node = parts.get("while")
    if node is None:
        return None
    fields = node.fields(required=("predicate",), optional=("resume",))
    condition = read_predicate(fields["predicate"], scope)
    return While(condition, fields.word("resume", Resume, default=Resume.CONTINUE))


def read_pauses(parts: Parts, scope: Scope) -> tuple[Pause, ...]:
    """Read the facts that stop the clock."""
    node = parts.get("pauses")
    return tuple(Pause(*read_fact(item, scope)) for item in (node.items() if node else ()))


def read_roll(parts: Parts) -> bool:
    """Read whether the due date moves to a working day."""
    node = parts.get("roll")
    return node is not None and node.word([ROLL]) == ROLL


def read_remind(parts: Parts) -> tuple[Duration, ...]:
    """Read how long before the due date people are reminded."""
    node = parts.get("remind")
    if node is None:
        return ()
    return tuple(item.duration() for item in node.items())
