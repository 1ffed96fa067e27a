"""The list of people as its template and its exports need it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.home.exports import Cell
from tovholder.home.forms.people import FilterForm, SearchForm
from tovholder.people.labels import Hidden
from tovholder.people.queries.lists import PersonRow
from tovholder.ui.parts import Tone


@dataclass(frozen=True)
class Badge:
    """A state with how many of it, for a colour and a word."""

    text: str
    tone: str


@dataclass(frozen=True)
class ListedPerson:
    """A line of the list, all of it in words but the dates."""

    key: str
    name: str
    age: str
    basis: str
    taken_over: date | None
    next_title: str
    next_due: date | None
    badges: tuple[Badge, ...]
    coordinator: str


@dataclass(frozen=True)
class PeoplePage:
    """The list with its search, filters, sorting and paging.

    `query` is the part of the address that an export and a print take along; `searched` is the
    text in force, shown on the page only.
    """

    rows: tuple[ListedPerson, ...]
    total: int
    number: int
    pages: int
    sort: str
    query: str
    search: SearchForm
    searched: str
    is_expired: bool
    is_cut: bool
    filters: FilterForm
    is_narrowed: bool
    can_create: bool
    can_export: bool
    today: date

    @property
    def counted(self) -> str:
        """Return how many were found, in words."""
        return ngettext("%(count)s person", "%(count)s people", self.total) % {"count": self.total}


def listed(row: PersonRow) -> ListedPerson:
    """Return a line in words."""
    taken_over = None if isinstance(row.taken_over_date, Hidden) else row.taken_over_date
    return ListedPerson(
        key=row.key,
        name=str(row.name),
        age="–" if row.age is None else str(row.age),
        basis=str(row.residence_basis),
        taken_over=taken_over,
        next_title=row.next_due.title if row.next_due else "",
        next_due=row.next_due.due_date if row.next_due else None,
        badges=tuple(_badges(row)),
        coordinator=str(row.coordinator),
    )


def _badges(row: PersonRow) -> Iterator[Badge]:
    """Yield a badge for each count above zero, the most urgent first."""
    if row.overdue:
        yield Badge(_("%(count)s overdue") % {"count": row.overdue}, Tone.ERROR)
    if row.due_soon:
        yield Badge(_("%(count)s due soon") % {"count": row.due_soon}, Tone.WARNING)
    if row.open:
        yield Badge(_("%(count)s open") % {"count": row.open}, Tone.INFO)


def exported(row: PersonRow) -> tuple[Cell, ...]:
    """Return a line of the file, in the order of `exports.headings`."""
    return (
        str(row.name),
        _cell(row.birth_date),
        str(row.residence_basis),
        _cell(row.taken_over_date),
        row.next_due.title if row.next_due else "",
        row.next_due.due_date if row.next_due else None,
        row.overdue,
        row.due_soon,
        row.open,
        str(row.coordinator),
    )


def _cell(day: date | Hidden | None) -> Cell:
    return str(day) if isinstance(day, Hidden) else day
