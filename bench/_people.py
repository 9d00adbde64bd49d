"""Many made-up people of Belgium to Morocco: columns, rows and Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from twiza.packs.model import Rulebook
from twiza.population.columns import texts_of
from twiza.population.drawing import Columns, drawn
from twiza.population.rows import columns_of

people = drawn
__all__ = ["columns_of", "facts_in_row", "people", "write_parquet"]


def facts_in_row(rulebook: Rulebook, columns: Columns, row: int) -> dict[str, Any]:
    """One row of coded columns as the facts of a person; unknown cells left out."""
    found: dict[str, Any] = {}
    for name, column in columns.items():
        fact, value = rulebook.facts[name], column[row]
        if value != value or (not fact.is_numeric and value < 0):
            continue
        if fact.is_numeric:
            found[name] = float(value)
        elif fact.type == "flag":
            found[name] = bool(value)
        else:
            found[name] = texts_of(rulebook, fact)[value]
    return found


def write_parquet(rulebook: Rulebook, columns: Columns, path: Path, *, times: int = 1):
    """The people as other software hands them over: plain text, numbers, booleans."""
    import pyarrow
    import pyarrow.parquet as parquet

    table = pyarrow.table(
        {name: _arrow(rulebook, name, column) for name, column in columns.items()}
    )
    # Row groups of one size: a reader needs as much memory as a group asks of it.
    whole = pyarrow.concat_tables([table] * times)
    parquet.write_table(whole, path, row_group_size=table.num_rows)


def _arrow(rulebook: Rulebook, name: str, column: np.ndarray[Any, Any]) -> Any:
    import pyarrow

    fact = rulebook.facts[name]
    if fact.is_numeric:
        return pyarrow.array(column, mask=np.isnan(column))
    if fact.type == "flag":
        return pyarrow.array(column == 1, mask=column < 0)
    codes = pyarrow.array(column, mask=column < 0)
    texts = pyarrow.DictionaryArray.from_arrays(codes, texts_of(rulebook, fact))
    return texts.cast(pyarrow.string())
