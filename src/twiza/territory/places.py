"""Finds places by code or by name in any of their languages."""

from __future__ import annotations

import unicodedata
from typing import Any

from twiza.packs.model import Place, Places, Rulebook


def folded(text: str) -> str:
    """Letters and digits alone, without case or accents: `Aït` and `AIT` are one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())


def find_places(places: Places, text: str) -> list[Place]:
    """Provinces whose code or name contains the text; all of them for an empty text."""
    wanted = folded(text)
    found = [
        place
        for place in places.provinces.values()
        if wanted in folded(place.code)
        or any(wanted in folded(name) for name in place.names.values())
    ]
    return sorted(found, key=lambda place: (place.region or "", place.names["fr"]))


def place_json(rulebook: Rulebook, place: Place) -> dict[str, Any]:
    return {
        "level": "province",
        "code": place.code,
        "names": place.names,
        "region": place.region,
        "pilot": place.is_pilot,
        "categories": {
            name: {"value": cell.value, "basis": cell.basis, "source": cell.source}
            for name, cell in place.columns.items()
            if name != "region"
        },
        "indicators": [
            {
                "indicator": reading.indicator,
                "year": reading.year,
                "value": reading.value,
                "unit": reading.unit,
                "source": reading.source,
            }
            for reading in rulebook.places.indicators_of(place.code)
        ],
    }
