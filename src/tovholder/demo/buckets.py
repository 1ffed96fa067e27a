"""Gathers what was told into few batches: the longer ago, the more days in one."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tovholder.demo.diary import UPDATED, Entry, Fact, Household, Newcomer, Trait

AGES = ((1095, 6), (250, 3), (62, 1))
"""Days ago, and how many months are recorded together from there back."""
BY_WEEK = timedelta(days=62)
BY_DAY = timedelta(days=12)
ROUTINE = ("", UPDATED)
"""Reasons of daily work; every other correction comes from a half-yearly review of cases."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What is recorded in one batch; corrections state one reason for all of them."""

    day: date
    reason: str
    entries: tuple[Entry, ...]


def recording_day(told_on: date, *, today: date) -> date:
    """Return the day on which something told on a day is recorded.

    Never before it was told, never after today, and never out of order.

    >>> recording_day(date(2020, 5, 3), today=date(2026, 11, 22))
    datetime.date(2020, 6, 30)
    >>> recording_day(date(2026, 7, 3), today=date(2026, 11, 22))
    datetime.date(2026, 7, 31)
    >>> recording_day(date(2026, 11, 21), today=date(2026, 11, 22))
    datetime.date(2026, 11, 21)
    """
    if told_on > today - BY_DAY:
        return told_on
    if told_on > today - BY_WEEK:
        return min(told_on + timedelta(days=6 - told_on.weekday()), today - BY_DAY)
    ago, months = next(age for age in AGES if told_on <= today - timedelta(days=age[0]))
    return min(_last_of(told_on, months=months), today - timedelta(days=ago))


def review_day(told_on: date, *, today: date) -> date:
    """Return the day of the half-yearly review on which a mistake was put right.

    >>> review_day(date(2020, 5, 3), today=date(2026, 11, 22))
    datetime.date(2020, 6, 30)
    """
    half_year_end = _last_of(told_on, months=6)
    if half_year_end > today - BY_WEEK:
        return recording_day(told_on, today=today)
    return max(half_year_end, recording_day(told_on, today=today))


def _last_of(day: date, *, months: int) -> date:
    """Return the last day of the month, quarter or half year of a day."""
    month = (day.month + months - 1) // months * months
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def buckets(entries: Iterable[Entry], *, today: date) -> Iterator[Bucket]:
    """Yield batches in the order of recording: on each day corrections first, then news.

    Something told and corrected within one batch is recorded once, as it then stood.

    Args:
        entries: Of one municipality, each person's in the order in which they were told.
        today: The last day.
    """
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        reason = entry.reason if isinstance(entry, Fact | Trait) else ""
        place = recording_day if reason in ROUTINE else review_day
        by_day[place(entry.told_on, today=today)].append(entry)
    known: set[str] = set()
    for day in sorted(by_day):
        sorted_out = _Sorted()
        for entry in by_day[day]:
            sorted_out.take(entry)
        news, corrections = sorted_out.parted(known)
        for reason, corrected in corrections.items():
            yield Bucket(day, reason, tuple(corrected))
        if news:
            yield Bucket(day, "", tuple(news))


@dataclass
class _Sorted:
    """One day's entries; of a fact or a person told more than once, what is known in the end."""

    households: list[Entry] = field(default_factory=list)
    persons: dict[str, Newcomer] = field(default_factory=dict)
    traits: list[Trait] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)

    def take(self, entry: Entry) -> None:
        """Take the next entry in the order of telling."""
        match entry:
            case Household():
                self.households.append(entry)
            case Newcomer():
                self.persons[entry.ref] = entry
            case Fact():
                self.facts[entry.name] = entry
            case Trait() if entry.person in self.persons:
                person = self.persons[entry.person]
                learnt = {**person.attributes, entry.name: entry.content}
                self.persons[entry.person] = replace(person, attributes=learnt)
            case Trait():
                self.traits.append(entry)

    def parted(self, known: set[str]) -> tuple[list[Entry], dict[str, list[Entry]]]:
        """Return news and, by reason, corrections of what is known; note the news as known."""
        news: list[Entry] = [*self.households, *self.persons.values()]
        corrections: dict[str, list[Entry]] = defaultdict(list)
        for trait in self.traits:
            (corrections[trait.reason] if trait.reason else news).append(trait)
        for name, fact in self.facts.items():
            if name in known:
                corrections[fact.reason].append(fact)
            elif not fact.is_taken_back:
                news.append(replace(fact, reason=""))
                known.add(name)
        return news, dict(sorted(corrections.items()))
