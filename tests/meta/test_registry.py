"""The server does not start while access is incomplete."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import include, path
from django.utils import translation

from tovholder.access import checks, context, registry
from tovholder.access.models import Category
from tovholder.people.models import Episode, ImportBatch, Person, Standing
from tovholder.rules.packs import national_pack


def test_every_model_field_and_route_of_the_site_is_declared():
    checks.refuse_start()


@pytest.fixture
def registrations(monkeypatch):
    """A copy of the registry that a test may spoil."""
    copied = dict(registry._registrations)
    monkeypatch.setattr(registry, "_registrations", copied)
    return copied


def reregister(model, **changes):
    given = registry.registration_of(model)
    kept = {"person": given.person, "fields": given.fields, "through": given.through}
    registry.register(model, **(kept | changes))


def refused() -> str:
    with pytest.raises(ImproperlyConfigured) as stopped:
        checks.refuse_start()
    return str(stopped.value)


@pytest.mark.parametrize("name", ["birth_date", "municipality"])
def test_a_field_without_a_category_stops_the_start(registrations, name):
    fields = registry.registration_of(Person).fields
    reregister(Person, fields={each: rule for each, rule in fields.items() if each != name})
    assert f"The field people.Person.{name} has no category." in refused()


@pytest.mark.parametrize("model", [Standing, Episode])
def test_a_model_that_leads_to_a_person_and_is_not_registered_stops_the_start(registrations, model):
    del registrations[model]
    assert f"{model._meta.label} leads to a person by person and is not registered" in refused()


def test_a_person_named_by_number_only_is_found_too(registrations):
    from tovholder.access.models import Assignment

    del registrations[Assignment]
    assert "access.Assignment leads to a person by person_id" in refused()


@pytest.mark.parametrize(
    "rule", ["weather", registry.by_row("weather"), registry.by_row_name("kind", {"a": "weather"})]
)
def test_a_category_that_does_not_exist_stops_the_start(registrations, rule):
    fields = registry.registration_of(Episode).fields
    reregister(Episode, fields={**fields, "kind": rule})
    assert "The registration of people.Episode.kind says" in refused()


def test_a_category_for_a_field_that_is_gone_stops_the_start(registrations):
    fields = registry.registration_of(Person).fields
    reregister(Person, fields={**fields, "shoe_size": Category.IDENTITY})
    assert "The registration of people.Person.shoe_size says" in refused()


def test_a_path_that_leads_nowhere_stops_the_start(registrations):
    reregister(Episode, person="somebody__id")
    assert "the path to the person “somebody__id” leads nowhere" in refused()


class ForgottenRoute:
    urlpatterns = [
        path("", include("tovholder.access.urls")),
        path("secret/", include([path("door/", lambda request: HttpResponse(), name="door")])),
    ]


def test_a_route_without_a_policy_stops_the_start(settings, monkeypatch):
    monkeypatch.setattr(context, "_navigation", [])
    settings.ROOT_URLCONF = ForgottenRoute
    assert "The route “door” (secret/door/) has no access policy." in refused()


def test_a_menu_entry_that_leads_nowhere_stops_the_start(monkeypatch):
    monkeypatch.setattr(context, "_navigation", [context.NavigationEntry("no_page", "No page")])
    assert "The main menu names the route “no_page”, which does not exist." in refused()


def test_a_table_without_a_way_to_a_person_needs_no_registration():
    assert not registry.is_registered(ImportBatch)


START = """
import django, os
django.setup()
from tovholder.access import registry
from tovholder.people.models import Person
if os.environ["SPOIL"]:
    del registry._registrations[Person]
from tovholder.{entry}
"""


@pytest.mark.parametrize("entry", ["config import wsgi", "config import cli; cli._application()"])
@pytest.mark.parametrize("spoil", ["", "yes"])
def test_the_server_and_the_command_line_themselves_refuse(entry, spoil):
    started = subprocess.run(
        [sys.executable, "-c", START.format(entry=entry)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "SPOIL": spoil},
        capture_output=True,
        text=True,
        check=False,
    )
    assert bool(started.returncode) is bool(spoil), started.stderr
    assert ("Tovholder does not start" in started.stderr) is bool(spoil)


def test_the_categories_of_the_rules_are_those_that_access_knows():
    known = national_pack().categories
    assert set(known) == set(Category.values)
    for language in ("da", "en"):
        with translation.override(language):
            assert {str(each.label) for each in Category} == {
                getattr(label, language) for label in known.values()
            }


def test_every_kind_and_attribute_has_a_category_that_access_knows():
    pack = national_pack()
    defined = [*pack.kinds.values(), *pack.attributes.values()]
    assert {each.category for each in defined} <= set(Category.values)
