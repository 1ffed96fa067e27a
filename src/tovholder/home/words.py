"""Texts of definitions in the language of the reader, and how sure we are of them."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.engine.words import Label


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
    parts = written.split(" (")[0].split("; ")
    return " ".join(_confidence_part(part) for part in parts)


def _confidence_part(part: str) -> str:
    return {
        "quoted": _("Read in the source named."),
        "inferred": _("Concluded by us, not read in a source."),
        "start date inferred": _("The first day of validity is our conclusion."),
        "date in force inferred": _("The day it came into force is our conclusion."),
    }.get(part, part)
