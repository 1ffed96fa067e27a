"""The numbers that apply to one occurrence, taken on its start day."""

from dataclasses import dataclass
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.expectations import Expectation, ParameterName, Version
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import Amount, DatedAmount, NotKnown, Parameter
from tovholder.engine.person.course import Terms


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """A parameter as it was on the start day; `is_local` when the municipality set it."""

    parameter: Parameter
    dated: DatedAmount
    is_local: bool


@dataclass(frozen=True, slots=True)
class Numbers:
    """The resolved numbers of a version.

    `at_latest` and `needed` are `NOT_KNOWN` where our source is silent. No `at_latest` means
    that the law gives no number.
    """

    at_latest: Duration | NotKnown | None
    aim: Duration | None
    needed: int | NotKnown
    uses: tuple[ParameterUse, ...]

    def terms(self, expectation: Expectation) -> tuple[Terms, ...]:
        """Return the terms, or the two extremes where the number is not known to us."""
        if isinstance(self.at_latest, NotKnown):
            extremes = (Duration(), None)
            return tuple(Terms(extreme, self.aim, expectation.remind) for extreme in extremes)
        return (Terms(self.at_latest, self.aim, expectation.remind),)

    def unknown_names(self) -> tuple[str, ...]:
        """Name the parameters whose value is not known to us."""
        return tuple(
            f"parameter:{use.parameter.id}"
            for use in self.uses
            if use.dated.amount is NotKnown.NOT_KNOWN
        )


def numbers_for(
    expectation: Expectation, version: Version, day: date, municipality: str, pack: RulePack
) -> Numbers:
    """Return the numbers of a version on a start day, a municipality's own values first."""
    uses: list[ParameterUse] = []

    def amount(written: Duration | int | ParameterName | None) -> Amount:
        if not isinstance(written, ParameterName):
            return written
        parameter = pack.parameters[written.id]
        dated = parameter.on(day, municipality)
        if dated is None:
            raise LookupError(f"The parameter “{written.id}” has no value on {day}.")
        is_local = dated in parameter.local.get(municipality, ())
        uses.append(ParameterUse(parameter, dated, is_local))
        return dated.amount

    within = version.within
    at_latest = amount(within.at_latest) if within else None
    aim = amount(within.aim) if within else None
    needed = amount(expectation.count)
    return Numbers(
        at_latest=at_latest if isinstance(at_latest, Duration | NotKnown) else None,
        aim=aim if isinstance(aim, Duration) else None,
        needed=needed if isinstance(needed, int | NotKnown) else 1,
        uses=tuple(uses),
    )
