"""The sheet of months: what does not depend on which premiums are paid, as formulas.

Each row repeats what a function of `finance` does, in the same order of arithmetic.
"""

from __future__ import annotations

import numpy as np

from twiza.finance.months import Numbers
from twiza.finance.wording import sentence
from twiza.finance.workbook.costs import (
    write_business_tax,
    write_overheads,
    write_people,
)
from twiza.finance.workbook.layout import START
from twiza.finance.workbook.owned import write_assets, write_loans, write_own_funds
from twiza.finance.workbook.rows import MonthRows
from twiza.finance.workbook.trading import (
    write_deducted,
    write_purchases,
    write_sales,
)
from twiza.finance.workbook.vat_rows import write_vat

FIGURES = (
    *("capped_employer_rates", "employer_rates", "capped_employee_rates"),
    *("employee_rates", "capped_wage"),
)


def write_months(rows: MonthRows) -> None:
    """Every block, each after those it names."""
    _time(rows)
    write_sales(rows)
    write_deducted(rows)
    write_purchases(rows)
    write_people(rows)
    write_overheads(rows)
    write_assets(rows)
    write_loans(rows)
    write_vat(rows)
    write_own_funds(rows)
    write_business_tax(rows)


def _time(rows: MonthRows) -> None:
    months, start = (
        rows.one.months.longer(rows.beyond - rows.count),
        rows.plan.start,
    )
    first = start.year * 12 + start.month - 2
    wide = {"count": rows.beyond, "style": "plain"}
    rows.block("time")
    rows.add("number", "month", str, np.arange(1, rows.beyond + 1), **wide)
    rows.add(
        "year", "year",
        lambda m: f"INT(({first}+{rows.at('number', m)})/12)", months.years, **wide,
    )  # fmt: skip
    rows.add(
        "calendar", "calendar_month",
        lambda m: f"MOD({first}+{rows.at('number', m)},12)+1",
        months.calendar_month + 1, **wide,
    )  # fmt: skip
    rate = rows.inputs.cell("inflation_rate")
    rows.add(
        "level", "price_level",
        lambda m: f"(1+{rate})^({rows.at('year', m)}-{start.year})",
        months.price_level(rows.plan.inflation_rate), **wide,
    )  # fmt: skip
    rows.block("figures")
    for role in FIGURES:
        _figures(rows, role, rows.law.monthly(role))


def _figures(rows: MonthRows, role: str, values: Numbers) -> None:
    """Figures of the law, month by month: numbers, no formula."""
    sheet = rows.sheet
    sheet.rows[role] = sheet.line
    label = sentence(role, rows.language)
    sheet.sheet.write_string(sheet.line, 0, label, sheet.formats.label)
    for number, value in enumerate(values, 1):
        sheet.sheet.write_number(sheet.line, START + number, value, sheet.formats.plain)
    sheet.line += 1
