from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext
from tests import builders

from tovholder.access import policies, registry, scopes
from tovholder.access.models import Assignment, LogEntry, Municipality, Purpose, Role
from tovholder.people.models import AttributeRecord, Episode, Household, Person, Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return builders.a_town()


def names(scope):
    with scopes.entered(scope):
        return sorted(scope.rows(Person).values_list("given_name", flat=True))


def test_a_coordinator_sees_the_persons_laid_with_the_department(town):
    builders.a_person("Amal", held_by=[town.integration])
    builders.a_person("Basir", held_by=[town.jobs])
    builders.a_person("Celeste")
    assert names(builders.a_scope(town.ada)) == ["Amal"]
    assert names(builders.a_scope(town.bo)) == ["Basir"]


def test_a_leader_sees_the_whole_municipality_and_no_other(town):
    builders.a_person("Amal")
    builders.a_person("Dalia", municipality=builders.THEIRS)
    assert names(builders.a_scope(town.leader)) == ["Amal"]


def test_an_administrator_sees_nobody(town):
    builders.a_person("Amal", held_by=[town.integration])
    assert names(builders.a_scope(town.administrator)) == []


def test_a_user_without_a_role_has_no_scope():
    nobody = builders.a_user(None, name="Nis Hald")
    assert scopes.scope_for(nobody, on=builders.TODAY) is None
    assert scopes.purposes_of(nobody, on=builders.TODAY) == ()


@pytest.mark.parametrize(("days", "is_seen"), [(-1, False), (0, True), (9, True), (10, False)])
def test_an_assignment_holds_from_its_first_day_to_the_day_before_its_end(town, days, is_seen):
    start = date(2026, 2, 20)
    person = builders.a_person()
    with scopes.entered(builders.a_system_scope()):
        builders.an_assignment(person.pk, town.jobs, start=start, end=start + timedelta(days=10))
    scope = builders.a_scope(town.bo, on=start + timedelta(days=days))
    assert bool(names(scope)) is is_seen


@pytest.mark.parametrize(("days", "is_member"), [(-1, False), (0, True), (9, True), (10, False)])
def test_a_membership_holds_from_its_first_day_to_the_day_before_its_end(days, is_member):
    start = date(2026, 2, 20)
    user = builders.a_user(None, name="Nis Hald")
    place = builders.an_organisation()
    end = start + timedelta(days=10)
    builders.a_membership(user, Role.LEADER, place, start=start, end=end)
    scope = scopes.scope_for(user, on=start + timedelta(days=days))
    assert (scope is not None) is is_member


def test_two_departments_in_one_purpose_are_added_together(town):
    builders.a_membership(town.bo, Role.COORDINATOR, town.integration)
    builders.a_person("Amal", held_by=[town.integration])
    builders.a_person("Basir", held_by=[town.jobs])
    assert names(builders.a_scope(town.bo)) == ["Amal", "Basir"]


def test_purposes_are_never_added_together(town):
    builders.a_membership(town.bo, Role.LEADER, town.jobs)
    builders.a_person("Amal", held_by=[town.integration])
    builders.a_person("Basir", held_by=[town.jobs])
    assert names(builders.a_scope(town.bo)) == ["Basir"]
    assert names(builders.a_scope(town.bo, purpose=Purpose.LEADERSHIP)) == ["Amal", "Basir"]


def test_municipalities_are_never_added_together(town):
    builders.a_membership(town.cy, Role.COORDINATOR, town.integration)
    builders.a_person("Amal", held_by=[town.integration])
    builders.a_person("Dalia", municipality=builders.THEIRS, held_by=[town.elsewhere])
    assert names(builders.a_scope(town.cy)) == ["Dalia"]
    ours = scopes.scope_for(town.cy, on=builders.TODAY, municipality=builders.OURS)
    assert names(ours) == ["Amal"]


def test_an_assignment_across_the_wall_shows_nobody(town):
    theirs = builders.a_person("Dalia", municipality=builders.THEIRS)
    with (
        pytest.raises(ProgrammingError, match="own_person"),
        scopes.entered(builders.a_system_scope()),
    ):
        builders.an_assignment(theirs.pk, town.jobs)
    assert names(builders.a_scope(town.bo)) == []


def test_only_one_right_coordinates_and_only_in_the_coordinating_department(town):
    builders.a_membership(town.bo, Role.COORDINATOR, town.jobs)
    person = builders.a_person(held_by=[town.jobs])
    scope = builders.a_scope(town.bo)
    with scopes.entered(scope):
        assert scope.categories_for([person.pk]) == {person.pk: {"identity", "case", "employment"}}


def test_visible_categories_are_those_of_every_department_that_holds_the_person(town):
    health = builders.an_organisation("health", categories=["health"])
    builders.a_membership(town.bo, Role.SPECIALIST, health)
    both = builders.a_person("Amal", held_by=[town.jobs, health])
    jobs = builders.a_person("Basir", held_by=[town.jobs])
    other = builders.a_person("Celeste", held_by=[town.integration])
    scope = builders.a_scope(town.bo)
    with scopes.entered(scope):
        seen = scope.categories_for([both.pk, jobs.pk, other.pk, 999_999])
    assert seen == {
        both.pk: {"identity", "case", "employment", "health"},
        jobs.pk: {"identity", "case", "employment"},
    }


def test_visible_categories_of_many_persons_cost_one_query(town):
    held = [builders.a_person(held_by=[town.jobs]).pk for _each in range(3)]
    for user in (town.bo, town.leader):
        scope = builders.a_scope(user)
        with scopes.entered(scope), CaptureQueriesContext(connection) as asked:
            assert set(scope.categories_for(held)) == set(held)
        assert len(asked) == 1


def test_a_protection_officer_sees_names_only(town):
    person = builders.a_person()
    scope = builders.a_scope(town.protection_officer)
    with scopes.entered(scope):
        assert scope.categories_for([person.pk]) == {person.pk: {"identity"}}
        assert not scope.rows(Assignment).exists()


def test_a_model_nobody_registered_cannot_be_read(town):
    with pytest.raises(
        registry.NotRegisteredError, match=r"access\.Municipality is not registered"
    ):
        builders.a_scope(town.ada).rows(Municipality)


def test_a_coordinating_reach_adds_no_condition_on_categories(town):
    scope = builders.a_scope(town.ada)
    for model in (Episode, Standing, AttributeRecord):
        assert "categor" not in str(scope.rows(model).query).split("WHERE")[1]


def test_a_household_is_seen_through_its_visible_episodes(town):
    sql = str(builders.a_scope(town.bo).rows(Household).query)
    assert "people_episode" in sql
    assert "access_assignment" in sql


def test_the_log_is_listed_by_those_who_reach_the_whole_municipality(town):
    with scopes.entered(builders.a_system_scope()) as system:
        system.reads.note([1], ["case"])
    for user, expected in ((town.protection_officer, 1), (town.ada, 0), (town.cy, 0)):
        scope = builders.a_scope(user)
        with scopes.entered(scope):
            assert scope.rows(LogEntry).count() == expected


def test_the_system_scope_coordinates_the_whole_municipality():
    scope = builders.a_system_scope()
    assert scope.coordinating == {None}
    assert scope.organisation_ids == ()
    assert policies.can_receive(scope)
    assert scope.categories_for([]) == {}


def test_an_inner_scope_gives_the_outer_its_municipality_back():
    ours = builders.a_person("Amal")
    builders.a_person("Dalia", municipality=builders.THEIRS)
    with scopes.entered(builders.a_system_scope()):
        with scopes.entered(builders.a_system_scope(builders.THEIRS)):
            assert Person.objects.get().given_name == "Dalia"
        assert list(Person.objects.all()) == [ours]
    assert not Person.objects.exists()


def test_finding_a_scope_costs_one_query(town):
    with CaptureQueriesContext(connection) as asked:
        builders.a_scope(town.ada)
    assert len(asked) == 1
