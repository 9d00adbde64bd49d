"""Many drawn scenarios, each the whole plan, and what they say of cash and worth."""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.appraisal.discounting import internal_rate, net_present_value
from twiza.finance.appraisal.flows import project_flow
from twiza.finance.months import Numbers
from twiza.finance.risk.sensitivity import Run
from twiza.finance.shocks import Shocks
from twiza.records import record, replaced

BLOCK = 500
SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
NINE_IN_TEN = 0.9


@record
class Spread:
    """What drawn scenarios come to.

    cash_shares    cash at each month's end below which 5, 25, 50, 75, 95 % fall;
                   (5, months)
    short_by       the share of scenarios out of cash at some time up to each month
    short_at_all   the same over the whole plan
    to_survive     more own funds in month 1 with which nine in ten never run out
    worth, rate    of the project, per scenario; rate is NaN where it is none or several
    """

    scenarios: int
    cash_shares: Numbers
    short_by: Numbers
    short_at_all: float
    to_survive: float
    worth: Numbers
    rate: Numbers
    loses_share: float


def monte_carlo(run: Run, shocks: Shocks, scenarios: int) -> Spread:
    """run  computes the plan under shocks; each block of scenarios at once"""
    cash, worth, rate = [], [], []
    for start in range(0, scenarios, BLOCK):
        one = run(part_of(shocks, slice(start, start + BLOCK)))
        flow = project_flow(one)
        cash.append(one.cash)
        worth.append(net_present_value(flow, one.plan.discount_rate))
        rate.append(internal_rate(flow))
    all_cash, all_worth = np.concatenate(cash), np.concatenate(worth)
    deepest = np.minimum.accumulate(all_cash, axis=1)
    short = deepest < 0
    return Spread(
        scenarios=scenarios,
        cash_shares=np.quantile(all_cash, SHARES, axis=0),
        short_by=short.mean(axis=0),
        short_at_all=float(short[:, -1].mean()),
        to_survive=_to_survive(deepest[:, -1]),
        worth=all_worth,
        rate=np.concatenate(rate),
        loses_share=float((all_worth < 0).mean()),
    )


def part_of(shocks: Shocks, rows: slice) -> Shocks:
    """Some of the scenarios."""
    changed: dict[str, Any] = {}
    for name in Shocks.__match_args__:
        value = getattr(shocks, name)
        if isinstance(value, np.ndarray) and value.ndim == 2:
            changed[name] = value[rows]
    return replaced(shocks, **changed)


def _to_survive(deepest: Numbers) -> float:
    """The smallest sum with which nine in ten stay at or above nothing."""
    lacking = np.sort(np.maximum(-deepest, 0.0))
    place = int(np.ceil(NINE_IN_TEN * len(lacking))) - 1
    return float(lacking[place])
