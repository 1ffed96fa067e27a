"""The person, the proof, the history: what stands on the pages and who may open them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.apps.home.builders import a_newcomer, days_ago, facts_of, standing_id
from tests.builders import Town, a_system_scope, a_town, signed_in

from tovholder.access import scopes
from tovholder.access.models import LogEntry
from tovholder.people.facts import NewEpisode

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def test_the_overview_says_what_to_do_next_and_links_to_the_proof(town):
    person = a_newcomer(town)
    page = signed_in(town.ada).get(f"/people/{person.key}/").content.decode()
    proof = f"/people/{person.key}/standings/{standing_id(person, 'danish-referral')}/"
    assert page.index("What to do next") < page.index(proof)
    assert "<svg" in page
    assert "Does not apply" in page


def test_a_cpr_number_is_masked_until_it_is_asked_for_and_that_is_logged(town):
    person = a_newcomer(town, cpr="1705900000")
    client = signed_in(town.ada)
    assert "170590" not in client.get(f"/people/{person.key}/").content.decode()
    assert client.get(f"/people/{person.key}/cpr/").status_code == 405
    assert "170590-0000" in client.post(f"/people/{person.key}/cpr/").content.decode()
    with scopes.entered(a_system_scope()):
        entry = LogEntry.objects.get(what="home_cpr_show")
    assert (entry.person_ids, "cpr" in entry.categories) == ([person.pk], True)


@pytest.mark.parametrize(
    "address",
    ["", "cpr/", "history/", "readers/", "record/", "record/contract/", "particulars/",
     "standings/1/", "facts/00000000-0000-4000-8000-000000000000/"],
)  # fmt: skip
@pytest.mark.parametrize("reader", ["bo", "cy", "administrator"])
def test_a_person_out_of_reach_is_not_found_like_one_who_is_not_there(town, address, reader):
    person = a_newcomer(town)
    client = signed_in(getattr(town, reader))
    for key in (person.key, "222222222222"):
        assert client.get(f"/people/{key}/{address}").status_code in {404, 405}


def test_a_specialist_sees_the_own_categories_and_no_standing_read_from_others(town):
    need = NewEpisode("p", "health_need", "needed", days_ago(10))
    person = a_newcomer(town, need, held_by=("integration", "jobs"))
    page = signed_in(town.bo).get(f"/people/{person.key}/").content.decode()
    assert "Amal Nour" in page
    assert "Health assessment" not in page
    assert "hidden from your role" in page
    proof = f"/people/{person.key}/standings/{standing_id(person, 'health-offer')}/"
    assert signed_in(town.bo).get(proof).status_code == 404
    assert signed_in(town.ada).get(proof).status_code == 200


def test_the_proof_gives_sentence_steps_law_and_links(town):
    person = a_newcomer(town)
    address = f"/people/{person.key}/standings/{standing_id(person, 'danish-referral')}/"
    page = re.sub(r"\s+", " ", signed_in(town.ada).get(address).content.decode())
    assert "1 month after the take-over of responsibility" in page
    assert "integrationsloven § 21" in page
    assert "Read in the source named." in page
    assert f"/people/{person.key}/record/danish_referral/?state=referred" in page
    assert f"/people/{person.key}/record/waiver/?expectation=danish-referral" in page
    assert "/law/danish-referral/" in page


def test_the_proof_speaks_danish(town):
    person = a_newcomer(town)
    client = signed_in(town.ada)
    client.cookies["django_language"] = "da"
    address = f"/people/{person.key}/standings/{standing_id(person, 'danish-referral')}/"
    page = client.get(address).content.decode()
    assert "1 måned efter overtagelsen af ansvaret den" in page
    assert "Læst i den nævnte kilde." in page


def test_the_history_as_known_earlier_lacks_what_was_recorded_since(town):
    person = a_newcomer(town)
    client = signed_in(town.ada)
    yesterday = timezone.localdate() - timedelta(days=1)
    page = client.get(f"/people/{person.key}/history/?known_on={yesterday}").content.decode()
    assert "On that day nothing was known yet" in page
    assert "Recorded: Responsibility of the municipality" in page
    today = client.get(f"/people/{person.key}/history/").content.decode()
    assert "Basis of residence: Refugee" in today


def test_who_has_seen_names_the_reader(town):
    person = a_newcomer(town)
    signed_in(town.leader).get(f"/people/{person.key}/")
    page = signed_in(town.ada).get(f"/people/{person.key}/readers/").content.decode()
    assert "Liv Bruun" in page
    assert "the person&#x27;s page" in page


def test_the_protection_officer_reads_the_log_and_finds_a_person_in_it(town):
    person = a_newcomer(town)
    signed_in(town.ada).get(f"/people/{person.key}/")
    client = signed_in(town.protection_officer)
    page = client.get(f"/log/?user={town.ada.pk}&action=read").content.decode()
    assert f'<a href="/people/{person.key}/readers/">Amal Nour</a>' in page
    assert "Ada Holm" in page
    assert signed_in(town.ada).get("/log/").status_code == 404


def test_every_fact_shows_all_its_versions(town):
    person = a_newcomer(town)
    (fact,) = facts_of(person, "residence_basis")
    page = signed_in(town.ada).get(f"/people/{person.key}/facts/{fact.lineage}/").content.decode()
    assert "Version 1" in page
    assert fact.recorded_by in page


def test_the_person_page_takes_few_queries(town, django_assert_max_num_queries):
    facts = [NewEpisode("p", "follow_up", "held", days_ago(day)) for day in range(1, 30)]
    person = a_newcomer(town, *facts)
    client = signed_in(town.ada)
    with django_assert_max_num_queries(17):
        client.get(f"/people/{person.key}/")


def test_where_the_end_is_asked_for_the_link_corrects_what_still_goes_on(town):
    programme = NewEpisode("p", "programme", "introduction_programme", days_ago(39))
    person = a_newcomer(town, programme)
    (fact,) = facts_of(person, "programme")
    number = standing_id(person, "programme-at-most-five-years")
    page = signed_in(town.ada).get(f"/people/{person.key}/standings/{number}/").content.decode()
    assert f"/people/{person.key}/facts/{fact.lineage}/correct/" in page


def test_whoever_sees_no_standing_is_not_told_that_nothing_is_due(town):
    person = a_newcomer(town)
    page = signed_in(town.protection_officer).get(f"/people/{person.key}/").content.decode()
    assert "Nothing that you may see is overdue" in page
    assert "There is no expectation that you may see" in page
    assert "Refugee" not in page


def test_a_missing_birth_date_leads_to_the_particulars(town):
    person = a_newcomer(town, birth_date="")
    number = standing_id(person, "danish-referral")
    page = signed_in(town.ada).get(f"/people/{person.key}/standings/{number}/").content.decode()
    assert "cannot be decided" in page
    assert "Not known, or not known exactly: Date of birth" in page
    assert f"/people/{person.key}/particulars/" in page
