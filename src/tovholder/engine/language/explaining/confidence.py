"""How sure we are of a rule or a number, in words, from the remark in the definitions."""

import re

from tovholder.engine.words import Label

_REMARK = re.compile(r"\s*\([^)]*\)")
"""What stands in brackets is for those who keep the definitions."""

_KNOWN = {
    "quoted amount": Label(
        "Beløbet er læst i den nævnte kilde.", "The amount is read in the source named."
    ),
    "quoted from bill": Label(
        "Læst i lovforslaget, ikke i loven som vedtaget.",
        "Read in the bill, not in the law as passed.",
    ),
    "quoted from consultation draft": Label(
        "Læst i et udkast, ikke i reglen som udstedt.",
        "Read in a draft, not in the rule as issued.",
    ),
    "quoted": Label("Læst i den nævnte kilde.", "Read in the source named."),
    "obligation quoted": Label(
        "Pligten er læst i den nævnte kilde.", "The duty is read in the source named."
    ),
    "work duty quoted": Label(
        "Pligten er læst i den nævnte kilde.", "The duty is read in the source named."
    ),
    "inferred": Label(
        "Vores slutning, ikke læst i en kilde.", "Concluded by us, not read in a source."
    ),
    "start date inferred": Label(
        "Den første gyldighedsdag er vores slutning.",
        "The first day of validity is our conclusion.",
    ),
    "start day inferred": Label(
        "Den første gyldighedsdag er vores slutning.",
        "The first day of validity is our conclusion.",
    ),
    "date in force inferred": Label(
        "Dagen for ikrafttræden er vores slutning.", "The day it came into force is our conclusion."
    ),
    "date in force not found": Label(
        "Dagen for ikrafttræden er ikke fundet.", "The day it came into force is not found."
    ),
    "date of change inferred": Label(
        "Dagen for ændringen er vores slutning.", "The day of the change is our conclusion."
    ),
    "end date inferred": Label(
        "Den sidste gyldighedsdag er vores slutning.", "The last day of validity is our conclusion."
    ),
    "window inferred": Label(
        "Det tidsrum, hvor det tæller, er vores slutning.",
        "The time in which it counts is our conclusion.",
    ),
    "deadline not found": Label(
        "Fristen er ikke fundet i vores kilder.", "The deadline is not found in our sources."
    ),
    "deadline NOT verified": Label("Fristen er ikke efterprøvet.", "The deadline is not verified."),
    "hours not verified": Label("Timetallet er ikke efterprøvet.", "The hours are not verified."),
    "gap rule not verified": Label(
        "Hvordan en pause tæller, er ikke efterprøvet.", "How a break counts is not verified."
    ),
    "conditions not found": Label(
        "Betingelserne er ikke fundet i vores kilder.",
        "The conditions are not found in our sources.",
    ),
    "not found": Label("Ikke fundet i vores kilder.", "Not found in our sources."),
    "no number in any source": Label("Ingen kilde har et tal.", "No source has a number."),
    "practice named in the report": Label(
        "En praksis, som rapporten nævner.", "A practice named in the report."
    ),
    "set by the municipality": Label("Fastsat af kommunen.", "Set by the municipality."),
}


def confidence_words(written: str, language: str) -> str:
    """Return how sure we are, in sentences; a part that is not known stands as it is written.

    >>> confidence_words("quoted; start date inferred (the table says 2019)", "en")
    'Read in the source named. The first day of validity is our conclusion.'
    """
    parts = (part.strip() for part in _REMARK.sub("", written).split("; "))
    return " ".join(dict.fromkeys(_part(part, language) for part in parts))


def _part(part: str, language: str) -> str:
    """Return one part in words, by how it begins."""
    found = next((label for begins, label in _KNOWN.items() if part.startswith(begins)), None)
    return found.text(language) if found else part
