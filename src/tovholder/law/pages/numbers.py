"""A number of the law, what the municipality has set itself, and what that would change."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.engine.language import DatedAmount, Parameter, RulePack
from tovholder.home.words import amount_words
from tovholder.law.forms.numbers import NumberForm, WithdrawForm
from tovholder.law.pages.definition import ShownParameter
from tovholder.law.queries.concerned import Preview
from tovholder.law.queries.numbers import NumberLine
from tovholder.people.local_values import read_amount
from tovholder.ui.parts import Link


@dataclass(frozen=True)
class ShownNumber:
    """A number that was set, and what became of it; `withdraw` where it still holds."""

    valid_from: date
    amount: str
    source: str
    line: NumberLine
    withdraw: WithdrawForm | None


@dataclass(frozen=True)
class NumberPage:
    """One number of the law with its form.

    `preview` is what would change, in words, once the form was sent to be looked at.
    """

    parameter: ShownParameter
    is_open: bool
    used_by: tuple[Link, ...]
    numbers: tuple[ShownNumber, ...]
    form: NumberForm
    preview: str


def shown_number(line: NumberLine, parameter: Parameter, withdraw: WithdrawForm) -> ShownNumber:
    """Return a number that was set, in words."""
    dated = DatedAmount(line.valid_from, read_amount(line.value, parameter.unit), line.source, "")
    return ShownNumber(
        valid_from=line.valid_from,
        amount=amount_words(dated, parameter.unit),
        source=line.source,
        line=line,
        withdraw=withdraw if line.is_in_force else None,
    )


def tried_pack(pack: RulePack, municipality: str, dated: DatedAmount, name: str) -> RulePack:
    """Return the rules as they would be with a number: another of the same day gives way."""
    own = pack.parameters[name].local.get(municipality, ())
    kept = [each for each in own if each.valid_from != dated.valid_from]
    plain = replace(pack.parameters[name], local={})
    parameters = {**pack.parameters, name: plain}
    return replace(pack, parameters=parameters).with_local_values(
        municipality, {name: [*kept, dated]}
    )


def preview_words(preview: Preview) -> str:
    """Return what a number would change, in words."""
    if preview.exact is None:
        return _(
            "Up to %(count)s people have an expectation that uses this number; their standings "
            "are computed anew."
        ) % {"count": preview.at_most}
    return ngettext(
        "Of the people who have an expectation that uses this number, %(count)s gets another "
        "state or due date.",
        "Of the people who have an expectation that uses this number, %(count)s get another "
        "state or due date.",
        preview.exact,
    ) % {"count": preview.exact}
