"""List, search, count and export give each reader the same persons: those in reach, all of them."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.meta.records import Site, a_site

from tovholder.access import scopes
from tovholder.access.models import LogEntry
from tovholder.access.policies import Action
from tovholder.people.models import Person

pytestmark = pytest.mark.django_db

READERS = ("coordinator", "specialist", "leader", "protection_officer", "elsewhere")
EXPECTED = {
    "coordinator": {"both", "integration"},
    "specialist": {"both", "jobs"},
    "leader": {"both", "integration", "jobs", "nobody"},
    "protection_officer": {"both", "integration", "jobs", "nobody"},
    "elsewhere": {"elsewhere"},
}
KEY = re.compile(r"/people/([2-9a-hjkmnp-z]{12})/")


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_site()
        transaction.set_rollback(True)


def reader(site: Site, who: str) -> Client:
    return builders.signed_in(site.town.everyone[who])


def listed(site: Site, who: str, text: str = "") -> tuple[set[str], int]:
    """Return the names of the records a reader's list shows, and the count it tells."""
    client = reader(site, who)
    url = reverse("home_people_list")
    if text:
        url = client.post(reverse("home_people_search"), {"text": text}).url
    page = client.get(url)
    keys = set(KEY.findall(page.content.decode()))
    names = {each.name for each in site.records if each.key in keys}
    assert len(names) == len(keys)
    return names, page.context["page"].total


@pytest.mark.parametrize("who", READERS)
def test_a_list_shows_the_rows_of_the_compiler_and_counts_them(site, who):
    names, total = listed(site, who)
    assert names == EXPECTED[who]
    assert total == len(names)
    with scopes.entered(builders.a_scope(site.town.everyone[who])) as scope:
        assert scope.rows(Person).count() == total


@pytest.mark.parametrize("who", READERS)
def test_a_persons_page_opens_for_those_who_list_him(site, who):
    client = reader(site, who)
    pages = {each.name: client.get(f"/people/{each.key}/").status_code for each in site.records}
    assert {name for name, status in pages.items() if status == 200} == EXPECTED[who]
    assert set(pages.values()) <= {200, 404}


@pytest.mark.parametrize("who", READERS)
def test_a_search_finds_nobody_whom_the_list_does_not_show(site, who):
    for record in site.records:
        names, total = listed(site, who, record.given_name)
        assert names == {record.name} & EXPECTED[who]
        assert total == len(names)


@pytest.mark.parametrize("who", READERS)
def test_a_search_for_all_is_no_more_than_the_list(site, who):
    names, total = listed(site, who, "Testesen")
    assert names == EXPECTED[who]
    assert total == len(names)


@pytest.mark.parametrize("who", READERS)
def test_a_cpr_number_finds_only_whom_the_reader_may_find_by_it(site, who):
    for record in site.records[:5]:
        names, total = listed(site, who, record.cpr)
        may_see = who in {"coordinator", "leader", "elsewhere"} and record.name in EXPECTED[who]
        assert names == ({record.name} if may_see else set())
        assert total == len(names)


@pytest.mark.parametrize("who", READERS)
def test_an_export_has_the_persons_of_the_list(site, who):
    user = site.town.everyone[who]
    answer = reader(site, who).get(reverse("home_people_export", kwargs={"sort": "csv"}))
    if not builders.a_scope(user).may(Action.EXPORT):
        assert answer.status_code == 404
        return
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text.splitlines()[0])))[1:]
    found = {each.name for each in site.records if each.given_name in text}
    assert found == EXPECTED[who]
    assert len(rows) == len(found)


@pytest.mark.parametrize("who", READERS)
def test_what_a_list_shows_is_what_the_log_says(site, who):
    listed(site, who)
    user = site.town.everyone[who]
    with scopes.entered(
        builders.a_system_scope(user.memberships.get().organisation.municipality_id)
    ):
        entry = LogEntry.objects.filter(user=user, what="home_people_list").latest("id")
    names = {each.name for each in site.records if each.person_id in entry.person_ids}
    assert names == EXPECTED[who]
