"""Taking in a newcomer, and correcting who somebody is."""

import pytest
from tests.apps.home.builders import a_newcomer, days_ago
from tests.builders import Town, a_system_scope, a_town, signed_in

from tovholder.access import scopes
from tovholder.people.models import AttributeRecord, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def typed(**changed):
    start = days_ago(3)
    fields = {
        "given_name": "Selam", "family_name": "Tesfay", "residence_basis": "refugee",
        "birth_date_day": 4, "birth_date_month": 2, "birth_date_year": 1995,
        "taken_over_day": start.day, "taken_over_month": start.month,
        "taken_over_year": start.year, "coordinator": "",
    }  # fmt: skip
    return fields | changed


def people_named(family_name):
    with scopes.entered(a_system_scope()):
        return list(Person.objects.filter(family_name=family_name))


def test_a_newcomer_is_recorded_laid_with_a_colleague_and_has_expectations(town):
    client = signed_in(town.ada)
    page = client.post("/people/new/", typed(coordinator=town.ada.pk), follow=True)
    assert "The person is recorded" in page.content.decode()
    (person,) = people_named("Tesfay")
    assert page.redirect_chain == [(f"/people/{person.key}/", 302)]
    assert "Selam Tesfay" in client.get("/people/?coordinator=mine").content.decode()


def test_somebody_similar_has_to_be_looked_at_first(town):
    client = signed_in(town.ada)
    client.post("/people/new/", typed())
    page = client.post("/people/new/", typed(given_name="Selam", family_name="Tesfai"))
    assert "Look before you save" in page.content.decode()
    assert people_named("Tesfai") == []
    client.post("/people/new/", typed(family_name="Tesfai", is_another="on"))
    assert len(people_named("Tesfai")) == 1


def test_a_cpr_number_in_use_is_refused_in_the_same_words_whoever_has_it(town):
    a_newcomer(town, cpr="0402950000")
    a_newcomer(town, cpr="0402950001", held_by=("jobs",), given_name="Bilal")
    client = signed_in(town.ada)
    pages = [
        client.post("/people/new/", typed(cpr=f"040295-000{last}")).context["page"].form.errors
        for last in (0, 1)
    ]
    assert pages[0]["cpr"] == pages[1]["cpr"]
    assert people_named("Tesfay") == []


def test_only_the_coordinating_department_takes_anybody_in(town):
    assert "New person" in signed_in(town.ada).get("/people/").content.decode()
    assert "New person" not in signed_in(town.bo).get("/people/").content.decode()
    assert signed_in(town.bo).post("/people/new/", typed()).status_code == 404
    assert people_named("Tesfay") == []


def test_a_cpr_number_given_later_is_added_with_a_reason(town):
    person = a_newcomer(town)
    client = signed_in(town.ada)
    fields = typed(given_name="Amal", family_name="Nour", birth_date_day=17, birth_date_month=5,
                   birth_date_year=1990, cpr="170590-1234")  # fmt: skip
    address = f"/people/{person.key}/particulars/"
    assert "This field is required" in client.post(address, fields).content.decode()
    client.post(address, fields | {"reason": "Number given"})
    assert "170590-1234" in client.post(f"/people/{person.key}/cpr/").content.decode()
    with scopes.entered(a_system_scope()):
        rows = AttributeRecord.objects.filter(person=person, recorded_by="Ada Holm")
        assert [row.name for row in rows] == ["cpr"]


def test_a_correction_that_changes_nothing_is_refused(town):
    person = a_newcomer(town)
    fields = typed(given_name="Amal", family_name="Nour", birth_date_day=17, birth_date_month=5,
                   birth_date_year=1990, reason="None")  # fmt: skip
    page = signed_in(town.ada).post(f"/people/{person.key}/particulars/", fields)
    assert "Nothing is changed" in page.content.decode()


def test_a_specialist_corrects_only_what_is_seen(town):
    person = a_newcomer(town, cpr="1705901234", held_by=("integration", "jobs"))
    page = signed_in(town.bo).get(f"/people/{person.key}/particulars/").content.decode()
    assert 'name="given_name"' in page
    assert 'name="cpr"' not in page
    assert "1705901234" not in page
