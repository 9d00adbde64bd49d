"""Every write of the advisor."""

from __future__ import annotations

import datetime
import gzip
import json

from django.db import transaction

from twiza_web.advisor.giving import Kept
from twiza_web.advisor.models import SavedAdvice
from twiza_web.advisor.saved.keys import digest_of, reading_key

MOST_BYTES = 3_000_000
MOST_BYTES_KEPT = 400_000


class TooLarge(ValueError):
    """More than an advice ever holds."""


def save_advice(
    kept: Kept,
    *,
    owner: str,
    language: str,
    days: int,
    at: datetime.datetime,
) -> tuple[SavedAdvice, bool]:
    """Keeps an advice under the keys that follow from `owner`; says whether it is new.

    The same key again changes nothing: a form sent twice saves once. What has expired
    is erased on the way, so that nothing stays for want of a housekeeper.
    """
    answer = kept["answer"]
    with transaction.atomic():
        erase_expired(at=at)
        return SavedAdvice.objects.get_or_create(
            digest=digest_of(reading_key(owner)),
            defaults={
                "corridor": answer["pack"]["name"],
                "pack_version": answer["pack"]["version"],
                "pack_hash": answer["pack"]["content_hash"],
                "rules_on": datetime.date.fromisoformat(answer["date"]),
                "language": language,
                "saved_at": at,
                "expires_at": at + datetime.timedelta(days=days),
                "content": _packed(kept),
            },
        )


def _packed(kept: Kept) -> bytes:
    text = json.dumps(kept, ensure_ascii=False, allow_nan=False).encode()
    if len(text) > MOST_BYTES:
        raise TooLarge
    packed = gzip.compress(text, mtime=0)
    if len(packed) > MOST_BYTES_KEPT:
        raise TooLarge
    return packed


def delete_advice(*, owner: str) -> bool:
    """Erases what the owner's key opens; False where nothing was there."""
    found = SavedAdvice.objects.filter(digest=digest_of(reading_key(owner)))
    return bool(found.delete()[0])


def erase_expired(*, at: datetime.datetime) -> int:
    """How many advices were past their day, and are now gone."""
    return SavedAdvice.objects.expired(at).delete()[0]
