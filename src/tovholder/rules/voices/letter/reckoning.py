"""Says in a letter how the last day came about."""

from collections.abc import Iterator

from tovholder.engine.person.proof import DateSteps
from tovholder.engine.words import Label, number_of
from tovholder.rules.voices.letter.states import tells_last_day
from tovholder.rules.voices.letter.words import Words


def how(words: Words) -> Iterator[str]:
    """Yield how the last day came about: counted from what, how long, which pauses."""
    steps = words.proof.due
    if steps is None or not tells_last_day(words.proof):
        return
    yield words.say(_COUNTED_FROM, day=steps.anchor, what=_start_words(words))
    yield words.say(
        _length(words, steps), length=steps.length.describe(words.language), day=steps.calendar_date
    )
    reached = steps.calendar_date
    for pause in steps.pauses:
        if pause.due_after is None:
            yield words.say(_STILL, day=pause.first)
        else:
            days = number_of(pause.days or 0, *_DAYS, words.language)
            yield words.say(_PAUSED, day=pause.first, days=days)
            reached = pause.due_after
    if steps.result and steps.result != steps.calendar_date:
        is_moved = words.version.rolls and steps.result > reached
        yield words.say(_NEXT_WORKING_DAY if is_moved else _RESULT, day=steps.result)


def _length(words: Words, steps: DateSteps) -> Label:
    """Return the sentence on how long: by the rule, or set by the municipality."""
    if steps.is_before:
        return _LENGTH_BEFORE
    own = (use.dated.amount for use in words.proof.parameters if use.is_local)
    return _LENGTH_OWN if steps.length in own else _LENGTH


_LENGTH_OWN = Label(
    "Kommunen har fastsat {length}; det er {day}.",
    "The municipality has set {length}, which makes it {day}.",
)
_COUNTED_FROM = Label(
    "Sidste dag regnes fra {day} ({what}).",
    "The last day is counted from {day} ({what}).",
)
_LENGTH = Label(
    "Reglen giver {length}; det er {day}.", "The rule gives {length}, which makes it {day}."
)
_LENGTH_BEFORE = Label(
    "Det skal ske {length} før; det er {day}.", "It is to happen {length} before: {day}."
)
_PAUSED = Label(
    "Tiden stod stille fra {day}, og der er lagt {days} til.",
    "The time stood still from {day}, and {days} were added.",
)
_STILL = Label("Tiden står stille siden {day}.", "The time has stood still since {day}.")
_DAYS = Label("dag", "day"), Label("dage", "days")
_NEXT_WORKING_DAY = Label(
    "Dagen falder på en fridag, og derfor er sidste dag den næste arbejdsdag, {day}.",
    "That is a day off, and therefore the last day is the next working day, {day}.",
)
_RESULT = Label("Derfor er sidste dag {day}.", "Therefore the last day is {day}.")


def _start_words(words: Words) -> str:
    start = words.proof.start
    kind = words.pack.kinds.get(start.kind) if start else None
    if start is None or kind is None:
        return words.proof.expectation.start.describe(words.language)
    label = kind.label.text(words.language)
    state = kind.states.get(start.state)
    return f"{label}: {state.text(words.language)}" if state else label
