"""What was told about an invented person, and on which day: plain facts, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tovholder.engine.history import Precision

DAY = timedelta(days=1)
LAGS = (0, 0, 0, 0, 1, 1, 2, 3, 5, 24)
"""Days until somebody wrote a fact down; now and then weeks."""
LONG_AGO = timedelta(days=730)
UPDATED = "Ajourført: det planlagte er sket, eller det er afsluttet."
WRONG_DATE = "Datoen er rettet efter bilag i sagen."
WRONG_PERSON = "Registreret på en forkert borger."
LEARNT = "Oplysningen er rettet efter samtale med borgeren."


@dataclass(frozen=True, slots=True)
class Household:
    """A household, by a name that is its own within one filling."""

    ref: str
    town: str
    told_on: date


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person, with the attributes known from the first day on."""

    ref: str
    town: str
    attributes: Mapping[str, object]
    told_on: date


@dataclass(frozen=True, slots=True)
class Trait:
    """An attribute learnt or put right later."""

    person: str
    town: str
    name: str
    content: object
    told_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NameOf:
    """Stands in a detail for the lineage that the fact of this name gets when it is recorded."""

    fact: str


@dataclass(frozen=True, slots=True)
class Fact:
    """An episode as told on a day.

    Attributes:
        name: Its own within one filling; a later telling under the same name corrects it.
        told_on: The day it was recorded.
        reason: Why an earlier telling is corrected; empty for the first telling.
        is_taken_back: The earlier telling never was true.
    """

    name: str
    person: str
    town: str
    kind: str
    state: str
    start: date
    end: date | None
    told_on: date
    detail: Mapping[str, object] = field(default_factory=dict)
    start_precision: Precision = Precision.DAY
    is_planned: bool = False
    household: str | None = None
    reason: str = ""
    is_taken_back: bool = False


Entry = Household | Newcomer | Trait | Fact


@dataclass(frozen=True, slots=True)
class Step:
    """A state that begins on a day and lasts until the next step of its chain."""

    state: str
    start: date
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """A case laid with an office, and perhaps a colleague, on `[start, end)`."""

    person: str
    town: str
    office: str
    start: date
    end: date | None = None
    colleague: str = ""


@dataclass
class Diary:
    """Collects what is told about one person; what lies after today is not known yet.

    Attributes:
        start: First day of the case, from which on things happen here.
        end: First day after the case, None while it is open.
        today: The last day on which anything can have been told.
        random: The one source of chance.
        is_exact: Everything is written down at once and rightly; for people made to a recipe.
        goes_on: Kinds of facts that do not end with the case: a mover keeps the job.
    """

    person: str
    town: str
    start: date
    end: date | None
    today: date
    random: Random
    is_exact: bool = False
    goes_on: frozenset[str] = frozenset()
    entries: list[Entry] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)

    def covers(self, day: date) -> bool:
        """Return whether something can have happened here on the day."""
        return self.start <= day <= self.today and (self.end is None or day < self.end)

    def chance(self, share: float) -> bool:
        """Return True in this share of cases."""
        return self.random.random() < share

    def days(self, least: int, most: int) -> timedelta:
        """Return a number of days between two, both included."""
        return timedelta(days=self.random.randint(least, most))

    def learn(self, name: str, content: object, day: date, reason: str = "") -> None:
        """Tell an attribute on a later day."""
        self._tell(Trait(self.person, self.town, name, content, day, reason))

    def note(self, fact: Fact) -> Fact:
        """Tell a fact as it is given."""
        self._tell(fact)
        return fact

    def event(self, kind: str, state: str, day: date, **detail: object) -> date | None:
        """Tell that something happened on a day; return the day, or None when it cannot have."""
        if not self.covers(day):
            return None
        fact = self.fact(kind, state, day, day + DAY, day + self._lag(), detail)
        if self.chance(0.025) and not self.is_exact and day - self.start > timedelta(days=12):
            self._tell_wrongly(fact)
        else:
            self._tell(fact)
        return day

    def spell(
        self, kind: str, state: str, start: date, end: date | None = None, **detail: object
    ) -> None:
        """Tell that something began, and later that it ended."""
        self.chain(kind, [Step(state, start, detail)], end=end)

    def agreed(self, kind: str, state: str, start: date, end: date, **detail: object) -> None:
        """Tell of something whose last day was agreed from the beginning; the case may cut it."""
        if self.covers(start):
            last = min(end, self.end or end)
            self._tell(self.fact(kind, state, start, last, start + self._lag(), detail))

    def chain(
        self,
        kind: str,
        steps: Sequence[Step],
        *,
        end: date | None = None,
        after: Fact | None = None,
    ) -> None:
        """Tell of states that follow each other, each when it began, the last until `end`.

        Args:
            kind: Kind of all of them.
            steps: In order of their start.
            end: First day after the last one, None when it goes on.
            after: An open fact told before, which the first step ends.
        """
        open_fact, told_on = after, self.start
        for step in steps:
            if self.covers(step.start):
                told_on = max(told_on, step.start + self._lag())
                if open_fact:
                    self.close(open_fact, step.start, told_on=told_on)
                open_fact = self.fact(kind, step.state, step.start, None, told_on, step.detail)
                self._tell(open_fact)
        last = self._last_day(end, cut=kind not in self.goes_on)
        if open_fact and last and open_fact.start < last:
            self.close(open_fact, last, told_on=max(told_on, last + self._lag()))

    def since_month(self, kind: str, state: str, day: date, **detail: object) -> None:
        """Tell that something began in a month; nobody knows on which day."""
        first = day.replace(day=1)
        if self.covers(first):
            fact = self.fact(kind, state, first, None, day + self.days(20, 60), detail)
            self._tell(replace(fact, start_precision=Precision.MONTH))

    def announced(
        self, kind: str, state: str, start: date, *, told_on: date, **detail: object
    ) -> Fact:
        """Tell of something still to come, then, when it has come, that it has."""
        planned = replace(self.fact(kind, state, start, None, told_on, detail), is_planned=True)
        self._tell(planned)
        happened = replace(planned, told_on=start, is_planned=False, reason=UPDATED)
        self._tell(happened)
        return happened

    def close(self, fact: Fact, end: date, *, told_on: date) -> None:
        """Tell that an open fact has ended."""
        if end <= self.today:
            self._tell(replace(fact, end=end, told_on=told_on, reason=UPDATED))

    def taken_back(self, kind: str, state: str, day: date, **detail: object) -> None:
        """Tell of something that a colleague takes back weeks later."""
        if self.covers(day):
            fact = self.fact(kind, state, day, day + DAY, day + self._lag(), detail)
            self._tell(fact)
            later = fact.told_on + self.days(20, 70)
            self._tell(replace(fact, told_on=later, reason=WRONG_PERSON, is_taken_back=True))

    def hold(
        self, office: str, start: date, end: date | None = None, *, colleague: str = ""
    ) -> None:
        """Lay the case with an office, at most until the case ends.

        What other offices than the coordinating one held years ago is left out: nobody asks.
        """
        last = self._last_day(end, cut=True)
        if not colleague and last and last < self.today - LONG_AGO:
            return
        if start <= self.today and (last is None or start < last):
            ended = last if last and last <= self.today else None
            self.held.append(Held(self.person, self.town, office, start, ended, colleague))

    def fact(
        self,
        kind: str,
        state: str,
        start: date,
        end: date | None,
        told_on: date,
        detail: Mapping[str, object],
    ) -> Fact:
        """Return a fact of this person under a name of its own."""
        name = f"{self.person}.{kind}.{len(self.entries)}"
        return Fact(name, self.person, self.town, kind, state, start, end, told_on, detail)

    def _last_day(self, end: date | None, *, cut: bool) -> date | None:
        return min((day for day in (end, self.end if cut else None) if day), default=None)

    def _lag(self) -> timedelta:
        return timedelta(0 if self.is_exact else self.random.choice(LAGS))

    def _tell(self, entry: Entry) -> None:
        if entry.told_on <= self.today:
            self.entries.append(entry)

    def _tell_wrongly(self, fact: Fact) -> None:
        """Tell of a day some days too early, and put it right months later."""
        wrong = fact.start - self.days(2, 9)
        self._tell(replace(fact, start=wrong, end=wrong + DAY))
        self._tell(replace(fact, told_on=fact.told_on + self.days(40, 130), reason=WRONG_DATE))
