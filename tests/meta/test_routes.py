"""Every route × every reader × every record: who gets in, and what those learn who do not.

The routes are read from the site, the right answers from the policies and the compiler: a page
that is added tomorrow is tried tomorrow. A route with a new part in its address needs a sample
in `tests.meta.records`; nothing else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.meta.records import OF_A_PERSON, SAMPLES, Record, Site, a_site

from tovholder.access import policies, routes, scopes
from tovholder.access.models import Role
from tovholder.access.routes import Audience, Route
from tovholder.people.models import Episode, Person, Standing
from tovholder.rules.packs import national_pack

pytestmark = pytest.mark.django_db

ROUTES = {route.name: route for route in routes.all_routes()}
READERS = (*Role.values, "elsewhere")
PARTS = re.compile(r"<(?:\w+:)?(\w+)>")
KEY = re.compile(r"/people/([2-9a-hjkmnp-z]{12})/")
OPEN = {200, 302, 400, 405}
CLOSED = {404, 405}

# What the address of a page does not say: the category it is about, and pages only for those who
# may take in new persons.
CATEGORY_OF_ROUTE = {"home_cpr_show": "cpr"}
RECEIVING = {"home_person_create"}
CATEGORY_OF_KIND = national_pack().kinds[str(SAMPLES["kind"](None))].category


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[Site]:
    """One site for all tests of this file, made in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_site()
        transaction.set_rollback(True)


def parts_of(route: Route) -> list[str]:
    return PARTS.findall(route.pattern)


def address(route: Route, record: Record) -> str:
    return reverse(route.name, kwargs={part: SAMPLES[part](record) for part in parts_of(route)})


def records_for(route: Route, site: Site) -> tuple[Record, ...]:
    return site.records if OF_A_PERSON & set(parts_of(route)) else site.records[:1]


def is_open(route: Route, record: Record, scope: scopes.Scope) -> bool:
    """Say from policy and reach alone whether the reader gets in."""
    policy = route.policy
    assert policy is not None
    if policy.audience is not Audience.SCOPED:
        return True
    with scopes.entered(scope):
        return (
            policy.allows(scope)
            and (route.name not in RECEIVING or policies.can_receive(scope))
            and all(_is_visible(part, record, scope, route) for part in parts_of(route))
        )


def _is_visible(part: str, record: Record, scope: scopes.Scope, route: Route) -> bool:
    seen = scope.categories_for([record.person_id]).get(record.person_id)
    if part == "key":
        needed = CATEGORY_OF_ROUTE.get(route.name)
        return seen is not None and (needed is None or needed in seen)
    if part == "kind":
        return CATEGORY_OF_KIND in (seen or ())
    if part == "lineage":
        return scope.rows(Episode).filter(lineage=record.lineage).exists()
    if part == "standing_id":
        return scope.rows(Standing).filter(pk=record.standing_id).exists()
    return True


@dataclass(frozen=True)
class Visit:
    """What a reader got at a route's address for one record, by GET and by POST."""

    record: Record
    who: str
    is_open: bool
    answers: tuple[HttpResponse, HttpResponse]

    @property
    def statuses(self) -> set[int]:
        return {answer.status_code for answer in self.answers}


@pytest.fixture(scope="module")
def clients(site: Site) -> dict[str, Client]:
    return {who: builders.signed_in(user) for who, user in site.town.everyone.items()}


@pytest.fixture(scope="module")
def visited() -> dict[tuple[str, str], list[Visit]]:
    return {}


@pytest.fixture
def visits(request, site, clients, visited) -> list[Visit]:
    """Go to a route as a reader, once for every record; the tests share the answers."""
    name, who = request.param
    if (name, who) not in visited:
        route, scope = ROUTES[name], builders.a_scope(site.town.everyone[who])
        visited[name, who] = [
            Visit(each, who, is_open(route, each, scope), both(clients[who], address(route, each)))
            for each in records_for(route, site)
        ]
    return visited[name, who]


def both(client: Client, url: str) -> tuple[HttpResponse, HttpResponse]:
    return client.get(url), client.post(url)


def test_every_part_of_an_address_has_a_sample():
    missing = {part for route in ROUTES.values() for part in parts_of(route)} - SAMPLES.keys()
    assert not missing, f"add samples to tests/meta/records.py: {sorted(missing)}"


def test_every_route_has_a_name_of_its_own():
    found = [route.name for route in routes.all_routes()]
    assert "" not in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", ROUTES)
def test_a_visitor_is_asked_to_sign_in_whatever_the_record(site, name):
    route = ROUTES[name]
    for record in records_for(route, site):
        url = address(route, record)
        for answer in both(Client(), url):
            if route.policy.audience is Audience.PUBLIC:
                assert answer.status_code in OPEN
            else:
                assert (answer.status_code, answer.url) == (302, f"/account/login/?next={url}")


SCOPED = [name for name, route in ROUTES.items() if route.policy.audience is Audience.SCOPED]
every_visit = pytest.mark.parametrize(
    "visits",
    [(name, who) for name in SCOPED for who in READERS],
    indirect=True,
    ids="-".join,
)


@pytest.mark.parametrize("name", sorted(set(ROUTES) - set(SCOPED)))
def test_a_page_without_personal_data_names_nobody(site, name):
    client = builders.signed_in(site.town.ada)
    for answer in both(client, address(ROUTES[name], site.records[0])):
        assert answer.status_code < 500
        assert not KEY.search(answer.content.decode())


@every_visit
def test_a_reader_gets_in_exactly_where_policy_and_reach_allow(visits):
    for visit in visits:
        expected = OPEN if visit.is_open else CLOSED
        assert visit.statuses <= expected, f"at {visit.record.name}: {visit.statuses}"
        assert visit.statuses != {405}


@every_visit
def test_forbidden_and_missing_records_get_the_same_answer(visits):
    found = {
        tuple((each.status_code, builders.same_for_all(each)) for each in visit.answers)
        for visit in visits
        if not visit.is_open
    }
    assert len(found) <= 1


@every_visit
def test_no_page_names_a_person_or_a_fact_out_of_reach(site, visits):
    with scopes.entered(builders.a_scope(site.town.everyone[visits[0].who])) as scope:
        keys = set(scope.rows(Person).values_list("key", flat=True))
        facts = {str(each) for each in scope.rows(Episode).values_list("lineage", flat=True)}
    hidden = {each.given_name for each in site.records if each.key not in keys}
    hidden |= {str(each.lineage) for each in site.records} - facts
    for visit in visits:
        for answer in visit.answers:
            text = answer.content.decode(errors="replace") if answer.status_code == 200 else ""
            assert set(KEY.findall(text)) <= keys
            assert not {each for each in hidden if each in text}


@pytest.mark.parametrize("part", ["lineage", "standing_id"])
def test_a_fact_of_another_person_is_not_found_under_a_persons_address(site, clients, part):
    mine, other = site.record("both"), site.record("integration")
    for name, route in ROUTES.items():
        if not {"key", part} <= set(parts_of(route)):
            continue
        kwargs = {each: SAMPLES[each](mine) for each in parts_of(route)}
        url = reverse(name, kwargs=kwargs | {part: SAMPLES[part](other)})
        found = {answer.status_code for answer in both(clients["coordinator"], url)}
        assert found <= CLOSED, name
