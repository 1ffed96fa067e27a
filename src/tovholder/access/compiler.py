"""The one compiler: from a reader's rights on a day to the rows and categories he sees.

Every list, page, search, count, facet and export starts at `Scope.rows`. A scope never mixes
purposes or municipalities; within one purpose its reaches are added together.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from tovholder.access import policies, registry
from tovholder.access.models import Assignment, Purpose, Role
from tovholder.access.policies import Action, Whose

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Reach:
    """Whose data one membership reaches, and which categories of them."""

    whose: Whose
    categories: frozenset[str]
    organisation_id: int | None = None
    organisation: str = ""
    role: Role | None = None


class ReadRecorder:
    """Collects whose data were read, until the log row is written."""

    def __init__(self) -> None:
        self._person_ids: set[int] = set()
        self._categories: set[str] = set()

    def note(self, person_ids: Iterable[int], categories: Iterable[str]) -> None:
        """Note that these categories of these persons are being shown."""
        self._person_ids.update(person_ids)
        self._categories.update(categories)

    @property
    def person_ids(self) -> list[int]:
        """Return whose data were noted, sorted."""
        return sorted(self._person_ids)

    @property
    def categories(self) -> list[str]:
        """Return which categories were noted, sorted."""
        return sorted(self._categories)

    def forget(self) -> None:
        """Forget what was noted: it stands in the log now."""
        self._person_ids.clear()
        self._categories.clear()


@dataclass(frozen=True)
class Scope:
    """A reader (or a job) in one municipality, for one purpose, on one day."""

    user_id: int | None
    actor: str
    municipality: str
    purpose: Purpose
    reaches: tuple[Reach, ...]
    actions: frozenset[Action]
    on: date
    reads: ReadRecorder = field(default_factory=ReadRecorder, compare=False, repr=False)

    @property
    def coordinating(self) -> frozenset[int | None]:
        """Return the organisations whose persons are seen in full; None is the whole town."""
        everything = policies.ALL_CATEGORIES
        return frozenset(
            reach.organisation_id for reach in self.reaches if reach.categories >= everything
        )

    @property
    def organisation_ids(self) -> tuple[int, ...]:
        """Return the organisations the reader works for, for this purpose."""
        ids = {reach.organisation_id for reach in self.reaches}
        return tuple(sorted(each for each in ids if each is not None))

    def may(self, action: Action) -> bool:
        """Return whether the reader may do `action`."""
        return policies.can_act(self, action)

    def rows(self, model: type[Row]) -> QuerySet[Row]:
        """Return the rows of a registered model that the reader may see.

        Superseded rows are among them: "as known on" is the caller's question.

        Raises:
            registry.NotRegisteredError: the model is not registered.
        """
        registration = registry.registration_of(model)
        allowed = _never()
        for reach in _merged(self.reaches):
            condition = registration.condition(reach.categories)
            if condition is not None:
                allowed |= self._within(registration, reach) & condition
        rows: QuerySet[Row] = model._default_manager.filter(allowed)
        return rows

    def _within(self, registration: registry.Registration, reach: "_MergedReach") -> Q:
        """Return which rows belong to persons in reach."""
        wall = Q(municipality_id=self.municipality)
        if reach.whose is Whose.EVERYONE:
            return wall
        if registration.through:
            label, pointer = registration.through
            through = self.rows(apps.get_model(label)).exclude(**{pointer: None})
            return wall & Q(pk__in=through.values(pointer))
        if registration.person is None:
            return _never()
        held = self._assignments(reach.organisation_ids).values("person_id")
        return wall & Q(**{f"{registration.person}__in": held})

    def _assignments(self, organisation_ids: Collection[int]) -> QuerySet[Assignment]:
        """Return the assignments in force on the scope's day, `[start_date, end_date)`."""
        return Assignment.objects.filter(
            Q(end_date=None) | Q(end_date__gt=self.on),
            organisation_id__in=organisation_ids,
            start_date__lte=self.on,
        )

    def categories_for(self, person_ids: Iterable[int]) -> dict[int, frozenset[str]]:
        """Return the visible categories of each person in reach; others are left out.

        At most two queries, however many persons.
        """
        wanted = list(person_ids)
        seen: dict[int, frozenset[str]] = {}
        everyone = [reach for reach in self.reaches if reach.whose is Whose.EVERYONE]
        persons = registry.person_model()
        if wanted and everyone and persons is not None:
            categories = frozenset[str]().union(*(reach.categories for reach in everyone))
            found = persons._default_manager.filter(
                pk__in=wanted, municipality_id=self.municipality
            )
            seen = dict.fromkeys(found.values_list("pk", flat=True), categories)
        for person_id, organisation_id in self._held(wanted):
            seen[person_id] = seen.get(person_id, frozenset()) | self._of(organisation_id)
        return seen

    def _held(self, wanted: list[int]) -> Iterable[tuple[int, int]]:
        """Return (person, organisation) for the wanted persons assigned to the reader's own."""
        own = [r.organisation_id for r in self.reaches if r.whose is Whose.ASSIGNED]
        if not wanted or not own:
            return ()
        held = self._assignments([each for each in own if each is not None])
        return held.filter(person_id__in=wanted, municipality_id=self.municipality).values_list(
            "person_id", "organisation_id"
        )

    def _of(self, organisation_id: int) -> frozenset[str]:
        """Return what the reader sees of persons assigned to one of his organisations."""
        return frozenset[str]().union(
            *(r.categories for r in self.reaches if r.organisation_id == organisation_id)
        )


@dataclass(frozen=True)
class _MergedReach:
    """Organisations that show the same categories, compiled to one condition."""

    whose: Whose
    categories: frozenset[str]
    organisation_ids: tuple[int, ...]


def _merged(reaches: Iterable[Reach]) -> list[_MergedReach]:
    groups: dict[tuple[Whose, frozenset[str]], list[int]] = {}
    for reach in reaches:
        if reach.whose is not Whose.NOBODY:
            ids = groups.setdefault((reach.whose, reach.categories), [])
            ids.extend([] if reach.organisation_id is None else [reach.organisation_id])
    return [_MergedReach(*key, tuple(ids)) for key, ids in groups.items()]


def _never() -> Q:
    """Return a condition that no row meets, where an empty `Q()` would let all through."""
    return Q(pk__in=[])
