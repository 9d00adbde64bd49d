"""Columns of a Parquet file as the arrays that the evaluator takes, copied only where
the types differ.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from twiza.packs.model import Fact
from twiza.population.cells import array_of as array_of_texts
from twiza.population.columns import (
    UNKNOWN,
    BadCell,
    Codes,
    Layout,
    Mask,
    check_numbers,
)

WRONG = UNKNOWN - 1


def array_of(layout: Layout, fact: Fact, column: Any) -> Codes | None:
    """One column; a null is an unknown fact, and so is a column of nothing else.

    raises  BadCell for the first value that cannot be used
    """
    if column.null_count == len(column):
        return None
    if fact.is_numeric:
        return _numbers(layout, fact, column)
    if fact.type == "flag":
        if not pa.types.is_boolean(column.type):
            raise _wrong_type(fact, column, "store true and false as booleans")
        flags: Codes = column.cast(pa.int8()).fill_null(UNKNOWN).to_numpy()
        return flags
    return _codes(layout, fact, column)


def _numbers(layout: Layout, fact: Fact, column: Any) -> Codes:
    kind = column.type
    if _is_text(kind):
        array_of_texts(layout, fact, _texts(column))  # tells what is wrong with a value
        raise _wrong_type(fact, column, "store numbers as float64, not as text")
    if pa.types.is_float32(kind):
        column = column.cast(pa.string())  # 0.7 is what was meant, not 0.699999988
    elif not (
        pa.types.is_float64(kind) or pa.types.is_integer(kind) or _is_decimal(kind)
    ):
        raise _wrong_type(fact, column, "store numbers as float64 or int64")
    if not pa.types.is_float64(column.type):
        column = column.cast(pa.float64(), safe=False)
    values = column.to_numpy(zero_copy_only=False)
    check_numbers(fact, values, _unknown(column))
    return values  # type: ignore[no-any-return]


def _unknown(column: Any) -> Mask | None:
    if not column.null_count:
        return None
    unknown: Mask = column.is_null().to_numpy(zero_copy_only=False)
    return unknown


def _codes(layout: Layout, fact: Fact, column: Any) -> Codes:
    if not pa.types.is_dictionary(column.type):
        if not _is_text(column.type):
            raise _wrong_type(fact, column, "store the choices as text")
        column = column.dictionary_encode()
    if not _is_text(column.type.value_type):
        raise _wrong_type(fact, column, "store the choices as text")
    known = layout.codes[fact.name]
    texts = column.dictionary.to_pylist()
    # The last one is what an index of -1, for a null, points at.
    numbered = [UNKNOWN if text is None else known.get(text, WRONG) for text in texts]
    codes = np.array([*numbered, UNKNOWN], np.int16)
    indices = column.indices.cast(pa.int32()).fill_null(-1).to_numpy()
    found: Codes = codes[indices]
    if WRONG in numbered:
        _check_known(fact, column, found)
    return found


def _check_known(fact: Fact, column: Any, found: Codes) -> None:
    wrong = found == WRONG
    if wrong.any():
        row = int(np.argmax(wrong))
        raise BadCell(row, fact.name, column[row].as_py())


def _wrong_type(fact: Fact, column: Any, mend: str) -> BadCell:
    row = int(np.argmax(column.is_valid().to_numpy(zero_copy_only=False)))
    return BadCell(row, fact.name, column[row].as_py(), mend)


def _texts(column: Any) -> list[str]:
    return [text or "" for text in column.cast(pa.string()).to_pylist()]


def _is_text(kind: Any) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
    )


def _is_decimal(kind: Any) -> bool:
    return bool(pa.types.is_decimal(kind))
