"""Reads the places of a country pack: regions, provinces, indicators and centres, from
CSV.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from twiza.errors import PackError
from twiza.packs.model import LANGUAGES, Cell, Centre, Place, Places, Reading

Row = dict[str, str]


def read_places(folder: Path, shown_as: str) -> Places:
    regions = {
        row["code"]: _place(row, where)
        for row, where in _rows(folder, "regions.csv", shown_as, "code name_fr")
    }
    provinces: dict[str, Place] = {}
    needed = "code region name_fr"
    for row, where in _rows(folder, "provinces.csv", shown_as, needed):
        if row["region"] not in regions:
            raise _wrong(where, row["region"], "a region of regions.csv")
        if row["code"] in provinces:
            raise _wrong(where, row["code"], "each province once")
        provinces[row["code"]] = _place(row, where)
    return Places(
        regions,
        provinces,
        _readings(folder, shown_as, {*regions, *provinces}),
        _centres(folder, shown_as, regions),
    )


def _rows(
    folder: Path, name: str, shown_as: str, columns: str
) -> Iterator[tuple[Row, str]]:
    path = folder / name
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(columns.split()) - set(reader.fieldnames or ())
        if missing:
            raise _wrong(f"{shown_as}/{name}", "no such column", ", ".join(missing))
        for number, row in enumerate(reader, start=2):
            where = f"{shown_as}/{name}, line {number}"
            if None in row or None in row.values():
                raise _wrong(where, "a row of another length", "one cell per column")
            yield row, where


def _place(row: Row, where: str) -> Place:
    columns = {}
    for name in row:
        if f"{name}_basis" not in row:
            continue
        basis = row[f"{name}_basis"]
        if row[name] == "":
            continue
        if basis not in ("named", "inferred"):
            raise _wrong(where, basis, "named or inferred")
        columns[name] = Cell(row[name], basis, row.get(f"{name}_source", ""))
    if row.get("region"):
        columns["region"] = Cell(row["region"], "named", "")
    return Place(
        code=row["code"],
        region=row.get("region") or None,
        type=row.get("type", ""),
        names=_names(row),
        is_pilot=row.get("pilot") == "yes",
        columns=columns,
    )


def _names(row: Row) -> dict[str, str]:
    return {
        language: row[f"name_{language}"]
        for language in LANGUAGES
        if row.get(f"name_{language}")
    }


def _readings(
    folder: Path, shown_as: str, known: set[str]
) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = {}
    needed = "place indicator year value unit source"
    for row, where in _rows(folder, "indicators.csv", shown_as, needed):
        if row["place"] not in known:
            raise _wrong(where, row["place"], "the code of a region or province")
        if row["value"] == "":
            continue
        try:
            year, value = int(row["year"]), float(row["value"])
        except ValueError:
            found_text = f"{row['year']}, {row['value']}"
            raise _wrong(where, found_text, "a year and a number") from None
        reading = Reading(row["indicator"], year, value, row["unit"], row["source"])
        found.setdefault(row["place"], []).append(reading)
    return {place: tuple(readings) for place, readings in found.items()}


def _centres(folder: Path, shown_as: str, regions: dict[str, Place]) -> dict[str, Centre]:
    centres = {}
    needed = "region name_fr seat url source"
    for row, where in _rows(folder, "centres.csv", shown_as, needed):
        if row["region"] not in regions:
            raise _wrong(where, row["region"], "a region of regions.csv")
        centres[row["region"]] = Centre(
            region=row["region"],
            names=_names(row),
            seat=row["seat"],
            branches=row.get("branches", ""),
            url=row["url"] or None,
            source=row["source"],
        )
    return centres


def _wrong(where: str, found: str, expected: str) -> PackError:
    return PackError(where, found=found, expected=expected, mend="correct this row")
