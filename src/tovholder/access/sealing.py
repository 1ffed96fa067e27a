"""How the log is sealed: a hash chain over rows, pure and without a database.

Each row has a canonical form; its hash is SHA-256 of that form. A seal's digest is SHA-256 of
the digest before it and of the hashes of its rows, in the order of their ids. Whoever changes,
removes or slips in a row changes every digest after it; keep the newest digest elsewhere
(`tovholder log seal` prints it) and nobody can rebuild the chain unnoticed.
"""

import hashlib
import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

FIRST = "0" * 64
"""What stands before the first seal of a municipality."""

MARK = struct.Struct(">q8s")


@dataclass(frozen=True)
class SealedRow:
    """A log row as it is hashed."""

    id: int
    municipality: str
    at: datetime
    user_id: int | None
    actor: str
    purpose: str
    action: str
    what: str
    person_ids: Sequence[int]
    categories: Sequence[str]
    reason: str
    detail: object

    def hash(self) -> bytes:
        """Return SHA-256 of the row's canonical form: JSON in UTF-8, keys sorted, time in UTC."""
        form = {**self.__dict__, "at": self.at.astimezone(UTC).isoformat(timespec="microseconds")}
        text = json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).digest()


@dataclass(frozen=True)
class Sealed:
    """What a seal keeps of its rows."""

    ids: tuple[int, ...]
    marks: bytes
    digest: str


def seal(rows: Iterable[SealedRow], *, previous: str) -> Sealed:
    """Return the seal over rows in the order of their ids.

    Args:
        rows: At least one row, sorted by id.
        previous: The digest of the seal before, or `FIRST`.

    >>> seal([], previous=FIRST).digest == hashlib.sha256(FIRST.encode()).hexdigest()
    True
    """
    chain = hashlib.sha256(previous.encode())
    ids, marks = [], []
    for row in rows:
        own = row.hash()
        chain.update(own)
        ids.append(row.id)
        marks.append(MARK.pack(row.id, own[:8]))
    return Sealed(tuple(ids), b"".join(marks), chain.hexdigest())


def first_difference(kept: bytes, found: bytes) -> int | None:
    """Return the id of the first row that differs between two series of marks.

    Args:
        kept: Marks as sealed.
        found: Marks of the rows as they are now.

    Returns:
        The id of the row changed, removed or slipped in first; None when they are the same.

    >>> was = MARK.pack(7, b"a" * 8) + MARK.pack(9, b"b" * 8)
    >>> first_difference(was, was), first_difference(was, was[16:]), first_difference(was, was[:16])
    (None, 7, 9)
    """
    before: list[tuple[int, bytes]] = list(MARK.iter_unpack(kept))
    now: list[tuple[int, bytes]] = list(MARK.iter_unpack(found))
    for (old_id, old), (new_id, new) in zip(before, now, strict=False):
        if (old_id, old) != (new_id, new):
            return min(old_id, new_id)
    longer = before if len(before) > len(now) else now
    shared = min(len(before), len(now))
    return longer[shared][0] if len(longer) > shared else None
