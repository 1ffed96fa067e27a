"""One cell becomes one typed value: texts, codes, numbers, bins, days, CPR numbers."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from tovholder.people import cpr
from tovholder.people.imports.cells.dates import Cell, DateReader
from tovholder.people.imports.cells.numbers import NumberReader, whole
from tovholder.people.imports.problems import CellError

NOT_DIGITS = re.compile(r"[\s-]+")
SHOWN_CODES = 12  # of a code list in a message


class Reading(NamedTuple):
    """A value, perhaps with a warning and with a text to keep beside it."""

    value: object
    warning: str = ""
    words: Mapping[str, str] = {}
    kept: str = ""


class Reader(Protocol):
    """Reads the cells of one column; a cell is never empty here."""

    def read(self, cell: Cell) -> Reading:
        """Return the value, or raise `CellError`."""
        ...


def text_of(cell: Cell) -> str:
    """Return a cell as text: trimmed, letters composed, whole numbers without decimals.

    >>> text_of(" Bjo\u0308rn\u00a0"), text_of(12.0)
    ('Björn', '12')
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text).strip()


@dataclass(frozen=True, slots=True)
class TextReader:
    """Takes the text as it stands."""

    longest: int = 2000

    def read(self, cell: Cell) -> Reading:
        """Return the text; too long a text is refused, not cut."""
        text = text_of(cell)
        if len(text) > self.longest:
            raise CellError("text_too_long", length=str(len(text)), longest=str(self.longest))
        return Reading(text)


@dataclass(frozen=True, slots=True)
class CodeReader:
    """Translates codes by a list. `map_to` is taken for others; without it they are refused."""

    codes: Mapping[str, object]
    map_to: object = None

    def read(self, cell: Cell) -> Reading:
        """Return what the list says; an unknown code is kept beside what it was mapped to."""
        text = text_of(cell)
        if text in self.codes:
            return Reading(self.codes[text])
        if self.map_to is None:
            raise CellError("code_unknown", accepted=_shown(list(self.codes)))
        return Reading(self.map_to, "code_mapped", {"taken": str(self.map_to)}, text)


def _shown(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:SHOWN_CODES])
    return f"{shown}, …" if len(codes) > SHOWN_CODES else shown


@dataclass(frozen=True, slots=True)
class WordReader:
    """Takes one of the words that the definition itself accepts."""

    accepted: Sequence[str]

    def read(self, cell: Cell) -> Reading:
        """Return the word."""
        text = text_of(cell)
        if text not in self.accepted:
            raise CellError("code_unknown", accepted=_shown(self.accepted))
        return Reading(text)


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Reads a number, times a factor when the unit differs; `is_whole` for counted things."""

    numbers: NumberReader
    is_whole: bool = False
    times: Decimal = Decimal(1)
    may_round: bool = False

    def read(self, cell: Cell) -> Reading:
        """Return an int, or the exact decimals as text (what JSON keeps without loss)."""
        number = self.numbers.read(cell) * self.times
        if number == number.to_integral_value():
            return Reading(int(number) if self.is_whole else f"{int(number)}")
        if not self.is_whole:
            return Reading(f"{number.normalize():f}")
        if not self.may_round:
            raise CellError("number_not_whole", number=f"{number.normalize():f}")
        return Reading(whole(number), "number_rounded", {"number": str(whole(number))})


@dataclass(frozen=True, slots=True)
class Bin:
    """The numbers below `under` that no earlier bin took; no `under` takes the rest."""

    under: Decimal | None
    word: object


@dataclass(frozen=True, slots=True)
class BinReader:
    """Reads a number and says which bin it lies in."""

    numbers: NumberReader
    bins: Sequence[Bin]

    def read(self, cell: Cell) -> Reading:
        """Return the word of the first bin whose bound is above the number."""
        number = self.numbers.read(cell)
        for each in self.bins:
            if each.under is None or number < each.under:
                return Reading(each.word)
        raise CellError("number_outside_bins", number=str(number))


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads a day into ISO text. With `may_be_partial`, `1990-05` and `1990` are kept as such."""

    days: DateReader
    may_be_partial: bool = False

    def read(self, cell: Cell) -> Reading:
        """Return ISO text with the precision that the cell has."""
        span = self.days.read(cell)
        if span.unit == "day":
            return Reading(span.first.isoformat())
        if not self.may_be_partial or span.unit not in ("month", "year"):
            raise CellError("date_needs_day", unit=span.unit)
        text = span.first.isoformat()[: 7 if span.unit == "month" else 4]
        return Reading(text, "date_is_partial", {"unit": span.unit})


@dataclass(frozen=True, slots=True)
class CprReader:
    """Reads a CPR number with or without its hyphen."""

    restores_zero: bool = False

    def read(self, cell: Cell) -> Reading:
        """Return ten digits."""
        text = NOT_DIGITS.sub("", text_of(cell))
        is_short = self.restores_zero and len(text) == 9
        try:
            digits = cpr.normalise(f"0{text}" if is_short else text)
        except cpr.CprFormatError as error:
            raise CellError("cpr_unreadable") from error
        return Reading(digits, "zero_restored") if is_short else Reading(digits)
