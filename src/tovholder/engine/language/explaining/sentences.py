"""The sentences about the parts of one version: for whom, what counts, how soon, and so on."""

from collections.abc import Iterator

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import DayExpression, DayOf, RollingSum, Spell, day_leaves
from tovholder.engine.language.expectations import (
    Before,
    CountsOn,
    EvidenceSince,
    Expectation,
    ExpectationKind,
    Field,
    RepeatFrom,
    Resume,
    WhoAt,
)
from tovholder.engine.language.explaining.numbers import Numbers
from tovholder.engine.words import OR, Label, day_words, joined


def about_whom(expectation: Expectation, numbers: Numbers, language: str) -> Iterator[str]:
    """Say for whom the expectation holds, on which day that is decided, and while what is so."""
    del expectation
    version = numbers.version
    yield _WHO.text(language).format(version.who.describe(language))
    yield _WHO_AT[version.who_at].text(language)
    if version.while_:
        yield _WHILE.text(language).format(version.while_.predicate.describe(language))
        yield _RESUME[version.while_.resume].text(language)


def about_what(expectation: Expectation, numbers: Numbers, language: str) -> Iterator[str]:
    """Say what meets the expectation, and which facts count."""
    version = numbers.version
    yield _WHAT.text(language).format(version.what.describe(language, numbers.say))
    yield from _count(numbers, language)
    yield from _matches(expectation, numbers, language)
    if isinstance(version.evidence, Duration):
        yield _LOOKS_BACK.text(language).format(version.evidence.describe(language))
    else:
        yield _EVIDENCE[version.evidence].text(language)
    if expectation.kind is ExpectationKind.GRANT and version.within:
        yield _IN_TIME.text(language)
    if version.counts_on:
        yield _COUNTS_ON[version.counts_on].text(language)


def _count(numbers: Numbers, language: str) -> Iterator[str]:
    count = numbers.version.count
    if count.at_least == 1:
        return
    yield _TIMES.text(language).format(numbers.say(count.at_least, language))
    if count.spread is not None:
        yield _SPREAD.text(language).format(numbers.say(count.spread, language))


def _matches(expectation: Expectation, numbers: Numbers, language: str) -> Iterator[str]:
    for match in numbers.version.match:
        fact = _field(match.fact, numbers.version.what, language)
        start = _field(match.start, expectation.start, language)
        yield _MATCH.text(language).format(fact=fact, start=start)


def _field(field: Field, where: DayExpression, language: str) -> str:
    if not field.is_detail:
        return _FIELDS[field.name].text(language)
    kinds = (leaf.kind for leaf in day_leaves(where) if isinstance(leaf, DayOf | RollingSum))
    found = (kind.details[field.name] for kind in kinds if field.name in kind.details)
    return f"“{next(found).label.text(language)}”"


def about_start(expectation: Expectation, numbers: Numbers, language: str) -> Iterator[str]:
    """Say from which day the expectation runs."""
    yield _START.text(language).format(expectation.start.describe(language, numbers.say))
    leaves = list(day_leaves(expectation.start))
    if any(isinstance(leaf, DayOf | Spell | RollingSum) and leaf.take == "each" for leaf in leaves):
        yield _EACH.text(language)


def about_stops(expectation: Expectation, numbers: Numbers, language: str) -> Iterator[str]:
    """Say what ends the expectation."""
    if not expectation.stops:
        yield _NO_STOP.text(language)
        return
    days = [stop.describe(language, numbers.say) for stop in expectation.stops]
    yield _STOPS.text(language).format(joined(days, language, last=OR))


def about_pauses(expectation: Expectation, numbers: Numbers, language: str) -> Iterator[str]:
    """Say what stops the clock: pauses, and suspensions by a minister."""
    version = numbers.version
    if isinstance(version.within, Before):
        yield _NOT_MOVED.text(language)
    elif version.pauses:
        facts = [pause.describe(language) for pause in version.pauses]
        yield _PAUSES.text(language).format(joined(facts, language, last=OR))
        if version.repeat and version.repeat.origin is not RepeatFrom.MET:
            yield _REPEATS_NOT_MOVED.text(language)
    else:
        yield _NO_PAUSE.text(language)
    for suspension in numbers.pack.suspensions.values():
        if suspension.touches(expectation.id, version.law.chapter):
            last = suspension.last
            frame = _SUSPENDED if last else _SUSPENDED_STILL
            yield frame.text(language).format(
                label=suspension.label.text(language),
                first=day_words(suspension.first, language),
                last=day_words(last, language) if last else "",
                law=suspension.law.ref,
            )


_WHO = Label("Det gælder på denne betingelse: personen {}.", "It concerns a person who {}.")
_WHO_AT = {
    WhoAt.START: Label(
        "Det afgøres på startdagen og ændrer sig ikke siden.",
        "This is decided on the start day and does not change later.",
    ),
    WhoAt.EACH_DAY: Label(
        "Det afgøres på ny hver dag, til det er opfyldt eller ophørt.",
        "This is decided anew each day until it is met or has ended.",
    ),
}
_WHILE = Label(
    "Der forventes kun noget, så længe dette gælder: personen {}.",
    "Something is expected only while the person {}.",
)
_RESUME = {
    Resume.CONTINUE: Label(
        "De dage, hvor det ikke er sådan, lægges til fristen.",
        "The days on which that is not so are added to the due date.",
    ),
    Resume.RESTART: Label(
        "Bliver det sådan igen efter et ophold, regnes forfra fra den dag.",
        "When it becomes so again after a break, everything runs anew from that day.",
    ),
}
_WHAT = Label("Det opfyldes af {}.", "It is met by {}.")
_TIMES = Label("Det skal ske mindst så mange gange: {}.", "It must happen at least this often: {}.")
_SPREAD = Label(
    "Mellem to af dem skal der gå mindst {}.", "At least {} must pass between two of them."
)
_MATCH = Label(
    "Det tæller kun, når {fact} er det samme som {start} i det, fristen regnes fra.",
    "It counts only where {fact} is the same as {start} in what the time runs from.",
)
_FIELDS = {
    "municipality": Label("kommunen", "the municipality"),
    "state": Label("tilstanden", "the state"),
}
_EVIDENCE = {
    EvidenceSince.START: Label(
        "Det tæller, når det sker på startdagen eller senere.",
        "It counts if it happens on the start day or later.",
    ),
    EvidenceSince.EVER: Label(
        "Det tæller også, når det er sket før startdagen.",
        "It counts also if it happened before the start day.",
    ),
}
_LOOKS_BACK = Label(
    "Det tæller, når det sker tidligst {} før startdagen.",
    "It counts if it happens {} before the start day or later.",
)
_IN_TIME = Label("Efter fristen tæller det ikke.", "After the due date it does not count.")
_COUNTS_ON = {
    CountsOn.START: Label(
        "Periodens første dag afgør, om det er sket i tide.",
        "The first day of the period decides whether it was in time.",
    ),
    CountsOn.REACHED: Label(
        "Den dag, perioden har varet længe nok, afgør, om det er sket i tide.",
        "The day on which the period has lasted long enough decides whether it was in time.",
    ),
}
_START = Label("Startdagen er {}.", "The start day is {}.")
_EACH = Label(
    "Sker det flere gange, regnes der fra hver gang for sig.",
    "If that happens several times, each time runs by itself.",
)
_STOPS = Label("Det ophører ved {}.", "It ends with {}.")
_NO_STOP = Label(
    "Intet får det til at ophøre, før det er opfyldt.", "Nothing ends it before it is met."
)
_PAUSES = Label(
    "Tiden står stille i de dage, hvor der er registreret {}; fristen flyttes tilsvarende.",
    "The clock stands still on days on which {} is recorded; the due date moves by as many days.",
)
_NO_PAUSE = Label("Ingen registreringer stopper tiden.", "No facts stop the clock.")
_NOT_MOVED = Label("Intet flytter fristen.", "Nothing moves the due date.")
_REPEATS_NOT_MOVED = Label(
    "De gentagne frister flyttes ikke.", "The due dates of the repeats do not move."
)
_SUSPENDED = Label(
    "{label}: fristerne var sat ud af kraft fra {first} til og med {last} ({law}).",
    "{label}: the deadlines were suspended from {first} to {last}, both days included ({law}).",
)
_SUSPENDED_STILL = Label(
    "{label}: fristerne er sat ud af kraft fra {first} ({law}).",
    "{label}: the deadlines are suspended from {first} on ({law}).",
)
