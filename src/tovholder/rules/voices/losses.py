"""What the model of a case (CMMN) cannot carry of a definition, named one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tovholder.engine.language import Expectation, RulePack
from tovholder.engine.language.days import (
    At,
    Birthday,
    DayExpression,
    DayOf,
    RollingSum,
    Spell,
    Take,
    day_leaves,
)
from tovholder.engine.language.expectations import (
    AppliesTo,
    Before,
    EvidenceSince,
    ParameterName,
    Version,
    WhoAt,
)
from tovholder.engine.language.parameters import NotKnown
from tovholder.rules.voices.lengths import lengths_in, lengths_of

LOSSES = {
    "three values": "CMMN knows yes and no. Here a condition can also be unknown, and the answer "
    "is then that it cannot be decided, with the name of what is missing.",
    "conditions": "A condition stands as text in Tovholder's language; CMMN prescribes none, so "
    "no other program evaluates it.",
    "own day": "A timer runs from the moment something is recorded. Here it runs from the day on "
    "which it happened, so late recording moves no due date.",
    "corrections": "What was known on which day, and the correction of a fact with the dates that "
    "follow from it.",
    "states": "The fourteen states; CMMN has those of its life cycle (active, completed, "
    "terminated).",
    "law versions": "Other versions of the law than the one exported, and that the version in "
    "force on the start day applies.",
    "running": "That a later version takes over what is running already.",
    "dated numbers": "That a number of the law has dated values, and that a municipality may set "
    "its own; the value of the day of export is written.",
    "unknown number": "That our sources do not say a number, at all or for some time; a task "
    "without a number has no timer.",
    "who each day": "That it is asked each day, and not once, for whom it holds.",
    "before": "A due date before the day it is counted from: a timer cannot run backwards.",
    "run": "How long a fact must have lasted, which gaps are bridged, and the mean of hours.",
    "spell": "The day on which a condition has held without a break.",
    "sum": "A sum over the last days.",
    "birthday": "A birthday: it stands as an event that somebody tells.",
    "first or last": "Which of several facts is meant, the first or the last.",
    "end": "The end of a fact: CMMN sees only that the record was updated.",
    "match": "That the fact that counts must fit the fact it is counted from.",
    "evidence": "From which day on a fact counts.",
    "count": "How many times, and how long at least lies between them: CMMN counts nothing.",
    "counts on": "Which day of a run is held against the window.",
    "repeat": "From which day the next time is counted.",
    "while": "That nothing is asked, and the clock stands still or starts again, while a "
    "condition does not hold.",
    "pauses": "Pauses that move the due date by their days.",
    "suspension": "Deadlines that a minister has suspended for a time.",
    "working day": "That a due date on a closed day becomes the next working day.",
    "reminders": "Reminders before the due date: a timer cannot be set back from another.",
    "worth": "What a grant is worth.",
    "once": "That only one of several expectations can be met.",
    "after": "Advice on order: an entry criterion would lock the task, which advice must not.",
    "checklist": "The checklist stands as text and cannot be ticked.",
}
"""Every construct that is lost, and what of it."""

ALWAYS = ("three values", "conditions", "own day", "corrections", "states")
"""What is lost of every expectation."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of one expectation that the export does not carry; `construct` is of `LOSSES`."""

    expectation: str
    construct: str

    @property
    def text(self) -> str:
        """Return what is lost, in plain English."""
        return LOSSES[self.construct]


def losses_of(expectation: Expectation, version: Version, pack: RulePack) -> tuple[Loss, ...]:
    """Return what an export of one version cannot carry, in the order of `LOSSES`."""
    found = {*ALWAYS, *_of_law(expectation, version, pack), *_of_version(version)}
    found |= {*_of_days(expectation, version), *_of_others(expectation)}
    return tuple(Loss(expectation.id, name) for name in LOSSES if name in found)


def _of_law(expectation: Expectation, version: Version, pack: RulePack) -> Iterator[str]:
    if len(expectation.versions) > 1:
        yield "law versions"
    if any(each.applies_to is AppliesTo.RUNNING for each in expectation.versions):
        yield "running"
    lengths = (*lengths_of(version), *lengths_in(expectation.start))
    named = [each for each in lengths if isinstance(each, ParameterName)]
    amounts = [dated.amount for each in named for dated in pack.parameters[each.id].values]
    if named:
        yield "dated numbers"
    if NotKnown.NOT_KNOWN in amounts:
        yield "unknown number"
    chapter = version.law.chapter
    if any(each.touches(expectation.id, chapter) for each in pack.suspensions.values()):
        yield "suspension"


def _of_version(version: Version) -> Iterator[str]:
    asked = {
        "who each day": version.who_at is WhoAt.EACH_DAY,
        "before": isinstance(version.within, Before),
        "match": version.match,
        "evidence": version.evidence is not EvidenceSince.START,
        "count": version.count.at_least != 1 or version.count.spread,
        "counts on": version.counts_on,
        "repeat": version.repeat,
        "while": version.while_,
        "pauses": version.pauses,
        "working day": version.rolls,
        "reminders": version.remind,
        "worth": version.worth,
        "checklist": version.checklist,
    }
    yield from (name for name, is_used in asked.items() if is_used)


def _of_others(expectation: Expectation) -> Iterator[str]:
    if expectation.once_across is not None:
        yield "once"
    if expectation.after:
        yield "after"


def _of_days(expectation: Expectation, version: Version) -> Iterator[str]:
    for expression in (expectation.start, version.what, *expectation.stops):
        yield from _of_leaves(expression)


def _of_leaves(expression: DayExpression) -> Iterator[str]:
    for leaf in day_leaves(expression):
        match leaf:
            case Spell():
                yield "spell"
            case RollingSum():
                yield "sum"
            case Birthday():
                yield "birthday"
            case DayOf():
                yield from _of_run(leaf)


def _of_run(leaf: DayOf) -> Iterator[str]:
    if leaf.min or leaf.gap_ok or leaf.mean_minutes:
        yield "run"
    if leaf.at is At.END:
        yield "end"
    if leaf.take is not Take.EACH:
        yield "first or last"


def by_construct(losses: Iterable[Loss]) -> dict[str, tuple[str, ...]]:
    """Return which expectations lose each construct, in the order of `LOSSES`."""
    kept = list(losses)
    return {
        name: found
        for name in LOSSES
        if (found := tuple(each.expectation for each in kept if each.construct == name))
    }
