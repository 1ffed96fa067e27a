"""The pages of the law: the list, a definition, approval, and the form of a number."""

import html
import re

import pytest
from tests.apps.law.builders import (
    DUTY,
    NUMBER,
    SOURCE,
    a_newcomer,
    approved,
    number_set,
)
from tests.apps.people.builders import seen
from tests.builders import Town, a_town, signed_in

from tovholder.law.models import PackApproval
from tovholder.people.models import LocalValue
from tovholder.rules.packs import national_pack

pytestmark = pytest.mark.django_db
DEFINITION = f"/law/{DUTY}/"
FORM = f"/law/numbers/{NUMBER}/"


@pytest.fixture
def town() -> Town:
    return a_town()


def page(user, address: str) -> str:
    answer = signed_in(user).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def listed(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/law/([a-z0-9-]+)/">', text)


@pytest.mark.parametrize("who", ["ada", "bo", "leader", "administrator", "protection_officer"])
def test_everybody_with_a_role_reads_the_law(town, who):
    user = getattr(town, who)
    assert DUTY in listed(page(user, "/law/"))
    assert national_pack().expectations[DUTY].title.text("en") in page(user, DEFINITION)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_definition_is_shown_in_words(town, language):
    client = signed_in(town.bo)
    client.cookies["django_language"] = language
    for name, expectation in national_pack().expectations.items():
        text = html.unescape(client.get(f"/law/{name}/").content.decode())
        assert expectation.title.text(language) in text
        assert "$" not in re.sub(r"<[^>]*>", "", text), name


def test_the_list_is_searched_filtered_and_sorted(town):
    by_text = listed(page(town.ada, "/law/?text=kontrakt"))
    assert DUTY in by_text
    assert len(by_text) < len(listed(page(town.ada, "/law/")))
    assert DUTY not in listed(page(town.ada, "/law/?kind=aim"))
    assert listed(page(town.ada, "/law/?sort=-title")) == listed(page(town.ada, "/law/"))[::-1]


def test_the_list_of_an_earlier_day_shows_the_law_of_that_day(town):
    assert DUTY in listed(page(town.ada, "/law/?on=2014-05-01&numbers=unknown"))
    assert DUTY not in listed(page(town.ada, "/law/?on=2014-05-01&numbers=known"))
    assert DUTY in listed(page(town.ada, "/law/?on=2018-05-01&numbers=known"))
    assert not listed(page(town.ada, "/law/?on=1990-01-01"))
    assert "No definition is found" in page(town.ada, "/law/?on=1990-01-01")


def test_what_is_not_known_is_said_and_explained(town):
    text = page(town.ada, DEFINITION)
    assert "not known to us" in text
    assert "Nothing is computed from it" in text


def test_the_page_counts_persons_for_those_who_may_see_them(town):
    a_newcomer(town.integration)
    assert "1 person" in page(town.ada, DEFINITION)
    assert "1 person" in page(town.leader, DEFINITION)
    assert "Nobody whom you may see" in page(town.cy, DEFINITION)
    assert "Whom it concerns now" not in page(town.administrator, DEFINITION)


def test_the_text_for_citizens_says_whether_they_are_shown_it(town):
    assert "not yet shown to citizens" in page(town.ada, DEFINITION)
    approved(town)
    text = page(town.ada, DEFINITION)
    assert "not yet shown to citizens" not in text
    assert "Liv Bruun" in text
    number_set(town.administrator)
    assert "not yet shown to citizens" in page(town.ada, DEFINITION)


@pytest.mark.parametrize("address", ["unheard-of/", "unheard-of/try/", "numbers/unheard_of/"])
def test_an_unknown_definition_is_not_found(town, address):
    assert signed_in(town.administrator).get(f"/law/{address}").status_code == 404


def test_a_leader_approves_and_sees_what_has_changed(town):
    client = signed_in(town.leader)
    rules = national_pack().hash
    answer = client.post("/law/approval/new/", {"rules": rules, "comment": "Læst"}, follow=True)
    assert "The rules are approved" in answer.content.decode()
    number_set(town.administrator)
    text = page(town.leader, "/law/approval/")
    assert "1 definition has changed" in text
    assert "1 month" in text
    again = client.post("/law/approval/new/", {"rules": rules, "comment": ""}).content.decode()
    assert "The rules have changed while you read" in again
    with seen():
        assert PackApproval.objects.count() == 1


def test_nobody_else_finds_the_form_of_an_approval(town):
    for user in (town.ada, town.administrator, town.protection_officer):
        assert signed_in(user).get("/law/approval/new/").status_code == 404
        assert "Approve the rules" not in page(user, "/law/approval/")


def typed(**texts: str) -> dict[str, str]:
    return {"value": "P1M", "valid_from": "2014-01-01", "source": SOURCE} | texts


def test_a_number_is_looked_at_before_it_is_set(town):
    a_newcomer(town.integration)
    client = signed_in(town.administrator)
    seen_first = client.post(FORM, typed(do="try")).content.decode()
    assert "1 gets another state or due date" in seen_first
    assert "Amal" not in seen_first
    with seen():
        assert not LocalValue.objects.exists()
    after = client.post(FORM, typed(do="set"), follow=True).content.decode()
    assert "The number is set" in after
    assert SOURCE in after


def test_what_is_wrong_with_a_number_is_said_at_its_field(town):
    client = signed_in(town.administrator)
    law = client.post(FORM, typed(valid_from="2017-01-01", do="set")).content.decode()
    assert "The law sets this number on that day" in law
    neither = client.post(FORM, typed(value="", do="set")).content.decode()
    assert "tick that none is in force" in neither
    with seen():
        assert not LocalValue.objects.exists()


def test_a_number_is_withdrawn_with_a_reason_and_stays_readable(town):
    value = number_set(town.administrator)
    client = signed_in(town.administrator)
    sent = {"value_id": value.pk, "reason": "Mødet blev udsat"}
    text = client.post(FORM, sent, follow=True).content.decode()
    assert "no longer in use" in text
    assert "Mødet blev udsat" in text


def test_a_number_that_the_law_sets_has_no_form(town):
    known = next(
        each.id
        for each in national_pack().parameters.values()
        if not each.may_be_local and all(value.confidence == "quoted" for value in each.values)
    )
    text = page(town.administrator, f"/law/numbers/{known}/")
    assert "The law sets this number" in text


@pytest.mark.parametrize(
    ("who", "address", "most"),
    [
        ("leader", "/law/", 10), ("leader", DEFINITION, 11), ("leader", "/law/approval/", 10),
        ("leader", f"/law/{DUTY}/try/", 9), ("administrator", FORM, 10),
    ],
)  # fmt: skip
def test_a_page_takes_few_queries(town, who, address, most, django_assert_max_num_queries):
    approved(town)
    number_set(town.administrator)
    client = signed_in(getattr(town, who))
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200
