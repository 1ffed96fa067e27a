"""What may change in a kind of the municipality's own once facts of it are recorded."""

from django.utils.translation import gettext as _

from tovholder.engine.language.kinds import Kind

FIXED = ("category", "exclusive", "event")
"""What stands on every row of a kind: another value would read old rows otherwise."""


class KindInUseError(ValueError):
    """Facts are recorded that a new definition of their kind would read otherwise."""


def can_change_kind(before: Kind, after: Kind, *, is_used: bool) -> bool:
    """Return whether a definition may take the place of another.

    A kind without facts may change in everything; one with facts may get new states, details
    and words, but keeps what its rows rely on.
    """
    keeps_rows = all(getattr(before, name) == getattr(after, name) for name in FIXED)
    keeps_states = before.states.keys() <= after.states.keys()
    return not is_used or (keeps_rows and keeps_states)


def check_change_kind(before: Kind, after: Kind, *, is_used: bool) -> None:
    """Refuse a definition that facts already recorded would not fit.

    Raises:
        KindInUseError: facts of the kind are recorded and it changes category, `exclusive` or
            `event`, or loses a state.
    """
    if not can_change_kind(before, after, is_used=is_used):
        raise KindInUseError(
            _("Facts of the kind “%(kind)s” are recorded: its category, `exclusive`, `event` and "
              "its states stay. Add states or details, or declare a kind with another name.")
            % {"kind": before.id}
        )  # fmt: skip
