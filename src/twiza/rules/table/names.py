"""What generated NumPy source calls, and the trials of unknown numbers as columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

import numpy as np

from twiza.rules.compiled import Function
from twiza.rules.trials import BESIDE

Numbers = Any  # one number, or an array of one per row


def numbers(
    least: float,
    most: float,
    jumps: Sequence[Numbers],
    bends: Sequence[Numbers],
    slack: float,
) -> Iterator[Numbers]:
    """As `trials.numbers`, of every row at once; the ends were tried before."""
    for turn in bends:
        yield np.fmin(np.fmax(turn, least), most)
    for turn in jumps:
        aside = np.abs(turn) * BESIDE
        aside = np.where(aside == 0, slack, aside)
        below, above = turn - aside, turn + aside
        # Rows in which the jump lies outside try the least end once more.
        inside = (above >= least) & (below <= most)
        yield np.where(inside, np.fmin(np.fmax(turn, least), most), least)
        yield np.where(inside, np.fmax(below, least), least)
        yield np.where(inside, np.fmin(above, most), least)


def wholes(least: float, most: float, turns: Sequence[Numbers]) -> Iterator[Numbers]:
    """As `trials.wholes`, of every row at once; the ends were tried before."""
    for turn in turns:
        at = np.rint(np.fmin(np.fmax(turn, least), most))
        yield at
        yield np.fmax(at - 1, least)
        yield np.fmin(at + 1, most)


_TAKEN = (
    "add", "subtract", "multiply", "divide", "minimum", "maximum", "where", "take",
    "fmin", "fmax", "sqrt", "rint", "ones", "zeros", "full", "bool_", "int8",
    "logical_and", "logical_or", "logical_not", "equal", "not_equal", "less",
    "less_equal", "greater", "greater_equal",
)  # fmt: skip


class ArrayFunction(Function):
    """Generated source over columns."""

    __slots__ = ()
    names: ClassVar[dict[str, Any]] = {
        **{name: getattr(np, name) for name in _TAKEN},
        "FALSE": np.False_,
        "INFINITE": np.inf,
        "TRUE": np.True_,
        "numbers": numbers,
        "wholes": wholes,
    }
