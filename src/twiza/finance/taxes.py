"""Tax on the profit of each accounting year, losses carried forward, and when it is
paid: instalments in the next year, the balance with the return.
"""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np

from twiza.finance.law import Law
from twiza.finance.months import Months, Numbers
from twiza.finance.timing import cumulated
from twiza.records import record

PERSONS = ("sole_trader", "auto_entrepreneur")
INSTALMENT_MONTHS = (2, 5, 8, 11)  # the end of March, June, September and December


@record
class ProfitTax:
    """By month: the tax of a year as a charge of its last month, and what is paid.

    taxable  by year, after losses; regime: company, person or none
    """

    charge: Numbers
    paid: Numbers
    taxable: Numbers
    yearly: Numbers
    minimum: Numbers
    regime: str

    @property
    def owed(self) -> Numbers:
        """Charged and not yet paid; below 0 the State owes the firm."""
        found: Numbers = np.cumsum(self.charge - self.paid, axis=-1)
        return found


def profit_tax(
    law: Law, months: Months, result: Numbers, depreciation: Numbers, turnover: Numbers
) -> ProfitTax:
    """Tax on a result before tax, all three by month, shape (…, months)."""
    yearly_result = months.by_year(result)
    worn, sales = months.by_year(depreciation), months.by_year(turnover)
    days = [months.day(place) for place in months.year_ends]
    regime = regime_of(law, days[0])
    taxable = _after_losses(law, yearly_result, worn, days)
    minimum = _minimum(law, months, turnover, sales, days, regime)
    asked = [tax_asked(law, taxable[..., i], days[i], regime) for i in range(len(days))]
    yearly = np.maximum(np.stack(asked, axis=-1), minimum)
    charge = np.zeros((*yearly.shape[:-1], months.count))
    charge[..., months.year_ends] = yearly
    paid = _payments(law, months, yearly, days)
    return ProfitTax(charge, paid, taxable, yearly, minimum, regime)


def regime_of(law: Law, on: datetime.date) -> str:
    """company where the rulebook's tax on profits applies, person where the owner pays
    income tax, none where the packs tax neither.
    """
    if law.facts.get("legal_form") in PERSONS:
        return "person" if law.rows("income_tax_scale", on) else "none"
    charge = law.charge("profit_tax", "profit_fact")
    return "company" if charge is not None and charge.applies(on) else "none"


def tax_asked(law: Law, taxable: Numbers, on: datetime.date, regime: str) -> Numbers:
    """What the law asks on taxable profits, the minimum contribution left aside."""
    if regime == "company":
        charge = law.charge("profit_tax", "profit_fact")
        assert charge is not None
        return charge.due(taxable, on)
    if regime == "person":
        return progressive(taxable, law.rows("income_tax_scale", on))
    return np.zeros_like(taxable)


def progressive(income: Numbers, rows: list[tuple[float, float]]) -> Numbers:
    """Each slice of an income at its own rate."""
    tax = np.zeros_like(income)
    ends = [threshold for threshold, _ in rows[1:]] + [np.inf]
    for (start, rate), end in zip(rows, ends, strict=True):
        tax = tax + rate * np.clip(income - start, 0.0, end - start)
    return tax


def _after_losses(
    law: Law, result: Numbers, worn: Numbers, days: list[datetime.date]
) -> Numbers:
    """Losses of earlier years come off: the oldest first, then those of depreciation.

    The part of a loss that depreciation explains has no limit of time.
    """
    taxable = np.zeros_like(result)
    limited: list[Numbers] = []
    lasting: Any = np.zeros(result.shape[:-1])
    for year, day in enumerate(days):
        years = int(law.figure("loss_carry_years", day))
        limited = limited[-years:] if years else []
        left = np.maximum(result[..., year], 0.0)
        for place, loss in enumerate(limited):
            taken = np.minimum(left, loss)
            limited[place], left = loss - taken, left - taken
        taken = np.minimum(left, lasting)
        lasting, taxable[..., year] = lasting - taken, left - taken
        loss = np.maximum(-result[..., year], 0.0)
        from_wear = np.minimum(loss, worn[..., year])
        lasting = lasting + from_wear
        limited.append(loss - from_wear)
    return taxable


def _minimum(
    law: Law,
    months: Months,
    turnover: Numbers,
    sales: Numbers,
    days: list[datetime.date],
    regime: str,
) -> Numbers:
    """The least a firm pays on its turnover once the first months are over."""
    if regime == "none":
        return np.zeros_like(sales)
    exempt = law.figure("minimum_tax_exempt_months", days[0])
    counted = turnover * (np.arange(months.count) >= exempt)
    floor_role = "minimum_tax_floor" + ("" if regime == "company" else "_person")
    rates = np.array([law.figure("minimum_tax_rate", day) for day in days])
    floors = np.array([law.figure(floor_role, day) for day in days])
    is_due = months.year_ends >= exempt
    found: Numbers = np.maximum(months.by_year(counted) * rates, floors) * is_due
    return found


def _payments(
    law: Law, months: Months, yearly: Numbers, days: list[datetime.date]
) -> Numbers:
    """Instalments on the tax of the year before, and the balance of that year; what was
    paid too much comes off the next payments.
    """
    due = np.zeros((*yearly.shape[:-1], months.count))
    for year, day in enumerate(days):
        share = law.figure("tax_instalment_share", day)
        before = yearly[..., year - 1] if year else np.zeros(yearly.shape[:-1])
        first = int(months.year_starts[year]) - int(
            months.calendar_month[months.year_starts[year]]
        )
        for month in INSTALMENT_MONTHS:
            place = first + month
            if 0 <= place < months.count:
                due[..., place] += share * before
        balance = first + 12 + int(law.figure("tax_return_months", day)) - 1
        paid = share * len(INSTALMENT_MONTHS) * before if year else 0.0
        if balance < months.count:
            due[..., balance] += yearly[..., year] - paid
    return np.diff(np.maximum.accumulate(cumulated(due), axis=-1), axis=-1)


def business_tax(law: Law, months: Months, cost: Numbers, klass: int | None) -> Numbers:
    """A charge of each December (or last month), on the least rental value of what the
    firm owns; nothing while the class of the activity is not stated.

    cost  of land, buildings and equipment bought, by month
    """
    found = np.zeros(np.broadcast_shapes(cost.shape, (months.count,)))
    if klass is None:
        return found
    owned = np.cumsum(cost, axis=-1)
    for year, place in enumerate(months.year_ends):
        day = months.day(int(place))
        if place < 12 * law.figure("business_tax_exempt_years", day):
            continue
        length = place - months.year_starts[year] + 1
        rate = law.figure(f"business_tax_class_{klass}", day)
        rent = law.figure("business_tax_least_rent", day) * owned[..., place]
        found[..., place] = rate * rent * length / 12
    return found
