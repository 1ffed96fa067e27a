"""Reading the log in the order of its ids, for sealing and for checking the seals."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from tovholder.access.models import LogEntry, LogSeal
from tovholder.access.sealing import SealedRow

CHUNK_ROWS = 2000


def rows_between(municipality: str, *, after: int, until: int) -> Iterator[SealedRow]:
    """Yield the municipality's log rows with `after < id <= until`, by id."""
    found = (
        LogEntry.objects.filter(municipality_id=municipality, id__gt=after, id__lte=until)
        .order_by("id")
        .iterator(chunk_size=CHUNK_ROWS)
    )
    for each in found:
        yield SealedRow(
            id=each.pk,
            municipality=each.municipality_id,
            at=each.at,
            user_id=each.user_id,
            actor=each.actor,
            purpose=each.purpose,
            action=each.action,
            what=each.what,
            person_ids=each.person_ids,
            categories=each.categories,
            reason=each.reason,
            detail=each.detail,
        )


def last_seal(municipality: str) -> LogSeal | None:
    """Return the municipality's newest seal."""
    return LogSeal.objects.filter(municipality_id=municipality).order_by("-id").first()


@dataclass(frozen=True)
class Horizon:
    """An id, and the transactions that may still bring a row up to it."""

    last_id: int
    writers: frozenset[str]


def horizon_now() -> Horizon:
    """Return the highest id given out so far, whether its row is committed or not.

    Ids are given out in order but committed out of order: a row with a lower id can appear
    after one with a higher. Whoever inserts locks the table before taking an id and holds the
    lock to the end, so those who may still commit a lower id are those who hold it now.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM access_logentry_id_seq"
        )
        last_id = cursor.fetchone()[0]
    return Horizon(last_id, _writers())  # the id first: a later writer gets a higher one


def is_settled(horizon: Horizon) -> bool:
    """Return whether every transaction that could bring a row up to the horizon has ended."""
    return not horizon.writers & _writers()


def _writers() -> frozenset[str]:
    """Return the other transactions that write the log at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT virtualtransaction FROM pg_locks WHERE relation = 'access_logentry'::regclass"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid()"
        )
        return frozenset(name for (name,) in cursor.fetchall())
