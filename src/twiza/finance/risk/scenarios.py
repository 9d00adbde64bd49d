"""Bad days that a bank asks about, each the whole plan computed again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twiza.finance.model import Plan
from twiza.finance.risk.drivers import as_written, rows
from twiza.finance.risk.sensitivity import Run, present_values
from twiza.finance.shocks import Shocks
from twiza.records import record, replaced

# How bad each day is: a choice of this program, shown beside every result.
LATE_MONTHS = 12
DRY_VOLUME = 0.6
DRY_YEAR = 1  # the second accounting year
EUR_SWING = 0.15
OPENING_DELAY = 6

NAMED: dict[str, dict[str, float]] = {
    "as_written": {},
    "no_premium": {"premiums": 0.0},
    "late_premium": {"premium_delay": LATE_MONTHS},
    "dry_year": {},
    "euro_lower": {"eur": 1 - EUR_SWING},
    "euro_higher": {"eur": 1 + EUR_SWING},
    "no_bank": {"loans": 0.0},
    "opens_later": {"sales_delay": OPENING_DELAY},
}


@record
class Outcome:
    """What a scenario comes to: worth, deepest cash and its month, cash at the end."""

    name: str
    worth: float
    deepest_cash: float
    deepest_month: int
    cash_at_end: float


def named_scenarios(run: Run, plan: Plan, names: Sequence[str] = ()) -> list[Outcome]:
    """Each named scenario; all of them where none is named."""
    chosen = list(names or NAMED)
    one = run(scenario_shocks(plan, chosen))
    worth = present_values(one)
    return [
        Outcome(
            name,
            float(worth[place]),
            float(one.cash[place].min()),
            int(one.cash[place].argmin()) + 1,
            float(one.cash[place, -1]),
        )
        for place, name in enumerate(chosen)
    ]


def scenario_shocks(plan: Plan, names: Sequence[str]) -> Shocks:
    years = plan.horizon_years + 1
    volume = np.ones((len(names), years))
    for place, name in enumerate(names):
        if name == "dry_year":
            volume[place, DRY_YEAR] = DRY_VOLUME
    # A driver that all entries share keeps every scenario a row.
    entries = [{"price": as_written("price"), **NAMED[name]} for name in names]
    return replaced(rows(entries), yearly_volume=volume)
