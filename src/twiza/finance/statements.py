"""The statements in the order of the Moroccan accounting code, and the tables beside.

A statement is a list of lines; each line has a value for every month, and says whether
a year adds it up or takes it at its end. Nothing is rounded.
Source of the order: Code général de normalisation comptable (law 9-88), model normal.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.balance import Balance
from twiza.finance.months import Numbers
from twiza.finance.projection import Projection
from twiza.records import record

MONTHS_SHOWN = 36


@record
class Line:
    """One line of a statement.

    name      its heading in words, under `statements`
    of        the name of a plan's own line (a sale, a loan), else nothing
    is_stock  stands at the end of a period, where others add up over it
    is_total  adds up lines above it
    """

    name: str
    values: Numbers
    of: str = ""
    is_stock: bool = False
    is_total: bool = False


@record
class Statement:
    name: str
    lines: tuple[Line, ...]


@record
class Period:
    """A column: one month, or one accounting year. `first` and `last` are places."""

    year: int
    month: int | None
    first: int
    last: int

    def value(self, line: Line) -> float:
        if line.is_stock:
            return float(line.values[self.last])
        return float(line.values[self.first : self.last + 1].sum())


def years(one: Projection) -> list[Period]:
    ends, starts = one.months.year_ends, one.months.year_starts
    return [
        Period(int(one.months.years[end]), None, int(start), int(end))
        for start, end in zip(starts, ends, strict=True)
    ]


def periods(one: Projection) -> list[Period]:
    """Months for three years, then accounting years."""
    months = one.months
    shown = [
        Period(
            int(months.years[place]),
            int(months.calendar_month[place]) + 1,
            place,
            place,
        )
        for place in range(min(MONTHS_SHOWN, months.count))
    ]
    rest = [year for year in years(one) if year.last >= MONTHS_SHOWN]
    return shown + [
        Period(year.year, None, max(year.first, MONTHS_SHOWN), year.last)
        for year in rest
    ]


def statements(one: Projection) -> tuple[Statement, ...]:
    """Income (CPC), management (ESG), balance sheet (bilan), cash, VAT, debt."""
    sheet = one.balance
    return (
        _income(one),
        _management(one),
        _assets(sheet),
        _liabilities(one, sheet),
        _cash(one),
        _vat(one),
        _debt(one),
    )


def _income(one: Projection) -> Statement:
    tax, worn = one.tax.charge, one.assets.depreciation
    operating_costs = one.used + one.overheads.cost + one.business_tax
    operating_costs = operating_costs + one.wages.cost + worn
    operating = one.revenue - operating_costs
    return Statement(
        "income",
        (
            Line("sales", one.revenue),
            Line("operating_income", one.revenue, is_total=True),
            Line("goods_used", one.used),
            Line("other_external_costs", one.overheads.cost),
            Line("taxes_and_duties", one.business_tax),
            Line("staff_costs", one.wages.cost),
            Line("depreciation", worn),
            Line("operating_costs", operating_costs, is_total=True),
            Line("operating_result", operating, is_total=True),
            Line("interest", one.interest),
            Line("financial_result", -one.interest, is_total=True),
            Line("current_result", operating - one.interest, is_total=True),
            Line("grants_released", one.grants.released),
            Line("non_current_result", one.grants.released, is_total=True),
            Line("result_before_tax", one.result, is_total=True),
            Line("tax_on_profit", tax),
            Line("net_result", one.net, is_total=True),
        ),
    )


def _management(one: Projection) -> Statement:
    consumed = one.used + one.overheads.cost
    added = one.revenue - consumed
    surplus = added - one.business_tax - one.wages.cost
    worn = one.assets.depreciation
    return Statement(
        "management",
        (
            Line("production", one.revenue),
            Line("consumption", consumed),
            Line("value_added", added, is_total=True),
            Line("taxes_and_duties", one.business_tax),
            Line("staff_costs", one.wages.cost),
            Line("gross_operating_surplus", surplus, is_total=True),
            Line("depreciation", worn),
            Line("operating_result", surplus - worn, is_total=True),
            Line("financial_result", -one.interest),
            Line("current_result", surplus - worn - one.interest, is_total=True),
            Line("non_current_result", one.grants.released),
            Line("tax_on_profit", one.tax.charge),
            Line("net_result", one.net, is_total=True),
            Line("self_financing", one.net + worn - one.grants.released, is_total=True),
            Line("dividends", one.dividends),
        ),
    )


def _assets(sheet: Balance) -> Statement:
    fixed: Any = sum(sheet.fixed.values())
    claims = sheet.customers + sheet.vat_to_deduct + sheet.vat_credit + sheet.tax_credit
    current = sheet.stock + claims
    lines = (
        ("preliminary_expenses", sheet.fixed["start_up"], False),
        ("land", sheet.fixed["land"], False),
        ("buildings", sheet.fixed["building"], False),
        ("equipment", sheet.fixed["equipment"], False),
        ("fixed_assets", fixed, True),
        ("stock", sheet.stock, False),
        ("customers", sheet.customers, False),
        ("state_vat_to_deduct", sheet.vat_to_deduct, False),
        ("state_vat_credit", sheet.vat_credit, False),
        ("state_tax_credit", sheet.tax_credit, False),
        ("current_assets", current, True),
        ("cash_at_bank", sheet.cash, False),
        ("total_assets", sheet.assets, True),
    )
    return _sheet("assets", lines)


def _liabilities(one: Projection, sheet: Balance) -> Statement:
    own = sheet.capital + sheet.retained + sheet.grants
    owed = sheet.suppliers + sheet.social + sheet.vat_billed + sheet.vat_owed
    this_year = _since_new_year(one)
    lines = (
        ("capital", sheet.capital, False),
        ("carried_forward", sheet.retained - this_year, False),
        ("net_result_of_year", this_year, False),
        ("investment_grants", sheet.grants, False),
        ("own_means", own, True),
        ("loans", sheet.loans, False),
        ("permanent_finance", own + sheet.loans, True),
        ("suppliers", sheet.suppliers, False),
        ("social_bodies", sheet.social, False),
        ("state_vat_billed", sheet.vat_billed, False),
        ("state_vat_owed", sheet.vat_owed, False),
        ("state_tax_owed", sheet.tax_owed, False),
        ("current_liabilities", owed + sheet.tax_owed, True),
        ("overdraft", sheet.overdraft, False),
        ("total_liabilities", sheet.liabilities, True),
    )
    return _sheet("liabilities", lines)


def _sheet(name: str, lines: tuple[tuple[str, Any, bool], ...]) -> Statement:
    return Statement(
        name,
        tuple(
            Line(line, values, is_stock=True, is_total=is_total)
            for line, values, is_total in lines
        ),
    )


def _since_new_year(one: Projection) -> Numbers:
    """The net result of the accounting year so far."""
    so_far = np.cumsum(one.net)
    before = np.concatenate([[0.0], so_far])[one.months.year_starts]
    year = one.months.years - one.months.years[0]
    found: Numbers = so_far - before[year]
    return found


def _cash(one: Projection) -> Statement:
    received = [Line("received", line.received, of=line.name) for line in one.sales]
    bought = [
        Line("suppliers_paid", -line.paid, of=line.name) for line in one.purchases
    ]
    granted = [Line("grant", paid, of=name) for name, paid in one.grants.paid.items()]
    repaid = one.debt_service - one.interest
    invested, operating = one.assets.paid, one.operating_cash
    financed = one.own_funds + one.borrowed + one.grants.all_paid
    financed = financed - one.interest - repaid - one.dividends
    return Statement(
        "cash",
        (
            *received,
            *bought,
            Line("wages_paid", -one.wages.paid),
            Line("social_paid", -one.social_paid),
            Line("overheads_paid", -one.overheads.paid),
            Line("vat_paid", -one.vat.paid),
            Line("business_tax_paid", -one.business_tax),
            Line("profit_tax_paid", -one.tax.paid),
            Line("operating_cash", operating, is_total=True),
            Line("investments_paid", -invested),
            Line("own_funds", one.own_funds),
            *granted,
            Line("loans_received", one.borrowed),
            Line("interest_paid", -one.interest),
            Line("loans_repaid", -repaid),
            Line("dividends_paid", -one.dividends),
            Line("finance_cash", financed, is_total=True),
            Line("cash_change", operating - invested + financed, is_total=True),
            Line("cash_at_end", one.cash, is_stock=True, is_total=True),
        ),
    )


def _vat(one: Projection) -> Statement:
    vat = one.vat
    return Statement(
        "vat",
        (
            Line("vat_declared", vat.declared),
            Line("vat_deducted", -vat.deducted),
            Line("vat_due", vat.due, is_total=True),
            Line("vat_paid", vat.paid),
            Line("state_vat_credit", vat.credit, is_stock=True),
            Line("state_vat_owed", vat.owed, is_stock=True),
        ),
    )


def _debt(one: Projection) -> Statement:
    lines = []
    for loan, schedule in zip(one.plan.loans, one.loans, strict=True):
        lines += [
            Line("loan_received", schedule.paid_out, of=loan.name),
            Line("interest_paid", schedule.interest, of=loan.name),
            Line("loans_repaid", schedule.repaid, of=loan.name),
            Line("loan_owed", schedule.owed, of=loan.name, is_stock=True),
        ]
    lines.append(Line("debt_service", one.debt_service, is_total=True))
    lines.append(Line("loan_owed", one.debt, is_stock=True, is_total=True))
    return Statement("debt", tuple(lines))
