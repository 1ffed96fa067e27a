"""The numbers that apply: written out, or taken from a dated parameter on a day."""

from dataclasses import dataclass, field
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.lengths import Length, Number, ParameterName
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import (
    Amount,
    DatedAmount,
    NotKnown,
    Parameter,
)
from tovholder.engine.person.facts import FAR
from tovholder.engine.person.readings import Reading

NEVER = Duration(years=9999)
"""A length longer than any life: what a number that is not known may be at most."""

_LENGTHS = (Duration(), NEVER)
_NUMBERS = (0, 10**15)


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """A parameter as it was on the day that decides; `is_local` when the municipality set it."""

    parameter: Parameter
    dated: DatedAmount
    is_local: bool


@dataclass(slots=True)
class Numbers:
    """Takes the numbers of a definition on one day for one municipality.

    `uses` keeps every parameter that was looked up.
    """

    pack: RulePack
    day: date
    municipality: str
    reading: Reading
    uses: dict[str, ParameterUse] = field(default_factory=dict)

    def length(self, written: Length | None) -> Duration | None:
        """Return a length, None where there is no number in force.

        One that is not known to us is asked of the reading: none at all, or longer than a life.
        """
        amount = self._amount(written)
        if isinstance(amount, NotKnown):
            amount = self._asked(written, _LENGTHS)
        return amount if isinstance(amount, Duration) else None

    def number(self, written: Number | None) -> int | None:
        """Return a number, None where there is none in force; as `length`."""
        amount = self._amount(written)
        if isinstance(amount, NotKnown):
            amount = self._asked(written, _NUMBERS)
        return amount if isinstance(amount, int) else None

    def is_unknown(self, written: Length | Number | None) -> bool:
        """Say whether the number is a parameter that is not known to us on the day."""
        return isinstance(self._amount(written), NotKnown)

    def _asked(self, written: object, answers: tuple[Amount, Amount]) -> Amount:
        name = f"parameter:{written.id}" if isinstance(written, ParameterName) else ""
        return self.reading.ask((name, self.day), answers, (name,))

    def _amount(self, written: Length | Number | None) -> Amount:
        if not isinstance(written, ParameterName):
            return written
        parameter = self.pack.parameters[written.id]
        dated = parameter.on(self.day, self.municipality)
        if dated is None:
            return None
        own = parameter.local.get(self.municipality, ())
        is_local = any(each is dated for each in own) if own else False
        self.uses[written.id] = ParameterUse(parameter, dated, is_local)
        return dated.amount


def moved(day: date, length: Duration) -> date:
    """Return the day this long after another; FAR where the calendar ends before.

    >>> moved(date(2020, 1, 1), NEVER) == FAR
    True
    """
    if day == FAR or length is NEVER or length.years > _LONGEST:
        return FAR
    return length.after(day)


def times(length: Duration, count: int) -> Duration:
    """Return a length a number of times: counted from one anchor, never chained (rule 4).

    >>> str(times(Duration(months=1, days=2), 3))
    'P3M6D'
    """
    return Duration(length.years * count, length.months * count, length.days * count)


_LONGEST = 900
