"""The hand-over to the engine: a person's rows as an engine history."""

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from tovholder.engine.history import Attribute, Episode, History, Precision
from tovholder.engine.language.pack import RulePack
from tovholder.people import attributes

NOT_FOR_THE_ENGINE = ("cpr", "given_name", "family_name")
PRECISIONS = {precision.value: precision for precision in Precision}


def history_of(
    person_ids: Collection[int], *, municipality: str, pack: RulePack, with_superseded: bool = False
) -> dict[int, History]:
    """Return the whole histories of persons, whoever asks: standings read all facts.

    What a reader may see of the result is decided by the categories of each standing. Two
    queries, however many persons.

    Args:
        person_ids: Whose.
        municipality: Rows of this authority only.
        pack: Says which attributes are dates.
        with_superseded: Corrected and retracted rows too, for a history as known on a day.
    """
    wanted = list(person_ids)
    found: dict[int, tuple[list[Attribute], list[Episode]]] = {
        person_id: ([], []) for person_id in wanted
    }
    if not wanted:
        return {}
    asked = (wanted, municipality, with_superseded)
    for person_id, attribute in _attributes(asked, pack):
        found[person_id][0].append(attribute)
    for person_id, episode in _episodes(asked, municipality):
        found[person_id][1].append(episode)
    return {
        person_id: History(tuple(attributes), tuple(episodes))
        for person_id, (attributes, episodes) in found.items()
    }


# As plain SQL, because a night reads everybody: moments come as seconds, days as days, identifiers
# as text, so that nothing is made of them that the engine does not read.
ATTRIBUTES = """
SELECT person_id, name, value,
       extract(epoch FROM recorded_at)::float8, extract(epoch FROM superseded_at)::float8
FROM people_attributerecord
WHERE person_id = ANY(%s) AND municipality_id = %s AND (%s OR superseded_at IS NULL)
  AND name <> ALL(%s)
ORDER BY id
"""
EPISODES = """
SELECT person_id, lineage::text, kind, state, lower(period), upper(period), detail::text, source,
       start_precision, end_precision, is_planned,
       extract(epoch FROM recorded_at)::float8, extract(epoch FROM superseded_at)::float8
FROM people_episode
WHERE person_id = ANY(%s) AND municipality_id = %s AND (%s OR superseded_at IS NULL)
ORDER BY id
"""
Asked = tuple[list[int], str, bool]


def _attributes(asked: Asked, pack: RulePack) -> Iterator[tuple[int, Attribute]]:
    with connection.cursor() as cursor:
        cursor.execute(ATTRIBUTES, [*asked, list(NOT_FOR_THE_ENGINE)])
        for person_id, name, text, recorded, superseded in cursor:
            content = attributes.as_fact(pack.attributes.get(name), text)
            stamps = _moment(recorded), _moment_or_none(superseded)
            yield person_id, Attribute(name, content, *stamps)


def _episodes(asked: Asked, municipality: str) -> Iterator[tuple[int, Episode]]:
    with connection.cursor() as cursor:
        cursor.execute(EPISODES, asked)
        for person_id, lineage, kind, state, start, end, detail, source, *rest in cursor:
            start_precision, end_precision, is_planned, recorded, superseded = rest
            yield (
                person_id,
                Episode(
                    lineage, kind, state, start, end, municipality, json.loads(detail), source,
                    _moment(recorded), _moment_or_none(superseded),
                    PRECISIONS[start_precision], PRECISIONS[end_precision], is_planned,
                ),
            )  # fmt: skip


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _moment_or_none(seconds: float | None) -> datetime | None:
    return None if seconds is None else _moment(seconds)


def lineage_of(text: str) -> UUID | None:
    """Return the lineage that the engine names; it has none for what never started."""
    return UUID(text) if text else None
