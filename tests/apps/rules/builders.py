"""Histories of invented newcomers for the tests of the national rules."""

from datetime import UTC, date, datetime, timedelta

from tovholder.engine.history import Attribute, Episode, History

RECORDED = datetime(2016, 1, 1, 12, tzinfo=UTC)
TAKEN_OVER = date(2022, 3, 10)
LINEAGE = "responsibility"


def a_fact(kind: str, state: str, start: date, end: date | None = None, **rest: object) -> Episode:
    """A fact; its lineage is its kind, which is unique enough here."""
    given: dict[str, object] = {
        "lineage": kind,
        "municipality": "751",
        "detail": {},
        "source": "test",
        "recorded_at": RECORDED,
        **rest,
    }
    return Episode(kind=kind, state=state, start=start, end=end, **given)  # type: ignore[arg-type]


def an_event(kind: str, state: str, day: date, **rest: object) -> Episode:
    """A fact of one day; its lineage names the day."""
    given = {"lineage": f"{kind}-{day}", **rest}
    return a_fact(kind, state, day, day + timedelta(days=1), **given)


def taken_over(start: date = TAKEN_OVER, end: date | None = None, **rest: object) -> Episode:
    return a_fact("responsibility", "taken_over", start, end, **rest)


def basis(state: str = "refugee", start: date = date(2016, 1, 1)) -> Episode:
    return a_fact("residence_basis", state, start)


def a_waiver(expectation: str, occurrence: str, day: date) -> Episode:
    detail = {"expectation": expectation, "occurrence": occurrence, "reason": "Agreed with them."}
    return an_event("waiver", "granted", day, detail=detail)


def a_newcomer(*episodes: Episode, born: object = date(1990, 5, 4)) -> History:
    """A refugee under the responsibility of the municipality, unless the facts say otherwise."""
    given = {episode.kind for episode in episodes}
    defaults = [fact for fact in (taken_over(), basis()) if fact.kind not in given]
    attributes = (Attribute("birth_date", born, RECORDED, None),) if born else ()
    return History(attributes, (*defaults, *episodes))
