"""Loans: level instalments after months of grace."""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.model import Loan
from twiza.finance.months import Numbers, Whole
from twiza.records import record


@record
class Schedule:
    """What a loan pays out, costs and pays back, each of shape (…, months)."""

    paid_out: Numbers
    interest: Numbers
    repaid: Numbers

    @property
    def owed(self) -> Numbers:
        """At the end of each month."""
        found: Numbers = np.cumsum(self.paid_out - self.repaid, axis=-1)
        return found


def monthly_instalment(principal: Any, yearly_rate: Any, months: int) -> Numbers:
    """Level payment that repays a loan, due at the end of each month.

    principal    money; one loan () or one per scenario (n, 1)
    yearly_rate  nominal share per year, paid in twelfths; 0 is allowed
    months       number of instalments, at least 1
    source       annuity-immediate: Kellison, The Theory of Interest, ch. 3
    """
    monthly_rate = np.asarray(yearly_rate, dtype=float)[..., None] / 12
    factors = (1 + monthly_rate) ** -np.arange(1, months + 1)
    instalment: Numbers = np.asarray(principal) / factors.sum(axis=-1)
    return instalment


def loan_schedule(
    loan: Loan, months: int, *, factor: Any = 1.0, more_rate: Any = 0.0
) -> Schedule:
    """The loan within the first `months` of a plan.

    factor     share of the loan that the bank grants, () or (scenarios, 1)
    more_rate  added to the yearly rate
    """
    rate = np.asarray(loan.yearly_rate + more_rate, dtype=float)
    principal = np.asarray(loan.amount * factor, dtype=float)
    number = np.arange(months) - (loan.month - 1)  # 1 with the first payment
    is_running = (number >= 1) & (number <= loan.months)
    paid = np.clip(number, 0, loan.months)
    before = np.clip(number - 1, 0, loan.months)
    owed_before = _owed(loan, principal, rate, before)
    owed = _owed(loan, principal, rate, paid)
    paid_out = principal * (number == 0)
    return Schedule(
        paid_out=paid_out,
        interest=owed_before * rate / 12 * is_running,
        repaid=(owed_before - owed) * is_running,
    )


def _owed(loan: Loan, principal: Numbers, rate: Numbers, paid: Whole) -> Numbers:
    """What is owed after so many payments: nothing is repaid in the months of grace."""
    instalments = loan.months - loan.grace_months
    number = np.clip(paid - loan.grace_months, 0, instalments)
    monthly = rate / 12
    safe = np.where(monthly == 0, 1.0, monthly)
    growth, whole = (1 + safe) ** number, (1 + safe) ** instalments
    with_rate = (whole - growth) / (whole - 1)
    share = np.where(monthly == 0, 1 - number / instalments, with_rate)
    owed: Numbers = principal * share
    return owed
