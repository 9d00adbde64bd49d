"""One driver at a time, two together, and the value at which a plan is worth nothing.

Every point is the whole plan computed again: VAT, stock, taxes, loans and premiums.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from twiza.finance.appraisal.discounting import net_present_value
from twiza.finance.appraisal.flows import project_flow
from twiza.finance.months import Numbers
from twiza.finance.projection import Projection
from twiza.finance.risk.drivers import as_written, rows
from twiza.finance.shocks import Shocks
from twiza.records import record

Run = Callable[[Shocks], Projection]

POINTS = 65
ROUNDS = 4
SPAN = 0.1
ONE_WAY = ("price", "volume", "unit_cost", "wages", "overheads", "investment", "eur")
WIDEST = {"collect_days": 360.0, "loan_rate": 0.5, "inflation": 0.5}


@record
class Swing:
    """One bar of a tornado: the driver lower and higher, and what each is worth."""

    driver: str
    low: float
    high: float
    worth_low: float
    worth_high: float
    switching: float | None

    @property
    def width(self) -> float:
        return abs(self.worth_high - self.worth_low)


def present_values(one: Projection) -> Numbers:
    """Of the project, at the plan's rate, shape (scenarios,)."""
    found: Numbers = net_present_value(project_flow(one), one.plan.discount_rate)
    return found


def tornado(run: Run, drivers: Sequence[str] = ONE_WAY) -> list[Swing]:
    """Each driver a tenth lower and higher, the widest swing first."""
    entries = [{name: 1 + side * SPAN} for name in drivers for side in (-1, 1)]
    worth = present_values(run(rows(entries)))
    swings = [
        Swing(
            name,
            1 - SPAN,
            1 + SPAN,
            float(worth[2 * place]),
            float(worth[2 * place + 1]),
            switching_value(run, name),
        )
        for place, name in enumerate(drivers)
    ]
    return sorted(swings, key=lambda swing: -swing.width)


def switching_value(run: Run, driver: str) -> float | None:
    """The value nearest to the plan's at which it is worth nothing; None where none
    lies between nothing and three times what is written.
    """
    start = as_written(driver)
    low, high = 0.0, 3.0 if start else WIDEST.get(driver, 60.0)
    found: float | None = None
    for _ in range(ROUNDS):
        points = np.linspace(low, high, POINTS)
        worth = present_values(run(rows([{driver: float(p)} for p in points])))
        crossings = np.flatnonzero(worth[:-1] * worth[1:] <= 0)
        if not crossings.size:
            return found
        near = crossings[np.abs(points[crossings] - start).argmin()]
        low, high = float(points[near]), float(points[near + 1])
        found = _between(low, high, float(worth[near]), float(worth[near + 1]))
    return found


def grid(
    run: Run, first: tuple[str, Sequence[float]], second: tuple[str, Sequence[float]]
) -> Numbers:
    """What the plan is worth for each pair of values, shape (first, second)."""
    entries = [{first[0]: a, second[0]: b} for a in first[1] for b in second[1]]
    worth: Any = present_values(run(rows(entries)))
    found: Numbers = worth.reshape(len(first[1]), len(second[1]))
    return found


def _between(low: float, high: float, worth_low: float, worth_high: float) -> float:
    if worth_low == worth_high:
        return low
    return low + (high - low) * worth_low / (worth_low - worth_high)
