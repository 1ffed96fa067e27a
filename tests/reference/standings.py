"""Where a person stands with every expectation, on a day, as known on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.reference.clock import aim_date, due_date_shown
from tests.reference.occurrences import Judged, Once, judged_occurrences
from tests.reference.readings import Reading
from tests.reference.states import closed_state, open_state
from tests.reference.view import View
from tovholder.engine.history import History

NOT_SAID = "not said by the rules"


@dataclass(frozen=True)
class Found:
    """What the rules say of one occurrence; `NOT_SAID` where they say nothing of a date."""

    expectation: str
    lineage: str
    ordinal: int
    state: str
    start_date: date | str
    due_date: date | str | None
    aim_date: date | str | None
    met_date: date | None
    is_planned: bool = False

    @property
    def key(self) -> tuple[str, str, int]:
        return self.expectation, self.lineage, self.ordinal


def standings_in(
    reading: Reading,
    pack: Mapping,
    history: History,
    on: date,
    known_on: date | None = None,
    municipality: str = "",
) -> list[Found]:
    """All standings in one reading; what is not applicable is left out (rule 19)."""
    view = View(pack, history, on, known_on, municipality, reading)
    found = []
    for expectation in pack["expectations"].values():
        once = _met_first(expectation, view)
        for judged in judged_occurrences(expectation, view, once):
            standing = _standing(judged)
            if standing.state != "not_applicable":
                found.append(standing)
    return found


def _met_first(expectation: Mapping, view: View) -> Once | None:
    """`once`: the first met of all occurrences of the expectations named and of itself."""
    if "once" not in expectation:
        return None
    names = {expectation["id"], *expectation["once"]["across"]}
    met = [
        judged
        for name in names
        for judged in judged_occurrences(view.pack["expectations"][name], view)
        if judged.applies and judged.closed is not None and judged.closed.how == "met"
    ]
    if not met:
        return None
    first = min(met, key=_order_met)
    return Once(first.closed.event.proven, first.occurrence.key)


def _order_met(judged: Judged) -> tuple:
    event = judged.closed.event
    return (event.proven, event.counting, *judged.occurrence.key)


def _standing(judged: Judged) -> Found:
    occurrence, terms = judged.occurrence, judged.terms
    start = occurrence.start
    if terms is None or not judged.applies:
        return Found(*occurrence.key, "not_applicable", start, None, None, None)
    if judged.evidence is None:  # rule 18
        return Found(*occurrence.key, "waiting", start, NOT_SAID, NOT_SAID, None, True)
    restarts = terms.version.get("while", {}).get("resume") == "restart"
    shown_start = NOT_SAID if restarts else start
    closed = judged.closed
    if closed is None:
        state = open_state(terms, judged.evidence, occurrence.first.anchor)
        due = due_date_shown(terms, len(judged.evidence.events), judged.evidence.needed)
        aim, met_on = aim_date(terms), None
    else:
        state = closed_state(closed, terms.version["kind"])
        due = closed.due
        aim = aim_date(terms.closed_on(closed.event.counting if closed.event else closed.day))
        met_on = closed.event.proven if closed.event else None
    if occurrence.number:
        aim = NOT_SAID
    return Found(*occurrence.key, state, shown_start, due, aim, met_on)
