"""How far a province lies from ports, airports and customers.

Every distance is a straight line over the ground, along a great circle, from the middle
of the province: a road is longer, and a venture seldom stands in the middle.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from twiza.errors import InputError, did_you_mean, shortened
from twiza.packs.model import Places
from twiza.records import record
from twiza.territory.figure import Figure, absent, known

if TYPE_CHECKING:
    from twiza.packs.gazetteer import Centroid, Gazetteer, Site

# Mean radius of the Earth, in km: (2a + b) / 3 of the ellipsoid GRS 80.
EARTH_RADIUS = 6371.0088
NOT_IN_SERVICE = ("planned", "under_construction", "in_preparation")

_DEGREES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")


@record
class Position:
    """A point in degrees, north and east positive."""

    latitude: float
    longitude: float


def great_circle_km(one: Position, other: Position) -> float:
    """Kilometres between two points over a sphere (the haversine formula)."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    across = math.radians(other.longitude - one.longitude)
    half = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def to_nearest(gazetteer: Gazetteer, kind: str, province: str) -> Figure:
    """Kilometres to the nearest port or airport whose position is known.

    Those whose position no source tells are named: one of them may be nearer.
    """
    middle = gazetteer.centroids.get(province)
    sites = list(_in_service(gazetteer, kind))
    unplaced = [
        {"name": site.name, "province": site.province}
        for site in sites
        if site.latitude is None
    ]
    found = [] if middle is None else _by_distance(_position(middle), sites)
    if middle is None or not found:
        reason = "no_position" if middle is None else "no_site"
        return absent(reason, "km", unplaced=unplaced)
    kilometres, site = found[0]
    return known(
        kilometres,
        "km",
        sources=(site.position_source or site.source, middle.source),
        site=site.code,
        name=site.name,
        province=site.province,
        unplaced=unplaced,
    )


def _in_service(gazetteer: Gazetteer, kind: str) -> Iterable[Site]:
    """Ports that serve; airports that an airline can name, which says nothing of
    flights.
    """
    for site in getattr(gazetteer, kind).values():
        if site.details.get("status") in NOT_IN_SERVICE:
            continue
        if kind != "airports" or site.details.get("iata"):
            yield site


def _by_distance(middle: Position, sites: list[Site]) -> list[tuple[float, Site]]:
    placed = [
        (great_circle_km(middle, Position(site.latitude, site.longitude)), site)
        for site in sites
        if site.latitude is not None and site.longitude is not None
    ]
    return sorted(placed, key=lambda entry: (entry[0], entry[1].code))


def to_customers(gazetteer: Gazetteer, customers: str | None, province: str) -> Figure:
    """Kilometres to where the customers are, as the person states it."""
    if customers is None:
        return absent("not_stated", "km")
    middle, there = gazetteer.centroids.get(province), _stated(gazetteer, customers)
    if middle is None or there is None:
        return absent("no_position", "km", customers=customers)
    kilometres = great_circle_km(_position(middle), there)
    return known(kilometres, "km", sources=(middle.source,), customers=customers)


def read_customers(places: Places, text: str, where: str) -> str:
    """The place of the customers: a province, or latitude and longitude in degrees.

    raises  InputError where it is neither
    """
    if text in places.provinces:
        return text
    point = _point(text)
    if point is not None and abs(point.latitude) <= 90 and abs(point.longitude) <= 180:
        return f"{point.latitude:g},{point.longitude:g}"
    raise InputError(
        where,
        found=shortened(text),
        expected="a province such as MA-FES, or latitude,longitude such as 50.85,4.35",
        mend=did_you_mean(text, places.provinces) or "`twiza places` lists the codes",
    )


def _stated(gazetteer: Gazetteer, customers: str) -> Position | None:
    centroid = gazetteer.centroids.get(customers)
    return _position(centroid) if centroid else _point(customers)


def _point(text: str) -> Position | None:
    stated = _DEGREES.fullmatch(text)
    return Position(float(stated[1]), float(stated[2])) if stated else None


def _position(centroid: Centroid) -> Position:
    return Position(centroid.latitude, centroid.longitude)
