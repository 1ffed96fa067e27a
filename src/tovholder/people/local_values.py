"""A municipality's own numbers: how they are written, and when the law leaves room for one."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tovholder.engine.durations import Duration
from tovholder.engine.language.pack import RulePack
from tovholder.engine.language.parameters import (
    Amount,
    DatedAmount,
    Parameter,
    Unit,
)

CONFIDENCE = "set by the municipality"
OERE = 100


class LocalValueRefusedError(ValueError):
    """A number cannot be set; the text says why and what can be done.

    `field` names what is wrong: `value`, `valid_from`, `source`, or "" for the number itself.
    """

    def __init__(self, text: str, field: str = "") -> None:
        self.field = field
        super().__init__(text)


@dataclass(frozen=True)
class NewLocalValue:
    """A number to be set from a day on.

    `value` is written as in a definition: `P1M`, `4`, whole kroner; "" for no number in force.
    """

    parameter: str
    valid_from: date
    value: str
    source: str


def dated(new: NewLocalValue, pack: RulePack) -> DatedAmount:
    """Return a number as the engine takes it.

    Args:
        new: What the municipality says.
        pack: The rules that the number is for.

    Raises:
        LocalValueRefusedError: no such parameter, a value of another unit, no source, or a day
            on which the law sets the number itself.
    """
    parameter = pack.parameters.get(new.parameter)
    if parameter is None:
        words = {"met": new.parameter}
        raise LocalValueRefusedError(_("The rules have no number called “%(met)s”.") % words)
    if not new.source.strip():
        raise LocalValueRefusedError(
            _("Write where the number comes from: a decision, a guideline, a page of the law."),
            "source",
        )
    amount = read_amount(new.value, parameter.unit)
    made = DatedAmount(new.valid_from, amount, new.source.strip(), CONFIDENCE)
    if not is_open(parameter, new.valid_from):
        in_force = parameter.on(new.valid_from)
        raise LocalValueRefusedError(
            _("The law sets this number on that day (source: %(source)s). A municipality sets only "
              "what the law or our source leaves open.")
            % {"source": in_force.source if in_force else parameter.law},
            "valid_from",
        )  # fmt: skip
    return made


def is_open(parameter: Parameter, day: date) -> bool:
    """Return whether a municipality may say what a number is from a day on.

    >>> from tovholder.engine.language.parameters import NotKnown
    >>> from tovholder.engine.words import Label
    >>> silent = DatedAmount(date(2012, 1, 1), NotKnown.NOT_KNOWN, "a source", "not found")
    >>> known = DatedAmount(date(2019, 1, 1), 3, "another source", "quoted")
    >>> times = Parameter("times", Label("", ""), Unit.COUNT, "§ 1", (silent, known))
    >>> is_open(times, date(2015, 1, 1)), is_open(times, date(2020, 1, 1))
    (True, False)
    """
    probe = DatedAmount(day, None, "", "")
    try:
        parameter.with_local("", (probe,))
    except ValueError:
        return False
    return True


def is_ever_open(parameter: Parameter) -> bool:
    """Return whether there is a day on which a municipality may set the number."""
    return any(is_open(parameter, each.valid_from) for each in parameter.values)


def read_amount(text: str, unit: Unit) -> Amount:
    """Return what a written value means: "" is no number in force, amounts become øre.

    Raises:
        LocalValueRefusedError: the value is not one of the unit.

    >>> read_amount("P14D", Unit.DURATION), read_amount("", Unit.COUNT)
    (Duration(years=0, months=0, days=14), None)
    """
    written = text.strip()
    if not written:
        return None
    if unit is Unit.DURATION:
        try:
            return Duration.parse(written)
        except ValueError:
            accepted = _("P14D (14 days), P1M (a month) or P5Y (five years)")
            raise _refused(written, accepted) from None
    if not (written.isascii() and written.isdigit() and int(written) > 0):
        raise _refused(written, _("a whole number, at least 1"))
    return int(written) * (OERE if unit is Unit.AMOUNT_DKK else 1)


def _refused(met: str, accepted: str) -> LocalValueRefusedError:
    words = {"met": met, "accepted": accepted}
    return LocalValueRefusedError(_("The value is “%(met)s”; write %(accepted)s.") % words, "value")
