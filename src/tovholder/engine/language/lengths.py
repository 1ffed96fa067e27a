"""Lengths and numbers that a definition writes out, or takes from a dated parameter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tovholder.engine.durations import Duration
from tovholder.engine.language.parameters import Parameter
from tovholder.engine.words import Label


@dataclass(frozen=True, slots=True)
class ParameterName:
    """A dated parameter instead of a number: `$contract_deadline`, and what it is in words."""

    id: str
    label: Label | None = field(default=None, compare=False)

    def describe(self, language: str, parameters: Mapping[str, Parameter] | None = None) -> str:
        """Return what the parameter is, in words."""
        label = parameters[self.id].description if parameters else self.label
        return label.text(language) if label else self.id


Length = Duration | ParameterName
Number = int | ParameterName
Sayer = Callable[[Length | Number, str], str]


def said(amount: Length | Number, language: str) -> str:
    """Say a length or a number; a parameter by what it is, not by its value."""
    if isinstance(amount, ParameterName):
        return f"“{amount.describe(language)}”"
    return str(amount) if isinstance(amount, int) else amount.describe(language)
