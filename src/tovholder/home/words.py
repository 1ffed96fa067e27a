"""Texts of definitions in the language of the reader, and how sure we are of them."""

import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.engine.durations import Duration
from tovholder.engine.language import DatedAmount, NotKnown, Unit
from tovholder.engine.words import Label
from tovholder.ui import formats


def language() -> str:
    """Return the language in use, `da` or `en`."""
    return (get_language() or "da").split("-", maxsplit=1)[0]


def said(label: Label | None) -> str:
    """Return a definition's text in the language in use; "" where there is none."""
    return label.text(language()) if label else ""


def law_reference(ref: str, chapter: str) -> str:
    """Return the place in the law; chapters matter because their deadlines can be suspended."""
    if not chapter:
        return ref
    return _("%(ref)s, chapter %(chapter)s") % {"ref": ref, "chapter": chapter}


def confidence(written: str) -> str:
    """Return how sure we are of a number of the law, in words; an unknown part stands as it is."""
    parts = REMARK.sub("", written).split("; ")
    return " ".join(dict.fromkeys(_confidence_part(part.strip()) for part in parts))


REMARK = re.compile(r"\s*\([^)]*\)")
"""What stands in brackets is for those who keep the definitions."""


def _confidence_part(part: str) -> str:
    """Return one part in words, by how it begins."""
    known = {
        "quoted amount": _("The amount is read in the source named."),
        "quoted from bill": _("Read in the bill, not in the law as passed."),
        "quoted from consultation draft": _("Read in a draft, not in the rule as issued."),
        "quoted": _("Read in the source named."),
        "obligation quoted": _("The duty is read in the source named."),
        "work duty quoted": _("The duty is read in the source named."),
        "inferred": _("Concluded by us, not read in a source."),
        "start date inferred": _("The first day of validity is our conclusion."),
        "start day inferred": _("The first day of validity is our conclusion."),
        "date in force inferred": _("The day it came into force is our conclusion."),
        "date in force not found": _("The day it came into force is not found."),
        "date of change inferred": _("The day of the change is our conclusion."),
        "end date inferred": _("The last day of validity is our conclusion."),
        "window inferred": _("The time in which it counts is our conclusion."),
        "deadline not found": _("The deadline is not found in our sources."),
        "deadline NOT verified": _("The deadline is not verified."),
        "hours not verified": _("The hours are not verified."),
        "gap rule not verified": _("How a break counts is not verified."),
        "conditions not found": _("The conditions are not found in our sources."),
        "not found": _("Not found in our sources."),
        "no number in any source": _("No source has a number."),
        "practice named in the report": _("A practice named in the report."),
        "set by the municipality": _("Set by the municipality."),
    }
    return next((text for begins, text in known.items() if part.startswith(begins)), part)


def amount_words(dated: DatedAmount | None, unit: Unit | None = None) -> str:
    """Return an amount with its unit; said plainly where there is none or it is not known."""
    amount = dated.amount if dated else None
    if amount is NotKnown.NOT_KNOWN:
        return _("not known to us")
    if isinstance(amount, Duration):
        return amount.describe(language())
    if amount is None:
        return _("no number in force")
    if unit is Unit.AMOUNT_DKK:
        return formats.dkk(amount)
    if unit is Unit.MINUTES_PER_WEEK:
        hours = formats.number(amount / 60, 0 if amount % 60 == 0 else 2)
        return _("%(hours)s hours a week") % {"hours": hours}
    return formats.number(amount)
