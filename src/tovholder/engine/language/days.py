"""Date expressions: which day in a history is meant."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from tovholder.engine.language.attributes import AttributeDefinition
from tovholder.engine.language.details import Detail
from tovholder.engine.language.filters import Filter
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.lengths import Length, Number, Sayer, said
from tovholder.engine.language.predicates import Predicate, described_fact
from tovholder.engine.words import OR, Label, joined, minutes_words


class Take(enum.StrEnum):
    """Which of several facts is meant."""

    FIRST = "first"
    LAST = "last"
    EACH = "each"


class At(enum.StrEnum):
    """Which day of a run is meant; its end is the first day after it.

    `REACHED` is the day on which the run has lasted as long as it must.
    """

    START = "start"
    END = "end"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class DayOf:
    """The day on which runs of facts of a kind begin, end, or have lasted long enough.

    No `states`: any of them. `min` is how long a run must last, `gap_ok` the longest gap that
    is bridged, `mean_minutes` the least mean of minutes a week over `min` from its start.
    """

    kind: Kind
    states: tuple[str, ...]
    take: Take
    at: At
    where: tuple[Filter, ...] = ()
    min: Length | None = None
    gap_ok: Length | None = None
    mean_minutes: "MeanMinutes | None" = None

    def describe(self, language: str, say: Sayer = said) -> str:
        """Return the day in words."""
        fact = described_fact(self.kind, self.states, language, self.where)
        length = "" if self.min is None else say(self.min, language)
        frames = _EVENTS if self.kind.event else _RUNS
        day = frames[self.at, self.take].text(language).format(fact=fact, length=length)
        return day + self._lasting(language, say)

    def _lasting(self, language: str, say: Sayer) -> str:
        asked = []
        if self.min is not None and self.at is not At.REACHED:
            asked.append(_LASTS.text(language).format(say(self.min, language)))
        if self.mean_minutes is not None:
            mean = self.mean_minutes.at_least
            least = minutes_words(mean, language) if isinstance(mean, int) else say(mean, language)
            asked.append(_MEAN.text(language).format(least))
        if self.gap_ok is not None:
            asked.append(_GAP.text(language).format(say(self.gap_ok, language)))
        return f" ({'; '.join(asked)})" if asked else ""


@dataclass(frozen=True, slots=True)
class MeanMinutes:
    """The least mean of a detail that counts minutes a week."""

    detail: Detail
    at_least: Number


@dataclass(frozen=True, slots=True)
class Spell:
    """The day on which spells of days on which a condition holds begin, end or reach a length."""

    condition: Predicate
    min: Length | None
    take: Take
    at: At

    def describe(self, language: str, say: Sayer = said) -> str:
        """Return the day in words."""
        length = "" if self.min is None else say(self.min, language)
        condition = self.condition.describe(language)
        if self.at is At.REACHED:
            frame = _REACHED[self.take].text(language)
            return frame.format(length=length, condition=condition)
        period = (_LONG_PERIOD if self.min else _PERIOD).text(language)
        fact = period.format(length=length, condition=condition)
        return _PERIODS[self.at, self.take].text(language).format(fact=fact)


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The earliest of several days. Where facts are counted, a fact of any part counts."""

    parts: "tuple[DayExpression, ...]"

    def describe(self, language: str, say: Sayer = said) -> str:
        """Return the day in words."""
        parts = [part.describe(language, say) for part in self.parts]
        return joined(parts, language, last=OR)


@dataclass(frozen=True, slots=True)
class LastOf:
    """The latest of several days, once all of them have come."""

    parts: "tuple[DayExpression, ...]"

    def describe(self, language: str, say: Sayer = said) -> str:
        """Return the day in words."""
        parts = joined([part.describe(language, say) for part in self.parts], language)
        frame = Label("det seneste af disse: {parts}", "the latest of these: {parts}")
        return frame.text(language).format(parts=parts)


@dataclass(frozen=True, slots=True)
class Later:
    """Every day of an expression, moved by a length."""

    length: Length
    day: "DayExpression"

    def describe(self, language: str, say: Sayer = said) -> str:
        """Return the day in words."""
        frame = Label("{length} efter {day}", "{length} after {day}").text(language)
        day = self.day.describe(language, say)
        return frame.format(length=say(self.length, language), day=day)


@dataclass(frozen=True, slots=True)
class Birthday:
    """The birthday on which the person reaches an age."""

    birth_date: AttributeDefinition
    years: int

    def describe(self, language: str, say: Sayer = said) -> str:
        """Return the day in words.

        >>> Birthday(None, 18).describe("en"), Birthday(None, 18).describe("da")
        ('the day on which the person turns 18', 'den dag, personen fylder 18 år')
        """
        del say
        frame = Label(
            "den dag, personen fylder {years} år", "the day on which the person turns {years}"
        )
        return frame.text(language).format(years=self.years)


@dataclass(frozen=True, slots=True)
class RollingSum:
    """The days on which a sum over the last days reaches a number.

    `detail` None counts the days on which a fact is in force, else that detail is added up.
    No `in_last`: the window has no beginning. `rearm` is the least time between two firings.
    """

    kind: Kind
    states: tuple[str, ...]
    where: tuple[Filter, ...]
    detail: Detail | None
    at_least: Number
    in_last: Length | None
    rearm: Length | None
    take: Take

    def describe(self, language: str, say: Sayer = said) -> str:
        """Return the day in words."""
        sum_of = _DAYS if self.detail is None else _DETAIL
        frame = sum_of.text(language).format(
            least=say(self.at_least, language),
            detail=self.detail.label.text(language) if self.detail else "",
            fact=described_fact(self.kind, self.states, language, self.where),
        )
        if self.in_last is not None:
            frame += _IN_LAST.text(language).format(say(self.in_last, language))
        if self.rearm is not None and self.take is Take.EACH:
            frame += _REARM.text(language).format(say(self.rearm, language))
        return _SUMS[self.take].text(language).format(reached=frame)


_RUNS = {
    (At.START, Take.FIRST): Label("den første dag med {fact}", "the first day of {fact}"),
    (At.START, Take.LAST): Label(
        "begyndelsen på den seneste periode med {fact}", "the start of the latest period of {fact}"
    ),
    (At.START, Take.EACH): Label("begyndelsen på {fact}", "the start of {fact}"),
    (At.END, Take.FIRST): Label(
        "afslutningen på den første periode med {fact}", "the end of the first period of {fact}"
    ),
    (At.END, Take.LAST): Label(
        "afslutningen på den seneste periode med {fact}", "the end of the latest period of {fact}"
    ),
    (At.END, Take.EACH): Label("afslutningen på {fact}", "the end of {fact}"),
    (At.REACHED, Take.FIRST): Label(
        "den første dag, hvor {fact} har varet {length}",
        "the first day on which {fact} has lasted {length}",
    ),
    (At.REACHED, Take.LAST): Label(
        "den seneste dag, hvor {fact} har varet {length}",
        "the latest day on which {fact} has lasted {length}",
    ),
    (At.REACHED, Take.EACH): Label(
        "den dag, hvor {fact} har varet {length}", "the day on which {fact} has lasted {length}"
    ),
}
_EVENTS = {
    (At.START, Take.FIRST): Label("den første registrering af {fact}", "the first {fact}"),
    (At.START, Take.LAST): Label("den seneste registrering af {fact}", "the latest {fact}"),
    (At.START, Take.EACH): Label("{fact}", "{fact}"),
}
_PERIOD = Label(
    "periode, hvor dette gælder: personen {condition}", "period in which the person {condition}"
)
_LONG_PERIOD = Label(
    "periode på mindst {length}, hvor dette gælder: personen {condition}",
    "period of at least {length} in which the person {condition}",
)
_PERIODS = {
    (At.START, Take.FIRST): Label(
        "den første dag i den første {fact}", "the first day of the first {fact}"
    ),
    (At.START, Take.LAST): Label(
        "den første dag i den seneste {fact}", "the first day of the latest {fact}"
    ),
    (At.START, Take.EACH): Label("den første dag i en {fact}", "the first day of a {fact}"),
    (At.END, Take.FIRST): Label("afslutningen på den første {fact}", "the end of the first {fact}"),
    (At.END, Take.LAST): Label(
        "afslutningen på den seneste {fact}", "the end of the latest {fact}"
    ),
    (At.END, Take.EACH): Label("afslutningen på en {fact}", "the end of a {fact}"),
}
_REACHED = {
    Take.FIRST: Label(
        "den dag, hvor dette for første gang har gældt i {length} uden afbrydelse: personen "
        "{condition}",
        "the day on which it has for the first time been so for {length} without a break that the "
        "person {condition}",
    ),
    Take.LAST: Label(
        "den dag, hvor dette senest har gældt i {length} uden afbrydelse: personen {condition}",
        "the day on which it has most recently been so for {length} without a break that the "
        "person {condition}",
    ),
    Take.EACH: Label(
        "den dag, hvor dette har gældt i {length} uden afbrydelse: personen {condition}",
        "the day on which it has been so for {length} without a break that the person {condition}",
    ),
}
_SUMS = {
    Take.FIRST: Label("den første dag, hvor {reached}", "the first day on which {reached}"),
    Take.LAST: Label("den seneste dag, hvor {reached}", "the latest day on which {reached}"),
    Take.EACH: Label("en dag, hvor {reached}", "a day on which {reached}"),
}
_DAYS = Label(
    "der har været mindst {least} dage med {fact}",
    "there have been at least {least} days of {fact}",
)
_DETAIL = Label(
    "summen af “{detail}” i {fact} er mindst {least}",
    "the sum of “{detail}” in {fact} is at least {least}",
)
_IN_LAST = Label(" i løbet af {}", " within {}")
_REARM = Label(" (tidligst igen efter {})", " (again after {} at the earliest)")
_LASTS = Label("når det varer mindst {}", "if it lasts at least {}")
_MEAN = Label("i gennemsnit mindst {}", "at least {} on average")
_GAP = Label("afbrydelser på højst {} regnes ikke", "interruptions of at most {} are disregarded")


DayExpression = DayOf | Spell | FirstOf | LastOf | Later | Birthday | RollingSum
DayLeaf = DayOf | Spell | Birthday | RollingSum


def day_leaves(expression: DayExpression) -> Iterator[DayLeaf]:
    """Yield the single questions that an expression is made of."""
    match expression:
        case FirstOf(parts) | LastOf(parts):
            for part in parts:
                yield from day_leaves(part)
        case Later(day=inner):
            yield from day_leaves(inner)
        case _:
            yield expression
