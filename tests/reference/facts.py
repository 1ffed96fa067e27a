"""Rules 1 to 3: which facts count on a day."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.reference.durations import FAR, ONE_DAY, every_day
from tests.reference.readings import Reading
from tovholder.engine.history import Episode, History

HOME = ZoneInfo("Europe/Copenhagen")
MINUTES = [0, 600, 1200, 10080]


@dataclass(frozen=True)
class Fact:
    """A fact in one reading of the history; an open one ends on FAR."""

    lineage: str
    kind: str
    state: str
    start: date
    end: date
    municipality: str
    detail: Mapping[str, object]
    planned: bool
    definition: Mapping
    reading: Reading

    def covers(self, day: date) -> bool:
        return self.start <= day < self.end

    def value(self, name: str) -> object:
        """Rule 38: a detail that is not given stands for any value."""
        if self.detail.get(name) is not None:
            return self.detail[name]
        question = ("detail", self.lineage, name)
        return self.reading.answer(question, _any_value(self.definition["details"][name]))


def is_known(recorded_at: datetime, superseded_at: datetime | None, on: date | None) -> bool:
    """Rule 1."""
    if on is None:
        return superseded_at is None
    if recorded_at.astimezone(HOME).date() > on:
        return False
    return superseded_at is None or superseded_at.astimezone(HOME).date() > on


def facts_that_count(
    history: History, kinds: Mapping, on: date, known_on: date | None, reading: Reading
) -> tuple[list[Fact], list[Fact]]:
    """Rule 2: what has come, and apart from it what is planned."""
    come, planned = [], []
    for episode in history.episodes:
        if not is_known(episode.recorded_at, episode.superseded_at, known_on):
            continue
        if episode.kind not in kinds:
            continue
        if episode.is_planned:
            planned.append(_fact(episode, kinds, on, reading))
        elif episode.start <= on:
            fact = _fact(episode, kinds, on, reading)
            if fact.start <= on:
                come.append(fact)
    return come, planned


def _fact(episode: Episode, kinds: Mapping, on: date, reading: Reading) -> Fact:
    definition = kinds[episode.kind]
    start = _decided(
        episode, "start", episode.start, reading, before=_last_end(episode, definition)
    )
    if definition.get("event"):
        end = start + ONE_DAY
    elif episode.end is None or (episode.end > on and not episode.is_planned):
        end = FAR
    else:
        end = _decided(episode, "end", episode.end, reading, after=start)
        if end > on and not episode.is_planned:
            end = FAR
    return Fact(
        episode.lineage, episode.kind, episode.state, start, end, episode.municipality,
        episode.detail, episode.is_planned, definition, reading,
    )  # fmt: skip


def _last_end(episode: Episode, definition: Mapping) -> date:
    if episode.end is None or definition.get("event"):
        return FAR
    return max(possible_days(episode.end, str(episode.end_precision)))


def _decided(
    episode: Episode,
    side: str,
    day: date,
    reading: Reading,
    after: date = date.min,
    before: date = FAR,
) -> date:
    """Rule 38: a date known to the month or the year stands for all its days (in order)."""
    possible = possible_days(day, str(getattr(episode, f"{side}_precision")))
    days = [each for each in possible if after < each < before]
    if len(days) == 1:
        return days[0]
    return reading.answer((side, episode.lineage), days)


def possible_days(day: date, precision: str) -> list[date]:
    """Every day of a month; of a year the first and the last day of each month, to save time."""
    if precision == "day":
        return [day]
    if precision == "month":
        last = calendar.monthrange(day.year, day.month)[1]
        return every_day(day.replace(day=1), day.replace(day=last))
    return [
        date(day.year, month, number)
        for month in range(1, 13)
        for number in (1, calendar.monthrange(day.year, month)[1])
    ]


def _any_value(detail: Mapping) -> list[object]:
    """Every value of a small range; of minutes, one on each side of the numbers we use."""
    if detail["type"] == "choice":
        return list(detail["choices"])
    if detail["type"] == "boolean":
        return [False, True]
    if detail["type"] == "minutes_per_week":
        return list(MINUTES)
    return list(range(detail["at_least"], detail["at_most"] + 1))
