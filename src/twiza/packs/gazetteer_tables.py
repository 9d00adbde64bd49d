"""Reads the gazetteer of a country pack from CSV, and says what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from twiza.errors import PackError
from twiza.packs.csv_tables import (
    Row,
    names_in,
    refuse_second,
    refuse_unknown,
    table_rows,
    unknown_sources,
    wrong_row,
)
from twiza.packs.gazetteer import (
    SITES,
    Centroid,
    Commune,
    FormerRegion,
    Gazetteer,
    Site,
)
from twiza.packs.model import Reading

COLUMNS = {
    "communes.csv": "code province name_fr source",
    "former_regions.csv": "code name_fr province basis source",
    "zones.csv": "code name kind province year status basis source",
    "ports.csv": "code name province basis source",
    "airports.csv": "code name province basis source",
    "universities.csv": "code name province basis source",
    "centroids.csv": "code latitude longitude source",
}
UNITS = {"population": "persons", "households": "households"}
BASES = ("listed", "press", "general_knowledge")
PROVINCE_BASES = ("", "derived", "general_knowledge")
ARABIC_BASES = ("listed", "matched", "near_match")
MILIEUS = ("urban", "rural", "mixed")
ZONES = (
    *("acceleration_zone", "industrial_park", "activity_zone", "commercial_zone"),
    *("offshoring_park", "technology_park"),
)
STATUSES = (
    *("planned", "under_construction", "partly_developed"),
    *("in_preparation", "operating"),
)
AREAS = ("area_ha", "developed_area_ha")
DETAILS = ("kind", "operator", "status", "year", "iata", "url")

_DATED = re.compile(r"([a-z]+(?:_[a-z]+)*)_([0-9]{4})")
_WHOLE = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def read_gazetteer(folder: Path, shown_as: str) -> Gazetteer:
    """The gazetteer of a folder of places; a PackError names the first mistake."""
    provinces = _provinces(folder, shown_as)
    read = {
        name: reader(folder, shown_as, provinces) for name, reader in _READERS.items()
    }
    return Gazetteer(**read)


def unfinished_gazetteer(
    folder: Path, shown_as: str, sources: Collection[str]
) -> Iterator[PackError]:
    """The first mistake of each table; rows whose source nobody defines; provinces
    that belong to no former region.
    """
    provinces = _provinces(folder, shown_as)
    for name, reader in _READERS.items():
        try:
            found = reader(folder, shown_as, provinces)
        except PackError as problem:
            yield problem
            continue
        table = f"{name}.csv"
        for row, where in table_rows(folder, table, shown_as, COLUMNS[table]):
            yield from unknown_sources(row, where, sources)
        if name == "former_regions" and found:
            yield from _left_out(found, provinces, f"{shown_as}/{table}")


def _left_out(
    regions: dict[str, FormerRegion], provinces: Collection[str], shown: str
) -> Iterator[PackError]:
    held = {code for region in regions.values() for code in region.provinces}
    for code in provinces:
        if code not in held:
            yield PackError(
                shown,
                found=f"no row for {code}",
                expected="each province of provinces.csv once",
                mend=f"add {code} with its former region",
            )


def _provinces(folder: Path, shown_as: str) -> dict[str, None]:
    rows = table_rows(folder, "provinces.csv", shown_as, "code")
    return {row["code"]: None for row, _ in rows}


def _communes(
    folder: Path, shown_as: str, provinces: Collection[str]
) -> dict[str, Commune]:
    found: dict[str, Commune] = {}
    for row, where in _rows(folder, "communes.csv", shown_as):
        refuse_second(where, row["code"], found, "commune")
        refuse_unknown(where, row["province"], provinces, "a code of provinces.csv")
        found[row["code"]] = _commune(row, where)
    return found


def _commune(row: Row, where: str) -> Commune:
    _arabic_name(row, where)
    milieu, milieu_year = "", None
    readings = []
    for indicator, year, column in _dated(row):
        if indicator == "milieu":
            refuse_unknown(where, row[column], MILIEUS, f"one of: {', '.join(MILIEUS)}")
            milieu, milieu_year = row[column], year
        else:
            readings.append(_reading(row, column, indicator, year, where))
    return Commune(
        code=row["code"],
        province=row["province"],
        cercle=row.get("cercle", ""),
        names=names_in(row),
        arabic_basis=row.get("name_ar_basis", ""),
        arabic_source=row.get("name_ar_source", ""),
        milieu=milieu,
        milieu_year=milieu_year,
        readings=tuple(readings),
        source=row["source"],
    )


def _arabic_name(row: Row, where: str) -> None:
    name, basis = row.get("name_ar", ""), row.get("name_ar_basis", "")
    if bool(name) != bool(basis):
        said = f"name_ar {name!r}, name_ar_basis {basis!r}"
        raise wrong_row(where, said, "both, or neither")
    if basis:
        expected = f"name_ar_basis: one of {', '.join(ARABIC_BASES)}"
        refuse_unknown(where, basis, ARABIC_BASES, expected)


def _dated(row: Row) -> Iterator[tuple[str, int, str]]:
    """The cells of columns such as `population_2024` that hold something."""
    for column, cell in row.items():
        stated = _DATED.fullmatch(column)
        if stated and cell:
            yield stated[1], int(stated[2]), column


def _reading(row: Row, column: str, indicator: str, year: int, where: str) -> Reading:
    if indicator not in UNITS:
        known = ", ".join(f"{name}_YEAR" for name in (*UNITS, "milieu"))
        raise wrong_row(where, f"the column {column!r}", f"one of: {known}")
    if not _WHOLE.fullmatch(row[column]):
        raise wrong_row(where, f"{column} {row[column]!r}", "a whole number, 0 or more")
    source = row.get(f"{column}_source") or row["source"]
    return Reading(indicator, year, float(row[column]), UNITS[indicator], source)


def _former_regions(
    folder: Path, shown_as: str, provinces: Collection[str]
) -> dict[str, FormerRegion]:
    first: dict[str, Row] = {}
    held: dict[str, dict[str, str]] = {}
    taken: set[str] = set()
    for row, where in _rows(folder, "former_regions.csv", shown_as):
        refuse_unknown(where, row["province"], provinces, "a code of provinces.csv")
        refuse_second(where, row["province"], taken, "province")
        refuse_unknown(where, row["basis"], BASES, f"one of: {', '.join(BASES)}")
        same = first.setdefault(row["code"], row)
        for column in ("name_fr", "basis", "source"):
            if row[column] != same[column]:
                said = f"{column} {row[column]!r} for {row['code']}"
                raise wrong_row(where, said, f"{same[column]!r}, as above")
        taken.add(row["province"])
        held.setdefault(row["code"], {})[row["province"]] = row.get("note", "")
    return {
        code: FormerRegion(
            code=code,
            names=names_in(row),
            provinces=tuple(held[code]),
            basis=row["basis"],
            source=row["source"],
            notes={place: note for place, note in held[code].items() if note},
        )
        for code, row in first.items()
    }


def _sites(table: str) -> Callable[[Path, str, Collection[str]], dict[str, Site]]:
    """The reader of one table of sites."""

    def read(
        folder: Path, shown_as: str, provinces: Collection[str]
    ) -> dict[str, Site]:
        found: dict[str, Site] = {}
        for row, where in _rows(folder, table, shown_as):
            refuse_second(where, row["code"], found, "code")
            if row["province"]:
                known = "a code of provinces.csv, or nothing"
                refuse_unknown(where, row["province"], provinces, known)
            found[row["code"]] = _site(row, where)
        return found

    return read


def _site(row: Row, where: str) -> Site:
    for column, known in (
        ("basis", BASES),
        ("province_basis", PROVINCE_BASES),
        ("kind", ZONES),
        ("status", ("", *STATUSES)),
    ):
        if column in row:
            one_of = ", ".join(word for word in known if word)
            refuse_unknown(where, row[column], known, f"{column}: one of {one_of}")
    return Site(
        code=row["code"],
        name=row["name"],
        province=row["province"] or None,
        province_basis=row.get("province_basis", ""),
        latitude=_degrees(row, "latitude", 90, where),
        longitude=_degrees(row, "longitude", 180, where),
        details={name: row[name] for name in DETAILS if row.get(name)},
        readings=tuple(_areas(row, where)),
        basis=row["basis"],
        source=row["source"],
        note=row.get("note", ""),
        position_source=_position_source(row),
    )


def _position_source(row: Row) -> str | None:
    """The source of the coordinates, where it is another than that of the row."""
    if not row.get("latitude"):
        return None
    return row.get("latitude_source") or row["source"]


def _centroids(
    folder: Path, shown_as: str, provinces: Collection[str]
) -> dict[str, Centroid]:
    found: dict[str, Centroid] = {}
    for row, where in _rows(folder, "centroids.csv", shown_as):
        refuse_second(where, row["code"], found, "province")
        refuse_unknown(where, row["code"], provinces, "a code of provinces.csv")
        latitude = _degrees(row, "latitude", 90, where)
        longitude = _degrees(row, "longitude", 180, where)
        if latitude is None or longitude is None:
            raise wrong_row(where, "no coordinates", "a latitude and a longitude")
        found[row["code"]] = Centroid(row["code"], latitude, longitude, row["source"])
    return found


def _degrees(row: Row, column: str, most: int, where: str) -> float | None:
    cell = row.get(column, "")
    other = row.get("longitude" if column == "latitude" else "latitude", "")
    if bool(cell) != bool(other):
        raise wrong_row(where, f"{column} {cell!r}", "both coordinates, or neither")
    if not cell:
        return None
    if not _DECIMAL.fullmatch(cell) or abs(float(cell)) > most:
        raise wrong_row(where, f"{column} {cell!r}", f"degrees from -{most} to {most}")
    return float(cell)


def _areas(row: Row, where: str) -> Iterator[Reading]:
    """Areas and the status are of a year: without one they are no fact."""
    year = row.get("year", "")
    dated = [name for name in (*AREAS, "status") if row.get(name)]
    if dated and not re.fullmatch(r"[0-9]{4}", year):
        said = f"{dated[0]} {row[dated[0]]!r} in the year {year!r}"
        raise wrong_row(where, said, "the year of that, such as 2021")
    for name in AREAS:
        cell = row.get(name, "")
        if cell and (not _DECIMAL.fullmatch(cell) or float(cell) <= 0):
            raise wrong_row(where, f"{name} {cell!r}", "a number of hectares")
        if cell:
            indicator = name.removesuffix("_ha")
            yield Reading(indicator, int(year), float(cell), "ha", row["source"])


def _rows(folder: Path, name: str, shown_as: str) -> Iterator[tuple[Row, str]]:
    for row, where in table_rows(folder, name, shown_as, COLUMNS[name]):
        for column in ("code", "name_fr", "name", "source"):
            if row.get(column) == "":
                raise wrong_row(where, f"no {column}", f"a {column} in each row")
        yield row, where


_READERS: dict[str, Callable[[Path, str, Collection[str]], dict[str, Any]]] = {
    "communes": _communes,
    "former_regions": _former_regions,
    **{name: _sites(f"{name}.csv") for name in SITES},
    "centroids": _centroids,
}
