"""Reads the places of a country pack: regions, provinces, indicators and centres, from
CSV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

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
from twiza.packs.gazetteer_tables import unfinished_gazetteer
from twiza.packs.model import (
    LANGUAGES,
    Cell,
    Centre,
    Place,
    Places,
    Reading,
    Rulebook,
)

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
        refuse_second(where, row["code"], regions, "region")
        regions[row["code"]] = _place(row, where)
    provinces: dict[str, Place] = {}
    for row, where in _rows(folder, "provinces.csv", shown_as):
        _region_of(row, where, regions)
        refuse_second(where, row["code"], [*regions, *provinces], "place")
        provinces[row["code"]] = _place(row, where)
    return Places(
        regions,
        provinces,
        _readings(folder, shown_as, {*regions, *provinces}),
        _centres(folder, shown_as, regions, provinces),
    )


def _rows(folder: Path, name: str, shown_as: str) -> Iterator[tuple[Row, str]]:
    return table_rows(folder, name, shown_as, _COLUMNS[name])


def _region_of(row: Row, where: str, regions: dict[str, Place]) -> None:
    refuse_unknown(where, row["region"], regions, "a region of regions.csv")


def _place(row: Row, where: str) -> Place:
    columns = {}
    for name in row:
        if f"{name}_basis" not in row or row[name] == "":
            continue
        basis = row[f"{name}_basis"]
        if basis not in ("named", "inferred"):
            raise wrong_row(where, f"the basis {basis!r}", "named or inferred")
        columns[name] = Cell(row[name], basis, row.get(f"{name}_source", ""))
    if row.get("region"):
        columns["region"] = Cell(row["region"], "named", "")
    if row.get("pilot", "") not in ("yes", "no", ""):
        raise wrong_row(where, f"pilot {row['pilot']!r}", "yes, no or nothing")
    return Place(
        code=row["code"],
        region=row.get("region") or None,
        type=row.get("type", ""),
        names=names_in(row),
        is_pilot=row.get("pilot") == "yes",
        columns=columns,
    )


def _readings(
    folder: Path, shown_as: str, known: set[str]
) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = {}
    seen: set[tuple[str, str, str]] = set()
    for row, where in _rows(folder, "indicators.csv", shown_as):
        if row["place"] not in known:
            raise wrong_row(where, row["place"], "the code of a region or province")
        if row["value"] == "":
            continue
        if not (row["year"].isdigit() and _DECIMAL.fullmatch(row["value"])):
            raise wrong_row(
                where, f"{row['year']}, {row['value']}", "a year and a number"
            )
        key = row["place"], row["indicator"], row["year"]
        if key in seen:
            raise wrong_row(
                where, f"{', '.join(key)} a second time", "one figure for each year"
            )
        seen.add(key)
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
    folder: Path,
    shown_as: str,
    regions: dict[str, Place],
    provinces: dict[str, Place],
) -> dict[str, Centre]:
    centres: dict[str, Centre] = {}
    for row, where in _rows(folder, "centres.csv", shown_as):
        _region_of(row, where, regions)
        refuse_second(where, row["region"], centres, "region")
        for code in re.findall(r"[^; ]+", f"{row['seat']}; {row.get('branches', '')}"):
            refuse_unknown(where, code, provinces, "a province of provinces.csv")
        centres[row["region"]] = Centre(
            region=row["region"],
            names=names_in(row),
            seat=row["seat"],
            branches=row.get("branches", ""),
            url=row["url"] or None,
            source=row["source"],
        )
    return centres


def unfinished_places(
    folder: Path, shown_as: str, rulebook: Rulebook
) -> Iterator[PackError]:
    """Rows without a name in a language, or whose source nobody defines; what is wrong
    in the gazetteer.
    """
    for name in _COLUMNS:
        for row, where in _rows(folder, name, shown_as):
            if name != "indicators.csv":
                yield from _unnamed(row, where)
            yield from unknown_sources(row, where, rulebook.sources)
    centres = f"{shown_as}/centres.csv"
    for row, where in _rows(folder, "regions.csv", shown_as):
        if row["code"] not in rulebook.places.centres:
            yield PackError(
                where,
                found=f"no centre for {row['code']}",
                expected=f"one row for every region in {centres}",
                mend=f"add {row['code']} to centres.csv",
            )
    yield from unfinished_gazetteer(folder, shown_as, rulebook.sources)


def _unnamed(row: Row, where: str) -> Iterator[PackError]:
    for language in LANGUAGES:
        if not row.get(f"name_{language}"):
            yield wrong_row(where, f"no name_{language}", "a name in each language")
