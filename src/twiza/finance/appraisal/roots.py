"""Where polynomials vanish between a start and 1: every root in an interval of its own.

In the basis of Bernstein the signs of the coefficients bound the number of roots in an
interval: none means no root, one means exactly one. Halving goes on until every
interval is one or the other (Collins & Akritas, 1976). In this basis the coefficients
are averages of flows, so that nothing grows and little is lost to rounding. Many
polynomials are worked on at once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from twiza.finance.months import Numbers, Whole
from twiza.records import record

NARROW = 1e-9  # two roots closer than this are told as one
NOTHING = 1e-13  # a coefficient this small beside the largest is taken for 0
HALVINGS = 40


@record
class Roots:
    """One root in each interval, of the polynomial in `row`; (n,) each.

    guess   where the root lies about; `starts_positive` the sign at `low`
    """

    row: Whole
    low: Numbers
    high: Numbers
    guess: Numbers
    starts_positive: Any


def isolated_roots(rows: Numbers, start: float) -> Roots:
    """rows  (polynomials, n): coefficients of x**0, x**1, …; start  from 0 to below 1

    A root at 1 itself is not looked for.
    """
    values = rows @ bernstein_basis(rows.shape[1], start)
    scale = np.abs(values).max(axis=1)
    row = np.flatnonzero(scale)
    values, low = values[row], np.full(row.size, start)
    width = 1.0 - start
    found: list[tuple[Any, ...]] = []
    for _ in range(HALVINGS):
        changes = sign_changes(values, scale[row])
        is_flat = np.abs(values).max(axis=1) <= NOTHING * scale[row]
        # It touches 0: what lies beyond is lost in rounding.
        touches = (changes == 0) & (sign_changes(values, 0.0 * scale[row]) > 1)
        crosses, meets = changes == 1, is_flat | touches
        found.append(_told(row[crosses], low[crosses], width, values[crosses]))
        # Where nothing changes sign there is nothing to refine: its middle is the root.
        middle = low[meets] + width / 2
        found.append(_told(row[meets], middle, 0.0, values[meets]))
        several = (changes > 1) & ~is_flat
        values, row, low = values[several], row[several], low[several]
        if not row.size:
            break
        left, right = halves(values)
        width /= 2
        at_middle = np.abs(right[:, 0]) <= NOTHING * scale[row]
        middle = low[at_middle] + width
        edge = values[at_middle]
        found.append(_told(row[at_middle], middle - NARROW, 2 * NARROW, edge))
        values = np.concatenate([left, right])
        row, low = np.concatenate([row, row]), np.concatenate([low, low + width])
    # What is left is narrow, and still not told apart.
    found.append(_told(row, low + width / 2, 0.0, values))
    return Roots(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _told(row: Whole, low: Numbers, width: float, values: Numbers) -> tuple[Any, ...]:
    """The interval, and where the polygon of the coefficients crosses 0."""
    starts_positive = values[:, 0] > 0
    crosses = (values > 0) != starts_positive[:, None]
    place = np.maximum(crosses.argmax(axis=1), 1)
    rows = np.arange(row.size)
    before, after = values[rows, place - 1], values[rows, place]
    fall = before - after
    share = np.divide(before, fall, out=np.full_like(fall, 0.5), where=fall != 0)
    along = (place - 1 + np.clip(share, 0.0, 1.0)) / max(values.shape[1] - 1, 1)
    guess = np.where(crosses.any(axis=1), low + width * along, low + width / 2)
    return row, low, low + width, guess, starts_positive


@lru_cache(maxsize=16)
def bernstein_basis(count: int, start: float) -> Numbers:
    """Turns rows of `count` coefficients into those of Bernstein between `start` and 1:
    rows @ basis.

    On 0 to 1, b_j is the sum over i of (j over i) / (degree over i) * a_i; every weight
    is at most 1. The upper part of that interval is cut off by de Casteljau.
    """
    basis = np.zeros((count, count))
    basis[0, :] = 1.0
    for i in range(1, count):
        j = np.arange(i, count)
        basis[i, i:] = basis[i - 1, i:] * (j - i + 1) / (count - i)
    row, upper = basis, np.empty_like(basis)
    for place in range(count):
        upper[:, count - 1 - place] = row[:, -1]
        row = (1 - start) * row[:, :-1] + start * row[:, 1:]
    upper.setflags(write=False)
    return upper


def halves(values: Numbers) -> tuple[Numbers, Numbers]:
    """The coefficients on the lower and the upper half, by de Casteljau; (m, n)."""
    count = values.shape[1]
    left, right = np.empty_like(values), np.empty_like(values)
    row = values
    for place in range(count):
        left[:, place], right[:, count - 1 - place] = row[:, 0], row[:, -1]
        row = (row[:, :-1] + row[:, 1:]) / 2
    return left, right


def sign_changes(rows: Numbers, scale: Any) -> Any:
    """How often each row changes sign; what is next to nothing beside `scale` is left
    out. rows  (m, n); scale  (m,); returns (m,)
    """
    small = NOTHING * np.asarray(scale)[:, None]
    signs = np.where(np.abs(rows) > small, np.sign(rows), 0.0)
    place = np.where(signs != 0, np.arange(rows.shape[1]), 0)
    # A zero takes the sign before it.
    filled = np.take_along_axis(signs, np.maximum.accumulate(place, axis=1), axis=1)
    return (filled[:, 1:] * filled[:, :-1] < 0).sum(axis=1)
