"""Present values, and the rates at which they vanish: every one of them.

Flows are monthly, the first at time 0. Rates are yearly and effective:
1 + yearly = (1 + monthly) ** 12. Source: Brealey, Myers & Allen, Principles of
Corporate Finance, ch. 5 and 6; several rates of one project: Lorie & Savage, Three
Problems in Rationing Capital, Journal of Business 28 (1955).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from twiza.finance.appraisal.roots import NOTHING, Roots, isolated_roots
from twiza.finance.months import Numbers, Whole

# Rates are looked for from -99 % to 10 000 % a year; beyond, a figure means nothing.
LEAST_FACTOR = 0.68
STEPS = 60
CLOSE = 1e-13
BLOCK = 2_500
SAME_RATE = 1e-6
FEW = 64

# The flows of each row at its factor, and how fast they move with it.
Values = Callable[[Numbers], tuple[Numbers, Numbers]]


def discount_factors(months: int, yearly_rate: Any) -> Numbers:
    """What one unit of each month is worth at time 0; shape (…, months)."""
    exponent = np.arange(months) / 12
    found: Numbers = (1.0 + np.asarray(yearly_rate, dtype=float)) ** -exponent
    return found


def net_present_value(flows: Numbers, yearly_rate: Any) -> Any:
    """flows  (…, months); yearly_rate  () or (scenarios, 1); returns  (…)"""
    if np.ndim(yearly_rate) == 0:
        return flows @ discount_factors(flows.shape[-1], yearly_rate)
    return (flows * discount_factors(flows.shape[-1], yearly_rate)).sum(axis=-1)


def internal_rates(flows: Numbers) -> list[float]:
    """Every yearly rate from -99 % to 10 000 % at which the flows are worth nothing,
    smallest first.

    flows  (months,)
    """
    _, rates = _all_rates(np.asarray(flows, dtype=float)[None, :])
    found = sorted(rates.tolist())
    return [r for i, r in enumerate(found) if not i or r - found[i - 1] > SAME_RATE]


def internal_rate(flows: Numbers) -> Any:
    """One rate per scenario; NaN where there is none or where there are several.

    flows  (scenarios, months); returns (scenarios,)
    """
    found = np.full(flows.shape[0], np.nan)
    for start in range(0, flows.shape[0], BLOCK):
        block = flows[start : start + BLOCK]
        row, rates = _all_rates(block)
        is_single = np.bincount(row, minlength=len(block))[row] == 1
        found[start + row[is_single]] = rates[is_single]
    return found


def _all_rates(flows: Numbers) -> tuple[Whole, Numbers]:
    """The scenario and the rate of every root."""
    total = np.abs(flows).sum(axis=1)
    at_zero = np.flatnonzero(
        (np.abs(flows.sum(axis=1)) <= NOTHING * total) & (total > 0)
    )
    above = isolated_roots(flows, LEAST_FACTOR)
    # The same flows in reverse, by the inverse of the factor: the rates below 0.
    below = isolated_roots(flows[:, ::-1], LEAST_FACTOR)
    factor = _refined(flows[above.row], above)
    inverse = _refined(flows[below.row, ::-1], below)
    rows = np.concatenate([above.row, below.row, at_zero])
    rates = [factor**-12.0 - 1, inverse**12.0 - 1, np.zeros(at_zero.size)]
    return rows, np.concatenate(rates)


def modified_internal_rate(
    flows: Numbers, *, finance_rate: float, reinvestment_rate: float
) -> float | None:
    """The rate at which what is put in grows to what comes out, reinvested.

    None where nothing is put in or nothing comes out.
    """
    months = flows.shape[-1]
    spent = net_present_value(np.minimum(flows, 0.0), finance_rate)
    ends = (months - 1 - np.arange(months)) / 12
    earned = float(np.maximum(flows, 0.0) @ (1 + reinvestment_rate) ** ends)
    if spent >= 0 or earned <= 0 or months < 2:
        return None
    rate: float = (earned / -spent) ** (12 / (months - 1)) - 1
    return float(rate)


def payback_months(flows: Numbers) -> float | None:
    """Months until the flows have paid back what went before, for good; None where they
    never do. Within the month on a straight line.
    """
    total = np.cumsum(flows)
    if total[-1] < 0 or not (total < 0).any():
        return None
    last = int(np.flatnonzero(total < 0)[-1])
    step = total[last + 1] - total[last]
    return float(last - total[last] / step)


def _refined(rows: Numbers, roots: Roots) -> Numbers:
    """Newton's steps kept within the interval that holds one root."""
    value_at = _by_powers(rows) if len(rows) < FEW else _by_horner(rows)
    low, high, factor = roots.low, roots.high, roots.guess
    for _ in range(STEPS if factor.size else 0):
        value, slope = value_at(factor)
        is_low = (value > 0) == roots.starts_positive
        low, high = np.where(is_low, factor, low), np.where(is_low, high, factor)
        with np.errstate(all="ignore"):
            step = factor - value / slope
        inside = (step > low) & (step < high)
        after = np.where(inside, step, (low + high) / 2)
        is_done = np.abs(after - factor) <= CLOSE * factor
        factor = after
        if is_done.all():
            break
    return factor


def _by_powers(rows: Numbers) -> Values:
    """Few rows: every month at once."""
    months = np.arange(rows.shape[1])

    def value_at(factor: Numbers) -> tuple[Numbers, Numbers]:
        terms = rows * factor[:, None] ** months
        return terms.sum(axis=1), (terms * months).sum(axis=1) / factor

    return value_at


def _by_horner(rows: Numbers) -> Values:
    """Many rows: one month after the other."""
    columns = np.ascontiguousarray(rows.T)[::-1]

    def value_at(factor: Numbers) -> tuple[Numbers, Numbers]:
        value, slope = np.zeros_like(factor), np.zeros_like(factor)
        for flow in columns:
            slope *= factor
            slope += value
            value *= factor
            value += flow
        return value, slope

    return value_at
