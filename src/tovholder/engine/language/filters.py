"""Filters: what may be asked of the details that a fact carries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tovholder.engine.language.details import Detail, DetailType
from tovholder.engine.words import (
    NO,
    OR,
    YES,
    Label,
    day_words,
    joined,
    minutes_words,
    money_words,
    number_words,
)


@dataclass(frozen=True, slots=True)
class Among:
    """The detail is one of some values."""

    detail: Detail
    values: tuple[object, ...]

    def passes(self, given: object) -> bool:
        """Say whether a value that is given passes, also as a text that JSON keeps."""
        return _plain(self.detail, given) in self.values

    def describe(self, language: str) -> str:
        """Return the filter in words."""
        names = [said_value(self.detail, each, language) for each in self.values]
        return f"{self.detail.label.text(language)}: {joined(names, language, last=OR)}"


@dataclass(frozen=True, slots=True)
class Between:
    """The detail is a number between two bounds, both inclusive."""

    detail: Detail
    at_least: Decimal | None
    at_most: Decimal | None

    def passes(self, given: object) -> bool:
        """Say whether a number that is given passes."""
        number = Decimal(str(given))
        is_enough = self.at_least is None or number >= self.at_least
        return is_enough and (self.at_most is None or number <= self.at_most)

    def describe(self, language: str) -> str:
        """Return the filter in words."""
        bounds = [
            f"{word.text(language)} {said_value(self.detail, bound, language)}"
            for word, bound in ((_AT_LEAST, self.at_least), (_AT_MOST, self.at_most))
            if bound is not None
        ]
        return f"{self.detail.label.text(language)}: {joined(bounds, language)}"


Filter = Among | Between
_AT_LEAST = Label("mindst", "at least")
_AT_MOST = Label("højst", "at most")
_NUMBERS = (DetailType.INTEGER, DetailType.DECIMAL, DetailType.AMOUNT_DKK)


def said_value(detail: Detail, content: object, language: str) -> str:
    """Return the value of a detail in words."""
    match content:
        case bool():
            return (YES if content else NO).text(language)
        case date():
            return day_words(content, language)
        case Decimal() | int():
            if detail.type is DetailType.MINUTES_PER_WEEK:
                return minutes_words(int(content), language)
            if detail.type is DetailType.AMOUNT_DKK:
                return money_words(int(content * 100), language)
            number = number_words(content, language)
            return f"{number} {detail.unit.text(language)}" if detail.unit else number
    label = detail.choices.get(str(content))
    return label.text(language) if label else str(content)


def _plain(detail: Detail, given: object) -> object:
    """Return a day that is kept as a text as a day, and a number as a number."""
    if isinstance(given, str) and detail.type is DetailType.DATE:
        return date.fromisoformat(given)
    if isinstance(given, str | float) and detail.type in _NUMBERS:
        return Decimal(str(given))
    return given
