"""Drawn scenarios: how each driver may fall, and which fall together.

Drivers are drawn from a normal copula: correlated normal numbers, turned into shares of
one half more or less likely, turned into values of each distribution. A seed gives the
same scenarios everywhere (NumPy's PCG64).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from twiza.errors import InputError
from twiza.finance.months import Numbers
from twiza.finance.risk.drivers import DELAYS, DRIVERS
from twiza.finance.shocks import Shocks
from twiza.records import record, replaced

SHAPES = ("triangular", "uniform", "chance")


@record
class Distribution:
    """triangular: least, likely, most; uniform: least, most; chance: with probability
    `likely` the value is `most`, else `least`.
    """

    shape: str
    least: float
    likely: float
    most: float

    def at(self, share: Numbers) -> Numbers:
        """The value below which `share` of all draws fall."""
        width = self.most - self.least
        if self.shape == "uniform":
            return self.least + share * width
        if self.shape == "chance":
            return np.where(share < 1 - self.likely, self.least, self.most)
        if not width:
            return np.full_like(share, self.least)
        rising = (self.likely - self.least) / width
        up = self.least + np.sqrt(share * width * (self.likely - self.least))
        down = self.most - np.sqrt((1 - share) * width * (self.most - self.likely))
        found: Numbers = np.where(share < rising, up, down)
        return found


# Where a plan states none: wide enough to hurt, and shown beside every result.
USUAL: dict[str, Distribution] = {
    "price": Distribution("triangular", 0.85, 1.0, 1.10),
    "volume": Distribution("triangular", 0.70, 1.0, 1.10),
    "unit_cost": Distribution("triangular", 0.90, 1.0, 1.20),
    "investment": Distribution("triangular", 0.95, 1.0, 1.25),
    "eur": Distribution("triangular", 0.90, 1.0, 1.10),
    "collect_days": Distribution("triangular", 0.0, 10.0, 60.0),
    "sales_delay": Distribution("triangular", 0.0, 1.0, 8.0),
    "premium_delay": Distribution("triangular", 0.0, 4.0, 24.0),
    "premiums": Distribution("chance", 0.0, 0.85, 1.0),
}
USUAL_TOGETHER: dict[tuple[str, str], float] = {
    ("price", "volume"): -0.2,
    ("price", "unit_cost"): 0.5,
    ("sales_delay", "investment"): 0.4,
    ("sales_delay", "premium_delay"): 0.3,
}
YEARLY_VOLUME = Distribution("triangular", 0.75, 1.0, 1.15)


def drawn(
    count: int,
    *,
    seed: int,
    years: int,
    distributions: Mapping[str, Distribution] = USUAL,
    together: Mapping[tuple[str, str], float] = USUAL_TOGETHER,
    yearly_volume: Distribution | None = YEARLY_VOLUME,
) -> Shocks:
    """`count` scenarios, each driver of shape (count, 1).

    together       correlation of two drivers, from -1 to 1
    yearly_volume  good and bad years: a factor for each accounting year alone
    raises         InputError where correlations contradict one another
    """
    generator = np.random.default_rng(seed)
    names = [name for name in DRIVERS if name in distributions]
    shape = _mixed(names, together)
    normal = generator.standard_normal((count, len(names))) @ shape.T
    shares = _normal_share(normal)
    values: dict[str, Any] = {}
    for place, name in enumerate(names):
        value = distributions[name].at(shares[:, place : place + 1])
        is_whole = name in DELAYS
        values[name] = np.rint(value).astype(np.int64) if is_whole else value
    shocks = Shocks(**values)
    if yearly_volume is None:
        return shocks
    by_year = yearly_volume.at(generator.random((count, years)))
    return replaced(shocks, yearly_volume=by_year)


def _mixed(names: list[str], together: Mapping[tuple[str, str], float]) -> Numbers:
    correlation = np.eye(len(names))
    for (one, two), value in together.items():
        if one in names and two in names:
            a, b = names.index(one), names.index(two)
            correlation[a, b] = correlation[b, a] = value
    try:
        found: Numbers = np.asarray(np.linalg.cholesky(correlation), dtype=np.float64)
    except np.linalg.LinAlgError:
        raise InputError(
            "risk, correlations",
            found="correlations that cannot hold together",
            expected="a correlation of every pair that the others allow",
            mend="bring them nearer to 0",
        ) from None
    return found


_error_function = np.frompyfunc(math.erf, 1, 1)


def _normal_share(normal: Numbers) -> Numbers:
    """The share of a normal distribution below each number."""
    found: Numbers = np.asarray(_error_function(normal / math.sqrt(2)), dtype=float)
    return (1 + found) / 2


def refuse_unknown(names: Mapping[str, Any]) -> None:
    for name in names:
        if name not in DRIVERS:
            raise InputError(
                f"risk, {name}",
                found=f"the driver {name}",
                expected=f"one of: {', '.join(DRIVERS)}",
                mend="choose one of these",
            )
