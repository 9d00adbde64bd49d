"""The VAT account: what customers paid less what was paid to suppliers."""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.months import Numbers
from twiza.finance.timing import cumulated
from twiza.finance.trading import Selling
from twiza.records import record


@record
class VatAccount:
    """By month: tax declared on sales and on purchases, and what is paid to the State.

    A month's tax is paid in the next; what is owed to the firm is carried forward.
    """

    declared: Numbers
    deducted: Numbers
    due: Numbers
    paid: Numbers

    @property
    def credit(self) -> Numbers:
        """What the State owes the firm at the end of each month."""
        found: Numbers = np.cumsum(self.due - self.declared + self.deducted, axis=-1)
        return found

    @property
    def owed(self) -> Numbers:
        """Due and not yet paid at the end of each month."""
        found: Numbers = np.cumsum(self.due - self.paid, axis=-1)
        return found


def vat_account(declared: Numbers, deducted: Numbers) -> VatAccount:
    balance = cumulated(declared - deducted)
    # What has been due so far is the highest balance there ever was: a credit is used
    # up before anything is paid.
    due = np.diff(np.maximum.accumulate(balance, axis=-1), axis=-1)
    paid = np.concatenate([np.zeros_like(due[..., :1]), due[..., :-1]], axis=-1)
    return VatAccount(declared, deducted, due, paid)


def deducted_share(sales: list[Selling]) -> Any:
    """The share of sales that gives a right to deduct, over the whole plan.

    returns  () or (scenarios, 1); 1 where nothing is sold
    """
    total = sum(
        (s.revenue.sum(axis=-1, keepdims=True) for s in sales), start=np.zeros(1)
    )
    right = sum(
        (s.revenue.sum(axis=-1, keepdims=True) for s in sales if s.deducts_vat),
        start=np.zeros(1),
    )
    return np.divide(right, total, out=np.ones_like(total), where=total > 0)
