"""Numbers of the law, dated, each with unit, source and confidence."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.words import Label


class Unit(enum.StrEnum):
    """What a parameter counts."""

    DURATION = "duration"
    COUNT = "count"
    AMOUNT_DKK = "amount_dkk"
    MINUTES_PER_WEEK = "minutes_per_week"


class NotKnown(enum.Enum):
    """The law may have a number, and our source does not say it."""

    NOT_KNOWN = "not known to us"


Amount = Duration | int | NotKnown | None


@dataclass(frozen=True, slots=True)
class DatedAmount:
    """What a parameter is from a day on, until the next one.

    `amount` is None where the rule has no number in force, and `NOT_KNOWN` where our source is
    silent: then nothing is computed from it. `row` names the row of our table of obligations.
    """

    valid_from: date
    amount: Amount
    source: str
    confidence: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated number of the law, and the values that municipalities have set themselves."""

    id: str
    description: Label
    unit: Unit
    law: str
    values: tuple[DatedAmount, ...]
    may_be_local: bool = False
    local: Mapping[str, tuple[DatedAmount, ...]] = field(default_factory=dict)

    def on(self, day: date, municipality: str = "") -> DatedAmount | None:
        """Return what is in force on a day, None before the first value.

        A municipality's own value comes first from the day it is dated, on days on which the
        nation's is not known to us or the law leaves it to the municipality.

        >>> month = DatedAmount(date(2016, 7, 1), Duration(months=1), "a source", "quoted")
        >>> limit = Parameter("limit", Label("", ""), Unit.DURATION, "§ 1", (month,))
        >>> limit.on(date(2016, 6, 30)) is None, limit.on(date(2016, 7, 1)) is month
        (True, True)
        """
        national = _in_force(self.values, day)
        if not self.local:
            return national
        is_open = national is None or national.amount is NotKnown.NOT_KNOWN
        own = _in_force(self.local.get(municipality, ()), day)
        return own if own is not None and (self.may_be_local or is_open) else national

    def with_local(self, municipality: str, values: Sequence[DatedAmount]) -> "Parameter":
        """Return the parameter with a municipality's own dated values.

        Raises:
            ValueError: The law leaves no value to the municipality, and our source knows one.
        """
        for own in values:
            national = _in_force(self.values, own.valid_from)
            silent = national is not None and national.amount is NotKnown.NOT_KNOWN
            if not (self.may_be_local or silent):
                raise ValueError(
                    f"The parameter “{self.id}” is set by the law on {own.valid_from}; "
                    "a municipality may set only what the law or our source leaves open."
                )
        ordered = tuple(sorted(values, key=lambda own: own.valid_from))
        return replace(self, local={**self.local, municipality: ordered})


def _in_force(values: Sequence[DatedAmount], day: date) -> DatedAmount | None:
    for dated in reversed(values):
        if dated.valid_from <= day:
            return dated
    return None
