"""States in words and tones for pages, and the mark of what a reader may not see."""

from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tovholder.engine.person import State
from tovholder.ui.parts import Tone


class Hidden:
    """Stands where a value is recorded or not, and the reader may not know which.

    Templates print it; it is not empty, so that hidden is never taken for missing.
    """

    is_hidden = True

    def __str__(self) -> str:
        return _("hidden")

    def __repr__(self) -> str:
        return "HIDDEN"


HIDDEN: Final = Hidden()

TONES = {
    State.OVERDUE: Tone.ERROR,
    State.MISSED: Tone.ERROR,
    State.DUE_SOON: Tone.WARNING,
    State.UNDETERMINED: Tone.WARNING,
    State.MET: Tone.SUCCESS,
    State.MET_LATE: Tone.SUCCESS,
    State.OPEN: Tone.INFO,
    State.UNDER_WAY: Tone.INFO,
    State.NOT_APPLICABLE: Tone.MUTED,
}


def state_label(state: str) -> str:
    """Return a state in the language in use.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     state_label("due_soon")
    'Due soon'
    """
    return State(state).label.text(get_language() or "da")


def state_tone(state: str) -> Tone:
    """Return the tone of a state's badge; the text always says it too.

    >>> state_tone("overdue").value, state_tone("waived").value
    ('error', 'neutral')
    """
    return TONES.get(State(state), Tone.NEUTRAL)


def numbered(title: str, ordinal: int) -> str:
    """Return the title of an occurrence; from the second on with its number."""
    if ordinal < 2:
        return title
    return _("%(title)s, no. %(number)s") % {"title": title, "number": ordinal}
