"""The values of an unknown fact that are tried, and the arithmetic that finds them:
what generated source calls.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

BESIDE = 1e-12  # how far beside a critical point, relative to it


def ratio(top: float, below: float) -> float:
    """A quotient, infinite where the divisor is 0: no critical point."""
    return top / below if below else math.inf


def root(number: float) -> float:
    return math.sqrt(number) if number >= 0 else math.nan


def rounded(number: float) -> float:
    """The nearest whole number; what is infinite or no number stays."""
    return float(round(number)) if math.isfinite(number) else number


def numbers(
    least: float,
    most: float,
    jumps: Sequence[float],
    bends: Sequence[float],
    slack: float,
) -> dict[float, None]:
    """The ends, every critical point between them, and both sides of a jump.

    slack   how far beside a jump at 0
    """
    found = {least: None, most: None}
    for turn in bends:
        if least < turn < most:  # what is no number is not between them
            found[turn] = None
    for turn in jumps:
        aside = abs(turn) * BESIDE or slack
        below, above = turn - aside, turn + aside
        if above >= least and below <= most:
            at = turn if turn > least else least
            found[at if at < most else most] = None
            found[below if below > least else least] = None
            found[above if above < most else most] = None
    return found


def wholes(least: float, most: float, turns: Sequence[float]) -> dict[float, None]:
    """As `numbers`, of whole values."""
    found = {least: None, most: None}
    for turn in turns:
        at = turn if turn > least else least
        at = float(round(at if at < most else most))
        found[at] = None
        found[at - 1 if at - 1 > least else least] = None
        found[at + 1 if at + 1 < most else most] = None
    return found


def choices(mask: int, classes: Sequence[int]) -> list[int]:
    """One choice of every class that is still possible."""
    return [held & -held for held in (mask & one for one in classes) if held]


NAMES = {
    "INFINITE": math.inf,
    "choices": choices,
    "numbers": numbers,
    "ratio": ratio,
    "root": root,
    "rounded": rounded,
    "wholes": wholes,
    "zip": zip,
}
