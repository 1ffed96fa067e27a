"""The terms of one occurrence: what is asked of it, in numbers, and the days that bind it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.expectations import (
    Before,
    EvidenceSince,
    Expectation,
    ExpectationKind,
    Field,
    Match,
    Pause,
    RepeatFrom,
    Resume,
    Version,
    Window,
)
from tovholder.engine.language.pack import RulePack
from tovholder.engine.person.clock import NO_CLOCK, Clock, Days, merged, run_clock
from tovholder.engine.person.facts import FAR, ONE_DAY, Fact, Facts
from tovholder.engine.person.moments import Search
from tovholder.engine.person.numbers import NEVER, Numbers, moved, times
from tovholder.engine.person.openings import Opening
from tovholder.engine.person.readings import Reading
from tovholder.engine.person.runs import Chosen, runs_of, truths


@dataclass(slots=True)
class Setting:
    """What an evaluation is made from; `municipality` overrides that of the anchor fact."""

    facts: Facts
    pack: RulePack
    reading: Reading
    municipality: str | None = None

    def numbers(self, day: date, municipality: str) -> Numbers:
        """Return the numbers of a day."""
        return Numbers(self.pack, day, self.municipality or municipality, self.reading)

    def search(self) -> Search:
        """Return where days are looked for when nothing has begun yet."""
        return Search(self.facts, self.reading, self.numbers)


@dataclass(slots=True)
class Terms:
    """The numbers and days that bind an occurrence.

    `start` is the day its clock runs from; `calendar` the last day in time before pauses, None
    without a number; `opens` the last day before a window opens; `since` the first day that
    counts as evidence. `pauses` and `suspended` are days `[first, after)`.
    """

    start: date
    ordinal: int
    numbers: Numbers
    calendar: date | None
    length: Duration | None
    aim: date | None
    aim_length: Duration | None
    opens: date | None
    opens_length: Duration | None
    since: date
    needed: int
    spread: Duration | None
    pauses: list[Days] = field(default_factory=list)
    suspended: list[Days] = field(default_factory=list)
    paused_facts: tuple[Fact, ...] = ()

    def clock(self, closed_on: date | None, day: date) -> Clock:
        """Return the clock of the due date."""
        return run_clock(self.calendar, self.start, self.pauses, closed_on, day)

    def aim_clock(self, closed_on: date | None, day: date) -> Clock:
        """Return the clock of the aim."""
        if self.aim is None:
            return NO_CLOCK
        return run_clock(self.aim, self.start, self.pauses, closed_on, day)

    def opened_after(self, closed_on: date | None, day: date) -> date | None:
        """Return the last day before the window opens, FAR while that is paused."""
        if self.opens is None:
            return None
        return run_clock(self.opens, self.start, self.pauses, closed_on, day).due or FAR


def terms_of(
    expectation: Expectation, version: Version, opening: Opening, numbers: Numbers, setting: Setting
) -> Terms:
    """Return the terms of the first occurrence of an opening under a version."""
    start = opening.day
    length, opens_length = _lengths(version, numbers)
    aim_length = _aim(version, numbers)
    count = version.count
    needed = numbers.number(count.at_least)
    terms = Terms(
        start=start,
        ordinal=opening.number,
        numbers=numbers,
        calendar=_calendar(version, start, length),
        length=length,
        aim=moved(start, aim_length) if aim_length else None,
        aim_length=aim_length,
        opens=moved(start, opens_length) if opens_length else None,
        opens_length=opens_length,
        since=_since(version, start),
        needed=1 if needed is None else max(needed, 1),
        spread=numbers.length(count.spread) if count.spread else None,
    )
    if _is_moved_by_pauses(version):
        _add_pauses(terms, expectation, version, setting)
    return terms


def _lengths(version: Version, numbers: Numbers) -> tuple[Duration | None, Duration | None]:
    """Return the length to the last day in time, and that to the day before the window."""
    within = version.within
    if within is None:
        return None, None
    if isinstance(within, Before):
        return numbers.length(within.length), None
    if isinstance(within, Window):
        return numbers.length(within.until), numbers.length(within.after)
    return numbers.length(within.at_latest), None


def _calendar(version: Version, start: date, length: Duration | None) -> date | None:
    """Return the last day in time by the calendar, None without a number."""
    if isinstance(version.within, Before):
        if length is None:
            return None
        return date.min if length is NEVER else length.before(start)
    return _due(start, length)


def _due(start: date, length: Duration | None) -> date | None:
    if length is None:
        return None
    due = moved(start, length)
    return None if due == FAR else due


def _aim(version: Version, numbers: Numbers) -> Duration | None:
    aim = getattr(version.within, "aim", None)
    return None if aim is None or numbers.is_unknown(aim) else numbers.length(aim)


def _since(version: Version, start: date) -> date:
    if isinstance(version.within, Before):
        return date.min
    if isinstance(version.evidence, Duration):
        return version.evidence.before(start)
    return date.min if version.evidence is EvidenceSince.EVER else start


def _is_moved_by_pauses(version: Version) -> bool:
    if isinstance(version.within, Before):
        return False
    return version.repeat is None or version.repeat.origin is RepeatFrom.MET


def _add_pauses(terms: Terms, expectation: Expectation, version: Version, setting: Setting) -> None:
    start = terms.start
    if any(setting.facts.of(pause.kind.id) for pause in version.pauses):
        terms.paused_facts = setting.reading.kept(
            ("paused", id(version.pauses), start),
            setting.facts,
            lambda: tuple(_paused(version.pauses, start, setting)),
        )
    if setting.pack.suspensions:
        terms.suspended = _suspended(expectation, version, setting.pack)
    days = [(fact.start, fact.end) for fact in terms.paused_facts]
    days += [each for each in terms.suspended if each[1] > start]
    asked = version.while_
    if asked is not None and asked.resume is Resume.CONTINUE:
        known = truths(asked.predicate, setting.facts, setting.reading, start)
        days += [(first, after) for first, after, is_true in known if not is_true]
    terms.pauses = merged(days) if days else []


def _suspended(expectation: Expectation, version: Version, pack: RulePack) -> list[Days]:
    return [
        (each.first, FAR if each.last is None else each.last + ONE_DAY)
        for each in pack.suspensions.values()
        if each.touches(expectation.id, version.law.chapter)
    ]


def _paused(pauses: tuple[Pause, ...], start: date, setting: Setting) -> Iterable[Fact]:
    """Yield the facts that pause what runs from a day."""
    for pause in pauses:
        chosen = Chosen(pause.kind, pause.states, pause.where)
        for run in runs_of(chosen, setting.facts, setting.reading):
            yield from (fact for fact in run.facts if fact.end > start)


def later_terms(
    first: Terms, version: Version, every: Duration | None, start: date, n: int
) -> Terms:
    """Return the terms of the n-th occurrence, n at least 2 (docs/language.md, `repeat`).

    Without `every`, where a version that takes over repeats no more, only its start is its own.
    """
    if every is None:
        return replace(restarted(first, version, start), ordinal=n, pauses=list(first.pauses))
    origin = version.repeat.origin if version.repeat else RepeatFrom.MET
    if origin is RepeatFrom.MET:
        calendar: date | None = _due(start, every)
    elif origin is RepeatFrom.DUE:
        calendar = moved(first.calendar, times(every, n - 1)) if first.calendar else None
    else:
        calendar = _due(start, first.length)
    is_met = origin is RepeatFrom.MET
    return replace(
        first,
        start=start,
        ordinal=n,
        calendar=calendar,
        length=every if is_met else first.length,
        aim=None if is_met or first.aim_length is None else moved(start, first.aim_length),
        since=start + ONE_DAY if is_met else _since(version, start),
        pauses=list(first.pauses),
    )


def restarted(terms: Terms, version: Version, start: date) -> Terms:
    """Return the terms of an occurrence whose clock starts anew on a day."""
    if start == terms.start:
        return terms
    return replace(
        terms,
        start=start,
        calendar=_calendar(version, start, terms.length),
        aim=moved(start, terms.aim_length) if terms.aim_length else None,
        opens=moved(start, terms.opens_length) if terms.opens_length else None,
        since=_since(version, start),
    )


def is_match(matches: Sequence[Match], start: Fact | None) -> Callable[[Fact], bool | None] | None:
    """Return the question whether a fact goes with the start fact, None where nothing is asked.

    The answer is None where one of the two does not say.
    """
    if not matches:
        return None

    def ask(fact: Fact) -> bool | None:
        answers = [
            _same(_content(each.fact, fact), _content(each.start, start)) for each in matches
        ]
        if False in answers:
            return False
        return None if None in answers else True

    return ask


def match_names(matches: Sequence[Match], kind: str, start: Fact | None) -> tuple[str, ...]:
    """Name the details that `match` compares."""
    names = [f"detail:{kind}.{each.fact.name}" for each in matches if each.fact.is_detail]
    if start is not None:
        names += [
            f"detail:{start.episode.kind}.{each.start.name}"
            for each in matches
            if each.start.is_detail
        ]
    return tuple(dict.fromkeys(names))


def _same(one: object, other: object) -> bool | None:
    return None if one is None or other is None else one == other


def _content(asked: Field, fact: Fact | None) -> object:
    if fact is None:
        return None
    if asked.is_detail:
        return fact.episode.detail.get(asked.name)
    return fact.episode.municipality if asked.name == "municipality" else fact.episode.state


def is_grant(expectation: Expectation) -> bool:
    """Say whether an expectation has a window in which it must be met, and no lateness."""
    return expectation.kind is ExpectationKind.GRANT
