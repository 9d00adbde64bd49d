"""Writes a drawn population as a file, with its mark on every row."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from twiza.errors import InputError
from twiza.exports.writing import whole_file
from twiza.packs.model import Fact, Rulebook
from twiza.population.columns import texts_of
from twiza.population.drawing import HOLES, Columns, drawn
from twiza.population.origin import COLUMN, INVENTED, METADATA
from twiza.population.reading import require_tables

MOST_ROWS = 5_000_000
GROUP = 65_536


def write_drawn(
    rulebook: Rulebook,
    path: Path,
    rows: int,
    *,
    seed: int = 17,
    holes: float = HOLES,
) -> None:
    """So many invented ventures, as `twiza simulate` and `twiza changes` read them.

    path    .csv or .parquet, written whole or not at all
    holes   share of the cells that are left empty
    raises  InputError for a number that makes no sense or a file that cannot be
    """
    write = _writer(path)
    _check(rows, seed, holes)
    columns = drawn(rulebook, rows, holes=holes, seed=seed)
    with whole_file(path) as beside:
        write(rulebook, columns, beside, rows)


def _writer(path: Path) -> Callable[[Rulebook, Columns, Path, int], None]:
    kind = path.suffix.lower()
    if kind == ".csv":
        return _write_csv
    if kind == ".parquet":
        require_tables()
        return _write_parquet
    raise InputError(
        "--output",
        found=f"a file ending in {kind or 'nothing'}",
        expected=".parquet or .csv",
        mend=f"write, for instance, {path.with_suffix('.csv').name}",
    )


def _check(rows: int, seed: int, holes: float) -> None:
    for name, value, least, most in (
        ("--rows", rows, 1, MOST_ROWS),
        ("--seed", seed, 0, 2**32 - 1),
        ("--holes", holes, 0, 1),
    ):
        if not least <= value <= most:
            raise InputError(
                name,
                found=f"{value:,}",
                expected=f"from {least:,} to {most:,}",
                mend="give another number",
            )


def _write_csv(rulebook: Rulebook, columns: Columns, path: Path, rows: int) -> None:
    texts = [_texts(rulebook, name, column) for name, column in columns.items()]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([COLUMN, *columns])
        writer.writerows(zip([INVENTED] * rows, *texts, strict=True))


def _texts(rulebook: Rulebook, name: str, column: Any) -> list[str]:
    fact = rulebook.facts[name]
    if fact.is_numeric:
        return ["" if cell != cell else f"{cell:.15g}" for cell in column.tolist()]
    texts = [*_choices(rulebook, fact), ""]  # the last is what -1 points at
    return [texts[code] for code in column.tolist()]


def _choices(rulebook: Rulebook, fact: Fact) -> list[str]:
    if fact.type == "flag":
        return ["false", "true"]
    return list(texts_of(rulebook, fact))


def _write_parquet(rulebook: Rulebook, columns: Columns, path: Path, rows: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = {COLUMN: pa.array([INVENTED] * rows).dictionary_encode()}
    arrays |= {name: _arrow(rulebook, name, column) for name, column in columns.items()}
    table = pa.table(arrays).replace_schema_metadata({METADATA: INVENTED})
    pq.write_table(table, path, row_group_size=GROUP)


def _arrow(rulebook: Rulebook, name: str, column: Any) -> Any:
    import pyarrow as pa

    fact = rulebook.facts[name]
    if fact.is_numeric:
        return pa.array(column, mask=np.isnan(column))
    if fact.type == "flag":
        return pa.array(column == 1, mask=column < 0)
    codes = pa.array(column.astype(np.int32), mask=column < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(_choices(rulebook, fact)))
