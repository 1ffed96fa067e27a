"""Date expressions: which day in a history is meant."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Node
from tovholder.engine.language.predicates import described_fact
from tovholder.engine.language.vocabulary import Vocabulary
from tovholder.engine.words import OR, Label, joined


class Take(enum.StrEnum):
    """Which of several facts is meant."""

    FIRST = "first"
    LAST = "last"
    EACH = "each"


class At(enum.StrEnum):
    """Which day of a fact is meant; its end is the first day after it."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class DayOf:
    """The day on which facts of a kind begin or end. No states: any of them."""

    kind: Kind
    states: tuple[str, ...]
    take: Take
    at: At

    def describe(self, language: str) -> str:
        """Return the day in words."""
        fact = described_fact(self.kind, self.states, language)
        return _FRAMES[self.at, self.take].text(language).format(fact=fact)


_FRAMES = {
    (At.START, Take.FIRST): Label("første dag med {fact}", "the first day of {fact}"),
    (At.START, Take.LAST): Label("begyndelsen på seneste {fact}", "the start of the latest {fact}"),
    (At.START, Take.EACH): Label("{fact} begynder", "{fact} begins"),
    (At.END, Take.FIRST): Label("afslutningen på første {fact}", "the end of the first {fact}"),
    (At.END, Take.LAST): Label("afslutningen på seneste {fact}", "the end of the latest {fact}"),
    (At.END, Take.EACH): Label("{fact} slutter", "{fact} ends"),
}


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The earliest of several days. Where facts are counted, a fact of any part counts."""

    parts: "tuple[DayExpression, ...]"

    def describe(self, language: str) -> str:
        """Return the day in words."""
        parts = [part.describe(language) for part in self.parts]
        return joined(parts, language, last=OR)


DayExpression = DayOf | FirstOf


def day_leaves(expression: DayExpression) -> Iterator[DayOf]:
    """Yield the single questions that an expression is made of."""
    if isinstance(expression, DayOf):
        yield expression
    else:
        for part in expression.parts:
            yield from day_leaves(part)


def read_days(node: Node, words: Vocabulary, *, take: Take) -> DayExpression:
    """Read a date expression.

    Args:
        node: `{kind: …, state: …, take: …, at: …}` or `{first_of: [...]}`.
        words: What may be named.
        take: What is meant where the definition does not say: the first fact where one day is
            asked for, each where facts are counted.
    """
    if node.is_mapping and "first_of" in node.entries():
        parts = node.fields(required=("first_of",))["first_of"].items()
        return FirstOf(tuple(read_days(part, words, take=take) for part in parts))
    fields = node.fields(required=("kind",), optional=("state", "take", "at"))
    kind = words.kind(fields["kind"])
    at = fields.word("at", At, default=At.START)
    if kind.event and at is At.END:
        raise fields["at"].refuse("start", suggestion="An event has one day and no end.")
    return DayOf(
        kind, words.states(fields.get("state"), kind), fields.word("take", Take, default=take), at
    )
