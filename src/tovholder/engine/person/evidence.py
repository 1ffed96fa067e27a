"""What was found after the start: facts that meet, waive, stop or pause an expectation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import At
from tovholder.engine.language.expectations import EvidenceSince, Expectation
from tovholder.engine.language.predicates import InState
from tovholder.engine.language.reading import WAIVER
from tovholder.engine.person.course import merged
from tovholder.engine.person.decision import Pauses, Possibilities, Possible
from tovholder.engine.person.facts import FAR, Fact, Facts, Span
from tovholder.engine.person.moments import Moment, moments
from tovholder.engine.person.terms import Numbers

FIRST_ORDINAL = 1


@dataclass(frozen=True, slots=True)
class Found:
    """Everything in the history that bears on an occurrence after its start.

    `since` is the first day that counts as evidence. `doubt` names dates so vague that facts
    may be one or several.
    """

    since: date
    events: tuple[Moment, ...]
    stops: tuple[Moment, ...]
    pauses: tuple[Fact, ...]
    waivers: tuple[Fact, ...]
    doubt: tuple[str, ...]


def find(expectation: Expectation, start: Moment, facts: Facts) -> Found:
    """Return what bears on an occurrence whose start day is certain."""
    start_date = start.days.first
    since = _since(expectation, start_date)
    events = moments(expectation.what, facts)
    stops = tuple(
        moment
        for expression in expectation.stops
        for moment in moments(expression, facts)
        if moment.days.last >= _first_stop(moment, start_date)
    )
    relevant = [*(moment for moment in events if moment.stretch.end.last > since), *stops]
    return Found(
        since=since,
        events=events,
        stops=stops,
        pauses=_pauses(expectation.pauses, start_date, facts),
        waivers=_waivers(expectation, start, facts),
        doubt=tuple(dict.fromkeys(name for moment in relevant for name in moment.doubt)),
    )


def possibilities(
    expectation: Expectation, start_date: date, found: Found, numbers: Numbers
) -> Possibilities:
    """Return everything that decides the state, as intervals of possible days."""
    sure, possible = _pause_days(found.pauses)
    return Possibilities(
        met=_met(found, numbers),
        waived=_earliest([(fact.start, date.min, fact.vague_names()) for fact in found.waivers]),
        stopped=_earliest(
            [
                (moment.days, _first_stop(moment, start_date), (moment.name,))
                for moment in found.stops
            ]
        ),
        pauses=(sure,) if sure == possible else (sure, possible),
        pause_names=tuple(name for fact in found.pauses for name in fact.vague_names()),
        terms=numbers.terms(expectation),
        term_names=numbers.unknown_names(),
    )


def _since(expectation: Expectation, start_date: date) -> date:
    if isinstance(expectation.evidence, Duration):
        return expectation.evidence.before(start_date)
    return date.min if expectation.evidence is EvidenceSince.EVER else start_date


def _first_stop(moment: Moment, start_date: date) -> date:
    """Return the first day on which a stop counts: only what was running can end."""
    return start_date + timedelta(days=1) if moment.at is At.END else start_date


def _pauses(pauses: Iterable[InState], start_date: date, facts: Facts) -> tuple[Fact, ...]:
    return tuple(
        fact
        for pause in pauses
        for fact in facts.of(pause.kind.id)
        if fact.end.last > start_date and (not pause.states or fact.episode.state in pause.states)
    )


def _waivers(expectation: Expectation, start: Moment, facts: Facts) -> tuple[Fact, ...]:
    if not expectation.waivable_by:
        return ()
    return tuple(
        fact
        for fact in facts.of(WAIVER)
        if fact.episode.detail.get("expectation") == expectation.id
        and fact.episode.detail.get("occurrence") in start.lineages
        and fact.episode.detail.get("ordinal") in (None, FIRST_ORDINAL)
    )


def _pause_days(facts: Sequence[Fact]) -> tuple[Pauses, Pauses]:
    """Return the days surely paused, and those that may be."""
    sure = [(fact.start.last, fact.end.first) for fact in facts if fact.start.last < fact.end.first]
    return merged(sure), merged([(fact.start.first, fact.end.last) for fact in facts])


def _met(found: Found, numbers: Numbers) -> Possible:
    """Return the day of the last event that is needed."""
    days = [(moment.days, found.since, (moment.name,)) for moment in found.events]
    if isinstance(numbers.needed, int):
        return _nth(days, numbers.needed)
    first = _earliest(days).days.first
    return Possible(Span(first, FAR), numbers.unknown_names())


def _earliest(days: Sequence[tuple[Span, date, tuple[str, ...]]]) -> Possible:
    return _nth(days, 1)


def _nth(days: Sequence[tuple[Span, date, tuple[str, ...]]], count: int) -> Possible:
    """Return the possible days of the n-th event, each of which counts from its own day on.

    An event that may lie before that day may also not count at all.
    """
    counting = [(span, since, names) for span, since, names in days if span.last >= since]
    if len(counting) < count:
        return Possible()
    best = sorted(max(span.first, since) for span, since, _names in counting)
    worst = sorted(span.last if span.first >= since else FAR for span, since, _names in counting)
    names = dict.fromkeys(
        name for span, _since_day, vague in counting if not span.is_certain for name in vague
    )
    return Possible(Span(best[count - 1], worst[count - 1]), tuple(names))
