"""The list of persons: one page of those in reach, with what a colleague looks for first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import get_language

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.engine.durations import Duration
from tovholder.engine.history import Precision, last_possible_day
from tovholder.engine.language.pack import RulePack
from tovholder.engine.person import State
from tovholder.people.labels import HIDDEN, Hidden
from tovholder.people.models import AWAITED, Person, Standing
from tovholder.people.queries.filters import (
    MOST_FOUND,
    PeopleFilter,
    current_assignments,
    meant_by,
)
from tovholder.people.queries.orders import page_ids
from tovholder.people.queries.packs import pack_for, title_of

PER_PAGE = 50
RESIDENCE_BASIS = "residence_basis"


@dataclass(frozen=True)
class NextDue:
    """The standing that is due first."""

    title: str
    due_date: date
    state: str


@dataclass(frozen=True)
class PersonRow:
    """A line of the list. `HIDDEN` stands where the reader may not see, None where nothing is.

    Attributes:
        age: Years; None when the birth date leaves it open.
        taken_over_date: First day of the newest responsibility.
        is_open: Whether the municipality has the responsibility today.
    """

    id: int
    key: str
    name: str | Hidden
    birth_date: date | Hidden | None
    birth_precision: str
    age: int | Hidden | None
    residence_basis: str | Hidden
    taken_over_date: date | Hidden | None
    is_open: bool | Hidden
    overdue: int
    due_soon: int
    open: int
    next_due: NextDue | None
    coordinator: str | Hidden


@dataclass(frozen=True)
class Option:
    """A choice of a filter."""

    code: str
    label: str


@dataclass(frozen=True)
class PeoplePage:
    """One page of the list.

    Attributes:
        is_cut: A search found more than can be shown; more letters narrow it.
        facets: Choices of each filter, by its name.
    """

    rows: tuple[PersonRow, ...]
    total: int
    page: int
    pages: int
    sort: str
    is_cut: bool = False
    facets: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)


def list_people(
    scope: Scope,
    *,
    filters: PeopleFilter | None = None,
    sort: str = "",
    page: int = 1,
    per_page: int = PER_PAGE,
    today: date,
) -> PeoplePage:
    """Return one page of the persons in reach.

    Args:
        scope: The reader.
        filters: What to narrow to.
        sort: `name`, `taken_over`, `next_due`, `overdue` or `age`, with `-` before it for the
            other direction; without one, the best match of a search first, else by name.
        page: From 1; one that is too high gives the last.
        per_page: Rows on a page.
        today: The day.
    """
    meant = meant_by(scope, filters or PeopleFilter(), today=today)
    kept = None if meant.found is None else set(meant.persons.values_list("pk", flat=True))
    total = meant.persons.count() if kept is None else len(kept)
    pages = max(1, -(-total // per_page))
    page = min(max(1, page), pages)
    first = (page - 1) * per_page
    if not total:
        ids: list[int] = []
    elif kept is not None and not sort:
        ids = [pk for pk in meant.found or () if pk in kept][first : first + per_page]
    else:
        count = min(per_page, total - first)
        ids = page_ids(scope, meant, sort=sort or "name", first=first, count=count)
    pack = pack_for(scope.municipality)
    return PeoplePage(
        rows=person_rows(scope, ids, pack=pack, today=today),
        total=total,
        page=page,
        pages=pages,
        sort=sort,
        is_cut=len(meant.found or ()) == MOST_FOUND,
        facets=facets(pack),
    )


def facets(pack: RulePack) -> dict[str, tuple[Option, ...]]:
    """Return the choices of the filters `state`, `expectation` and `residence_basis`."""
    language = get_language() or "da"
    states = [state for state in State if state is not State.NOT_APPLICABLE]
    basis = pack.kinds[RESIDENCE_BASIS].states if RESIDENCE_BASIS in pack.kinds else {}
    return {
        "state": tuple(Option(state.value, state.label.text(language)) for state in states),
        "expectation": tuple(
            Option(one.id, one.title.text(language)) for one in pack.expectations.values()
        ),
        "residence_basis": tuple(
            Option(code, label.text(language)) for code, label in basis.items()
        ),
    }


def person_rows(
    scope: Scope, ids: Sequence[int], *, pack: RulePack, today: date
) -> tuple[PersonRow, ...]:
    """Return the lines of persons in reach, in the order of their ids; the read is noted.

    Five queries, however many persons.
    """
    if not ids:
        return ()
    visible = scope.categories_for(ids)
    persons = Person.objects.in_bulk([pk for pk in ids if pk in visible])
    standings = _grouped(scope.rows(Standing).filter(person_id__in=ids, state__in=AWAITED))
    holders = coordinators(scope, ids)
    rows = tuple(
        _row(
            _Read(
                persons[pk], visible[pk], standings.get(pk, []), holders.get(pk, "")
            ),
            pack=pack, today=today,
        )
        for pk in ids
        if pk in persons
    )  # fmt: skip
    _note(scope, rows, visible)
    return rows


def coordinators(scope: Scope, ids: Iterable[int]) -> dict[int, str]:
    """Return the name of the colleague who holds each case; the coordinating department first."""
    held = current_assignments(scope).filter(person_id__in=list(ids)).exclude(user=None)
    in_order = held.order_by("-organisation__is_coordinating", "start_date", "pk")
    names: dict[int, str] = {}
    for person_id, name in in_order.values_list("person_id", "user__full_name"):
        names.setdefault(person_id, name)
    return names


class _Awaited(NamedTuple):
    """What a line needs of a standing; a page reads some hundreds, too many for whole rows."""

    due_date: date | None
    id: int
    expectation: str
    state: str


def _grouped(rows: QuerySet[Standing]) -> dict[int, list[_Awaited]]:
    grouped: dict[int, list[_Awaited]] = {}
    for person_id, *said in rows.values_list("person_id", *_Awaited._fields):
        grouped.setdefault(person_id, []).append(_Awaited(*said))
    return grouped


@dataclass(frozen=True)
class _Read:
    """What was read for one line."""

    person: Person
    visible: frozenset[str]
    standings: Sequence[_Awaited]
    coordinator: str


def _row(read: _Read, *, pack: RulePack, today: date) -> PersonRow:
    person, visible = read.person, read.visible
    sees_identity, sees_case = Category.IDENTITY in visible, Category.CASE in visible
    states = [standing.state for standing in read.standings]
    return PersonRow(
        id=person.pk,
        key=person.key,
        name=full_name(person) if sees_identity else HIDDEN,
        birth_date=person.birth_date if sees_identity else HIDDEN,
        birth_precision=person.birth_precision if sees_identity else "day",
        age=age_on(person, today) if sees_identity else HIDDEN,
        residence_basis=_basis(person.residence_basis, pack) if sees_case else HIDDEN,
        taken_over_date=person.case_start_date if sees_case else HIDDEN,
        is_open=_is_open(person, today) if sees_case else HIDDEN,
        overdue=states.count("overdue"),
        due_soon=states.count("due_soon"),
        open=states.count("open") + states.count("under_way"),
        next_due=_next_due(read.standings, pack),
        coordinator=read.coordinator if sees_case else HIDDEN,
    )


def _is_open(person: Person, today: date) -> bool:
    if person.case_start_date is None or today < person.case_start_date:
        return False
    return person.case_end_date is None or today < person.case_end_date


def _basis(state: str, pack: RulePack) -> str:
    """Return the basis of residence in words, an empty text where none is recorded."""
    kind = pack.kinds.get(RESIDENCE_BASIS)
    label = kind.states.get(state) if kind else None
    return label.text(get_language() or "da") if label else state


def _next_due(standings: Sequence[_Awaited], pack: RulePack) -> NextDue | None:
    dated = [(row.due_date, row) for row in standings if row.due_date]
    if not dated:
        return None
    due_date, standing = min(dated)
    return NextDue(title_of(standing.expectation, pack), due_date, standing.state)


def full_name(person: Person) -> str:
    """Return the name as it is said, or the key where no name is recorded."""
    return f"{person.given_name} {person.family_name}".strip() or person.key


def age_on(person: Person, day: date) -> int | None:
    """Return the age in years, None where the birth date is unknown or leaves it open."""
    if person.birth_date is None:
        return None
    return years_old(person.birth_date, Precision(person.birth_precision), day)


def years_old(born: date, precision: Precision, day: date) -> int | None:
    """Return the age in years, None where a birth date known in part leaves it open."""
    oldest, youngest = _years(born, day), _years(last_possible_day(born, precision), day)
    return oldest if oldest == youngest else None


def _years(born: date, day: date) -> int:
    """Return whole years; who is born on 29 February has a birthday on the 28th otherwise."""
    years = day.year - born.year
    return years if Duration(years=years).after(born) <= day else years - 1


def _note(scope: Scope, rows: Sequence[PersonRow], visible: Mapping[int, frozenset[str]]) -> None:
    """Note what a list shows: names, the case, and what its standings were read from."""
    shown = {Category.IDENTITY.value, Category.CASE.value}
    for row in rows:
        scope.reads.note([row.id], shown & visible[row.id])
