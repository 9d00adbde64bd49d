"""The appraisal of one plan: each measure with the conventions it rests on."""

from __future__ import annotations

from twiza.finance.appraisal.discounting import (
    discount_factors,
    internal_rates,
    modified_internal_rate,
    net_present_value,
    payback_months,
)
from twiza.finance.appraisal.flows import equity_flow, project_flow
from twiza.finance.appraisal.ratios import (
    YearlyRatios,
    loan_life_cover,
    working_capital,
    yearly_ratios,
)
from twiza.finance.months import Numbers
from twiza.finance.projection import Projection
from twiza.records import record

# Of every measure: when the first flow falls, how time counts, which taxes are in.
CONVENTIONS = (
    "first_month_at_time_zero",
    "months_of_equal_length",
    "effective_yearly_rate",
    "taxes_as_paid_in_the_plan",
    "left_over_at_book_value",
)


@record
class Returns:
    """What one flow is worth; `rates` are all its internal rates.

    in_euros  at the one rate of the plan, so that rates and payback stay the same
    """

    flow: Numbers
    present_value: float
    present_value_eur: float
    rates: tuple[float, ...]
    modified_rate: float | None
    payback: float | None
    discounted_payback: float | None


@record
class Appraisal:
    """Returns of the project and of its owners, ratios by year, cash at its deepest.

    least, average debt cover  over the years in which principal is repaid
    """

    project: Returns
    equity: Returns
    ratios: YearlyRatios
    least_debt_cover: float | None
    average_debt_cover: float | None
    loan_life_cover: float | None
    deepest_cash: float
    deepest_month: int
    working_capital: float  # the most it ever takes
    cost_per_job: float | None


def appraise(one: Projection) -> Appraisal:
    """one  a plan without scenarios: arrays of shape (months,)"""
    ratios = yearly_ratios(one)
    repaid = one.months.by_year(one.debt_service - one.interest)
    cover = ratios.debt_cover[repaid > 0]
    jobs = sum(post.number for post in one.plan.staff)
    invested = sum(line.amount for line in one.plan.investments)
    return Appraisal(
        project=_returns(one, project_flow(one)),
        equity=_returns(one, equity_flow(one)),
        ratios=ratios,
        least_debt_cover=float(cover.min()) if cover.size else None,
        average_debt_cover=float(cover.mean()) if cover.size else None,
        loan_life_cover=loan_life_cover(one),
        deepest_cash=float(one.cash.min()),
        deepest_month=int(one.cash.argmin()) + 1,
        working_capital=float(working_capital(one).max()),
        cost_per_job=invested / jobs if jobs else None,
    )


def _returns(one: Projection, flow: Numbers) -> Returns:
    rate = one.plan.discount_rate
    worth = float(net_present_value(flow, rate))
    return Returns(
        flow=flow,
        present_value=worth,
        present_value_eur=worth / one.plan.eur_mad,
        rates=tuple(internal_rates(flow)),
        modified_rate=modified_internal_rate(
            flow, finance_rate=rate, reinvestment_rate=rate
        ),
        payback=payback_months(flow),
        discounted_payback=payback_months(
            flow * discount_factors(flow.shape[-1], rate)
        ),
    )
