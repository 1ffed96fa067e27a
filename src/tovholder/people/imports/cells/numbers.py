"""Numbers as other systems write them: a decimal sign, perhaps a thousands sign."""

import re
from decimal import ROUND_HALF_UP, Decimal

from tovholder.people.imports.cells.dates import Cell
from tovholder.people.imports.problems import CellError

SAME_SIGN = str.maketrans({"\u2212": "-", "\u00a0": " ", "\u202f": " "})  # minus, wide spaces

TOO_LARGE = Decimal(10) ** 15  # what a spreadsheet keeps exactly; nothing about a person is larger


class NumberReader:
    """Reads one column's numbers exactly; never guesses what a sign means."""

    def __init__(self, *, decimal: str = ".", thousands: str = "") -> None:
        """Fix the signs.

        Args:
            decimal: Sign before the decimals, "." or ",".
            thousands: Sign between groups of three digits; "" when none is used.
        """
        self.decimal, self.thousands = decimal, thousands
        grouped = rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|" if thousands else ""
        exponent = r"(?:[eE][+-]?\d{1,2})?" if decimal == "." else ""
        self._pattern = re.compile(rf"[+-]?(?:{grouped}\d+)(?:{re.escape(decimal)}\d+)?{exponent}")

    def read(self, cell: Cell) -> Decimal:
        """Return the number in a cell.

        Raises:
            CellError: `number_unreadable`.

        >>> NumberReader(decimal=",", thousands=".").read("1.234,50")
        Decimal('1234.50')
        """
        number = self._number(cell)
        if number is None or abs(number) >= TOO_LARGE:
            raise CellError("number_unreadable", decimal=self.decimal, thousands=self.thousands)
        return number

    def _number(self, cell: Cell) -> Decimal | None:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return Decimal(repr(cell))
        text = str(cell).strip().translate(SAME_SIGN)
        if not self._pattern.fullmatch(text):
            return None
        if self.thousands:
            text = text.replace(self.thousands, "")
        return Decimal(text.replace(self.decimal, "."))


def whole(number: Decimal) -> int:
    """Return the nearest whole number, halves away from zero.

    >>> whole(Decimal("2.5")), whole(Decimal("-2.5"))
    (3, -3)
    """
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))
