"""What a recorded fact changed in the standings, in words."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from tovholder.people.labels import state_label
from tovholder.people.queries.standings import StandingLine
from tovholder.ui.formats import date_long


def changes(before: Iterable[StandingLine], after: Iterable[StandingLine]) -> tuple[str, ...]:
    """Return a sentence for each standing that is new, gone, or in another state or due date."""
    old, new = _by_occurrence(before), _by_occurrence(after)
    return tuple(
        sentence
        for occurrence in dict.fromkeys([*new, *old])
        for sentence in _change(old.get(occurrence), new.get(occurrence))
    )


def _by_occurrence(
    standings: Iterable[StandingLine],
) -> dict[tuple[str, UUID | None, int], StandingLine]:
    return {(each.expectation, each.lineage, each.ordinal): each for each in standings}


def _change(old: StandingLine | None, new: StandingLine | None) -> Iterator[str]:
    if old is None and new is not None:
        yield _("%(title)s: now “%(state)s”%(due)s.") % _words(new)
    elif new is None and old is not None:
        yield _("%(title)s: does not apply any more.") % {"title": old.title}
    elif old is not None and new is not None and old.state != new.state:
        words = _words(new) | {"before": state_label(old.state)}
        yield _("%(title)s: from “%(before)s” to “%(state)s”%(due)s.") % words
    elif old and new and new.due_date and old.due_date != new.due_date:
        words = {"title": new.title, "day": date_long(new.due_date)}
        yield _("%(title)s: the last day is now %(day)s.") % words


def _words(standing: StandingLine) -> dict[str, str]:
    """Return title, state and, where there is one, the last day as the end of a sentence."""
    due = _(", last day %(day)s") % {"day": date_long(standing.due_date)}
    return {
        "title": standing.title,
        "state": state_label(standing.state),
        "due": due if standing.due_date else "",
    }
