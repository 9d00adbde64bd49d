"""What the pages of provinces show: category, figures with their year, whom to call."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza.formats import number, share
from twiza.packs.model import Centre, Place, Reading, Rulebook
from twiza_web.guide.sources import SourceView, source_view


@dataclass(frozen=True)
class PlaceEntry:
    code: str
    name: str
    category: str
    is_inferred: bool
    is_pilot: bool


@dataclass(frozen=True)
class RegionGroup:
    name: str
    is_pilot: bool
    places: list[PlaceEntry]


@dataclass(frozen=True)
class Indicator:
    name: str
    year: int
    value: str
    region_value: str
    source: SourceView | None


@dataclass(frozen=True)
class CentreView:
    name: str
    seat: str
    branches: str
    url: str
    source: SourceView | None


@dataclass(frozen=True)
class PlaceView:
    code: str
    name: str
    others: list[tuple[str, str]]
    region: str
    is_pilot: bool
    category: str
    is_inferred: bool
    category_source: SourceView | None
    indicators: list[Indicator]
    centre: CentreView | None


def region_groups(rulebook: Rulebook, language: str) -> list[RegionGroup]:
    """Regions with their provinces; those of the pilot area come first."""
    groups = []
    for region in rulebook.places.regions.values():
        found = [
            place
            for place in rulebook.places.provinces.values()
            if place.region == region.code
        ]
        entries = sorted(
            (_entry(place, language) for place in found), key=lambda entry: entry.name
        )
        is_pilot = any(entry.is_pilot for entry in entries)
        groups.append(RegionGroup(region.name(language), is_pilot, entries))
    return sorted(groups, key=lambda group: not group.is_pilot)


def _entry(place: Place, language: str) -> PlaceEntry:
    cell = place.columns.get("charter_category")
    return PlaceEntry(
        code=place.code,
        name=place.name(language),
        category=category_in_words(cell.value if cell else ""),
        is_inferred=bool(cell and cell.basis == "inferred"),
        is_pilot=place.is_pilot,
    )


def category_in_words(category: str) -> str:
    return {"A": "A", "B": "B", "none": _("none")}.get(category, _("not known"))


def place_view(
    rulebook: Rulebook, place: Place, language: str, on: datetime.date
) -> PlaceView:
    cell = place.columns.get("charter_category")
    region = rulebook.places.regions.get(place.region or "")
    centre = rulebook.places.centre_of(place.code)
    return PlaceView(
        code=place.code,
        name=place.name(language),
        others=_other_names(place, language),
        region=region.name(language) if region else "",
        is_pilot=place.is_pilot,
        category=category_in_words(cell.value if cell else ""),
        is_inferred=bool(cell and cell.basis == "inferred"),
        category_source=source_view(
            rulebook, cell.source if cell else None, language, on
        ),
        indicators=_indicators(rulebook, place, language, on),
        centre=_centre(rulebook, centre, language, on) if centre else None,
    )


def _other_names(place: Place, language: str) -> list[tuple[str, str]]:
    """Language and name, each name once: French and Dutch often write the same."""
    named = {name: tongue for tongue, name in reversed(place.names.items())}
    named.pop(place.name(language), None)
    return [(tongue, name) for name, tongue in reversed(named.items())]


def _indicators(
    rulebook: Rulebook, place: Place, language: str, on: datetime.date
) -> list[Indicator]:
    regional = {
        (reading.indicator, reading.year): reading
        for reading in rulebook.places.indicators_of(place.region or "")
    }
    found = []
    for reading in rulebook.places.indicators_of(place.code):
        beside = regional.get((reading.indicator, reading.year))
        found.append(
            Indicator(
                name=rulebook.word(language, "indicators", reading.indicator),
                year=reading.year,
                value=_shown(reading, language),
                region_value=_shown(beside, language) if beside else "",
                source=source_view(rulebook, reading.source, language, on),
            )
        )
    return found


def _shown(reading: Reading, language: str) -> str:
    if reading.unit == "percent":
        return share(reading.value / 100, language)
    return number(reading.value, language)


def _centre(
    rulebook: Rulebook, centre: Centre, language: str, on: datetime.date
) -> CentreView:
    provinces = rulebook.places.provinces
    branches = [
        provinces[code].name(language)
        for code in centre.branches.replace(" ", "").split(";")
        if code in provinces
    ]
    seat = provinces.get(centre.seat)
    return CentreView(
        name=centre.name(language),
        seat=seat.name(language) if seat else "",
        branches=", ".join(branches),
        url=centre.url or "",
        source=source_view(rulebook, centre.source, language, on),
    )
