"""Which facts are one and the same: within the files, and from one import to the next."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tovholder.engine.language.kinds import Kind
from tovholder.people.imports.drafts import Draft, RowFacts


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact ready for the door. `row` is the place of its row among the person's."""

    draft: Draft
    row: int
    key: str
    ends_previous: bool = False


def content_of(draft: Draft) -> tuple[object, ...]:
    """Return all that a fact says; two facts with the same content are one."""
    return (
        draft.kind, draft.state, draft.start, draft.end, draft.start_precision,
        draft.end_precision, _in_order(draft.detail), draft.household, draft.key, draft.is_planned,
    )  # fmt: skip


def _in_order(detail: Mapping[str, object]) -> str:
    return json.dumps(detail, sort_keys=True)


def with_keys(facts: Sequence[Fact], *, token: str, kinds: Mapping[str, Kind]) -> list[Fact]:
    """Give facts without a key of their own one that the next import finds again.

    It is made of the person's key, the kind, the first day as written, the household and, for
    kinds of which several may hold at a time, the state; facts alike in all of these are
    numbered.

    Args:
        facts: Of one person.
        token: The person's key.
        kinds: By name.
    """
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    keyed = {}
    for place in sorted(range(len(facts)), key=lambda place: _in_order(facts[place].draft.detail)):
        draft = facts[place].draft
        state = "" if kinds[draft.kind].exclusive else draft.state
        parts = (draft.kind, state, str(draft.start), draft.start_precision, draft.household)
        seen[parts] += 1
        keyed[place] = _digest(token, *parts, str(seen[parts]))
    return [
        fact if fact.key else replace(fact, key=keyed[place]) for place, fact in enumerate(facts)
    ]


def piece_key(key: str, number: int) -> str:
    """Return the key of one of the pieces, from 0, that a fact was cut into."""
    return f"{key}/{number + 1}" if number else key


def group_key(row: RowFacts) -> str:
    """Return what the rows of one person have in common, as a short text without meaning."""
    return hashlib.sha256((row.key or f"cpr:{row.cpr}").encode()).hexdigest()[:24]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]
