"""The names of the states that an expectation can have, and when it has them."""

from collections.abc import Iterator

from tovholder.engine.language.days import DayOf, Spell, day_leaves
from tovholder.engine.language.expectations import Expectation, ExpectationKind, Window
from tovholder.engine.language.pack import RulePack
from tovholder.engine.person.standing import State
from tovholder.engine.words import Label


def about_states(expectation: Expectation, pack: RulePack, language: str) -> Iterator[str]:
    """Say what each state that can occur is called and means."""
    for state in _possible(expectation, pack):
        name, meaning = state.label.text(language), _MEANINGS[state].text(language)
        yield f"“{name}”: {meaning}"


def _possible(expectation: Expectation, pack: RulePack) -> Iterator[State]:
    versions = expectation.versions
    is_due = any(version.within for version in versions)
    can_be_late = is_due and expectation.kind is not ExpectationKind.GRANT
    days = [day for version in versions for day in day_leaves(version.what)]
    suspended = pack.suspensions.values()
    occurs = {
        State.WAITING: _may_wait(expectation),
        State.UNDER_WAY: any(isinstance(day, DayOf | Spell) and day.min for day in days),
        State.DUE_SOON: is_due and any(version.remind for version in versions),
        State.OVERDUE: can_be_late,
        State.MET_LATE: can_be_late,
        State.MISSED: can_be_late and bool(expectation.stops),
        State.WAIVED: bool(expectation.waivable_by),
        State.PAUSED: any(version.pauses or version.while_ for version in versions),
        State.SUSPENDED: any(
            each.touches(expectation.id, version.law.chapter)
            for each in suspended
            for version in versions
        ),
    }
    yield from (state for state in State if occurs.get(state, True))


def _may_wait(expectation: Expectation) -> bool:
    """Say whether it can be known before it begins: a window opens later, or a start is planned."""
    opens_later = any(isinstance(version.within, Window) for version in expectation.versions)
    starts = [day for day in day_leaves(expectation.start) if isinstance(day, DayOf)]
    return opens_later or any(day.kind.may_be_planned for day in starts)


_MEANINGS = {
    State.NOT_APPLICABLE: Label(
        "Reglen gælder ikke for personen.", "The rule does not concern the person."
    ),
    State.UNDETERMINED: Label(
        "Der mangler en oplysning; det siges hvilken.", "A fact is missing; it is said which."
    ),
    State.WAITING: Label("Det er endnu ikke begyndt.", "It has not begun yet."),
    State.OPEN: Label(
        "Det er ikke sket endnu, og der er tid.", "It has not happened; there is time."
    ),
    State.UNDER_WAY: Label(
        "Det er begyndt, men har ikke varet længe nok.", "It has begun but not lasted long enough."
    ),
    State.DUE_SOON: Label(
        "Det er ikke sket endnu, og fristen er nær.", "It has not happened; the due date is near."
    ),
    State.OVERDUE: Label(
        "Fristen er gået, og det er ikke sket.", "The due date has passed without it."
    ),
    State.MET: Label("Det er sket i tide.", "It happened in time."),
    State.MET_LATE: Label("Det er sket efter fristen.", "It happened after the due date."),
    State.WAIVED: Label(
        "Det er fraveget med en begrundelse.", "It has been waived, with a reason."
    ),
    State.PAUSED: Label("Tiden står stille.", "The clock stands still."),
    State.SUSPENDED: Label(
        "Fristerne i loven er sat ud af kraft.", "The deadlines of the law are suspended."
    ),
    State.MISSED: Label(
        "Det ophørte efter fristen, uden at det var sket.",
        "It ended after the due date without having happened.",
    ),
    State.ENDED: Label(
        "Det ophørte før fristen, uden at det var sket.",
        "It ended before the due date without having happened.",
    ),
}
