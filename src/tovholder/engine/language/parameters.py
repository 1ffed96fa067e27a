"""Numbers of the law, dated, each with unit, source and confidence."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.errors import refusal
from tovholder.engine.language.nodes import Fields, Node
from tovholder.engine.words import Label


class Unit(enum.StrEnum):
    """What a parameter counts."""

    DURATION = "duration"
    COUNT = "count"


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

        A municipality's own value comes first from the day it is dated.

        >>> month = DatedAmount(date(2016, 7, 1), Duration(months=1), "a source", "quoted")
        >>> limit = Parameter("limit", Label("", ""), Unit.DURATION, "§ 1", (month,))
        >>> limit.on(date(2016, 6, 30)) is None, limit.on(date(2016, 7, 1)) is month
        (True, True)
        """
        own = _in_force(self.local.get(municipality, ()), day)
        return own or _in_force(self.values, day)

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
    return next((dated for dated in reversed(values) if dated.valid_from <= day), None)


def read_parameter(node: Node, name: str) -> Parameter:
    """Read a parameter; its days must stand in order."""
    fields = node.fields(
        required=("description", "unit", "law", "values"), optional=("may_be_local",)
    )
    unit = fields["unit"].word(Unit)
    values = tuple(_read_dated(inner, unit) for inner in fields["values"].items())
    for before, after, inner in zip(values, values[1:], fields["values"].items()[1:], strict=False):
        if after.valid_from <= before.valid_from:
            raise refusal(
                inner.place.at("from"),
                f"“{after.valid_from}”",
                [f"a day after {before.valid_from}"],
            )
    return Parameter(
        id=name,
        description=fields["description"].label(),
        unit=unit,
        law=fields["law"].text(),
        values=values,
        may_be_local=fields.flag("may_be_local"),
    )


def _read_dated(node: Node, unit: Unit) -> DatedAmount:
    fields = node.fields(required=("from", "value", "source", "confidence"), optional=("row",))
    return DatedAmount(
        valid_from=fields["from"].day(),
        amount=_read_amount(fields, unit),
        source=fields["source"].text(),
        confidence=fields["confidence"].text(),
        row=fields["row"].text() if "row" in fields else "",
    )


def _read_amount(fields: Fields, unit: Unit) -> Amount:
    node = fields["value"]
    if node.is_empty:
        return None
    if node.content == "unknown":
        return NotKnown.NOT_KNOWN
    return node.duration() if unit is Unit.DURATION else node.integer(at_least=1)
