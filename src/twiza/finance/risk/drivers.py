"""What may turn out otherwise: each driver moves one thing in a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from twiza.finance.months import Numbers
from twiza.finance.shocks import Shocks

# Factors on what the plan states, 1 as written.
FACTORS = (
    *("price", "volume", "unit_cost", "wages", "overheads", "investment", "eur"),
    *("loans", "premiums"),
)
# Added to what the plan states, 0 as written.
ADDED = ("collect_days", "inflation", "loan_rate")
# Whole months later, 0 as written.
DELAYS = ("sales_delay", "premium_delay")
DRIVERS = (*FACTORS, *ADDED, *DELAYS)


def as_written(driver: str) -> float:
    return 1.0 if driver in FACTORS else 0.0


def shocks_of(values: Mapping[str, Any], yearly_volume: Any = None) -> Shocks:
    """values  by driver: numbers, or arrays of shape (scenarios, 1)"""
    return Shocks(**values, yearly_volume=yearly_volume)


def rows(values: Sequence[Mapping[str, float]]) -> Shocks:
    """One scenario per entry; what an entry leaves out stays as written."""
    names = dict.fromkeys(name for entry in values for name in entry)
    found: dict[str, Numbers] = {
        name: np.array([[entry.get(name, as_written(name))] for entry in values])
        for name in names
    }
    for name in DELAYS:
        if name in found:
            found[name] = found[name].astype(np.int64)
    return shocks_of(found)
