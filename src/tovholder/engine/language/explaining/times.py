"""The sentences about time: how soon, reminders, and when it is expected again."""

from collections.abc import Iterator

from tovholder.engine.durations import Duration
from tovholder.engine.language.expectations import (
    Before,
    Expectation,
    RepeatFrom,
    Version,
    Window,
)
from tovholder.engine.language.explaining.numbers import Numbers, since
from tovholder.engine.language.lengths import Length, ParameterName
from tovholder.engine.language.parameters import Amount, NotKnown
from tovholder.engine.words import Label, joined


def about_time(expectation: Expectation, numbers: Numbers, language: str) -> Iterator[str]:
    """Say how soon it is expected, how the due date may move, and when reminders come."""
    del expectation
    version = numbers.version
    lengths = _lengths(version)
    if not lengths:
        yield _NO_NUMBER.text(language)
        return
    dated = list(numbers.in_force(*lengths))
    for day, amounts in dated:
        begin = since(day, language) if len(dated) > 1 else ""
        yield begin + _sentence(version, amounts, language, is_inside=bool(begin))
    yield from _own(numbers, lengths, language)
    if not any(isinstance(amounts[0], Duration) for _day, amounts in dated):
        return
    if version.rolls:
        yield _ROLL.text(language)
    if version.remind:
        days = [length.describe(language) for length in version.remind]
        yield _REMIND.text(language).format(joined(days, language))


def about_repeats(expectation: Expectation, numbers: Numbers, language: str) -> Iterator[str]:
    """Say how often it is expected again."""
    del expectation
    repeat = numbers.version.repeat
    if repeat is not None:
        every = numbers.say(repeat.every, language)
        yield _REPEATS[repeat.origin].text(language).format(every)


def _lengths(version: Version) -> tuple[Length | None, ...]:
    match version.within:
        case None:
            return ()
        case Before(length):
            return (length,)
        case Window(after, until):
            return (until, after)
    return (version.within.at_latest, version.within.aim)


def _sentence(
    version: Version, amounts: tuple[Amount, ...], language: str, *, is_inside: bool
) -> str:
    latest, *rest = amounts
    if latest is None:
        said = _NOT_IN_FORCE.text(language)
    elif latest is NotKnown.NOT_KNOWN:
        said = _NOT_KNOWN.text(language)
    elif isinstance(version.within, Window):
        said = _WINDOW.text(language).format(_said(rest[0], language), _said(latest, language))
    elif isinstance(version.within, Before):
        said = _BEFORE.text(language).format(_said(latest, language))
    elif latest == Duration():
        said = _ON_THE_DAY.text(language)
    else:
        said = _AT_LATEST.text(language).format(_said(latest, language))
    if not isinstance(version.within, Window) and any(each is not None for each in rest):
        said += " " + _AIM.text(language).format(_said(rest[0], language))
    return said[0].lower() + said[1:] if is_inside else said


def _said(amount: Amount, language: str) -> str:
    return amount.describe(language) if isinstance(amount, Duration) else _UNSAID.text(language)


def _own(numbers: Numbers, lengths: tuple[Length | None, ...], language: str) -> Iterator[str]:
    for each in lengths:
        if isinstance(each, ParameterName) and numbers.pack.parameters[each.id].may_be_local:
            yield _OWN.text(language).format(each.describe(language, numbers.pack.parameters))


_NO_NUMBER = Label(
    "Reglen nævner intet tal, og derfor er der ingen frist.",
    "The rule names no number, and so there is no due date.",
)
_NOT_IN_FORCE = Label("Der er ingen frist i kraft.", "No deadline is in force.")
_NOT_KNOWN = Label(
    "Fristen er ikke kendt af os: vores kilde oplyser den ikke.",
    "The deadline is not known to us: our source does not say it.",
)
_UNSAID = Label("en tid, som ikke er kendt af os", "a time not known to us")
_AT_LATEST = Label("Senest {} efter startdagen.", "At the latest {} after the start day.")
_ON_THE_DAY = Label("Senest på selve startdagen.", "At the latest on the start day itself.")
_AIM = Label("Det tilstræbes inden {}.", "The aim is within {}.")
_WINDOW = Label(
    "Mere end {} og senest {} efter startdagen.",
    "More than {} and at the latest {} after the start day.",
)
_BEFORE = Label("Senest {} før startdagen.", "At the latest {} before the start day.")
_OWN = Label(
    "Kommunen kan have sit eget tal for “{}”.", "A municipality may have its own number for “{}”."
)
_ROLL = Label(
    "Falder fristen på en lukkedag, flyttes den til den næste arbejdsdag.",
    "A due date on a closed day moves to the next working day.",
)
_REMIND = Label("Der mindes om det {} før fristen.", "Reminders come {} before the due date.")
_REPEATS = {
    RepeatFrom.MET: Label(
        "Når det er opfyldt, forventes det igen senest {} efter den dag.",
        "Once met, it is expected again at the latest {} after that day.",
    ),
    RepeatFrom.DUE: Label(
        "Det forventes igen {} efter hver frist, også når fristen ikke blev holdt.",
        "It is expected again {} after each due date, also where that was not kept.",
    ),
    RepeatFrom.GRID: Label(
        "Det begynder forfra for hver {} efter startdagen, også når det forrige ikke blev opfyldt.",
        "It begins anew every {} after the start day, also where the one before was not met.",
    ),
}
