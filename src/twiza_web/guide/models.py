"""What the site remembers of the rulebooks it answered with."""

from __future__ import annotations

from django.db import models


class RulebookReleases(models.QuerySet["RulebookRelease"]):
    def latest_first(self) -> RulebookReleases:
        return self.order_by("-first_served_at", "-pk")


class RulebookRelease(models.Model):
    """A content of the rulebook, and since when this site has answered with it."""

    corridor = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    content_hash = models.CharField(max_length=80)
    first_served_at = models.DateTimeField()

    objects = RulebookReleases.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["corridor", "content_hash"], name="one_release_per_content"
            ),
        )

    def __str__(self) -> str:
        return f"{self.corridor} {self.version}"

    @property
    def short_hash(self) -> str:
        return self.content_hash.removeprefix("sha256:")[:12]
