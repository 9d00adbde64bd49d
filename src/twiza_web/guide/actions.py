"""Every write of the guide."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from twiza.packs.model import Rulebook
from twiza_web.guide.models import RulebookRelease


def record_release(rulebook: Rulebook, *, at: datetime.datetime) -> RulebookRelease:
    """Remembers when the site first answered with this content, and never later."""
    release, _ = RulebookRelease.objects.get_or_create(
        corridor=rulebook.name,
        content_hash=rulebook.content_hash,
        defaults={"version": rulebook.version, "first_served_at": at},
    )
    return release


def record_served_rulebook(using: str = "default", **_: Any) -> None:
    """After the database is brought up to date, which every start does."""
    from twiza_web.ui.rulebook import current

    if using == "default":
        record_release(current(), at=timezone.now())
