"""A standing as a task for a calendar and as text for a letter: who gets it, and what it says."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from tests.apps.home.builders import a_newcomer, days_ago, standing_id
from tests.builders import Town, a_scope, a_system_scope, a_town, signed_in

from tovholder.access import scopes
from tovholder.access.models import LogEntry
from tovholder.law.actions import approve_pack
from tovholder.people.facts import NewEpisode

pytestmark = pytest.mark.django_db

FORMS = ("task.ics", "letter/")


@pytest.fixture
def town() -> Town:
    return a_town()


def address(person, form="", expectation="danish-referral"):
    return f"/people/{person.key}/standings/{standing_id(person, expectation)}/{form}"


def test_the_proof_leads_to_both_forms(town):
    person = a_newcomer(town)
    page = signed_in(town.ada).get(address(person)).content.decode()
    for form in FORMS:
        assert f'href="{address(person, form)}"' in page
    assert "Add to calendar" in page
    assert "Text for a letter" in page


def test_a_proof_as_known_on_an_earlier_day_leads_to_neither(town, monkeypatch):
    person, today = a_newcomer(town), days_ago(0)
    monkeypatch.setattr(timezone, "localdate", lambda *_args: today + timedelta(days=1))
    page = signed_in(town.ada).get(f"{address(person)}?known_on={today}").content.decode()
    assert "As known on" in page
    assert "task.ics" not in page
    assert "letter/" not in page


def test_the_calendar_gets_the_task_with_its_day_and_the_way_back(town):
    person = a_newcomer(town)
    answer = signed_in(town.ada).get(address(person, "task.ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="danish-referral.ics"'
    (todo,) = Calendar.from_ical(answer.content).walk("VTODO")
    assert todo["SUMMARY"] == "Referred to Danish education"
    assert todo["URL"] == "http://testserver" + address(person)


def test_the_file_names_nobody(town):
    person = a_newcomer(town, cpr="1705900000")
    text = signed_in(town.ada).get(address(person, "task.ics")).content.decode()
    for secret in ("Amal", "Nour", "170590", "1990"):
        assert secret not in text


def test_the_letter_says_the_day_greets_the_person_and_is_signed(town):
    person = a_newcomer(town)
    page = signed_in(town.ada).get(address(person, "letter/")).content.decode()
    letter = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    assert "Dear Amal Nour" in letter
    assert "about this in your case" in letter
    assert letter.rstrip().endswith("Kommune 751")
    assert page.count("Dear Amal Nour") == 2, "once to copy, once to print"


@pytest.mark.parametrize(
    ("asked", "said"), [("da", "Kære Amal Nour"), ("en", "Dear Amal"), ("xx", "Dear Amal")]
)
def test_the_letter_comes_in_the_language_asked_for(town, asked, said):
    person = a_newcomer(town)
    page = signed_in(town.ada).get(address(person, f"letter/?language={asked}")).content.decode()
    assert said in page
    assert "?language=da" in page
    assert 'aria-current="page">' in page


CITIZEN = "The municipality refers you to Danish lessons."


def test_what_the_rule_says_to_citizens_waits_for_the_approval_of_the_municipality(town):
    person = a_newcomer(town)
    page = signed_in(town.ada).get(address(person, "letter/")).content.decode()
    assert CITIZEN not in page
    assert "The municipality has not approved this rule as it stands." in page
    assert "/danish-referral/" in page
    with scopes.entered(a_scope(town.leader, on=days_ago(0))) as scope:
        approve_pack(by=scope, at=timezone.now(), comment="Read and found right.")
    page = signed_in(town.ada).get(address(person, "letter/")).content.decode()
    assert CITIZEN in page
    assert "has not approved" not in page


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("reader", ["bo", "cy", "administrator"])
def test_a_form_out_of_reach_is_not_found_like_one_that_is_not_there(town, form, reader):
    person = a_newcomer(town)
    client = signed_in(getattr(town, reader))
    missing = f"/people/222222222222/standings/1/{form}"
    found = [client.get(url) for url in (address(person, form), missing)]
    assert [each.status_code for each in found] == [404, 404]


@pytest.mark.parametrize("form", FORMS)
def test_a_reader_who_may_not_see_a_category_of_the_proof_gets_no_form_of_it(town, form):
    need = NewEpisode("p", "health_need", "needed", days_ago(10))
    person = a_newcomer(town, need, held_by=("integration", "jobs"))
    assert signed_in(town.bo).get(f"/people/{person.key}/").status_code == 200
    url = address(person, form, "health-offer")
    assert signed_in(town.ada).get(url).status_code == 200
    assert signed_in(town.bo).get(url).status_code == 404


@pytest.mark.parametrize(
    ("form", "what", "action"),
    [("task.ics", "home_task_export", "export"), ("letter/", "home_letter_show", "read")],
)
def test_reading_a_form_is_logged_with_every_category_of_the_proof(town, form, what, action):
    need = NewEpisode("p", "health_need", "needed", days_ago(10))
    person = a_newcomer(town, need)
    signed_in(town.ada).get(address(person, form, "health-offer"))
    with scopes.entered(a_system_scope()):
        entry = LogEntry.objects.get(what=what)
    assert (entry.action, entry.person_ids) == (action, [person.pk])
    assert {"health", "case"} <= set(entry.categories)


def test_who_may_not_export_finds_no_calendar_file_and_no_link_to_one(town):
    person = a_newcomer(town)
    client = signed_in(town.protection_officer)
    assert client.get(address(person, "task.ics")).status_code == 404
