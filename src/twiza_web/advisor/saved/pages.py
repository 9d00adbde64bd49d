"""The advice as it was saved, and what the page around it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from twiza.dossier.document import dossier_of
from twiza.dossier.voice import Voice
from twiza_web.advisor.models import SavedAdvice
from twiza_web.advisor.saved.keys import digest_of, is_key, reading_key
from twiza_web.advisor.saved.today import Today, today_of
from twiza_web.ui.rulebook import current


@dataclass(frozen=True)
class Opened:
    """A saved advice, and with which of its two keys it was opened."""

    advice: SavedAdvice
    reading: str
    owner: str

    @property
    def query(self) -> str:
        return f"own={self.owner}" if self.owner else f"key={self.reading}"


def opened(request: HttpRequest) -> Opened | None:
    """What the key in the address opens; nothing where it opens nothing."""
    owner, reading = request.GET.get("own", ""), request.GET.get("key", "")
    if is_key(owner):
        reading = reading_key(owner)
    elif owner or not is_key(reading):
        return None
    found = SavedAdvice.objects.filter(digest=digest_of(reading)).first()
    return Opened(found, reading, owner) if found else None


def advice_context(request: HttpRequest, found: Opened) -> dict[str, Any]:
    language, today = get_language() or "en", timezone.localdate()
    kept, rulebook = found.advice.kept(), current()
    dossier = dossier_of(
        rulebook,
        kept["answer"],
        language=language,
        seen_on=today,
        path=kept["path"],
    )
    voice = Voice(rulebook, kept["answer"], language, today)
    beside: Today = today_of(kept, voice, today)
    return {
        "advice": found.advice,
        "dossier": dossier,
        "today": beside,
        "rulebook": rulebook,
        "query": found.query,
        "own": found.owner,
        "reading_address": address_of(request, f"key={found.reading}"),
        "own_address": address_of(request, f"own={found.owner}"),
    }


def address_of(request: HttpRequest, query: str) -> str:
    path = reverse("advisor:saved")
    return f"{request.scheme}://{request.get_host()}{path}?{query}"


def choices() -> list[tuple[int, bool]]:
    """For how many days an advice may be kept, and which is proposed."""
    return [
        (days, days == settings.SAVED_ADVICE_DAYS)
        for days in settings.SAVED_ADVICE_CHOICES
    ]
