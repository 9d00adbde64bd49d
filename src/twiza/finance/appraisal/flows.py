"""The flows that an appraisal weighs: of the project, and of its owners."""

from __future__ import annotations

import numpy as np

from twiza.finance.months import Numbers
from twiza.finance.projection import Projection


def project_flow(one: Projection) -> Numbers:
    """What the business yields before any lender or owner: operating cash, taxes as the
    plan pays them, less investments, with its grants; in the last month also what is
    left at book value.
    """
    flow = one.operating_cash - one.assets.paid + one.grants.all_paid
    flow = np.zeros_like(one.cash) + flow
    flow[..., -1] += left_over(one)
    return flow


def equity_flow(one: Projection) -> Numbers:
    """What is left to the owners each month after lenders are served, whether or not
    it is paid out; below 0, what they must put in. Tax kept back on dividends is lost.
    """
    before = np.concatenate(
        [np.zeros_like(one.cash[..., :1]), one.cash[..., :-1]], axis=-1
    )
    flow = one.cash - before - one.own_funds + one.dividends - one.withheld
    flow[..., -1] += left_over(one) - one.debt[..., -1]
    found: Numbers = flow
    return found


def left_over(one: Projection) -> Numbers:
    """At the end: what is owned at book value and what is owed to the firm, less what
    it owes; neither cash nor loans. Shape (…).
    """
    sheet = one.balance
    owned = sheet.assets - sheet.cash
    owed = sheet.suppliers + sheet.social + sheet.vat_billed + sheet.vat_owed
    found: Numbers = (owned - owed - sheet.tax_owed)[..., -1]
    return found
