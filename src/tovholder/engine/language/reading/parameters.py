"""Reads parameters: numbers of the law with unit, source and days."""

from decimal import Decimal

from tovholder.engine.language.errors import Collector, refusal
from tovholder.engine.language.nodes import Fields, Node
from tovholder.engine.language.parameters import Amount, DatedAmount, NotKnown, Parameter, Unit

REQUIRED = ("description", "unit", "law", "values")
DATED = ("from", "value", "source", "confidence")
OPTIONAL, ALSO_DATED = ("may_be_local",), ("row",)
UNKNOWN = "unknown"
_OERE = 100


def read_parameter(node: Node, name: str) -> Parameter:
    """Read a parameter; its days must stand in order.

    Raises:
        LanguageErrors: Everything that is wrong with it.
    """
    fields = node.fields(REQUIRED, OPTIONAL)
    unit = fields["unit"].word(Unit)
    found = Collector()
    items = fields["values"].items()
    if not items:
        raise fields["values"].refuse("at least one dated value")
    values = [found.maybe(_read_dated, item, unit) for item in items]
    for before, after, item in zip(values, values[1:], items[1:], strict=False):
        if before and after and after.valid_from <= before.valid_from:
            with found.gather():
                raise refusal(
                    item.place.at("from"),
                    f"“{after.valid_from}”",
                    [f"a day after {before.valid_from}"],
                    "Put the values in the order of their days.",
                )
    parameter = Parameter(
        id=name,
        description=found.attempt(fields["description"].label),
        unit=unit,
        law=found.attempt(fields["law"].text),
        values=tuple(value for value in values if value),
        may_be_local=found.attempt(fields.flag, "may_be_local"),
    )
    found.close()
    return parameter


def _read_dated(node: Node, unit: Unit) -> DatedAmount:
    fields = node.fields(DATED, ALSO_DATED)
    found = Collector()
    dated = DatedAmount(
        valid_from=found.attempt(fields["from"].day),
        amount=found.attempt(read_amount, fields["value"], unit),
        source=found.attempt(fields["source"].text),
        confidence=found.attempt(fields["confidence"].text),
        row=found.attempt(_read_row, fields),
    )
    found.close()
    return dated


def read_amount(node: Node, unit: Unit) -> Amount:
    """Read a number in its unit: `null` is none in force, `unknown` is not known to us.

    Money is written in kroner, whole or with two decimals, and kept in øre.
    """
    if node.is_empty:
        return None
    if node.content == UNKNOWN:
        return NotKnown.NOT_KNOWN
    if unit is Unit.DURATION:
        return node.duration()
    return _read_money(node) if unit is Unit.AMOUNT_DKK else node.integer(at_least=1)


def _read_money(node: Node) -> int:
    content = node.content
    if isinstance(content, int | float) and not isinstance(content, bool):
        oere = Decimal(str(content)) * _OERE
        if oere.is_finite() and oere >= 0 and oere == oere.to_integral_value():
            return int(oere)
    raise node.refuse(
        "an amount in kroner, whole or with two decimals, such as 76500 or 99.06",
        suggestion="Write digits only, with a point before the decimals.",
    )


def _read_row(fields: Fields) -> str:
    return fields["row"].text() if "row" in fields else ""
