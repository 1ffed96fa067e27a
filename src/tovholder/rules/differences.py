"""What changes from one rule pack to another, definition by definition, in words."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tovholder.engine.language import RulePack
from tovholder.rules.contents import SORTS, Contents, Passage, Said, contents_of


class Change(enum.StrEnum):
    """What became of a definition."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A passage whose lines are not the same: what it no longer says and what it says now."""

    heading: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A definition that is not the same in two packs; `sort` is a part of the pack."""

    sort: str
    id: str
    change: Change
    before: Said | None
    after: Said | None

    def title(self, language: str) -> str:
        """Return what the definition is called, as it is now if it still is."""
        said = self.after or self.before
        return said.titles.get(language, self.id) if said else self.id

    def rewritten(self, language: str) -> tuple[Rewritten, ...]:
        """Return the passages that changed; none where it reads the same but means another."""
        return rewritten(_words(self.before, language), _words(self.after, language))


def differences(before: Contents, after: Contents) -> tuple[Difference, ...]:
    """Return every definition that was added, removed or changed, expectations first."""
    return tuple(_differences(before.said, after.said))


def pack_differences(before: RulePack, after: RulePack) -> tuple[Difference, ...]:
    """Return the differences between two packs."""
    return differences(contents_of(before), contents_of(after))


def rewritten(before: tuple[Passage, ...], after: tuple[Passage, ...]) -> tuple[Rewritten, ...]:
    """Return the passages whose lines differ, in the order of the newer text.

    >>> old, new = (Passage("Who", ("a", "b")),), (Passage("Who", ("a", "c")),)
    >>> rewritten(old, new)
    (Rewritten(heading='Who', before=('b',), after=('c',)),)
    """
    was, now = _by_heading(before), _by_heading(after)
    headings = dict.fromkeys([*now, *was])
    found = (
        Rewritten(
            heading,
            _without(was.get(heading, ()), now.get(heading, ())),
            _without(now.get(heading, ()), was.get(heading, ())),
        )
        for heading in headings
    )
    return tuple(each for each in found if each.before or each.after)


def _differences(
    before: Mapping[tuple[str, str], Said], after: Mapping[tuple[str, str], Said]
) -> Iterator[Difference]:
    for sort, name in sorted({*before, *after}, key=lambda key: (SORTS.index(key[0]), key[1])):
        was, now = before.get((sort, name)), after.get((sort, name))
        if was is None:
            yield Difference(sort, name, Change.ADDED, was, now)
        elif now is None:
            yield Difference(sort, name, Change.REMOVED, was, now)
        elif was.mark != now.mark:
            yield Difference(sort, name, Change.CHANGED, was, now)


def _words(said: Said | None, language: str) -> tuple[Passage, ...]:
    return tuple(said.words.get(language, ())) if said else ()


def _by_heading(passages: tuple[Passage, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in passages:
        found[each.heading] = found.get(each.heading, ()) + each.lines
    return found


def _without(lines: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line not in others)
