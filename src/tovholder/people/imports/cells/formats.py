"""Date formats as people write them, compiled: `dd-mm-yyyy`, `d. month yyyy`, `yyyy'W'ww`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "year"]

NAMED = ("iso", "excel", "excel1904")
TOKENS = {
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<short_year>\d{2})",
    "month": r"(?P<name>[^\W\d_]+)\.?",
    "mm": r"(?P<month>\d{2})",
    "m": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d{2})",
    "d": r"(?P<day>\d{1,2})",
    "ww": r"(?P<week>\d{2})",
    "w": r"(?P<week>\d{1,2})",
    "q": r"(?P<quarter>[1-4])",
    "HH": r"(?P<hour>\d{2})",
    "MM": r"(?P<minute>\d{2})",
    "SS": r"(?P<second>\d{2})(?:\.\d+)?",
    "z": r"(?P<offset>Z|[+-]\d{2}:?\d{2})",
}
SAMPLES = {
    "yyyy": "2010", "yy": "10", "month": "maj", "mm": "11", "m": "11", "dd": "12", "d": "12",
    "ww": "12", "w": "12", "q": "1", "HH": "13", "MM": "14", "SS": "15", "z": "+01:00",
}  # fmt: skip
SCANNER = re.compile(r"'(?P<quoted>[^']*)'|(?P<token>yyyy|month|yy|mm|m|dd|d|ww|w|q|HH|MM|SS|z)")
SAME_PART = ({"yyyy", "yy"}, {"month", "mm", "m"}, {"dd", "d"}, {"ww", "w"})


class FormatError(ValueError):
    """A date format that cannot be used; says what is accepted."""


@dataclass(frozen=True, slots=True)
class DateFormat:
    """One compiled format. `unit` is the smallest part that it names."""

    text: str
    pattern: re.Pattern[str]
    unit: Unit
    has_short_year: bool
    sample: str


def compile_format(text: str) -> DateFormat:
    """Compile a written format.

    Raises:
        FormatError: no year, a letter that is neither token nor in quotes, or parts missing.

    >>> compile_format("mm-yyyy").unit
    'month'
    """
    pattern, sample, tokens, position = "", "", list[str](), 0
    for found in SCANNER.finditer(text):
        between = _literal(text, text[position : found.start()])
        token, quoted = found["token"], found["quoted"] or ""
        pattern += re.escape(between) + (TOKENS[token] if token else re.escape(quoted))
        sample += between + (SAMPLES[token] if token else quoted)
        tokens += [token] if token else []
        position = found.end()
    rest = _literal(text, text[position:])
    unit = _unit_of(text, tokens)
    compiled = re.compile(pattern + re.escape(rest), re.IGNORECASE)
    return DateFormat(text, compiled, unit, "yy" in tokens, sample + rest)


def refuse_ambiguous(compiled: Sequence[DateFormat]) -> None:
    """Refuse two formats that read one text as two different days.

    Raises:
        FormatError: names both formats and the text.
    """
    for one, other in combinations(compiled, 2):
        for text in (one.sample, other.sample):
            first, second = one.pattern.fullmatch(text), other.pattern.fullmatch(text)
            if first and second and first.groupdict() != second.groupdict():
                raise FormatError(
                    f"{one.text!r} and {other.text!r} read {text!r} as two different days; keep "
                    "one of them for this column"
                )


def _literal(text: str, part: str) -> str:
    if any(letter.isalpha() for letter in part):
        raise FormatError(
            f"{text!r}: {part!r} is not a part of a date; parts are {', '.join(TOKENS)}, other "
            f"letters stand in single quotes, and whole formats by name are {', '.join(NAMED)}"
        )
    return part


def _unit_of(text: str, tokens: Sequence[str]) -> Unit:
    if len(tokens) != len(set(tokens)) or any(len(each & {*tokens}) > 1 for each in SAME_PART):
        raise FormatError(f"{text!r} names a part twice")
    parts = {"m" if part == "month" else part[0] for part in tokens if part[0] in "ymdwq"}
    units: dict[frozenset[str], Unit] = {
        frozenset("ymd"): "day",
        frozenset("ym"): "month",
        frozenset("y"): "year",
        frozenset("yq"): "quarter",
        frozenset("yw"): "week",
    }
    unit = units.get(frozenset(parts))
    if unit is None:
        raise FormatError(
            f"{text!r} is not enough for a date: a year is needed, a day needs a month, and a "
            "week or a quarter stands alone with its year"
        )
    return unit
