"""The sentences about what it is worth to the municipality that an expectation is met."""

from collections.abc import Iterator
from datetime import date

from tovholder.engine.language.expectations import Expectation
from tovholder.engine.language.explaining.numbers import Numbers, amount_words, since
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import Amount, Unit
from tovholder.engine.words import Label


def about_worth(expectation: Expectation, pack: RulePack, language: str) -> Iterator[str]:
    """Say what it is worth, from which day; nothing is said where it is worth nothing."""
    dated = list(_dated(expectation, pack))
    if len(dated) > 1:
        yield _ON_ITS_DAY.text(language)
    for day, amount in dated:
        said = amount_words(amount, Unit.AMOUNT_DKK, language)
        yield f"{since(day, language)}{said.removesuffix('.')}."


def _dated(expectation: Expectation, pack: RulePack) -> Iterator[tuple[date, Amount]]:
    """Yield the amounts with their first days; no amount ends with the version that had one."""
    before: Amount = None
    for version in expectation.versions:
        worth = version.worth
        amounts = (
            Numbers(version, pack).in_force(worth) if worth else [(version.valid_from, (None,))]
        )
        for day, (amount,) in amounts:
            if amount != before:
                yield day, amount
            before = amount


_ON_ITS_DAY = Label(
    "Beløbet er det, der gælder den dag, det tæller fra.",
    "The amount is the one in force on the day from which it counts.",
)
