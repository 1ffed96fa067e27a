"""Search texts: kept in the session, encrypted, never in an address."""

from django.contrib.sessions.backends.cache import SessionStore

from tovholder.home import searches


def test_a_text_is_found_again_by_its_token_only():
    session = SessionStore()
    token = searches.keep(session, "Amal 170590-1234")
    assert searches.recall(session, token) == "Amal 170590-1234"
    assert searches.recall(session, "other") is None
    assert searches.recall(session, "") == ""


def test_the_session_does_not_hold_the_text():
    session = SessionStore()
    searches.keep(session, "170590-1234")
    assert "170590" not in str(dict(session.items()))


def test_the_same_text_keeps_its_token_and_old_ones_are_forgotten():
    session = SessionStore()
    token = searches.keep(session, "Amal")
    assert searches.keep(session, "Amal") == token
    for number in range(searches.KEPT):
        searches.keep(session, f"text {number}")
    assert searches.recall(session, token) is None


def test_a_text_kept_under_another_secret_is_forgotten(settings):
    session = SessionStore()
    token = searches.keep(session, "Amal")
    settings.SECRET_KEY = "changed since"
    assert searches.recall(session, token) is None
