"""The economic appraisal, apart from the financial one: transfers taken out, prices put
right by factors that are the author's own. And who gains what.

Without factors there is no economic appraisal: no official set for small projects in
Morocco was found, and none is made up.
Source: European Commission, Guide to Cost-Benefit Analysis of Investment Projects
(2014), ch. 2.8: from financial to economic analysis.
"""

from __future__ import annotations

import numpy as np

from twiza.finance.appraisal.discounting import internal_rates, net_present_value
from twiza.finance.months import Numbers
from twiza.finance.projection import Projection
from twiza.records import record

FACTORS = ("sales", "purchases", "overheads", "labour", "investments")


@record
class Economic:
    """Conversion factors, 1 where a price is right as it is; `labour` is the shadow
    wage as a share of the gross wage.
    """

    discount_rate: float
    factors: dict[str, float]


@record
class EconomicReturns:
    """ENPV and every EIRR."""

    present_value: float
    rates: tuple[float, ...]
    flow: Numbers


def economic_flow(one: Projection, economic: Economic) -> Numbers:
    """Resources alone: no VAT, no tax, no social charge, no grant, no loan."""
    factor = economic.factors
    flow = one.revenue * factor["sales"]
    bought = sum((p.bought for p in one.purchases), start=np.zeros(one.months.count))
    flow = flow - bought * factor["purchases"]
    flow = flow - one.overheads.cost * factor["overheads"]
    flow = flow - one.wages.gross * factor["labour"]
    flow = flow - one.assets.all_cost * factor["investments"]
    left = sum(c.sum() for c in one.assets.cost.values())
    left -= sum(w.sum() for w in one.assets.worn.values())
    stock = sum((float(p.stock[-1]) for p in one.purchases), start=0.0)
    flow[-1] += left * factor["investments"] + stock * factor["purchases"]
    found: Numbers = flow
    return found


def appraise_economically(one: Projection, economic: Economic) -> EconomicReturns:
    flow = economic_flow(one, economic)
    worth = float(net_present_value(flow, economic.discount_rate))
    return EconomicReturns(worth, tuple(internal_rates(flow)), flow)


def gains(one: Projection, equity: Numbers) -> dict[str, float]:
    """Present value, at the plan's rate, of what each party gets.

    investor  what is left to the owners less what they put in
    workers   gross wages, their own charges taken off
    state     VAT, taxes and social charges, less grants and premiums
    bank      interest and repayments less what it lends
    place     what is bought from others, before tax: how much of it stays in the place
              only the plan's author can say
    """
    rate = one.plan.discount_rate
    nothing = np.zeros(one.months.count)
    bought = sum((p.bought for p in one.purchases), start=nothing)
    flows = {
        "investor": equity,
        "workers": one.wages.paid,
        "state": one.vat.paid
        + one.tax.paid
        + one.business_tax
        + one.social_paid
        + one.withheld
        - one.grants.all_paid,
        "bank": one.debt_service - one.borrowed,
        "place": bought + one.overheads.cost,
    }
    return {
        name: float(net_present_value(nothing + flow, rate))
        for name, flow in flows.items()
    }
