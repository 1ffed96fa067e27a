"""What an administrator reads of the set-up."""

import pytest
from tests.builders import Town, a_town, a_user, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def test_an_administrator_sees_departments_and_colleagues_of_the_own_town(town):
    client = signed_in(town.administrator)
    departments = client.get("/setup/departments/").content.decode()
    assert "Jobs" in departments
    assert "Name and household" in departments
    colleagues = client.get("/setup/colleagues/?text=bo").content.decode()
    assert "bo.lund@example.org" in colleagues
    assert "ada.holm@example.org" not in colleagues
    assert "cy.krog@example.org" not in client.get("/setup/colleagues/").content.decode()


@pytest.mark.parametrize("address", ["/setup/", "/setup/departments/", "/setup/colleagues/"])
def test_nobody_else_sees_the_set_up(town, address):
    assert signed_in(town.ada).get(address).status_code == 404


def test_a_search_without_result_says_what_to_do(town):
    page = signed_in(town.administrator).get("/setup/colleagues/?text=zzz").content.decode()
    assert "No colleague is found" in page


def test_whoever_has_no_role_is_told_what_to_do(town):
    nobody = a_user(None, name="Ny Kollega")
    assert "You have no role yet" in signed_in(nobody).get("/").content.decode()
