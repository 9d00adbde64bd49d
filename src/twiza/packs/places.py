"""Reads the places of a country pack: regions, provinces, indicators and centres, from
CSV.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from twiza.errors import PackError, did_you_mean
from twiza.packs.files import file_text
from twiza.packs.model import (
    LANGUAGES,
    Cell,
    Centre,
    Place,
    Places,
    Reading,
    Rulebook,
)

Row = dict[str, str]

_COLUMNS = {
    "regions.csv": "code name_fr",
    "provinces.csv": "code region name_fr",
    "indicators.csv": "place indicator year value unit source",
    "centres.csv": "region name_fr seat url source",
}
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def read_places(folder: Path, shown_as: str) -> Places:
    regions: dict[str, Place] = {}
    for row, where in _rows(folder, "regions.csv", shown_as):
        _once(where, row["code"], regions, "region")
        regions[row["code"]] = _place(row, where)
    provinces: dict[str, Place] = {}
    for row, where in _rows(folder, "provinces.csv", shown_as):
        _region_of(row, where, regions)
        _once(where, row["code"], [*regions, *provinces], "place")
        provinces[row["code"]] = _place(row, where)
    return Places(
        regions,
        provinces,
        _readings(folder, shown_as, {*regions, *provinces}),
        _centres(folder, shown_as, regions),
    )


def _rows(folder: Path, name: str, shown_as: str) -> Iterator[tuple[Row, str]]:
    path = folder / name
    if not path.exists():
        return
    shown = f"{shown_as}/{name}"
    reader = csv.DictReader(io.StringIO(file_text(path, shown_as=shown), newline=""))
    try:
        _check_header(list(reader.fieldnames or ()), name, f"{shown}, line 1")
        for row in reader:
            where = f"{shown}, line {reader.line_num}"
            if None in row or None in row.values():
                raise _wrong(where, "a row of another length", "one cell per column")
            yield row, where
    except csv.Error as mistake:
        where = f"{shown}, line {reader.line_num}"
        raise _wrong(where, str(mistake), "cells between commas") from None


def _check_header(header: list[str], name: str, where: str) -> None:
    for column in _COLUMNS[name].split():
        if column not in header:
            raise PackError(
                where,
                found=f"no column {column!r}",
                expected=f"the columns {_COLUMNS[name]}",
                mend=did_you_mean(column, header) or f"add the column {column}",
            )
    for column in header:
        if header.count(column) > 1:
            raise _wrong(where, f"the column {column!r} twice", "each column once")


def _once(where: str, code: str, known: Collection[str], kind: str) -> None:
    if code in known:
        raise PackError(
            where,
            found=f"{code} a second time",
            expected=f"each {kind} once",
            mend="remove this row, or correct its code",
        )


def _region_of(row: Row, where: str, regions: dict[str, Place]) -> None:
    if row["region"] not in regions:
        raise PackError(
            where,
            found=row["region"],
            expected="a region of regions.csv",
            mend=did_you_mean(row["region"], regions) or "correct this row",
        )


def _place(row: Row, where: str) -> Place:
    columns = {}
    for name in row:
        if f"{name}_basis" not in row or row[name] == "":
            continue
        basis = row[f"{name}_basis"]
        if basis not in ("named", "inferred"):
            raise _wrong(where, f"the basis {basis!r}", "named or inferred")
        columns[name] = Cell(row[name], basis, row.get(f"{name}_source", ""))
    if row.get("region"):
        columns["region"] = Cell(row["region"], "named", "")
    if row.get("pilot", "") not in ("yes", "no", ""):
        raise _wrong(where, f"pilot {row['pilot']!r}", "yes, no or nothing")
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
    for row, where in _rows(folder, "indicators.csv", shown_as):
        if row["place"] not in known:
            raise _wrong(where, row["place"], "the code of a region or province")
        if row["value"] == "":
            continue
        if not (row["year"].isdigit() and _DECIMAL.fullmatch(row["value"])):
            raise _wrong(where, f"{row['year']}, {row['value']}", "a year and a number")
        reading = Reading(
            row["indicator"],
            int(row["year"]),
            float(row["value"]),
            row["unit"],
            row["source"],
        )
        found.setdefault(row["place"], []).append(reading)
    return {place: tuple(readings) for place, readings in found.items()}


def _centres(
    folder: Path, shown_as: str, regions: dict[str, Place]
) -> dict[str, Centre]:
    centres: dict[str, Centre] = {}
    for row, where in _rows(folder, "centres.csv", shown_as):
        _region_of(row, where, regions)
        _once(where, row["region"], centres, "region")
        centres[row["region"]] = Centre(
            region=row["region"],
            names=_names(row),
            seat=row["seat"],
            branches=row.get("branches", ""),
            url=row["url"] or None,
            source=row["source"],
        )
    return centres


def unfinished_places(
    folder: Path, shown_as: str, rulebook: Rulebook
) -> Iterator[PackError]:
    """Rows without a name in a language, or whose source nobody defines."""
    for name in _COLUMNS:
        for row, where in _rows(folder, name, shown_as):
            if name != "indicators.csv":
                yield from _unnamed(row, where)
            yield from _unsourced(row, where, rulebook)
    centres = f"{shown_as}/centres.csv"
    for row, where in _rows(folder, "regions.csv", shown_as):
        if row["code"] not in rulebook.places.centres:
            yield PackError(
                where,
                found=f"no centre for {row['code']}",
                expected=f"one row for every region in {centres}",
                mend=f"add {row['code']} to centres.csv",
            )


def _unnamed(row: Row, where: str) -> Iterator[PackError]:
    for language in LANGUAGES:
        if not row.get(f"name_{language}"):
            yield _wrong(where, f"no name_{language}", "a name in each language")


def _unsourced(row: Row, where: str, rulebook: Rulebook) -> Iterator[PackError]:
    for column, source in row.items():
        if column != "source" and not column.endswith("_source"):
            continue
        figure = row.get(column.removesuffix("_source"))
        if figure and source not in rulebook.sources:
            yield PackError(
                where,
                found=f"the source {source!r}",
                expected="a source of the rulebook",
                mend=did_you_mean(source, rulebook.sources)
                or "add it to places/sources.yaml",
            )


def _wrong(where: str, found: str, expected: str) -> PackError:
    return PackError(where, found=found, expected=expected, mend="correct this row")
