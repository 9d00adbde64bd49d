"""The balance sheet of every month, each line from its own account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from twiza.finance.months import Numbers
from twiza.records import record

if TYPE_CHECKING:
    from twiza.finance.projection import Projection


@record
class Balance:
    """At the end of each month. `gap` is what the two sides differ by: nothing."""

    fixed: dict[str, Numbers]  # by kind of investment, net of wear
    stock: Numbers
    customers: Numbers
    vat_to_deduct: Numbers
    vat_credit: Numbers
    tax_credit: Numbers
    cash: Numbers
    overdraft: Numbers
    capital: Numbers
    retained: Numbers
    grants: Numbers
    loans: Numbers
    suppliers: Numbers
    social: Numbers
    vat_billed: Numbers
    vat_owed: Numbers
    tax_owed: Numbers

    @property
    def assets(self) -> Numbers:
        current = self.stock + self.customers + self.vat_to_deduct + self.vat_credit
        found: Numbers = (
            sum(self.fixed.values()) + current + self.tax_credit + self.cash
        )
        return found

    @property
    def liabilities(self) -> Numbers:
        own = self.capital + self.retained + self.grants
        owed = self.suppliers + self.social + self.vat_billed + self.vat_owed
        found: Numbers = own + self.loans + owed + self.tax_owed + self.overdraft
        return found

    @property
    def gap(self) -> Numbers:
        return self.assets - self.liabilities


def balance(projection: Projection) -> Balance:
    """Each side is added up from its own flows; nothing is a remainder."""
    one = projection
    sales, purchases, vat = one.sales, one.purchases, one.vat
    nothing = np.zeros_like(one.revenue)
    billed = sum((s.vat_billed for s in sales), start=nothing)
    deductible = sum((p.vat_billed for p in purchases), start=nothing)
    deductible = deductible + one.overheads.vat_paid + one.assets.vat_paid
    claims = (s.revenue + s.vat_billed - s.received for s in sales)
    debts = (p.bought + p.vat_billed - p.paid for p in purchases)
    tax_owed = one.tax.owed
    return Balance(
        fixed={
            kind: _so_far(one.assets.cost[kind] - one.assets.worn[kind])
            for kind in one.assets.cost
        },
        stock=sum((p.stock for p in purchases), start=nothing),
        customers=_so_far(sum(claims, start=nothing)),
        vat_to_deduct=_so_far(deductible - vat.deducted),
        vat_credit=vat.credit,
        tax_credit=np.maximum(-tax_owed, 0.0),
        cash=np.maximum(one.cash, 0.0),
        overdraft=np.maximum(-one.cash, 0.0),
        capital=_so_far(one.own_funds),
        retained=_so_far(one.net - one.dividends),
        grants=_so_far(one.grants.all_paid - one.grants.released),
        loans=one.debt,
        suppliers=_so_far(sum(debts, start=nothing)),
        social=_so_far(one.wages.social - one.social_paid),
        vat_billed=_so_far(billed - vat.declared),
        vat_owed=vat.owed,
        tax_owed=np.maximum(tax_owed, 0.0),
    )


def _so_far(flow: Any) -> Numbers:
    found: Numbers = np.cumsum(flow, axis=-1)
    return found
