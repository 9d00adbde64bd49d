"""A plan month by month: what is earned, what is paid, what is owned and owed.

Nothing is rounded. Every array has the shape (months,), or (scenarios, months) where
the shocks differ by scenario: one plan is a scenario of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from twiza.finance.assets import Assets, Grants, Premium, assets, grants
from twiza.finance.balance import Balance, balance
from twiza.finance.law import Law
from twiza.finance.loans import Schedule, loan_schedule
from twiza.finance.model import Plan
from twiza.finance.months import Months, Numbers
from twiza.finance.people import Wages, wages
from twiza.finance.shocks import AS_WRITTEN, Shocks
from twiza.finance.taxes import ProfitTax, business_tax, profit_tax
from twiza.finance.trading import Buying, Selling, buying, selling
from twiza.finance.vat import VatAccount, deducted_share, vat_account
from twiza.records import record

DIVIDEND_MONTH = 5  # of the year after: June, once the accounts are approved


@record
class Overheads:
    cost: Numbers
    paid: Numbers
    vat_paid: Numbers


@record
class Projection:
    """Everything a plan comes to, by month. Flows are of the month, `cash` of its end.

    result   before the tax on profits; `net` after it
    dividends, withheld  paid to the owners; the tax kept back on them
    """

    plan: Plan
    months: Months
    sales: tuple[Selling, ...]
    purchases: tuple[Buying, ...]
    wages: Wages
    overheads: Overheads
    assets: Assets
    grants: Grants
    loans: tuple[Schedule, ...]
    own_funds: Numbers
    vat: VatAccount
    business_tax: Numbers
    tax: ProfitTax
    dividends: Numbers
    withheld: Numbers
    social_paid: Numbers
    revenue: Numbers
    used: Numbers
    interest: Numbers
    result: Numbers
    net: Numbers
    cash: Numbers

    @cached_property
    def balance(self) -> Balance:
        """The balance sheet of every month: statements and ratios all look at it."""
        return balance(self)

    @property
    def operating_cash(self) -> Numbers:
        """Cash from the business itself, VAT and taxes included; no investment, no
        finance.
        """
        nothing = np.zeros(self.months.count)
        received = sum((s.received for s in self.sales), start=nothing)
        bought = sum((p.paid for p in self.purchases), start=nothing)
        people = self.wages.paid + self.social_paid
        taxes = self.vat.paid + self.business_tax + self.tax.paid
        found: Numbers = received - bought - people - self.overheads.paid - taxes
        return found

    @property
    def debt_service(self) -> Numbers:
        return self.interest + sum(
            (loan.repaid for loan in self.loans), start=np.zeros(self.months.count)
        )

    @property
    def borrowed(self) -> Numbers:
        return sum(
            (loan.paid_out for loan in self.loans), start=np.zeros(self.months.count)
        )

    @property
    def debt(self) -> Numbers:
        return sum(
            (loan.owed for loan in self.loans), start=np.zeros(self.months.count)
        )


def project(
    plan: Plan, law: Law, premiums: Sequence[Premium] = (), shocks: Shocks = AS_WRITTEN
) -> Projection:
    """The plan with these premiums, in one scenario or in many at once."""
    months = law.months
    sales = tuple(selling(plan, line, months, shocks) for line in plan.sales)
    deducted = deducted_share(list(sales))
    by_name = {line.name: sold for line, sold in zip(plan.sales, sales, strict=True)}
    purchases = tuple(
        buying(plan, line, by_name[line.sale], months, shocks, deducted)
        for line in plan.purchases
    )
    people = wages(plan, law, months, shocks)
    overheads = _overheads(plan, months, shocks, deducted)
    owned = assets(plan, months, shocks, deducted)
    granted = grants(plan, premiums, months, shocks)
    loans = tuple(
        loan_schedule(
            line, months.count, factor=shocks.loans, more_rate=shocks.loan_rate
        )
        for line in plan.loans
    )
    nothing = np.zeros(months.count)
    revenue = sum((line.revenue for line in sales), start=nothing)
    used = sum((line.used for line in purchases), start=nothing)
    interest = sum((line.interest for line in loans), start=nothing)
    local = business_tax(law, months, _taxed_cost(owned), plan.business_tax_class)
    result = revenue - used - people.cost - overheads.cost - owned.depreciation
    result = result - local - interest + granted.released
    tax = profit_tax(law, months, result, owned.depreciation, revenue)
    net = result - tax.charge
    dividends, withheld = _dividends(plan, law, months, net)
    social_paid = _a_month_later(people.social)
    vat = _vat(plan, sales, purchases, overheads, owned)
    own_funds = _own_funds(plan, months, shocks)
    inflow = own_funds + sum((line.paid_out for line in loans), start=nothing)
    inflow = inflow + granted.all_paid + sum((s.received for s in sales), start=nothing)
    outflow = people.paid + social_paid + overheads.paid + owned.paid + vat.paid
    outflow = outflow + sum((p.paid for p in purchases), start=nothing) + local
    outflow = outflow + interest + tax.paid + dividends
    outflow = outflow + sum((line.repaid for line in loans), start=nothing)
    return Projection(
        plan, months, sales, purchases, people, overheads, owned, granted, loans,
        own_funds, vat, local, tax, dividends, withheld, social_paid, revenue, used,
        interest, result, net, np.cumsum(inflow - outflow, axis=-1),
    )  # fmt: skip


def _overheads(plan: Plan, months: Months, shocks: Shocks, deducted: Any) -> Overheads:
    level = months.price_level(plan.inflation_rate + shocks.inflation)
    level = level * shocks.overheads
    cost: Any = np.zeros(months.count)
    paid: Any = np.zeros(months.count)
    vat: Any = np.zeros(months.count)
    for line in plan.overheads:
        amount = line.monthly * level * (np.arange(months.count) >= line.from_month - 1)
        cost = cost + amount * (1 + line.vat_rate * (1 - deducted))
        paid = paid + amount * (1 + line.vat_rate)
        vat = vat + amount * line.vat_rate * deducted
    return Overheads(cost, paid, vat)


def _vat(
    plan: Plan,
    sales: Sequence[Selling],
    purchases: Sequence[Buying],
    overheads: Overheads,
    owned: Assets,
) -> VatAccount:
    on_receipts = plan.vat_on_receipts
    nothing = np.zeros_like(overheads.cost)
    declared = [s.vat_received if on_receipts else s.vat_billed for s in sales]
    bought = [p.vat_paid if on_receipts else p.vat_billed for p in purchases]
    deducted = sum(bought, start=overheads.vat_paid + owned.vat_paid)
    return vat_account(sum(declared, start=nothing), deducted)


def _taxed_cost(owned: Assets) -> Numbers:
    found: Numbers = (
        owned.cost["land"] + owned.cost["building"] + owned.cost["equipment"]
    )
    return found


def _own_funds(plan: Plan, months: Months, shocks: Shocks) -> Numbers:
    rate = plan.eur_mad * np.asarray(shocks.eur)
    found: Any = np.zeros(months.count)
    for line in plan.own_funds:
        amount = line.amount * (rate if line.currency == "EUR" else 1.0)
        found = found + amount * (np.arange(months.count) == line.month - 1)
    funds: Numbers = np.zeros(months.count) + found
    return funds


def _a_month_later(flow: Numbers) -> Numbers:
    return np.concatenate([np.zeros_like(flow[..., :1]), flow[..., :-1]], axis=-1)


def _dividends(
    plan: Plan, law: Law, months: Months, net: Numbers
) -> tuple[Numbers, Numbers]:
    """A share of last year's profit, as far as earlier losses leave anything."""
    paid = np.zeros_like(net)
    withheld = np.zeros_like(net)
    if not plan.payout_share:
        return paid, withheld
    yearly = months.by_year(net)
    left = np.zeros(net.shape[:-1])
    charge = law.charge("dividend_tax", "dividend_fact")
    for year in range(len(months.year_starts) - 1):
        left = left + yearly[..., year]
        amount = plan.payout_share * np.clip(
            yearly[..., year], 0.0, np.maximum(left, 0)
        )
        place = int(months.year_starts[year + 1]) + DIVIDEND_MONTH
        if place >= months.count:
            break
        paid[..., place], left = amount, left - amount
        if charge is not None:
            withheld[..., place] = charge.due(amount, months.day(place))
    return paid, withheld
