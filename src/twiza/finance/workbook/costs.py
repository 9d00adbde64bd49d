"""Rows of months: people, overheads, business tax."""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.people import Wages
from twiza.finance.taxes import business_tax
from twiza.finance.workbook.layout import Formula
from twiza.finance.workbook.rows import MonthRows


def write_people(rows: MonthRows) -> None:
    rows.block("list_staff")
    wages, level = (
        rows.one.wages,
        rows.one.months.price_level(rows.plan.inflation_rate),
    )
    gross, below = [], []
    for place, post in enumerate(rows.plan.staff):
        wage, number, start = (
            rows.inputs.cell("staff", place, key)
            for key in ("gross_monthly_wage", "number", "from_month")
        )
        there = (np.arange(rows.count) >= post.from_month - 1) * post.number
        ceiling = rows.law.monthly("capped_wage")
        pay = post.gross_monthly_wage * level
        for kind, formula, values in (
            ("gross", _wage(rows, wage, number), pay),
            ("below", _capped(rows, wage, number), np.minimum(pay, ceiling)),
        ):
            paid = rows.from_month(start, formula)
            label, paid_values = f"wage_{kind}", values * there
            rows.add((kind, place), label, paid, paid_values, of=post.role)
        gross.append(("gross", place))
        below.append(("below", place))
    _charges(rows, wages, gross, below)


def _wage(rows: MonthRows, wage: str, number: str) -> Formula:
    return lambda m: f"{number}*{wage}*{rows.at('level', m)}"


def _capped(rows: MonthRows, wage: str, number: str) -> Formula:
    """What of a wage lies below the ceiling."""
    return lambda m: (
        f"{number}*MIN({wage}*{rows.at('level', m)},{rows.at('capped_wage', m)})"
    )


def _charges(rows: MonthRows, wages: Wages, gross: list[Any], below: list[Any]) -> None:
    def cost(rates: str, own: str) -> Formula:
        return lambda m: (
            f"({rows.added(below, m)})*{rows.at(rates, m)}"
            f"+({rows.added(gross, m)})*{rows.at(own, m)}"
        )

    rows.add("wages", "wages_gross", lambda m: rows.added(gross, m), wages.gross)
    rows.add(
        "employer", "social_employer",
        cost("capped_employer_rates", "employer_rates"), wages.employer,
    )  # fmt: skip
    rows.add(
        "withheld", "social_employee",
        cost("capped_employee_rates", "employee_rates"), wages.withheld, start=0.0,
    )  # fmt: skip
    rows.add(
        "social", "social_due",
        lambda m: f"{rows.at('employer', m)}+{rows.at('withheld', m)}",
        wages.social, start=0.0,
    )  # fmt: skip


def write_overheads(rows: MonthRows) -> None:
    rows.block("list_overheads")
    cost, paid, vat = [], [], []
    one, share = rows.one.overheads, rows.deducted
    for place, line in enumerate(rows.plan.overheads):
        amount, rate, start = (
            rows.inputs.cell("overheads", place, key)
            for key in ("monthly", "vat_rate", "from_month")
        )
        level = rows.one.months.price_level(rows.plan.inflation_rate)
        there = np.arange(rows.count) >= line.from_month - 1
        formula = rows.from_month(start, rows.times("level", f"*{amount}"))
        values = line.monthly * level * there
        rows.add(("overhead", place), "overhead", formula, values, of=line.name)
        cost.append((("overhead", place), f"*(1+{rate}*(1-{share}))"))
        paid.append((("overhead", place), f"*(1+{rate})"))
        vat.append((("overhead", place), f"*{rate}*{share}"))
    for key, label, lines, values in (
        ("overheads", "overheads_cost", cost, one.cost),
        ("overheads_paid", "overheads_paid_vat", paid, one.paid),
        ("overheads_vat", "overheads_vat", vat, one.vat_paid),
    ):
        rows.add(key, label, rows.weighed(lines), values)


def write_business_tax(rows: MonthRows) -> None:
    """Known months and rates; the base follows what is bought."""
    base = [("cost", kind) for kind in ("land", "building", "equipment")]
    owned = np.cumsum(sum(rows.one.assets.cost[kind] for _, kind in base))
    rows.add(
        "taxed_so_far",
        "taxed_cost",
        lambda m: f"{rows.at('taxed_so_far', m - 1)}+{rows.added(base, m)}",
        owned,
        start=0.0,
    )
    share = business_tax(
        rows.law,
        rows.one.months,
        np.eye(1, rows.count)[0],
        rows.plan.business_tax_class,
    )
    rows.add(
        "business_tax", "=business_tax_paid",
        lambda m: f"{float(share[m - 1])!r}*{rows.at('taxed_so_far', m)}",
        rows.one.business_tax,
    )  # fmt: skip
