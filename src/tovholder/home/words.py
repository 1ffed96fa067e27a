"""Texts of definitions in the language of the reader, and how sure we are of them."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.engine.durations import Duration
from tovholder.engine.language import DatedAmount, NotKnown, Unit
from tovholder.engine.language.explaining import confidence_words
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
    return confidence_words(written, language())


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
