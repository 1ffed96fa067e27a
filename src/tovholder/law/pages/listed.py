"""The list of definitions: searched, filtered, sorted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from tovholder.engine.language import Expectation, RulePack
from tovholder.home.words import said
from tovholder.law.forms.listed import KNOWN, UNKNOWN, ListFilter, ListForm
from tovholder.law.pages.words import (
    how_soon,
    kind_words,
    law_words,
    shown_version,
    unknown_numbers,
    valid_words,
    within_version,
)
from tovholder.law.queries.approvals import Approved

SORTS = ("title", "kind", "owner", "law", "valid")


@dataclass(frozen=True)
class ListedDefinition:
    """A line of the list: the version of one day."""

    id: str
    title: str
    kind: str
    how_soon: str
    law: str
    owner: str
    valid: str
    valid_from: date
    is_in_force: bool
    is_unknown: bool
    is_approved: bool


@dataclass(frozen=True)
class DefinitionsPage:
    """The list with its filters; `rules` is the fingerprint of the rules in force.

    `is_approved` says whether these rules are the ones approved last.
    """

    rows: tuple[ListedDefinition, ...]
    total: int
    form: ListForm
    sort: str
    on: date
    rules: str
    is_approved: bool
    can_set: bool

    @property
    def counted(self) -> str:
        """Return how many were found, in words."""
        words = {"count": len(self.rows), "total": self.total}
        return (
            ngettext(
                "%(count)s of %(total)s expectations",
                "%(count)s of %(total)s expectations",
                len(self.rows),
            )
            % words
        )


def listed(
    pack: RulePack, filters: ListFilter, *, municipality: str, approved: Approved | None
) -> Iterator[ListedDefinition]:
    """Yield the definitions that the filters mean, as they are on the day meant."""
    for each in pack.expectations.values():
        row = _row(each, pack, filters.on, municipality=municipality, approved=approved)
        if _is_meant(row, each, filters):
            yield row


def sorted_by(rows: tuple[ListedDefinition, ...], sort: str) -> tuple[ListedDefinition, ...]:
    """Return the rows by a column, a leading minus turns it round; titles decide within."""
    column = sort.removeprefix("-")
    key = {"valid": "valid_from"}.get(column, column)
    by_title = sorted(rows, key=lambda row: row.title)
    return tuple(
        sorted(by_title, key=lambda row: str(getattr(row, key)), reverse=sort.startswith("-"))
    )


def _row(
    expectation: Expectation,
    pack: RulePack,
    on: date,
    *,
    municipality: str,
    approved: Approved | None,
) -> ListedDefinition:
    version = shown_version(expectation, on)
    day = within_version(version, on)
    return ListedDefinition(
        id=expectation.id,
        title=said(expectation.title),
        kind=kind_words(expectation.kind),
        how_soon=how_soon(version, pack, on=day, municipality=municipality),
        law=law_words(version),
        owner=said(pack.owners.get(expectation.owner)),
        valid=valid_words(version),
        valid_from=version.valid_from,
        is_in_force=version.covers(on),
        is_unknown=bool(unknown_numbers(version, pack, on=day, municipality=municipality)),
        is_approved=approved is not None and approved.covers(expectation, pack),
    )


def _is_meant(row: ListedDefinition, expectation: Expectation, filters: ListFilter) -> bool:
    titles = " ".join(expectation.title.text(each) for each in ("da", "en"))
    texts = f"{row.title} {titles} {row.law} {row.id}".lower()
    numbers = {KNOWN: not row.is_unknown, UNKNOWN: row.is_unknown}
    return (
        (row.is_in_force or filters.is_ever)
        and all(word in texts for word in filters.text.split())
        and filters.kind in {"", expectation.kind.value}
        and filters.owner in {"", expectation.owner}
        and numbers.get(filters.numbers, True)
    )
