"""Provinces by how poor they are: four groups of equal number, by the last reading.

The limits are the quarters of the readings themselves, so that no figure stands here;
the indicator, its year and its source go along wherever a band is shown.
"""

from __future__ import annotations

from collections import Counter

from twiza.packs.model import Places, Reading
from twiza.records import record

POVERTY = "poverty_rate"
BANDS = 4


@record
class Band:
    """A group of provinces, from the least poor on; bounds of what they hold."""

    least: float
    most: float
    provinces: tuple[str, ...]


@record
class Bands:
    indicator: str
    unit: str
    years: tuple[int, ...]
    sources: tuple[str, ...]
    bands: tuple[Band, ...]


def poverty_bands(places: Places) -> Bands | None:
    """By the poverty rate that most provinces have; None where there is none."""
    readings = _latest(places)
    counts = Counter(reading.indicator for _, reading in readings)
    if not counts:
        return None
    chosen, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    if count < BANDS:
        return None
    held = sorted(
        (
            (reading.value, code)
            for code, reading in readings
            if reading.indicator == chosen
        ),
    )
    of = [reading for _, reading in readings if reading.indicator == chosen]
    return Bands(
        indicator=chosen,
        unit=of[0].unit,
        years=tuple(sorted({reading.year for reading in of})),
        sources=tuple(dict.fromkeys(reading.source for reading in of)),
        bands=tuple(_quarters(held)),
    )


def _latest(places: Places) -> list[tuple[str, Reading]]:
    """Per province and poverty rate the reading of the latest year."""
    found: dict[tuple[str, str], Reading] = {}
    for code in places.provinces:
        for reading in places.indicators_of(code):
            key = (code, reading.indicator)
            known = found.get(key)
            is_wanted = reading.indicator.endswith(POVERTY)
            if is_wanted and (known is None or known.year < reading.year):
                found[key] = reading
    return [(code, reading) for (code, _), reading in found.items()]


def _quarters(held: list[tuple[float, str]]) -> list[Band]:
    """Provinces with the same reading stay together, in the less poor band."""
    bands: list[list[tuple[float, str]]] = [[] for _ in range(BANDS)]
    place = 0
    for number, (value, code) in enumerate(held):
        wanted = number * BANDS // len(held)
        if wanted > place and value != held[number - 1][0]:
            place = wanted
        bands[place].append((value, code))
    return [
        Band(band[0][0], band[-1][0], tuple(code for _, code in band))
        for band in bands
        if band
    ]
