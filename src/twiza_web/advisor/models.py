"""An advice that somebody chose to keep on the site."""

from __future__ import annotations

import datetime
import gzip
import json

from django.db import models

from twiza_web.advisor.giving import Kept


class SavedAdvices(models.QuerySet["SavedAdvice"]):
    def expired(self, at: datetime.datetime) -> SavedAdvices:
        return self.filter(expires_at__lte=at)


class SavedAdvice(models.Model):
    """An answer as it was given, under an address of which only a digest is known."""

    digest = models.CharField(max_length=64, unique=True)
    corridor = models.CharField(max_length=40)
    pack_version = models.CharField(max_length=40)
    pack_hash = models.CharField(max_length=80)
    rules_on = models.DateField()
    language = models.CharField(max_length=2)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    # The text of the answer, byte for byte: a database would order and round JSON.
    content = models.BinaryField()

    objects = SavedAdvices.as_manager()

    def __str__(self) -> str:
        return f"{self.corridor} {self.pack_version}, {self.rules_on}"

    def is_expired(self, at: datetime.datetime) -> bool:
        return self.expires_at <= at

    def kept(self) -> Kept:
        """The answer with its path and its trace, as they were saved."""
        found: Kept = json.loads(gzip.decompress(bytes(self.content)))
        return found
