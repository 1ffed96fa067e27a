"""The hand-over to the engine: a person's rows as an engine history."""

from collections.abc import Collection, Iterable
from uuid import UUID

from tovholder.engine.history import Attribute, Episode, History, Precision
from tovholder.engine.language.pack import RulePack
from tovholder.people import attributes
from tovholder.people.models import AttributeRecord
from tovholder.people.models import Episode as EpisodeModel

NOT_FOR_THE_ENGINE = ("cpr",)
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
    standing: dict[str, object] = {} if with_superseded else {"superseded_at": None}
    where: dict[str, object] = {"person_id__in": wanted, "municipality_id": municipality}
    where |= standing
    for person_id, attribute in _attributes(where, pack):
        found[person_id][0].append(attribute)
    for person_id, episode in _episodes(where, municipality):
        found[person_id][1].append(episode)
    return {
        person_id: History(tuple(attributes), tuple(episodes))
        for person_id, (attributes, episodes) in found.items()
    }


def _attributes(where: dict[str, object], pack: RulePack) -> Iterable[tuple[int, Attribute]]:
    rows = AttributeRecord.objects.filter(**where).exclude(name__in=NOT_FOR_THE_ENGINE)
    columns = rows.values_list("person_id", "name", "value", "recorded_at", "superseded_at")
    for person_id, name, text, recorded_at, superseded_at in columns.order_by("id"):
        content = attributes.as_fact(pack.attributes.get(name), text)
        yield person_id, Attribute(name, content, recorded_at, superseded_at)


def _episodes(where: dict[str, object], municipality: str) -> Iterable[tuple[int, Episode]]:
    rows = EpisodeModel.objects.filter(**where).order_by("id")
    columns = rows.values_list(
        "person_id", "lineage", "kind", "state", "period", "detail", "source", "recorded_at",
        "superseded_at", "start_precision", "end_precision", "is_planned",
    )  # fmt: skip
    for person_id, lineage, kind, state, period, *rest in columns:
        detail, source, recorded_at, superseded_at, start_precision, end_precision, planned = rest
        yield (
            person_id,
            Episode(
                lineage=str(lineage),
                kind=kind,
                state=state,
                start=period.lower,
                end=period.upper,
                municipality=municipality,
                detail=detail,
                source=source,
                recorded_at=recorded_at,
                superseded_at=superseded_at,
                start_precision=PRECISIONS[start_precision],
                end_precision=PRECISIONS[end_precision],
                is_planned=planned,
            ),
        )


def lineage_of(text: str) -> UUID | None:
    """Return the lineage that the engine names; it has none for what never started."""
    return UUID(text) if text else None
