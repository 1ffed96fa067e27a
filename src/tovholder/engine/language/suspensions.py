"""Suspensions: deadlines of a law that a minister has suspended for a time."""

from dataclasses import dataclass
from datetime import date

from tovholder.engine.words import Label


@dataclass(frozen=True, slots=True)
class Law:
    """Where a rule comes from. `row` names the row of our table of obligations."""

    ref: str
    source: str
    confidence: str
    chapter: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Suspension:
    """A suspension of deadlines from `first` to `last`, both days included.

    No `last` means that no end is known. It touches a version whose law stands in one of
    `chapters`, and every version of the expectations named.
    """

    id: str
    label: Label
    law: Law
    first: date
    last: date | None
    chapters: frozenset[str] = frozenset()
    expectations: frozenset[str] = frozenset()

    def touches(self, expectation: str, chapter: str) -> bool:
        """Say whether it suspends an expectation whose law stands in a chapter ("" unknown)."""
        return expectation in self.expectations or (chapter != "" and chapter in self.chapters)
