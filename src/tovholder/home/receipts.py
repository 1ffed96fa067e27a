"""What was done and what followed from it, kept from the POST to the page after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

SESSION_KEY = "receipt"


@dataclass(frozen=True)
class Receipt:
    """A message with a line for each thing that followed, and the address that undoes it."""

    done: str
    lines: tuple[str, ...] = ()
    undo_url: str = ""


def leave(session: SessionBase, done: str, lines: Sequence[str], *, undo_url: str = "") -> None:
    """Keep a receipt for the next page; a newer one takes its place."""
    session[SESSION_KEY] = {"done": done, "lines": list(lines), "undo_url": undo_url}


def take(session: SessionBase) -> Receipt | None:
    """Return the receipt once, None where there is none."""
    kept = session.pop(SESSION_KEY, None)
    return Receipt(kept["done"], tuple(kept["lines"]), kept["undo_url"]) if kept else None
