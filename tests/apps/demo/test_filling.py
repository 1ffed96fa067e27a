from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.apps.demo.test_towns import SEVEN, reachable

from tovholder.access.models import Assignment, LogEntry, Membership, Role, User
from tovholder.access.scopes import entered, scope_for
from tovholder.demo.filling import ensure_filled
from tovholder.demo.numbers import OWN
from tovholder.demo.places import COLLEAGUES, HOME, NEIGHBOUR, PASSWORD
from tovholder.demo.writing import scope_of
from tovholder.engine.person import State
from tovholder.people import actions
from tovholder.people.models import Episode, Household, LocalValue, Person, Standing
from tovholder.rules.packs import national_pack

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker):
    """A small demo, filled once and rolled back after the tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield ensure_filled(today=TODAY, seed=2013, small=True)
        transaction.set_rollback(True)


@pytest.fixture
def at_home(said):
    with entered(scope_of(HOME.code, TODAY)) as scope:
        yield scope


def test_it_says_who_can_sign_in(said):
    assert PASSWORD in said
    for colleague in COLLEAGUES:
        assert said.count(colleague.email) == len(colleague.posts)


def test_there_is_a_colleague_in_every_role_and_one_with_two(said):
    roles = defaultdict(set)
    for membership in Membership.objects.filter(organisation__municipality_id=HOME.code):
        roles[membership.user_id].add(membership.role)
    assert set().union(*roles.values()) == set(Role.values)
    assert max(map(len, roles.values())) == 2
    assert User.objects.get(email=COLLEAGUES[0].email).check_password(PASSWORD)


def test_the_municipality_has_set_its_own_numbers_and_the_neighbour_none(said):
    with entered(scope_of(HOME.code, TODAY)):
        assert set(LocalValue.objects.values_list("parameter", flat=True)) == {
            number.parameter for number in OWN
        }
    with entered(scope_of(NEIGHBOUR.code, TODAY)):
        assert not LocalValue.objects.exists()


def test_every_state_of_the_seven_expectations_is_stored(at_home):
    stored = defaultdict(set)
    for expectation, state in Standing.objects.values_list("expectation", "state").distinct():
        stored[expectation].add(State(state))
    for name in SEVEN:
        wanted = reachable(national_pack().expectations[name]) - {State.NOT_APPLICABLE}
        assert stored[name] == wanted, name


def test_closed_cases_are_held_by_nobody_and_open_ones_by_the_coordinating_department(at_home):
    closed = Person.objects.filter(case_end_date__lte=TODAY - timedelta(days=62))
    held = Assignment.objects.filter(end_date=None)
    assert closed.count() > 40
    assert not held.filter(person_id__in=closed.values("pk")).exists()
    still_open = Person.objects.filter(case_start_date__lte=TODAY, case_end_date=None)
    coordinated = held.filter(organisation__is_coordinating=True).exclude(user=None)
    assert set(still_open.values_list("pk", flat=True)) <= set(
        coordinated.values_list("person_id", flat=True)
    )


def test_corrected_facts_keep_their_earlier_tellings(at_home):
    superseded = Episode.objects.exclude(superseded_at=None)
    assert superseded.count() > 300
    assert not superseded.filter(superseded_reason="").exists()
    assert Household.objects.count() > 50


def test_a_coordinator_sees_own_persons_and_the_neighbour_none_of_them(said):
    seen = {}
    for email in ("maja.vestermark@example.org", "cecilie.noerrelund@example.org"):
        scope = scope_for(User.objects.get(email=email), on=TODAY)
        with entered(scope):
            seen[scope.municipality] = set(scope.rows(Person).values_list("pk", flat=True))
    assert len(seen[HOME.code]) >= 60
    assert seen[NEIGHBOUR.code]
    assert not seen[HOME.code] & seen[NEIGHBOUR.code]


def test_a_second_run_adds_nobody_and_says_what_is_there(said):
    def counted():
        with entered(scope_of(HOME.code, TODAY)):
            return Person.objects.count(), Episode.objects.count(), LogEntry.objects.count()

    before = counted()
    again = ensure_filled(today=TODAY, seed=2013, small=True)
    assert again.startswith("Using the demo filled on 2026-11-22, as it stands on 2026-11-22")
    other = ensure_filled(today=TODAY, seed=1, small=True)
    assert other.startswith(
        "Using the demo filled on 2026-11-22 with seed 2013, small; for another"
    )
    assert counted() == before


def test_stored_standings_are_those_of_the_day(at_home):
    before = list(Standing.objects.order_by("pk").values())
    actions.rebuild_standings(at_home, today=TODAY)
    assert list(Standing.objects.order_by("pk").values()) == before
