"""The server does not start while a field has no category or a route no policy."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Field, Model

from tovholder.access import context, registry, routes
from tovholder.access.models import Category

PERSON_NAMES = frozenset({"person", "person_id", "person_ids"})
"""Field names that point to a person even without a foreign key."""


def check_registry(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error for every model and field about persons that its room forgot."""
    return [*_missing_persons(), *_unregistered_models(), *_incomplete_registrations()]


def check_routes(**_kwargs: object) -> list[checks.CheckMessage]:
    """Return an error for every route without a policy, and for every dead menu entry."""
    found = list(routes.all_routes())
    return [*_open_routes(found), *_dead_entries({route.name for route in found})]


def _open_routes(found: Iterable[routes.Route]) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"The route “{route.name}” ({route.pattern}) has no access policy.",
            hint="Put @public, @signed_in or @requires(...) of access.routes on its view; for a "
            "library's view add its name to access.routes.THIRD_PARTY.",
            id="access.E005",
        )
        for route in found
        if route.policy is None
    ]


def _dead_entries(known: set[str]) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"The main menu names the route “{name}”, which does not exist.",
            hint="Add the route, or take the entry out of the room's context.add_navigation.",
            id="access.E006",
        )
        for name in context.navigation_names()
        if name not in known
    ]


def refuse_start() -> None:
    """Stop the process while access is incomplete.

    Raises:
        ImproperlyConfigured: with every error found.
    """
    found = [*check_registry(), *check_routes()]
    if found:
        lines = "\n".join(f"- {each.msg}\n  {each.hint}" for each in found)
        raise ImproperlyConfigured(f"Tovholder does not start, for access is incomplete:\n{lines}")


def _missing_persons() -> list[checks.CheckMessage]:
    """Return an error when no model is that of persons: then no way to a person would be found."""
    if registry.person_model() is not None:
        return []
    return [
        checks.Error(
            "No model is registered as that of persons.",
            hint="Register it with person=“pk” (access.registry.register).",
            id="access.E007",
        )
    ]


def _unregistered_models() -> Iterator[checks.CheckMessage]:
    for model in apps.get_models(include_auto_created=True):
        if not registry.is_registered(model) and (way := _way_to_person(model, frozenset())):
            yield checks.Error(
                f"The model {model._meta.label} leads to a person by {way} and is not registered.",
                hint="Register it in its room's registration.py: the path to the person and the "
                "category of each field (access.registry.register).",
                obj=model,
                id="access.E001",
            )


def _way_to_person(model: type[Model], met: frozenset[type[Model]]) -> str:
    """Return the first path of forward fields that ends at a person, or nothing."""
    for each in _own_fields(model):
        related = each.related_model
        if each.name in PERSON_NAMES or (
            isinstance(related, type) and related is registry.person_model()
        ):
            return each.name
        if not isinstance(related, type) or related in met | {model}:
            continue
        if further := _way_to_person(related, met | {model}):
            return f"{each.name}.{further}"
    return ""


def _own_fields(model: type[Model]) -> "Iterable[Field[Any, Any]]":
    return (*model._meta.concrete_fields, *model._meta.local_many_to_many)


def _incomplete_registrations() -> Iterator[checks.CheckMessage]:
    for each in registry.registrations():
        names = {own.name for own in _own_fields(each.model)}
        yield from _field_errors(each, names)
        if not _has_path(each):
            yield checks.Error(
                f"{each.model._meta.label}: the path to the person “{each.person}” leads nowhere, "
                "or the model has no field municipality.",
                hint="Give a path of field names that ends at the person's key, and a municipality "
                "to every table about persons.",
                obj=each.model,
                id="access.E004",
            )


def _field_errors(
    registration: registry.Registration, names: set[str]
) -> Iterator[checks.CheckMessage]:
    label = registration.model._meta.label
    for name in sorted(names - registration.fields.keys()):
        yield checks.Error(
            f"The field {label}.{name} has no category.",
            hint=f"Name one of {', '.join(Category.values)}, by_row(...), or TECHNICAL in its "
            "room's registration.py.",
            obj=registration.model,
            id="access.E002",
        )
    for name, rule in sorted(registration.fields.items()):
        if name not in names or not _is_rule(rule, names):
            yield checks.Error(
                f"The registration of {label}.{name} says “{rule}”: no such field or category.",
                hint=f"Accepted are {', '.join(Category.values)}, TECHNICAL, and by_row, "
                "by_row_set or by_row_name with a field of the same model.",
                obj=registration.model,
                id="access.E003",
            )


def _is_rule(rule: registry.FieldRule, names: set[str]) -> bool:
    if isinstance(rule, str):
        return rule in {*Category.values, registry.TECHNICAL}
    if isinstance(rule, registry.ByRowName):
        categories = {category for _name, category in rule.categories}
        return rule.column in names and categories <= set(Category.values)
    return rule.column in names


def _has_path(registration: registry.Registration) -> bool:
    """Return whether the path to the person exists and the model has a municipality."""
    model: type[Model] | None = registration.model
    try:
        registration.model._meta.get_field("municipality")
        for part in (registration.person or "pk").split("__"):
            if part != "pk" and model is not None:
                found = model._meta.get_field(part)
                related = found.related_model
                model = related if isinstance(related, type) else None
    except FieldDoesNotExist:
        return False
    return True
