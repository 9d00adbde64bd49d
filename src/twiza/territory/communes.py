"""Finds communes by code, by name or by province, and tells what lies in a province."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twiza.packs.model import Places, Reading
from twiza.territory.places import folded

if TYPE_CHECKING:  # an answer about a venture never needs the gazetteer
    from twiza.packs.gazetteer import Commune, FormerRegion, Gazetteer, Site


def find_communes(gazetteer: Gazetteer, places: Places, text: str) -> list[Commune]:
    """Communes whose code or name contains the text, or that lie in a province whose
    code or name does; all of them for an empty text. Those named so come first.
    """
    wanted = folded(text)
    provinces = {
        code
        for code, place in places.provinces.items()
        if _is_named(wanted, code, place.names)
    }
    named, inside = [], []
    for commune in gazetteer.communes.values():
        if _is_named(wanted, commune.code, commune.names):
            named.append(commune)
        elif commune.province in provinces:
            inside.append(commune)
    return named + inside


def _is_named(wanted: str, code: str, names: dict[str, str]) -> bool:
    return wanted in folded(code) or any(wanted in folded(n) for n in names.values())


def known_names(gazetteer: Gazetteer, places: Places) -> list[str]:
    """Names of provinces, then of communes, in every language: for a suggestion."""
    every = [place.names for place in places.provinces.values()]
    every += [commune.names for commune in gazetteer.communes.values()]
    return [name for names in every for name in names.values()]


def commune_json(commune: Commune) -> dict[str, Any]:
    return {
        "level": "commune",
        "code": commune.code,
        "names": commune.names,
        "arabic_name": {
            "basis": commune.arabic_basis or None,
            "source": commune.arabic_source or None,
        },
        "province": commune.province,
        "cercle": commune.cercle or None,
        "milieu": {"value": commune.milieu or None, "year": commune.milieu_year},
        "indicators": [reading_json(reading) for reading in commune.readings],
        "source": commune.source,
    }


def surroundings_json(gazetteer: Gazetteer, province: str) -> dict[str, Any]:
    """What lies in a province: number of communes, former region, sites by kind."""
    former = gazetteer.former_region_of(province)
    sites = gazetteer.sites_of(province)
    return {
        "communes": len(gazetteer.communes_of(province)),
        "former_region": _former_json(former, province) if former else None,
        **{kind: [site_json(site) for site in found] for kind, found in sites.items()},
    }


def _former_json(region: FormerRegion, province: str) -> dict[str, Any]:
    return {
        "code": region.code,
        "names": region.names,
        "basis": region.basis,
        "source": region.source,
        "note": region.notes.get(province),
    }


def site_json(site: Site) -> dict[str, Any]:
    return {
        "code": site.code,
        "name": site.name,
        "province": site.province,
        "province_basis": site.province_basis or None,
        "latitude": site.latitude,
        "longitude": site.longitude,
        "position_source": site.position_source,
        **site.details,
        "indicators": [reading_json(reading) for reading in site.readings],
        "basis": site.basis,
        "to_confirm": site.is_to_confirm,
        "source": site.source,
        "note": site.note or None,
    }


def reading_json(reading: Reading) -> dict[str, Any]:
    return {
        "indicator": reading.indicator,
        "year": reading.year,
        "value": reading.value,
        "unit": reading.unit,
        "source": reading.source,
    }
