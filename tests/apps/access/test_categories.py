"""Within reach, a reader sees rows and fields of the categories of his department only."""

from datetime import timedelta

import pytest
from tests import builders

from tovholder.access import registry, scopes
from tovholder.access.models import Assignment, Category
from tovholder.people.models import (
    AttributeRecord,
    Episode,
    ExternalKey,
    Household,
    Person,
    Standing,
)

pytestmark = pytest.mark.django_db
START = builders.TODAY - timedelta(days=100)


@pytest.fixture
def town():
    town = builders.a_town()
    person = builders.a_person(held_by=[town.jobs, town.integration])
    builders.an_episode(person, "responsibility", "taken_over", START)
    builders.an_episode(person, "residence_basis", "refugee", START)
    builders.an_episode(person, "health_offer", "offered", START)
    return town


def seen(user, model, column):
    with scopes.entered(builders.a_scope(user)) as scope:
        return set(scope.rows(model).values_list(column, flat=True))


def test_facts_of_other_categories_are_hidden(town):
    assert "health" in seen(town.ada, Episode, "category")
    assert seen(town.bo, Episode, "category") == {"case"}


def test_a_standing_is_hidden_when_one_of_its_categories_is(town):
    with scopes.entered(builders.a_scope(town.bo)) as scope:
        read = [set(each) for each in scope.rows(Standing).values_list("categories", flat=True)]
        visible = {"identity", "case", "employment"}
    assert read
    assert all(each <= visible for each in read)
    assert seen(town.ada, Standing, "expectation") > seen(town.bo, Standing, "expectation")


def test_a_standing_without_categories_is_hidden_from_all_who_do_not_see_everything(town):
    with scopes.entered(builders.a_system_scope()):
        Standing.objects.update(categories=[])
    assert seen(town.bo, Standing, "pk") == set()
    assert seen(town.ada, Standing, "pk") != set()


def test_attributes_are_hidden_by_their_name(town):
    assert seen(town.bo, AttributeRecord, "name") == {"given_name", "family_name", "birth_date"}
    health = builders.an_organisation("health", categories=["health"])
    person = builders.a_person(held_by=[health])
    nurse = builders.a_user("specialist", health, name="Nis Hald")
    assert seen(nurse, Person, "pk") == {person.pk}
    assert seen(nurse, AttributeRecord, "name") == set()


def test_rows_of_a_fixed_category_are_there_for_those_who_see_it(town):
    assert len(seen(town.bo, Assignment, "pk")) == 2
    health = builders.an_organisation("health", categories=["health"])
    nurse = builders.a_user("specialist", health, name="Nis Hald")
    assert seen(nurse, Assignment, "pk") == set()
    assert seen(nurse, ExternalKey, "pk") == set()


def test_a_household_is_seen_by_those_who_see_who_lives_in_it(town):
    with scopes.entered(builders.a_system_scope()):
        household = Household.objects.create(municipality_id=builders.OURS, created_at=builders.NOW)
        Household.objects.create(municipality_id=builders.OURS, created_at=builders.NOW)
        Episode.objects.filter(category="health").update(household=household)
    assert seen(town.ada, Household, "pk") == {household.pk}
    assert seen(town.bo, Household, "pk") == set()
    assert len(seen(town.leader, Household, "pk")) == 2


def test_fields_outside_the_visible_categories_are_named():
    persons = registry.registration_of(Person)
    assert persons.hidden_fields(frozenset(Category.values)) == frozenset()
    hidden = persons.hidden_fields(frozenset({"identity"}))
    assert {"cpr_token", "cpr_digest", "origin_country"} <= hidden
    assert not hidden & {"given_name", "birth_date", "key"}
