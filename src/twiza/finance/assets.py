"""Investments, how they wear out, and grants that follow their life."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from twiza.finance.model import Plan
from twiza.finance.months import Months, Numbers
from twiza.finance.shocks import Shocks
from twiza.records import record

KINDS = ("land", "building", "equipment", "start_up")


@record
class Premium:
    """Money of one mechanism, and the month of the plan (from 1) in which it pays."""

    mechanism: str
    amount: float
    month: int


@record
class Assets:
    """By month: what is bought (before tax), paid with tax, and how it wears out.

    cost, worn  by kind of investment, VAT that cannot be deducted included in cost
    """

    cost: dict[str, Numbers]
    worn: dict[str, Numbers]
    paid: Numbers
    vat_paid: Numbers  # the part that may be deducted

    @property
    def all_cost(self) -> Numbers:
        return sum(self.cost.values(), start=np.zeros(1))

    @property
    def depreciation(self) -> Numbers:
        return sum(self.worn.values(), start=np.zeros(1))


def assets(plan: Plan, months: Months, shocks: Shocks, deducted: Any) -> Assets:
    """A thing wears out evenly from the month in which it is paid."""
    cost: dict[str, Any] = {kind: np.zeros(months.count) for kind in KINDS}
    worn: dict[str, Any] = {kind: np.zeros(months.count) for kind in KINDS}
    paid: Any = np.zeros(months.count)
    vat: Any = np.zeros(months.count)
    for line in plan.investments:
        when = _in_month(line.month, months)
        amount = line.amount * np.asarray(shocks.investment)
        whole = amount * (1 + line.vat_rate * (1 - deducted))
        cost[line.kind] = cost[line.kind] + whole * when
        paid = paid + amount * (1 + line.vat_rate) * when
        vat = vat + amount * line.vat_rate * deducted * when
        if line.life_years is not None:
            share = worn_shares(line.month, line.life_years, months)
            worn[line.kind] = worn[line.kind] + whole * share
    return Assets(cost, worn, paid, vat)


def worn_shares(month: int, life_years: float, months: Months) -> Numbers:
    """The share of its cost that a thing loses in each month."""
    age = np.arange(months.count) - (month - 1)
    life = life_years * 12
    found: Numbers = np.clip(life - age, 0.0, 1.0) / life * (age >= 0)
    return found


def _in_month(month: int, months: Months) -> Numbers:
    found: Numbers = (np.arange(months.count) == month - 1).astype(float)
    return found


@record
class Grants:
    """What grants and premiums pay, and what of them counts as income, by month."""

    paid: dict[str, Numbers]
    released: Numbers

    @property
    def all_paid(self) -> Numbers:
        return sum(self.paid.values(), start=np.zeros_like(self.released))


def grants(
    plan: Plan, premiums: Sequence[Premium], months: Months, shocks: Shocks
) -> Grants:
    """A grant counts as income over the life of what it helped to buy."""
    life = _average_life(plan)
    paid: dict[str, Numbers] = {}
    released: Any = np.zeros(months.count)
    for premium in premiums:
        place = premium.month - 1 + np.asarray(shocks.premium_delay)
        amount = premium.amount * shocks.of_line("premiums", premium.mechanism)
        age = np.arange(months.count) - place
        paid[premium.mechanism] = amount * (age == 0)
        share = np.clip(life * 12 - age, 0.0, 1.0) / (life * 12) * (age >= 0)
        released = released + amount * share
    return Grants(paid, released)


def _average_life(plan: Plan) -> float:
    """Of what wears out, weighed by its cost; ten years where nothing does."""
    lines = [i for i in plan.investments if i.life_years is not None and i.amount]
    cost = sum(line.amount for line in lines)
    return sum(i.amount * (i.life_years or 0) for i in lines) / cost if cost else 10.0
