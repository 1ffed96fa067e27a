"""What the door says when it refuses: which fact, which field, what was met, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.engine.language.details import Problem
from tovholder.engine.words import Label


@dataclass(frozen=True, slots=True)
class FactProblem:
    """One reason why a fact cannot be recorded, in the language in use when it was found.

    Attributes:
        index: Place of the fact in the batch, from 0.
        field: `person`, `kind`, `state`, `start`, `end`, `reason` or the name of a detail or
            attribute.
        met: The value as given; empty for CPR numbers, which no message repeats.
        accepted: What would have been taken.
        way_out: What the reader can do.
        code: Stable, can be counted.
    """

    index: int
    field: str
    met: str
    accepted: str
    way_out: str
    code: str = ""

    def __str__(self) -> str:
        parts = [_("met “%s”") % self.met] if self.met else []
        parts += [_("accepted: %s") % self.accepted] if self.accepted else []
        said = "; ".join(parts)
        return f"{self.field}: {said}. {self.way_out}" if said else f"{self.field}: {self.way_out}"


class FactsRefusedError(Exception):
    """A batch was refused; nothing of it was written."""

    def __init__(self, problems: Iterable[FactProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"[{one.index}] {one}" for one in self.problems))


def from_engine(index: int, problem: Problem) -> FactProblem:
    """Return what the engine says about a fact, in the language in use."""
    return FactProblem(
        index,
        problem.field,
        problem.met,
        said(problem.accepted),
        said(problem.way_out),
        problem.code,
    )


def said(label: Label) -> str:
    """Return the text of a definition in the language in use."""
    return label.text(get_language() or "da")
