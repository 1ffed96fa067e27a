"""Pages that say in plain words what went wrong."""

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import permission_denied, server_error
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The fault is ours"), ("da", "Fejlen er vores")]
)
def test_the_page_for_a_fault_needs_neither_user_nor_database(language, words):
    with translation.override(language):
        page = server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert words in page.content.decode()


def test_the_page_for_what_is_not_allowed_says_what_to_do():
    with translation.override("en"):
        page = permission_denied(RequestFactory().get("/"), PermissionError())
    assert (page.status_code, "load the page again" in page.content.decode()) == (403, True)


def test_a_form_without_its_token_is_refused_in_words():
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    page = client.post("/account/login/", {"login": "ada.holm@example.org"})
    assert page.status_code == 403
    assert "Nothing was saved" in page.content.decode()


def test_too_many_attempts_get_a_page_that_says_when_to_come_back():
    cache.clear()
    client = Client(headers={"accept-language": "en"})
    pages = [client.post("/account/login/") for _each in range(31)]
    assert pages[0].status_code == 200
    assert pages[-1].status_code == 429
    assert "Wait a few minutes" in pages[-1].content.decode()


def test_a_page_that_is_not_there_says_so_without_repeating_the_address():
    client = builders.signed_in(builders.a_user())
    page = client.get("/no/such/amal-nour/")
    assert page.status_code == 404
    assert "There is nothing here that you can see" in page.content.decode()
    assert "amal-nour" not in page.content.decode().replace('value="/no/such/amal-nour/"', "")
