"""The day a page is asked about."""

from __future__ import annotations

import datetime

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 2000, 2100


def asked_day(text: str | None) -> tuple[datetime.date, bool]:
    """The day asked about; today, and False, where it cannot be read."""
    today = timezone.localdate()
    if not text:
        return today, True
    try:
        on = datetime.date.fromisoformat(text)
    except ValueError:
        return today, False
    return (on, True) if FIRST_YEAR <= on.year <= LAST_YEAR else (today, False)
