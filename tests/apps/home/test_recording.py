"""Recording, correcting and withdrawing on a form: what is kept, what follows, who may."""

import pytest
from tests.apps.home.builders import a_newcomer, days_ago, facts_of, standing_id
from tests.builders import Town, a_town, signed_in

from tovholder.people.facts import NewEpisode

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def on(day, name="start"):
    """What the three fields of a date send."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def record(client, person, kind, *, query="", **fields):
    address = f"/people/{person.key}/record/{kind}/{query}"
    return client.post(address, fields, follow=True)


def refer(client, person, day):
    return record(client, person, "danish_referral", state="referred", **on(day))


def test_a_recorded_fact_changes_the_standing_at_once_and_says_so(town):
    person = a_newcomer(town)
    page = refer(signed_in(town.ada), person, days_ago(35)).content.decode()
    assert "Recorded: Referral to Danish education." in page
    assert "Referred to Danish education: from “Overdue” to “Met”" in page


def test_what_was_recorded_can_be_undone_with_a_reason(town):
    person = a_newcomer(town)
    client = signed_in(town.ada)
    refer(client, person, days_ago(35))
    (fact,) = facts_of(person, "danish_referral")
    undo = f"/people/{person.key}/facts/{fact.lineage}/retract/"
    assert "This field is required" in client.post(undo, {}).content.decode()
    page = client.post(undo, {"reason": "Wrong person"}, follow=True).content.decode()
    assert "from “Met” to “Overdue”" in page
    versions = client.get(f"/people/{person.key}/facts/{fact.lineage}/").content.decode()
    assert "has been withdrawn" in versions
    assert "Wrong person" in versions


def test_a_correction_needs_a_reason_and_keeps_the_earlier_version(town):
    person = a_newcomer(town)
    client = signed_in(town.ada)
    refer(client, person, days_ago(2))
    (fact,) = facts_of(person, "danish_referral")
    address = f"/people/{person.key}/facts/{fact.lineage}/correct/"
    changed = {"state": "referred"} | on(days_ago(35))
    assert client.post(address, changed).status_code == 200
    page = client.post(address, changed | {"reason": "Read the letter"}, follow=True)
    assert "from “Met late” to “Met”" in page.content.decode()
    now, before = facts_of(person, "danish_referral")
    assert (now.reason, now.superseded_at) == ("Read the letter", None)
    assert before.superseded_at is not None
    assert before.period.lower == days_ago(2)
    assert "corrected" in client.get(f"/people/{person.key}/history/").content.decode()


def test_a_new_state_of_an_exclusive_kind_ends_the_earlier_one_only_when_ticked(town):
    person = a_newcomer(town)
    client = signed_in(town.ada)
    changed = {"state": "quota_refugee"} | on(days_ago(5))
    assert "alert-error" in record(client, person, "residence_basis", **changed).content.decode()
    record(client, person, "residence_basis", **changed, ends_previous="on")
    standing = [row for row in facts_of(person, "residence_basis") if not row.superseded_at]
    assert {(row.state, row.period.upper) for row in standing} == {
        ("refugee", days_ago(5)),
        ("quota_refugee", None),
    }


def test_an_expectation_is_waived_with_a_reason_by_whom_the_definition_names(town):
    person = a_newcomer(town)
    client = signed_in(town.ada)
    proof = client.get(
        f"/people/{person.key}/standings/{standing_id(person, 'danish-referral')}/"
    ).context["page"]
    query = "?" + proof.waiver_url.split("?")[1]
    fields = {"state": "granted", "detail_reason": "Fluent already"} | on(days_ago(1))
    page = record(client, person, "waiver", query=query, **fields).content.decode()
    assert "to “Waived”" in page
    assert client.get(f"/people/{person.key}/record/waiver/").status_code == 404


def test_the_menu_finds_a_sort_of_fact_by_a_word(town):
    person = a_newcomer(town)
    page = signed_in(town.ada).get(f"/people/{person.key}/record/?text=internship").content.decode()
    assert f"/people/{person.key}/record/offer/" in page
    assert f"/people/{person.key}/record/contract/" not in page


def test_a_specialist_records_the_own_categories_only(town):
    person = a_newcomer(town, held_by=("integration", "jobs"))
    client = signed_in(town.bo)
    assert client.get(f"/people/{person.key}/record/labour/").status_code == 200
    assert client.get(f"/people/{person.key}/record/danish_referral/").status_code == 404
    assert refer(client, person, days_ago(3)).status_code == 404


@pytest.mark.parametrize("reader", ["leader", "protection_officer"])
def test_whoever_only_reads_finds_no_form(town, reader):
    person = a_newcomer(town)
    client = signed_in(getattr(town, reader))
    assert client.get(f"/people/{person.key}/").status_code == 200
    assert client.get(f"/people/{person.key}/record/").status_code == 404
    assert refer(client, person, days_ago(3)).status_code == 404


def test_a_fact_of_somebody_else_cannot_be_changed_through_a_known_person(town):
    mine = a_newcomer(town)
    theirs = a_newcomer(town, given_name="Bilal", held_by=("jobs",))
    (fact,) = facts_of(theirs, "residence_basis")
    client = signed_in(town.ada)
    for verb in ("", "correct/", "retract/"):
        address = f"/people/{mine.key}/facts/{fact.lineage}/{verb}"
        assert client.get(address).status_code == 404


def test_a_planned_fact_is_kept_and_meets_nothing(town):
    person = a_newcomer(town)
    fields = {"state": "passed", "is_planned": "on"} | on(days_ago(-5))
    page = record(signed_in(town.ada), person, "danish_test", **fields).content.decode()
    assert "No expectation changed by it" in page
    assert facts_of(person, "danish_test")[0].is_planned


def test_the_overview_shows_a_receipt_once(town):
    person = a_newcomer(town, NewEpisode("p", "contract", "signed", days_ago(20)))
    client = signed_in(town.ada)
    refer(client, person, days_ago(35))
    assert "Undo it" not in client.get(f"/people/{person.key}/").content.decode()
