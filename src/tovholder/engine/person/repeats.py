"""Occurrences that begin anew: restarted by their condition, or expected again."""

import itertools
from dataclasses import replace
from datetime import date

from tovholder.engine.durations import Duration
from tovholder.engine.language.expectations import RepeatFrom, Resume
from tovholder.engine.person.facts import FAR
from tovholder.engine.person.judging import Case, Ruling, judge
from tovholder.engine.person.numbers import times
from tovholder.engine.person.runs import spells
from tovholder.engine.person.standing import State
from tovholder.engine.person.terms import Terms, restarted

Used = set[tuple[str, str, date]]


def judged_with_restarts(case: Case, used: Used) -> Ruling:
    """Judge a case, in each spell of its `while` anew where that restarts the clock.

    A spell answers for the days until the next one begins; without one it never runs.
    """
    asked = case.version.while_
    if asked is None or asked.resume is not Resume.RESTART:
        return judge(case, used)
    facts, reading = case.setting.facts, case.setting.reading
    before = set(used)
    ruling = Ruling(State.NOT_APPLICABLE, case.terms)
    found = spells(asked.predicate, facts, reading, case.terms.start)
    for spell, following in itertools.zip_longest(found, found[1:]):
        used.clear()
        used.update(before)
        terms = restarted(case.terms, case.version, spell.start)
        ruling = judge(replace(case, terms=terms), used)
        until = following.start if following else FAR
        if ruling.closed_on is not None and ruling.closed_on < until:
            return ruling
    return ruling


def next_start(
    case: Case, ruling: Ruling, first: Terms, every: Duration, origin: RepeatFrom
) -> date | None:
    """Return the start day of the next occurrence, None while there is none."""
    if origin is RepeatFrom.MET:
        is_done = ruling.state in (State.MET, State.MET_LATE, State.WAIVED)
        return ruling.closed_on if is_done else None
    if case.terms.calendar is None:
        return None
    if origin is RepeatFrom.DUE:
        return case.terms.calendar
    return times(every, case.terms.ordinal).after(first.start)
