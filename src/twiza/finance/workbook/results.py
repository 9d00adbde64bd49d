"""Rows of a variant: its result, dividends, cash, and the flows that are appraised."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twiza.finance.appraisal.flows import equity_flow, project_flow
from twiza.finance.projection import DIVIDEND_MONTH
from twiza.finance.wording import heading
from twiza.finance.workbook.layout import Formula
from twiza.finance.workbook.pieces import formula_of, pieces_of
from twiza.finance.workbook.variant import VariantRows

COSTS = ("business_tax", "interest", "overheads", "wages", "employer")
WEARING = ("building", "equipment", "start_up")


def write_result(rows: VariantRows) -> None:
    """Up to the result before the tax on profits."""
    plan, one = rows.one.plan, rows.one
    rows.sheet.heading(heading("income", rows.language))
    revenue = [("revenue", place) for place in range(len(plan.sales))]
    used = [("used", place) for place in range(len(plan.purchases))]
    worn = [("worn", kind) for kind in WEARING]
    rows.add("revenue", "=sales", _added(rows, revenue), one.revenue)
    rows.add("used", "=goods_used", _added(rows, used), one.used)
    worn_values = one.assets.depreciation
    rows.add("depreciation", "=depreciation", _added(rows, worn), worn_values)

    def result(month: int) -> str:
        own = [f"-{rows.at(key, month)}" for key in ("used", "depreciation")]
        shared = [f"-{rows.of_months(key, month)}" for key in COSTS]
        released = f"+{rows.at('released', month)}"
        return "".join([rows.at("revenue", month), *own, *shared, released])

    rows.add("result", "=result_before_tax", result, one.result, is_total=True)


def _added(rows: VariantRows, keys: Sequence[object]) -> Formula:
    return lambda month: "+".join(rows.of_months(key, month) for key in keys) or "0"


def write_dividends(rows: VariantRows) -> None:
    """A share of last year's profit, as far as earlier losses leave anything."""
    one, months = rows.one, rows.one.months
    payout = rows.inputs.cell("payout_share")
    paying = {
        int(months.year_starts[year]) + DIVIDEND_MONTH + 1: year
        for year in range(1, rows.years)
        if int(months.year_starts[year]) + DIVIDEND_MONTH < rows.count
    }
    rows.add_years(
        "net_of", "=net_result", rows.of_year("net"), months.by_year(one.net)
    )
    rows.sheet.rows["kept"] = rows.sheet.line + 1  # the two rows name one another

    def amount(year: int) -> str:
        if year not in paying.values():
            return "0"
        net = rows.at("net_of", year)
        so_far = f"({rows.at('kept', year - 1)}+{net})"
        return f"{payout}*MIN(MAX(0,{net}),MAX(0,{so_far}))"

    def kept(year: int) -> str:
        before, net = rows.at("kept", year - 1), rows.at("net_of", year)
        return f"{before}+{net}-{rows.at('paid_out', year)}"

    paid = np.zeros(rows.years)
    for month, year in paying.items():
        paid[year - 1] = one.dividends[month - 1]
    kept_values = np.cumsum(months.by_year(one.net) - paid)
    rows.add_years("paid_out", "=dividends", amount, paid)
    rows.add_years("kept", "=carried_forward", kept, kept_values, start=0.0)
    rows.add(
        "dividends",
        "=dividends_paid",
        lambda m: rows.at("paid_out", paying[m]) if m in paying else "0",
        one.dividends,
    )
    rows.add("withheld", "dividend_tax", _withheld(rows, paying), one.withheld)


def _withheld(rows: VariantRows, paying: dict[int, int]) -> Formula:
    charge = rows.law.charge("dividend_tax", "dividend_fact")

    def formula(month: int) -> str:
        if month not in paying or charge is None:
            return "0"
        day = rows.one.months.day(month - 1)
        return formula_of(pieces_of(charge, day), rows.at("dividends", month))

    return formula


def write_cash(rows: VariantRows) -> None:
    """Operating cash, then what stands at the end of each month."""
    plan = rows.one.plan
    received = [("received", place) for place in range(len(plan.sales))]
    paid = [("paid", place) for place in range(len(plan.purchases))]
    costs = [*paid, "wages", "overheads_paid", "business_tax"]
    rows.sheet.heading(heading("cash", rows.language))

    def operating(month: int) -> str:
        plus = "+".join(rows.of_months(key, month) for key in received) or "0"
        minus = "".join(f"-{rows.of_months(key, month)}" for key in costs)
        # Social charges, and what is kept back from wages for them, are paid a month
        # later; so is VAT.
        later = f"+{rows.of_months('withheld', month)}" + "".join(
            f"-{rows.of_months(key, month - 1)}" for key in ("social", "vat_due")
        )
        return f"{plus}{minus}{later}-{rows.at('tax_paid', month)}"

    def cash(month: int) -> str:
        own = f"{rows.at('cash', month - 1)}+{rows.at('operating', month)}"
        finance = "".join(
            f"{sign}{rows.of_months(key, month)}"
            for sign, key in (
                ("-", "invested"),
                ("+", "own_funds"),
                ("+", "paid_out"),
                ("-", "interest"),
                ("-", "repaid"),
            )
        )
        given = f"+{rows.at('grants', month)}-{rows.at('dividends', month)}"
        return f"{own}{finance}{given}"

    values = rows.one.operating_cash
    rows.add("operating", "=operating_cash", operating, values, is_total=True)
    rows.add("cash", "=cash_at_end", cash, rows.one.cash, start=0.0, is_total=True)


def write_flows(rows: VariantRows) -> None:
    """The flows that are appraised; the last month holds what is left over."""

    def project(month: int) -> str:
        invested = f"-{rows.of_months('invested', month)}+{rows.at('grants', month)}"
        left = f"+{_left_over(rows)}" if month == rows.count else ""
        return f"{rows.at('operating', month)}{invested}{left}"

    def equity(month: int) -> str:
        change = f"{rows.at('cash', month)}-{rows.at('cash', month - 1)}"
        put_in = f"-{rows.of_months('own_funds', month)}"
        paid = f"+{rows.at('dividends', month)}-{rows.at('withheld', month)}"
        if month < rows.count:
            return f"{change}{put_in}{paid}"
        debt = f"{rows.whole_of_months('paid_out')}-{rows.whole_of_months('repaid')}"
        return f"{change}{put_in}{paid}+{_left_over(rows)}-({debt})"

    rows.add("project_flow", "project", project, project_flow(rows.one))
    rows.add("equity_flow", "equity", equity, equity_flow(rows.one))


def _left_over(rows: VariantRows) -> str:
    """Book value and claims less what is owed, at the end; neither cash nor loans."""
    plan, last, whole = rows.one.plan, rows.count, rows.whole_of_months
    plus: list[str] = [whole(("cost", kind)) for kind in ("land", *WEARING)]
    minus: list[str] = [whole(("worn", kind)) for kind in WEARING]
    for place in range(len(plan.sales)):
        # Customers owe sales with their VAT; the VAT billed is owed on to the State.
        plus.append(whole(("revenue", place)))
        minus += [whole(("received", place))]
    for place in range(len(plan.purchases)):
        plus += [rows.of_months(("stock", place), last), whole(("paid", place))]
        minus.append(whole(("bought", place)))
    plus += [whole("overheads_vat"), whole("invested_vat")]
    # The VAT of the last month is due and not yet paid.
    plus += [whole("vat_due"), rows.whole("tax_paid")]
    minus += [rows.of_months("vat_due", last), rows.of_months("social", last)]
    minus.append(rows.whole("tax"))
    return f"({'+'.join(plus)}-{'-'.join(minus)})"
