"""How much a venture would mean in a province: jobs against unemployment, poverty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twiza.packs.model import Places, Reading
from twiza.records import record
from twiza.territory.figure import Figure, absent, known

POVERTY = ("multidimensional_poverty_rate", "monetary_poverty_rate")
JOBS_UNIT = "jobs_per_thousand_unemployed"


@record
class Unemployed:
    """How many persons look for work in a province, and from which figures.

    basis  counted: active less employed persons; rate: active persons times the rate
    """

    persons: float
    basis: str
    active: Reading
    other: Reading


def unemployed_in(places: Places, province: str) -> Unemployed | None:
    """From figures of one year and one source alone; None where they are not there."""
    readings = {
        (reading.indicator, reading.year, reading.source): reading
        for reading in places.indicators_of(province)
    }
    counts = [r for r in readings.values() if r.indicator == "active_population"]
    for active in sorted(counts, key=lambda reading: -reading.year):
        same = active.year, active.source
        employed = readings.get(("employed_population", *same))
        if employed is not None:
            persons = active.value - employed.value
            return Unemployed(persons, "counted", active, employed)
        rate = readings.get(("unemployment_rate", *same))
        if rate is not None:
            persons = active.value * rate.value / 100
            return Unemployed(persons, "rate", active, rate)
    return None


def jobs_per_thousand(places: Places, province: str, jobs: float | None) -> Figure:
    """Stable jobs of the venture per 1 000 unemployed persons of the province."""
    if jobs is None:
        return absent("not_stated", JOBS_UNIT)
    found = unemployed_in(places, province)
    if found is None or found.persons <= 0:
        return absent("not_published", JOBS_UNIT, jobs=jobs)
    return known(
        jobs / found.persons * 1000,
        JOBS_UNIT,
        year=found.active.year,
        sources=(found.active.source,),
        jobs=jobs,
        unemployed=round(found.persons),
        basis=found.basis,
        active=found.active.value,
        employed=found.other.value if found.basis == "counted" else None,
        rate=found.other.value / 100 if found.basis == "rate" else None,
    )


def poverty_of(places: Places, provinces: Sequence[str]) -> list[Figure]:
    """One rate for all: the latest that is published for each of the provinces.

    Where no rate is published for all, each has its own latest: those are shown and
    never ranked, for two rates of two kinds or years say nothing of one another.
    """
    shared = _shared(places, provinces)
    return [_poverty(places, province, shared) for province in provinces]


Kind = tuple[str, int]


def _shared(places: Places, provinces: Iterable[str]) -> Kind | None:
    held = [set(_rates(places, province)) for province in provinces]
    common = set.intersection(*held) if held else set()
    return max(common, key=_recency, default=None)


def _recency(kind: Kind) -> tuple[int, int]:
    return kind[1], -POVERTY.index(kind[0])


def _rates(places: Places, province: str) -> dict[Kind, Reading]:
    return {
        (reading.indicator, reading.year): reading
        for reading in places.indicators_of(province)
        if reading.indicator in POVERTY
    }


def _poverty(places: Places, province: str, shared: Kind | None) -> Figure:
    rates = _rates(places, province)
    kind = shared or max(rates, key=_recency, default=None)
    if kind is None:
        return absent("not_published", "share")
    reading = rates[kind]
    others = [other for name, other in rates.items() if name != kind]
    return known(
        reading.value / 100,
        "share",
        year=reading.year,
        sources=(reading.source, *(other.source for other in others)),
        indicator=reading.indicator,
        is_shared=shared is not None,
        others=[
            {
                "indicator": other.indicator,
                "year": other.year,
                "value": other.value / 100,
                "source": other.source,
            }
            for other in others
        ],
    )
