import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests import builders

from tovholder.access.adapters import SecondFactorAdapter

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def ada():
    return builders.a_user(name="Ada Holm")


def sign_in(client, email="ada.holm@example.org", password=builders.PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def is_signed_in(client):
    return client.get("/purpose/").status_code == 200


@pytest.mark.parametrize("email", ["ada.holm@example.org", " ADA.Holm@Example.org"])
def test_a_colleague_signs_in_with_e_mail_and_password(ada, email):
    client = Client()
    response = sign_in(client, email)
    assert (response.status_code, response.url) == (302, "/")
    assert is_signed_in(client)


def test_after_sign_in_the_page_asked_for_is_shown(ada):
    assert sign_in(Client(), next="/purpose/").url == "/purpose/"
    assert sign_in(Client(), next="https://elsewhere.example/").url == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(ada):
    wrong = sign_in(Client(), password="not the right one")
    unknown = sign_in(Client(), email="nobody@example.org")
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_a_closed_account_does_not_sign_in(ada):
    ada.is_active = False
    ada.save(update_fields=["is_active"])
    client = Client()
    sign_in(client)
    assert not is_signed_in(client)


def test_a_session_ends_when_the_account_is_closed(ada):
    client = builders.signed_in(ada)
    ada.is_active = False
    ada.save(update_fields=["is_active"])
    assert not is_signed_in(client)


def test_after_many_wrong_passwords_even_the_right_one_waits(ada):
    client = Client()
    for _each in range(5):
        sign_in(client, password="not the right one")
    sign_in(client)
    assert not is_signed_in(client)


def test_a_colleague_signs_out(ada):
    client = builders.signed_in(ada)
    assert "Sign out" in client.get("/account/logout/").content.decode()
    assert client.post("/account/logout/").status_code == 302
    assert not is_signed_in(client)


def test_a_colleague_changes_the_password(ada):
    client = builders.signed_in(ada)
    new = "green-bicycle-in-the-rain"
    client.post(
        "/account/password/",
        {"oldpassword": builders.PASSWORD, "password1": new, "password2": new},
    )
    assert is_signed_in(client)
    assert sign_in(Client(), password=new).status_code == 302


@pytest.mark.parametrize(
    "name", ["account_signup", "account_reset_password", "account_email", "mfa_add_webauthn"]
)
def test_there_is_no_sign_up_and_no_way_in_by_e_mail(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pages_before_sign_in_are_there_in_both_languages(language):
    client = Client(headers={"accept-language": language})
    for address in (LOGIN, "/account/inactive/"):
        page = client.get(address)
        assert (page.status_code, page.headers["Content-Language"]) == (200, language)


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def show_again(client, address):
    """Ask for a page that wants the password once more, and give it."""
    response = client.get(address)
    if response.status_code == 302:
        response = client.post(response.url, {"password": builders.PASSWORD}, follow=True)
    assert response.status_code == 200
    return response


@pytest.fixture
def client(ada):
    """A browser in which Ada is signed in."""
    client = Client()
    sign_in(client)
    return client


@pytest.fixture
def second_step(client):
    """Turn the second step on through its pages; return the recovery codes."""
    page = show_again(client, "/account/second-factor/app/")
    answer = client.post(
        "/account/second-factor/app/", {"code": code_for(page.context["form"].secret)}
    )
    assert answer.url == reverse("mfa_view_recovery_codes")
    cache.clear()  # a code is taken once: forget it, for the next test second has not come yet
    return client.get(answer.url).context["unused_codes"]


def secret_of(user):
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return SecondFactorAdapter().decrypt(kept.data["secret"])


def test_with_the_second_step_a_password_is_not_enough(ada, second_step):
    client = Client()
    assert sign_in(client).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.post("/account/code/", {"code": "000000"}).status_code == 200
    assert client.post("/account/code/", {"code": code_for(secret_of(ada))}).url == "/"
    assert is_signed_in(client)


def test_a_recovery_code_signs_in_once(ada, second_step):
    for signs_in in (True, False):
        client = Client()
        sign_in(client)
        client.post("/account/code/", {"code": second_step[0]})
        assert is_signed_in(client) is signs_in


def test_a_sign_in_that_waits_for_its_code_can_be_left(ada, second_step):
    client = Client()
    sign_in(client)
    assert "leave" in client.get("/account/code/").content.decode()
    client.post("/account/logout/", {"next": LOGIN})
    assert client.get("/account/code/").url == LOGIN


def test_the_secret_of_the_second_step_is_not_kept_in_plain_text(ada, second_step):
    kept = Authenticator.objects.get(user=ada, type=Authenticator.Type.TOTP)
    assert secret_of(ada) not in str(kept.data)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("mfa_index", "Second step at sign-in"),
        ("mfa_deactivate_totp", "Turn off the second step"),
        ("mfa_view_recovery_codes", "Recovery codes"),
        ("mfa_generate_recovery_codes", "Make new recovery codes"),
        ("mfa_download_recovery_codes", "-"),
        ("account_change_password", "Change password"),
        ("account_reauthenticate", "Show that it is you"),
        ("mfa_reauthenticate", "Show that it is you"),
    ],
)
def test_the_pages_of_the_sign_in_open(client, second_step, name, heading):
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert heading in page.content.decode() or heading == "-"


def test_turning_the_second_step_off_asks_again_who_it_is(ada, second_step):
    client = builders.signed_in(ada)
    page = client.get(reverse("mfa_deactivate_totp"))
    assert page.status_code == 302
    assert page.url.startswith("/account/")


def test_the_second_step_is_turned_off(client, second_step):
    assert client.post(reverse("mfa_deactivate_totp")).url == reverse("mfa_index")
    assert sign_in(Client()).url == "/"
