"""Which persons of those in reach are meant: the filters of a list, and the search in it.

Every filter asks only rows that the reader may see, so that no filter tells what is hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from tovholder.access.models import Assignment, Category
from tovholder.access.policies import Whose
from tovholder.access.scopes import Reach, Scope
from tovholder.engine.durations import Duration
from tovholder.people import cpr, names
from tovholder.people.models import Person, Standing

MOST_FOUND = 500


@dataclass(frozen=True)
class PeopleFilter:
    """What a list is narrowed to; what is left out does not restrict.

    Attributes:
        text: Words of a name, or a whole CPR number.
        state: A state that one of the person's standings is in.
        expectation: The expectation whose standing is meant; alone, any state of it.
        residence_basis: State of the newest basis of residence.
        coordinator: `mine`, `unassigned`, or nothing.
        case: `open` or `closed`: the municipality has the responsibility today, or had it.
        at_least_age: Years, included.
        at_most_age: Years, included.
    """

    text: str = ""
    state: str = ""
    expectation: str = ""
    residence_basis: str = ""
    coordinator: str = ""
    case: str = ""
    at_least_age: int | None = None
    at_most_age: int | None = None


@dataclass(frozen=True)
class Meant:
    """The persons in reach that the filters mean.

    Attributes:
        found: Ids that a search found, best first; None when no text is searched for.
    """

    scope: Scope
    filters: PeopleFilter
    today: date
    found: tuple[int, ...] | None

    @property
    def persons(self) -> QuerySet[Person]:
        """Return the persons."""
        return self.scope.rows(Person).filter(*self.conditions())

    def conditions(self, person: str = "") -> list[Q]:
        """Return what the filters ask, of a person or of the person a row belongs to.

        Args:
            person: Path from the row to its person with two underscores behind it.
        """
        asked = [] if self.found is None else [Q(**{f"{person}pk__in": self.found})]
        return [*asked, *_conditions(self, person)]


def meant_by(scope: Scope, filters: PeopleFilter, *, today: date) -> Meant:
    """Return whom the filters mean; a search is made at once."""
    text = filters.text.strip()
    return Meant(scope, filters, today, _found(scope, text) if text else None)


def _conditions(meant: Meant, person: str) -> Iterator[Q]:
    filters, scope = meant.filters, meant.scope
    if filters.state or filters.expectation:
        yield Q(**{f"{person}pk__in": _standings(scope, filters).values("person_id")})
    if filters.residence_basis or filters.case:
        yield having_visible(scope, Category.CASE, person)
    if filters.residence_basis:
        yield Q(**{f"{person}residence_basis": filters.residence_basis})
    if filters.case:
        yield _case_is(filters.case, meant.today, person)
    if filters.coordinator:
        yield _coordinator_is(filters.coordinator, scope, person)
    if filters.at_least_age is not None or filters.at_most_age is not None:
        yield having_visible(scope, Category.IDENTITY, person) & _age_is(meant, person)


def current_assignments(scope: Scope) -> QuerySet[Assignment]:
    """Return the visible assignments in force on the scope's day."""
    return scope.rows(Assignment).filter(
        Q(end_date=None) | Q(end_date__gt=scope.on), start_date__lte=scope.on
    )


def sees_of_everyone(scope: Scope, category: str) -> bool:
    """Say whether the reader sees a category of every person in reach."""
    return not having_visible(scope, category)


def having_visible(scope: Scope, category: str, person: str = "") -> Q:
    """Return the condition that the reader may see a category of the person."""
    seeing = tuple(reach for reach in scope.reaches if category in reach.categories)
    if all(reach in seeing for reach in scope.reaches if reach.whose is not Whose.NOBODY):
        return Q()
    persons = replace(scope, reaches=seeing).rows(Person)
    return Q(**{f"{person}pk__in": persons.values("pk")})


def within_reach(scope: Scope) -> Scope:
    """Return a scope for a query inside one that is restricted to persons in reach already.

    Where every reach shows the same categories, asking once more whom they reach would change
    nothing and cost as much again.
    """
    shown = {reach.categories for reach in scope.reaches if reach.whose is not Whose.NOBODY}
    if len(shown) != 1:
        return scope
    return replace(scope, reaches=(Reach(Whose.EVERYONE, shown.pop()),))


def _found(scope: Scope, text: str) -> tuple[int, ...]:
    """Return the ids that a text finds: by a whole CPR number exactly, else by name."""
    if cpr.looks_like(text):
        return _by_number(scope, cpr.normalise(text))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM tovholder_search_person_ids(%s, %s)",
            [names.search_key(text), MOST_FOUND],
        )
        ids = tuple(row[0] for row in cursor.fetchall())
    named = having_visible(scope, Category.IDENTITY)
    if not named:
        return ids
    kept = set(scope.rows(Person).filter(named, pk__in=ids).values_list("pk", flat=True))
    return tuple(pk for pk in ids if pk in kept)


def _by_number(scope: Scope, digits: str) -> tuple[int, ...]:
    digest = cpr.digest(digits, municipality=scope.municipality)
    seen = having_visible(scope, Category.CPR)
    found = scope.rows(Person).filter(seen, cpr_digest=digest)
    return tuple(found.values_list("pk", flat=True))


def _standings(scope: Scope, filters: PeopleFilter) -> QuerySet[Standing]:
    meant = {"state": filters.state, "expectation": filters.expectation}
    rows = within_reach(scope).rows(Standing)
    return rows.filter(**{name: word for name, word in meant.items() if word})


def _case_is(case: str, today: date, person: str) -> Q:
    """Return the condition that the responsibility is held today, or was and is no longer."""
    began = Q(**{f"{person}case_start_date__lte": today})
    if case == "closed":
        return began & Q(**{f"{person}case_end_date__lte": today})
    lasts = Q(**{f"{person}case_end_date": None}) | Q(**{f"{person}case_end_date__gt": today})
    return began & lasts


def _coordinator_is(coordinator: str, scope: Scope, person: str) -> Q:
    held = current_assignments(within_reach(scope))
    if coordinator == "mine":
        mine = held.filter(user=scope.user_id)
        return Q(**{f"{person}pk__in": mine.values("person_id")})
    by_somebody = Q(**{f"{person}pk__in": held.exclude(user=None).values("person_id")})
    return having_visible(scope, Category.CASE, person) & ~by_somebody


def _age_is(meant: Meant, person: str) -> Q:
    """Return the condition on the birth date; one known only to a year counts by its first day."""
    filters, condition = meant.filters, Q()
    if filters.at_least_age is not None:
        latest = Duration(years=filters.at_least_age).before(meant.today)
        condition &= Q(**{f"{person}birth_date__lte": latest})
    if filters.at_most_age is not None:
        earliest = Duration(years=filters.at_most_age + 1).before(meant.today)
        condition &= Q(**{f"{person}birth_date__gt": earliest})
    return condition
