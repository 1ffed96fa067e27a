from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests import builders

from tovholder.access import actions, scopes
from tovholder.access.actions import NewOrganisation, NewUser
from tovholder.access.models import Assignment, LogEntry, Role, User
from tovholder.access.policies import NotAllowedError

pytestmark = pytest.mark.django_db
TODAY = builders.TODAY


@pytest.fixture
def town():
    return builders.a_town()


def assign(by, person_ids, organisation, user=None, *, days=0):
    with scopes.entered(by):
        return actions.assign(
            person_ids,
            organisation=organisation,
            user=user,
            by=by,
            at=builders.NOW + timedelta(days=days),
        )


def held(person):
    with scopes.entered(builders.a_system_scope()):
        found = Assignment.objects.filter(person_id=person.pk).order_by("start_date", "id")
        return [
            (each.organisation.code, each.user, each.start_date, each.end_date) for each in found
        ]


def writes(what):
    with scopes.entered(builders.a_system_scope()):
        return list(LogEntry.objects.filter(what=what, action="write").order_by("id"))


def test_the_coordinating_department_lays_a_case_with_another(town):
    person = builders.a_person(held_by=[town.integration])
    assert assign(builders.a_scope(town.ada), [person.pk], town.jobs, town.bo) == 1
    assert held(person)[1] == ("jobs", town.bo, TODAY, None)
    (entry,) = writes("assign")
    assert (entry.person_ids, entry.categories) == ([person.pk], ["case"])
    assert entry.detail["organisation"] == "jobs"


def test_laying_a_case_twice_changes_nothing(town):
    person = builders.a_person(held_by=[town.integration])
    ada = builders.a_scope(town.ada)
    assign(ada, [person.pk], town.jobs, town.bo)
    assert assign(ada, [person.pk], town.jobs, town.bo) == 0
    assert len(held(person)) == 2
    assert len(writes("assign")) == 1


def test_a_new_colleague_takes_over_on_the_day_the_other_ends(town):
    person = builders.a_person()
    system = builders.a_system_scope()
    assign(system, [person.pk], town.jobs, town.bo)
    assign(system, [person.pk], town.jobs, town.leader, days=5)
    handed_over = TODAY + timedelta(days=5)
    assert held(person) == [
        ("jobs", town.bo, TODAY, handed_over),
        ("jobs", town.leader, handed_over, None),
    ]


def test_a_colleague_chosen_by_mistake_is_replaced_the_same_day(town):
    person = builders.a_person()
    system = builders.a_system_scope()
    assign(system, [person.pk], town.jobs, town.leader)
    assign(system, [person.pk], town.jobs, town.bo)
    assert held(person) == [("jobs", town.bo, TODAY, None)]


def test_the_coordinating_department_takes_in_a_new_person(town):
    person = builders.a_person()
    assert assign(builders.a_scope(town.ada), [person.pk], town.integration, town.ada) == 1


def test_a_person_whom_another_department_holds_is_not_taken(town):
    person = builders.a_person(held_by=[town.jobs])
    with pytest.raises(NotAllowedError):
        assign(builders.a_scope(town.ada), [person.pk], town.integration)


def test_a_person_who_does_not_exist_is_not_taken(town):
    with pytest.raises(NotAllowedError):
        assign(builders.a_scope(town.ada), [999_999], town.integration)


@pytest.mark.parametrize("name", ["bo", "leader", "administrator", "protection_officer"])
def test_nobody_outside_the_coordinating_department_lays_cases(town, name):
    person = builders.a_person(held_by=[town.jobs])
    with pytest.raises(NotAllowedError):
        assign(builders.a_scope(getattr(town, name)), [person.pk], town.jobs)


def test_a_case_is_not_laid_with_another_municipality(town):
    person = builders.a_person(held_by=[town.integration])
    with pytest.raises(NotAllowedError):
        assign(builders.a_scope(town.ada), [person.pk], town.elsewhere)


def test_a_department_gives_a_case_up(town):
    both = [town.integration, town.jobs]
    persons = [builders.a_person(held_by=both) for _each in range(2)]
    ada = builders.a_scope(town.ada)
    with scopes.entered(ada):
        ids = [person.pk for person in persons]
        ended = actions.end_assignments(ids, organisation=town.jobs, by=ada, at=builders.NOW)
        again = actions.end_assignments(ids, organisation=town.jobs, by=ada, at=builders.NOW)
    assert (ended, again) == (2, 0)
    assert held(persons[0])[1] == ("jobs", None, date(2020, 1, 1), TODAY)
    assert len(writes("end_assignment")) == 1


def add_user(by, organisation, **changes):
    new = NewUser(
        **{"email": "New@Example.org", "full_name": "Nana Friis", "role": Role.LEADER} | changes
    )
    with scopes.entered(by):
        return actions.add_user(
            new, organisation=organisation, password=builders.PASSWORD, by=by, at=builders.NOW
        )


def test_an_administrator_adds_a_colleague(town):
    made = add_user(builders.a_scope(town.administrator), town.jobs)
    assert made.email == "new@example.org"
    assert made.check_password(builders.PASSWORD)
    assert made.memberships.get().role == Role.LEADER
    (entry,) = writes("user_add")
    assert (entry.person_ids, entry.detail["user"]) == ([], made.pk)


def test_an_address_is_used_once_however_it_is_written(town):
    with pytest.raises(ValidationError):
        add_user(builders.a_scope(town.administrator), town.jobs, email="BO.lund@example.org")


def test_only_administrators_add_colleagues_and_only_in_their_municipality(town):
    with pytest.raises(NotAllowedError):
        add_user(builders.a_scope(town.leader), town.jobs)
    with pytest.raises(NotAllowedError):
        add_user(builders.a_scope(town.administrator), town.elsewhere)
    assert not User.objects.filter(email="new@example.org").exists()


def set_password(by, user, password):
    with scopes.entered(by):
        actions.set_password(user, password=password, by=by, at=builders.NOW)


def test_an_administrator_gives_a_new_password_that_is_strong_enough(town):
    by = builders.a_scope(town.administrator)
    set_password(by, town.bo, "green-bicycle-in-the-rain")
    assert User.objects.get(pk=town.bo.pk).check_password("green-bicycle-in-the-rain")
    for weak in ("short", "bo.lund@example.org"):
        with pytest.raises(ValidationError):
            set_password(by, town.bo, weak)


def test_a_password_is_not_given_to_a_colleague_elsewhere(town):
    with pytest.raises(NotAllowedError):
        set_password(builders.a_scope(town.administrator), town.cy, "green-bicycle-in-the-rain")


def add_organisation(by, **changes):
    new = NewOrganisation(
        **{"code": "health", "name": "Sundhed", "categories": ("health",)} | changes
    )
    with scopes.entered(by):
        return actions.add_organisation(new, by=by, at=builders.NOW)


def test_an_administrator_adds_a_department(town):
    made = add_organisation(builders.a_scope(town.administrator))
    assert (made.municipality_id, made.categories) == (builders.OURS, ["health"])
    assert len(writes("organisation_add")) == 1


@pytest.mark.parametrize(
    "wrong", [{"categories": ("weather",)}, {"code": "jobs"}, {"is_coordinating": True}]
)
def test_a_department_that_makes_no_sense_is_refused(town, wrong):
    with pytest.raises(ValidationError):
        add_organisation(builders.a_scope(town.administrator), **wrong)


def test_a_coordinator_adds_no_department(town):
    with pytest.raises(NotAllowedError):
        add_organisation(builders.a_scope(town.ada))


def test_a_municipality_is_added_once_and_renamed():
    actions.add_municipality("461", name="Odense")
    assert actions.add_municipality("461", name="Odense Kommune").name == "Odense Kommune"
