"""The list of people: who stands on it, how it is narrowed, and what leaves the program."""

import io

import openpyxl
import pytest
from django.urls import reverse
from tests.apps.home.builders import a_newcomer, days_ago
from tests.builders import Town, a_system_scope, a_town, signed_in

from tovholder.access import scopes
from tovholder.access.models import LogEntry
from tovholder.people.facts import NewEpisode

pytestmark = pytest.mark.django_db

LIST = "/people/"


@pytest.fixture
def town() -> Town:
    return a_town()


def search(client, text, *, query=""):
    return client.post(f"/people/search/{query}", {"text": text})


def test_a_coordinator_lands_on_the_people_of_the_department(town):
    a_newcomer(town)
    page = signed_in(town.ada).get("/", follow=True)
    assert page.redirect_chain == [(LIST, 302)]
    assert "Amal Nour" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "start"),
    [("administrator", "/setup/"), ("protection_officer", "/log/"), ("leader", "/people/")],
)
def test_everybody_has_a_start_page_of_their_own(town, who, start):
    assert signed_in(getattr(town, who)).get("/").url == start


def test_another_department_and_another_town_see_nobody(town):
    a_newcomer(town)
    for colleague in (town.bo, town.cy):
        assert "Amal" not in signed_in(colleague).get(LIST).content.decode()


def test_a_search_by_a_misspelt_name_finds_without_a_name_in_the_address(town):
    a_newcomer(town)
    a_newcomer(town, given_name="Bilal", family_name="Haddad")
    client = signed_in(town.ada)
    moved = search(client, "Amel Nuor")
    assert "Am" not in moved.url
    page = client.get(moved.url).content.decode()
    assert "Amal Nour" in page
    assert "Haddad" not in page


def test_a_cpr_number_is_found_only_whole_and_stands_in_no_address(town):
    a_newcomer(town, cpr="1705900000")
    client = signed_in(town.ada)
    whole, part = search(client, "170590-0000"), search(client, "170590")
    assert "1705" not in whole.url + part.url
    assert "Amal Nour" in client.get(whole.url).content.decode()
    assert "Amal Nour" not in client.get(part.url).content.decode()


def test_a_search_keeps_the_filters_and_the_filters_the_search(town):
    a_newcomer(town)
    client = signed_in(town.ada)
    moved = search(client, "Amal", query="?state=overdue&page=3")
    assert "state=overdue" in moved.url
    assert "page=3" not in moved.url
    token = moved.url.split("search=")[1]
    assert f'name="search" value="{token}"' in client.get(moved.url).content.decode()


def test_a_token_of_somebody_else_shows_the_whole_list_and_says_so(town):
    a_newcomer(town)
    page = signed_in(town.ada).get("/people/?search=0123456789").content.decode()
    assert "no longer kept" in page
    assert "Amal Nour" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=overdue", True),
        ("?state=met", False),
        ("?expectation=danish-referral", True),
        ("?residence_basis=refugee", True),
        ("?residence_basis=quota_refugee", False),
        ("?coordinator=mine", False),
        ("?case=closed", False),
        ("?case=all", True),
        ("?state=unheard-of&page=x&sort=nothing", True),
    ],
)
def test_filters_narrow_the_list(town, query, found):
    a_newcomer(town)
    page = signed_in(town.ada).get(LIST + query).content.decode()
    assert ("Amal Nour" in page) is found


def test_an_empty_list_says_what_to_do(town):
    page = signed_in(town.ada).get(LIST).content.decode()
    assert "There are no people here yet" in page
    narrowed = signed_in(town.ada).get(f"{LIST}?state=met").content.decode()
    assert "Nobody is found" in narrowed


def test_htmx_gets_the_results_only(town):
    a_newcomer(town)
    page = signed_in(town.ada).get(LIST, headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert "Amal Nour" in page.content.decode()
    assert "HX-Request" in page.headers["Vary"]


def test_an_export_holds_exactly_the_filtered_list_and_is_logged(town):
    a_newcomer(town)
    met = NewEpisode("p", "danish_referral", "referred", days_ago(30))
    a_newcomer(town, met, given_name="Bilal", family_name="Haddad")
    client = signed_in(town.ada)
    query = "?state=met&expectation=danish-referral"
    lines = client.get(f"/people/export.csv{query}").content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Name", "Bilal Haddad"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/people/export.xlsx{query}").content))
    assert [row[0].value for row in book.active.iter_rows()] == ["Name", "Bilal Haddad"]
    with scopes.entered(a_system_scope()):
        assert LogEntry.objects.filter(action="export", what="home_people_export").count() == 2


def test_only_csv_and_excel_are_exported(town):
    assert signed_in(town.ada).get("/people/export.pdf").status_code == 404


def test_the_list_takes_few_queries_however_long_it_is(town, django_assert_max_num_queries):
    for number in range(12):
        a_newcomer(town, given_name=f"Nr {number}")
    client = signed_in(town.ada)
    with django_assert_max_num_queries(17):  # with session, user and the transaction's own two
        page = client.get(LIST)
    assert page.context["page"].total == 12
    assert reverse("home_people_print") in page.content.decode()
