"""Cells of a CSV file, all text, as the arrays that the evaluator takes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from twiza.packs.model import Fact
from twiza.population.columns import UNKNOWN, BadCell, Codes, Layout, check_numbers

FLAGS = {"": UNKNOWN, "true": 1, "True": 1, "TRUE": 1}
FLAGS |= {"false": 0, "False": 0, "FALSE": 0}

EURO = ("EUR", "€")


def array_of(layout: Layout, fact: Fact, cells: Sequence[str]) -> Codes:
    """One column; an empty cell is an unknown fact.

    raises  BadCell for the first one that cannot be used
    """
    if fact.is_numeric:
        return _numbers(fact, cells)
    if fact.type == "flag":
        return _codes(fact, cells, FLAGS).astype(np.int8)
    return _codes(fact, cells, {**layout.codes[fact.name], "": UNKNOWN})


def _numbers(fact: Fact, cells: Sequence[str]) -> Codes:
    try:
        values = np.array([float(cell) if cell else math.nan for cell in cells])
    except ValueError:
        cells = [cell.strip() for cell in cells]
        values = np.array([_number(fact, row, cell) for row, cell in enumerate(cells)])
    unknown = np.isnan(values)
    if np.count_nonzero(unknown) != cells.count(""):
        unknown = np.array([not cell for cell in cells])
    check_numbers(fact, values, unknown)
    return values


def _number(fact: Fact, row: int, cell: str) -> float:
    try:
        return float(cell) if cell else math.nan
    except ValueError:
        raise BadCell(row, fact.name, cell, _mend(fact, cell)) from None


def _mend(fact: Fact, cell: str) -> str:
    if fact.unit == "MAD" and any(sign in cell.upper() for sign in EURO):
        return "convert it to dirhams and write the number alone"
    if cell.endswith("%"):
        return "write 0.25 for 25 %"
    if cell.count(",") == 1 and cell.replace(",", "").isdecimal():
        return "write decimals after a point and nothing between thousands: 1150000.5"
    return "write the number alone, without unit, such as 1150000"


def _codes(fact: Fact, cells: Sequence[str], codes: dict[str, int]) -> Codes:
    try:
        return np.array(list(map(codes.__getitem__, cells)), np.int16)
    except KeyError:
        stripped = [cell.strip() for cell in cells]
    for row, cell in enumerate(stripped):
        if cell not in codes:
            mend = "write true or false" if fact.type == "flag" else ""
            raise BadCell(row, fact.name, cell, mend)
    return np.array([codes[cell] for cell in stripped], np.int16)
