"""Rules 36 and 37: the words for where an occurrence stands."""

from datetime import date

from tests.reference.clock import Terms, after_date, due_date_shown, pauses_now
from tests.reference.closing import Closing
from tests.reference.conditions import holds
from tests.reference.durations import earlier
from tests.reference.evidence import Taken, is_under_way
from tests.reference.facts import Fact


def closed_state(closed: Closing, kind: str) -> str:
    """Rule 36."""
    if closed.how == "met":
        return "met_late" if closed.is_late else "met"
    if closed.how == "waived":
        return "waived"
    return "missed" if closed.is_late and kind != "grant" else "ended"


def open_state(terms: Terms, evidence: Taken, start_fact: Fact | None) -> str:
    """Rule 37, in its order."""
    view = terms.view
    if _is_out_of_season(terms):
        return "not_applicable"
    pauses = pauses_now(terms)
    if pauses:
        return "suspended" if any(pause.is_suspension for pause in pauses) else "paused"
    after = after_date(terms)
    if terms.after is not None and (after is None or view.on <= after):
        return "waiting"
    if is_under_way(terms, start_fact):
        return "under_way"
    return _by_the_clock(terms, due_date_shown(terms, len(evidence.events), evidence.needed))


def _is_out_of_season(terms: Terms) -> bool:
    """Rule 37.1: `while` is asked from the start day on."""
    if "while" not in terms.version or terms.view.on < terms.start:
        return False
    predicate = terms.version["while"]["predicate"]
    return not holds(predicate, terms.view.on, terms.view, terms.numbers)


def _by_the_clock(terms: Terms, due: date | None) -> str:
    """Rule 37.5."""
    if due is None:
        return "open"
    if terms.view.on > due:
        return "ended" if terms.version["kind"] == "grant" else "overdue"
    reminders = [
        earlier(due, terms.numbers.length(written)) for written in terms.version.get("remind", [])
    ]
    if reminders and terms.view.on >= min(reminders):
        return "due_soon"
    return "open"
