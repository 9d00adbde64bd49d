"""What a bank looks at, by accounting year. NaN where a ratio has no meaning.

Source: Yescombe, Principles of Project Finance, ch. 12 (debt cover); Brealey, Myers &
Allen, Principles of Corporate Finance, ch. 10 (break-even).
"""

from __future__ import annotations

import numpy as np

from twiza.finance.appraisal.discounting import discount_factors
from twiza.finance.months import Numbers, Whole
from twiza.finance.projection import Projection
from twiza.records import record


@record
class YearlyRatios:
    """Each of shape (years,).

    debt_cover        operating cash over interest and repayments (DSCR)
    break_even        sales at which the result before tax is nothing
    break_even_bare   the same without the cost of finance
    value_added       sales less what was bought from others
    return_on_equity  net result over own means at the end of the year
    """

    years: Whole
    debt_cover: Numbers
    break_even: Numbers
    break_even_bare: Numbers
    value_added: Numbers
    return_on_equity: Numbers


def yearly_ratios(one: Projection) -> YearlyRatios:
    by_year, sheet = one.months.by_year, one.balance
    revenue, used = by_year(one.revenue), by_year(one.used)
    overheads = by_year(one.overheads.cost)
    fixed = by_year(one.wages.cost + one.assets.depreciation + one.business_tax)
    fixed = fixed + overheads - by_year(one.grants.released)
    interest = by_year(one.interest)
    margin = _over(revenue - used, revenue)
    own = one.months.at_year_ends(sheet.capital + sheet.retained + sheet.grants)
    return YearlyRatios(
        years=one.months.years[one.months.year_ends],
        debt_cover=_over(by_year(one.operating_cash), by_year(one.debt_service)),
        break_even=_positive(fixed + interest, margin),
        break_even_bare=_positive(fixed, margin),
        value_added=revenue - used - overheads,
        return_on_equity=_positive(by_year(one.net), own),
    )


def loan_life_cover(one: Projection) -> float | None:
    """Operating cash until the last repayment, at the rate of the loans, over what is
    owed when the first repayment is due (LLCR). None without a loan.
    """
    repaid = sum((loan.repaid for loan in one.loans), start=np.zeros(one.months.count))
    due = np.flatnonzero(repaid > 0)
    borrowed = float(one.borrowed.sum())
    if not due.size or not borrowed:
        return None
    first, last = int(due[0]), int(due[-1])
    rates = [line.amount * line.yearly_rate for line in one.plan.loans]
    rate = sum(rates) / sum(line.amount for line in one.plan.loans)
    # Lenders count in twelfths of the nominal rate.
    yearly = (1 + rate / 12) ** 12 - 1
    cash = one.operating_cash[first : last + 1]
    worth = float(cash @ discount_factors(len(cash), yearly))
    return worth / float(one.debt[first - 1] if first else borrowed)


def working_capital(one: Projection) -> Numbers:
    """Stock and claims less what is owed in the course of business, at each month's
    end; shape (…, months).
    """
    sheet = one.balance
    claims = sheet.stock + sheet.customers + sheet.vat_to_deduct + sheet.vat_credit
    owed = sheet.suppliers + sheet.social + sheet.vat_billed + sheet.vat_owed
    found: Numbers = claims - owed
    return found


def _over(above: Numbers, below: Numbers) -> Numbers:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below != 0)


def _positive(above: Numbers, below: Numbers) -> Numbers:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)
