"""Search texts that never stand in an address.

A name or a CPR number in an address ends up in browser histories and server logs. The search form
is a POST; the text is kept encrypted in the reader's session, and the address carries a token that
means nothing to anybody else. Signing out forgets it.
"""

import base64
import functools
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

SESSION_KEY = "people_searches"
KEPT = 20
"""How many searches one session keeps; the oldest is forgotten first."""


def keep(session: SessionBase, text: str) -> str:
    """Keep a search text and return its token; the same text keeps its token."""
    kept: dict[str, str] = session.get(SESSION_KEY, {})
    for token in kept:
        if recall(session, token) == text:
            return token
    token = secrets.token_hex(5)
    sealed = _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode("ascii")
    newest = [*kept.items(), (token, sealed)][-KEPT:]
    session[SESSION_KEY] = dict(newest)
    return token


def recall(session: SessionBase, token: str) -> str | None:
    """Return the text behind a token, "" for no token, None when it is no longer kept."""
    if not token:
        return ""
    sealed = session.get(SESSION_KEY, {}).get(token)
    if sealed is None:
        return None
    try:
        return _cipher(settings.SECRET_KEY).decrypt(sealed.encode("ascii")).decode()
    except InvalidToken:  # the secret key was changed since
        return None


@functools.cache
def _cipher(secret: str) -> Fernet:
    digest = hashlib.sha256(f"tovholder search texts {secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
