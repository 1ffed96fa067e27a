"""What a met grant is worth: the amount on the day that decides the rate (docs/language.md 22)."""

from dataclasses import dataclass

from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import NotKnown
from tovholder.engine.person.numbers import ParameterUse
from tovholder.engine.person.occurrences import Occurrence


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount in øre with the parameter it was taken from; None where it is not known."""

    oere: int | None
    use: ParameterUse


def worth_of(occurrence: Occurrence, pack: RulePack, municipality: str | None) -> Worth | None:
    """Return what an occurrence that is met is worth, None where nothing is said to be."""
    version, ruling = occurrence.version, occurrence.ruling
    if version is None or version.worth is None or ruling is None or ruling.counting is None:
        return None
    authority = municipality or (occurrence.opening.municipality if occurrence.opening else "")
    parameter = pack.parameters[version.worth.id]
    dated = parameter.on(ruling.counting, authority)
    if dated is None:
        return None
    is_local = dated in parameter.local.get(authority, ())
    amount = dated.amount
    known = amount if isinstance(amount, int) and not isinstance(amount, NotKnown) else None
    return Worth(known, ParameterUse(parameter, dated, is_local))
