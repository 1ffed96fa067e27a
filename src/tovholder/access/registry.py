"""What each room says of its tables: the way to the person, and the category of each field.

`access` lies under the rooms it protects and knows none of their models; a room registers them
in its `AppConfig.ready`. `access.checks` refuses to start while anything is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from tovholder.access.models import Category

TECHNICAL = "technical"
"""A field that says nothing about a person: keys, times of recording, flags of the machine."""


@dataclass(frozen=True)
class ByRow:
    """The field's category stands in a column of its row."""

    column: str


@dataclass(frozen=True)
class ByRowSet:
    """The row has several categories in an array; a reader needs all of them."""

    column: str


@dataclass(frozen=True)
class ByRowName:
    """A column names what the row holds; the mapping gives the category of each name."""

    column: str
    categories: tuple[tuple[str, str], ...]


RowRule = ByRow | ByRowSet | ByRowName
FieldRule = str | RowRule


def by_row(column: str) -> ByRow:
    """Return the rule of a field whose category stands in `column`."""
    return ByRow(column)


def by_row_set(column: str) -> ByRowSet:
    """Return the rule of a field that needs all categories in the array `column`."""
    return ByRowSet(column)


def by_row_name(column: str, categories: Mapping[str, str]) -> ByRowName:
    """Return the rule of a field whose category follows from the name in `column`."""
    return ByRowName(column, tuple(sorted(categories.items())))


@dataclass(frozen=True)
class Registration:
    """One model: the path to the person, and what each field is about.

    `person` is None for rows about no single person (the log); only a reach over the whole
    municipality shows them. `through` names rows whose readers may read these too.
    """

    model: type[Model]
    person: str | None
    fields: Mapping[str, FieldRule]
    through: tuple[str, str] | None = None

    @property
    def row_rule(self) -> RowRule | None:
        """Return the rule by which a row has a category of its own."""
        rules = {rule for rule in self.fields.values() if not isinstance(rule, str)}
        return next(iter(rules), None)

    @property
    def fixed(self) -> frozenset[str]:
        """Return the categories that every row of this model has."""
        return frozenset(
            rule for rule in self.fields.values() if isinstance(rule, str) and rule != TECHNICAL
        )

    def condition(self, visible: frozenset[str]) -> Q | None:
        """Return which rows show nothing outside `visible`; None when no row does.

        A person's own row is there for whoever may see the person at all: its fields are
        hidden one by one (`hidden_fields`).
        """
        everything = visible >= frozenset(Category.values)
        if everything or self.person == "pk":
            return Q()
        rule = self.row_rule
        if isinstance(rule, ByRow):
            return Q(**{f"{rule.column}__in": sorted(visible)})
        if isinstance(rule, ByRowSet):
            contained = {f"{rule.column}__contained_by": sorted(visible)}
            return Q(**contained) & Q(**{f"{rule.column}__len__gt": 0})
        if isinstance(rule, ByRowName):
            names = [name for name, category in rule.categories if category in visible]
            return Q(**{f"{rule.column}__in": names})
        return Q() if self.fixed <= visible else None

    def hidden_fields(self, visible: frozenset[str]) -> frozenset[str]:
        """Return the fields with a fixed category outside `visible`."""
        return frozenset(
            name
            for name, rule in self.fields.items()
            if isinstance(rule, str) and rule != TECHNICAL and rule not in visible
        )


_registrations: dict[type[Model], Registration] = {}


class NotRegisteredError(LookupError):
    """A model was read through a scope without being registered."""


def register(
    model: type[Model],
    *,
    person: str | None,
    fields: Mapping[str, FieldRule],
    through: tuple[str, str] | None = None,
) -> None:
    """Say how rows of `model` belong to a person and what each field is about.

    Args:
        model: The model.
        person: Path to the person's primary key; `pk` for the model of persons itself; None
            for rows about no single person.
        fields: Every concrete field and every many-to-many field, by name.
        through: `(model label, field)`: a row is also seen by those who see a row of that
            model whose field points to it, as a household by its members' episodes.
    """
    _registrations[model] = Registration(model, person, dict(fields), through)


def registrations() -> tuple[Registration, ...]:
    """Return all registrations in the order they were made."""
    return tuple(_registrations.values())


def registration_of(model: type[Model]) -> Registration:
    """Return the registration of a model.

    Raises:
        NotRegisteredError: its room never registered it.
    """
    try:
        return _registrations[model]
    except KeyError:
        raise NotRegisteredError(
            f"{model._meta.label} is not registered with access; register it with the path to "
            "the person and the category of each field in its room's registration.py."
        ) from None


def person_model() -> type[Model] | None:
    """Return the model of persons: the one registered with `person="pk"`."""
    return next((r.model for r in _registrations.values() if r.person == "pk"), None)


def is_registered(model: type[Any]) -> bool:
    """Return whether a room has registered `model`."""
    return model in _registrations
