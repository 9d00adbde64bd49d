"""The two keys of a saved advice: one reads, the other may also delete.

The key of the owner is drawn at random and signed into the form, so that a form sent
twice saves once. The reading key follows from it and never leads back. The database
holds a digest of the reading key: whoever gets hold of it can open nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

from django.core import signing

BYTES = 32
MOST_AGE = 24 * 3600
_SALT = "twiza.saved-advice"
_KEY = re.compile(r"[A-Za-z0-9_-]{43}")


class StaleForm(ValueError):
    """The form is older than a day, or was not made here."""


def drawn_key() -> str:
    return secrets.token_urlsafe(BYTES)


def sealed(key: str) -> str:
    """The key as a form carries it: nobody can bring a weak one of their own."""
    return signing.dumps(key, salt=_SALT)


def unsealed(text: str) -> str:
    try:
        key: str = signing.loads(text, salt=_SALT, max_age=MOST_AGE)
    except signing.BadSignature:
        raise StaleForm from None
    return key


def reading_key(owner: str) -> str:
    digest = hashlib.sha256(f"read:{owner}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def digest_of(reading: str) -> str:
    """What the database knows. The key is random enough: no salt is needed."""
    return hashlib.sha256(reading.encode()).hexdigest()


def is_key(text: str) -> bool:
    return bool(_KEY.fullmatch(text))
