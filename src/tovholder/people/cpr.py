"""CPR numbers: read, kept encrypted, found again only exactly.

A number is stored as a token (AES-GCM, a new nonce each time, bound to the municipality) and as
a digest (HMAC-SHA-256 under a key of the municipality's own), so two municipalities' digests of
one number cannot be matched, and nobody can search by part of a number.
"""

import base64
import functools
import hashlib
import hmac
import os
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from stdnum.dk import cpr as stdnum_cpr
from stdnum.exceptions import ValidationError

VERSION = b"\x01"
NONCE_LENGTH = 12


class CprFormatError(ValueError):
    """The text is not a CPR number; the text itself is not repeated in the message."""


class CprKeyError(Exception):
    """A stored number cannot be read with the key in use."""


def normalise(text: str) -> str:
    """Return the ten digits of a CPR number.

    Ten digits that begin with a date. No check digit is asked for (given up in 2007), and a
    birth date in the future is allowed: invented people have such numbers.

    Raises:
        CprFormatError: not ten digits, or the first six are no date.

    >>> normalise("010750-8129")
    '0107508129'
    """
    digits = str(stdnum_cpr.compact(text))
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        raise CprFormatError("A CPR number has ten digits: DDMMYY-SSSS.")
    birth_date(digits)
    return digits


def birth_date(digits: str) -> date:
    """Return the birth date in ten digits, the century by the seventh.

    Raises:
        CprFormatError: no such date.

    >>> birth_date("2902364458")
    datetime.date(2036, 2, 29)
    """
    try:
        return stdnum_cpr.get_birth_date(digits)  # type: ignore[no-any-return]
    except ValidationError as error:
        raise CprFormatError("A CPR number begins with a date: DDMMYY-SSSS.") from error


def looks_like(text: str) -> bool:
    """Return whether a text typed into a search field is meant as a CPR number.

    >>> looks_like("290236-4458"), looks_like("Ali 29")
    (True, False)
    """
    try:
        normalise(text)
    except CprFormatError:
        return False
    return True


def shown(digits: str) -> str:
    """Return the number as it is written on paper.

    >>> shown("2902364458")
    '290236-4458'
    """
    return f"{digits[:6]}-{digits[6:]}"


def encrypt(digits: str, *, municipality: str) -> bytes:
    """Return a token only this municipality's rows can be read with.

    Args:
        digits: As `normalise` returns them.
        municipality: Code of the authority that holds the number.
    """
    nonce = os.urandom(NONCE_LENGTH)
    sealed = _cipher(settings.CPR_KEY).encrypt(nonce, digits.encode("ascii"), municipality.encode())
    return VERSION + nonce + sealed


def decrypt(token: bytes, *, municipality: str) -> str:
    """Return the ten digits of a token.

    Raises:
        CprKeyError: another key, another municipality, or a damaged token.
    """
    nonce, sealed = token[1 : 1 + NONCE_LENGTH], token[1 + NONCE_LENGTH :]
    try:
        if token[:1] != VERSION:
            raise InvalidTag
        opened = _cipher(settings.CPR_KEY).decrypt(nonce, sealed, municipality.encode())
    except (InvalidTag, ValueError) as error:
        raise CprKeyError(
            "A stored CPR number cannot be read: TOVHOLDER_CPR_KEY is not the key it was "
            "recorded with, or the row was changed. Set the key of that time."
        ) from error
    return opened.decode("ascii")


def digest(digits: str, *, municipality: str) -> bytes:
    """Return what a number is found by: the same for the same number and municipality."""
    key = _key(settings.CPR_KEY, f"tovholder cpr digest {municipality}")
    return hmac.digest(key, digits.encode("ascii"), hashlib.sha256)


def to_text(token: bytes) -> str:
    """Return a token as text, for a column of text."""
    return base64.urlsafe_b64encode(token).decode("ascii")


def from_text(text: str) -> bytes:
    """Return the token kept as text."""
    return base64.urlsafe_b64decode(text)


@functools.cache
def _key(secret: str, use: str) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=use.encode())
    return derived.derive(secret.encode())


@functools.cache
def _cipher(secret: str) -> AESGCM:
    return AESGCM(_key(secret, "tovholder cpr encryption"))
