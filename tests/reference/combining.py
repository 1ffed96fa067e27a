"""Rule 38: what every reading of a history says, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.reference.readings import in_every_reading
from tests.reference.standings import NOT_SAID, Found, standings_in
from tovholder.engine.history import History

ABSENT = "not_applicable"
MOST_READINGS = 700
Key = tuple[str, str, int, int]
"""Expectation, lineage, ordinal, and which of several with the same three, by start."""


@dataclass(frozen=True)
class Answer:
    """All that the readings say of one occurrence."""

    key: Key
    found: tuple[Found | None, ...]

    @property
    def states(self) -> set[str]:
        return {each.state if each else ABSENT for each in self.found}

    def dates(self, name: str) -> set:
        return {getattr(each, name) for each in self.found if each}

    @property
    def is_start_vague(self) -> bool:
        """Rule 39; the start of a repetition is asked for its state only."""
        return self.key[2] == 1 and len(self.dates("start_date") - {NOT_SAID}) > 1


def answers(
    pack: Mapping,
    history: History,
    on: date,
    known_on: date | None = None,
    municipality: str = "",
) -> tuple[dict[Key, Answer], int]:
    """What every reading says of every occurrence, and how many readings there are."""
    readings = in_every_reading(
        lambda reading: numbered(standings_in(reading, pack, history, on, known_on, municipality)),
        MOST_READINGS,
    )
    keys = sorted({key for reading in readings for key in reading})
    said = {key: Answer(key, tuple(reading.get(key) for reading in readings)) for key in keys}
    return said, len(readings)


def numbered(found: Sequence) -> dict[Key, object]:
    """By key; of several with the same one, in the order of their start days."""
    by_key: dict[Key, object] = {}
    for each in sorted(found, key=lambda standing: str(standing.start_date)):
        number = 0
        while (each.expectation, each.lineage, each.ordinal, number) in by_key:
            number += 1
        by_key[each.expectation, each.lineage, each.ordinal, number] = each
    return by_key
