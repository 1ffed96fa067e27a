"""Numbers in sentences: what they are, from when, and that some are not known to us."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tovholder.engine.durations import Duration
from tovholder.engine.language.expectations import Version
from tovholder.engine.language.lengths import Length, Number, ParameterName, said
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import Amount, NotKnown, Unit
from tovholder.engine.words import (
    Label,
    day_words,
    minutes_words,
    money_words,
    number_words,
)

NOT_KNOWN = Label("et tal, som ikke er kendt af os", "a number not known to us")
NONE = Label("intet tal", "no number")
_LATER = Label("fra {day}: {amount}", "from {day}: {amount}")
_SINCE = Label("Fra {day}: ", "From {day}: ")
_BETWEEN = Label("{first} – {last}: ", "{first} – {last}: ")
_ONE_DAY = timedelta(days=1)


def amount_words(amount: Amount, unit: Unit, language: str) -> str:
    """Return the value of a parameter in words.

    >>> amount_words(7650000, Unit.AMOUNT_DKK, "da"), amount_words(None, Unit.COUNT, "en")
    ('76.500 kr.', 'no number')
    """
    match amount:
        case None:
            return NONE.text(language)
        case NotKnown.NOT_KNOWN:
            return NOT_KNOWN.text(language)
        case Duration():
            return amount.describe(language)
    if unit is Unit.AMOUNT_DKK:
        return money_words(amount, language)
    return (
        minutes_words(amount, language)
        if unit is Unit.MINUTES_PER_WEEK
        else number_words(amount, language)
    )


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a version as they are in force while it is valid."""

    version: Version
    pack: RulePack

    def say(self, amount: Length | Number, language: str) -> str:
        """Say a length or a number; a parameter by its values and their first days."""
        if not isinstance(amount, ParameterName):
            return said(amount, language)
        unit = self.pack.parameters[amount.id].unit
        values = [(day, amounts[0]) for day, amounts in self.in_force(amount)]
        if len(values) == 1:
            return amount_words(values[0][1], unit, language)
        later = [
            _LATER.text(language).format(
                amount=amount_words(each, unit, language), day=day_words(day, language)
            )
            for day, each in values[1:]
        ]
        return f"{amount_words(values[0][1], unit, language)} ({'; '.join(later)})"

    def in_force(
        self, *written: Length | Number | None
    ) -> Iterator[tuple[date, tuple[Amount, ...]]]:
        """Yield what lengths and numbers are together, and from which day of the version on."""
        first, last = self.version.valid_from, self.version.valid_until or date.max
        named = [each.id for each in written if isinstance(each, ParameterName)]
        days = {
            value.valid_from
            for name in named
            for value in self.pack.parameters[name].values
            if first < value.valid_from <= last
        }
        before: tuple[Amount, ...] | None = None
        for day in sorted(days | {first}):
            amounts = tuple(self._on(day, each) for each in written)
            if amounts != before:
                yield day, amounts
            before = amounts

    def _on(self, day: date, written: Length | Number | None) -> Amount:
        if not isinstance(written, ParameterName):
            return written
        dated = self.pack.parameters[written.id].on(day)
        return dated.amount if dated else None


def since(day: date, language: str) -> str:
    """Return the beginning of a sentence that holds from a day on."""
    return _SINCE.text(language).format(day=day_words(day, language))


def during(first: Version, last: Version, language: str) -> str:
    """Return the beginning of a sentence that holds from a version through a later one."""
    if last.valid_until is None:
        return since(first.valid_from, language)
    return _BETWEEN.text(language).format(
        first=day_words(first.valid_from, language), last=day_words(last.valid_until, language)
    )
