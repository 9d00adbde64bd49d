"""A tax as straight pieces: what a spreadsheet can hold of a rule.

The rule of the rulebook is asked on both sides of every figure it compares with; the
pieces between are straight lines, and the workbook's formula equals the rule.
"""

from __future__ import annotations

import datetime
import math

import numpy as np

from twiza.finance.charges import Charge
from twiza.records import record


@record
class Piece:
    """From `start` on (or beyond it) the tax is `fixed` + `rate` times the base."""

    start: float
    includes_start: bool
    fixed: float
    rate: float


def pieces_of(charge: Charge, on: datetime.date) -> list[Piece]:
    """From a base of 0 upwards."""
    starts = [0.0, *sorted(t for t in charge.thresholds(on) if t > 0)]
    found: list[Piece] = []
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else 2 * start + 1e6
        low, high = start + (end - start) / 3, start + (end - start) * 2 / 3
        at_low, at_high, at_start = charge.due(
            np.array([low, high, start]), on
        ).tolist()
        rate = _tidy((at_high - at_low) / (high - low))
        fixed = at_low - rate * low
        fixed = 0.0 if abs(fixed) < 1e-6 else fixed
        is_in = math.isclose(at_start, fixed + rate * start, abs_tol=1e-6)
        piece = Piece(start, is_in or not place, fixed, rate)
        if not found or (found[-1].fixed, found[-1].rate) != (fixed, rate):
            found.append(piece)
    return found


def pieces_of_scale(rows: list[tuple[float, float]]) -> list[Piece]:
    """A progressive scale: each slice at its own rate."""
    found, tax, before = [], 0.0, (0.0, 0.0)
    for start, rate in rows:
        tax += (start - before[0]) * before[1]
        found.append(Piece(start, True, tax - rate * start, rate))
        before = (start, rate)
    return found


def formula_of(pieces: list[Piece], base: str) -> str:
    """The tax on a cell, the highest piece first."""
    if not pieces:
        return "0"
    text = _line(pieces[0], base)
    for piece in pieces[1:]:
        sign = ">=" if piece.includes_start else ">"
        text = f"IF({base}{sign}{piece.start!r},{_line(piece, base)},{text})"
    return text


def _line(piece: Piece, base: str) -> str:
    fixed = f"{piece.fixed!r}+" if piece.fixed else ""
    return f"{fixed}{piece.rate!r}*{base}"


def _tidy(rate: float) -> float:
    """A rate without the noise of the division it came from."""
    return round(rate, 10)
