"""Rows of a variant: the tax on profits by accounting year, and when it is paid."""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.months import Numbers
from twiza.finance.taxes import INSTALMENT_MONTHS, tax_asked
from twiza.finance.wording import sentence
from twiza.finance.workbook.pieces import formula_of, pieces_of, pieces_of_scale
from twiza.finance.workbook.variant import VariantRows


def write_profit_tax(rows: VariantRows) -> None:
    one, months = rows.one, rows.one.months
    rows.sheet.heading(sentence("by_year", rows.language))
    _year_sums(rows)
    _losses(rows)
    asked = np.array(
        [
            float(
                tax_asked(rows.law, one.tax.taxable[i : i + 1], day, one.tax.regime)[0]
            )
            for i, day in enumerate(rows.days)
        ]
    )
    rows.add_years("asked", "tax_asked", lambda y: _asked(rows, y), asked)
    rows.add_years(
        "minimum", "minimum_tax", lambda y: _minimum(rows, y), one.tax.minimum
    )
    rows.add_years(
        "yearly_tax",
        "=tax_on_profit",
        lambda y: f"MAX({rows.at('asked', y)},{rows.at('minimum', y)})",
        one.tax.yearly,
        is_total=True,
    )
    rows.sheet.heading(sentence("by_month", rows.language))
    ends = {int(place) + 1: year for year, place in enumerate(months.year_ends, 1)}
    rows.add(
        "tax",
        "=tax_on_profit",
        lambda m: rows.at("yearly_tax", ends[m]) if m in ends else "0",
        one.tax.charge,
    )
    _payments(rows)


def _year_sums(rows: VariantRows) -> None:
    one, months = rows.one, rows.one.months
    years = months.years[months.year_ends]
    rows.add_years(
        "year", "year", lambda y: str(int(years[y - 1])), years, style="plain"
    )
    for key, label, of, values in (
        ("result_of", "=result_before_tax", "result", one.result),
        ("worn_of", "=depreciation", "depreciation", one.assets.depreciation),
    ):
        rows.add_years(key, label, rows.of_year(of), months.by_year(values))


def _losses(rows: VariantRows) -> None:
    """What each year's loss still takes off, oldest first, then those of wear."""
    one, months = rows.one, rows.one.months
    carry = [int(rows.law.figure("loss_carry_years", day)) for day in rows.days]
    worn = months.by_year(one.assets.depreciation)
    table = _loss_values(months.by_year(one.result), worn, carry)
    for old in range(1, rows.years + 1):
        _loss_of_year(rows, old, carry, table)
    rows.sheet.rows["lasting"] = rows.sheet.line + 1  # the two rows name one another

    def taken(year: int) -> str:
        return f"MIN({_free(rows, year, year)},{rows.at('lasting', year - 1)})"

    def lasting(year: int) -> str:
        loss = f"MAX(0,-{rows.at('result_of', year)})"
        before = f"{rows.at('lasting', year - 1)}-{rows.at('taken_wear', year)}"
        return f"{before}+MIN({loss},{rows.at('worn_of', year)})"

    rows.add_years("taken_wear", "loss_of_wear_taken", taken, table["taken_wear"])
    rows.add_years("lasting", "loss_of_wear_left", lasting, table["lasting"], start=0.0)
    rows.add_years(
        "taxable",
        "taxable_profit",
        lambda y: f"{_free(rows, y, y)}-{rows.at('taken_wear', y)}",
        one.tax.taxable,
    )


def _loss_of_year(
    rows: VariantRows, old: int, carry: list[int], table: dict[Any, Numbers]
) -> None:
    """Two rows: what of the loss of one year is taken, and what is left of it."""
    taken, left = ("taken", old), ("limited", old)
    rows.sheet.rows[left] = rows.sheet.line + 1

    def take(year: int) -> str:
        if not 0 < year - old <= carry[year - 1]:
            return "0"
        return f"MIN({_free(rows, year, old)},{rows.at(left, year - 1)})"

    def keep(year: int) -> str:
        if year < old:
            return "0"
        if year == old:
            loss = f"MAX(0,-{rows.at('result_of', year)})"
            return f"{loss}-MIN({loss},{rows.at('worn_of', year)})"
        return f"{rows.at(left, year - 1)}-{rows.at(taken, year)}"

    months, nothing = rows.one.months, np.zeros(rows.years)
    of = str(int(months.years[months.year_ends[old - 1]]))
    rows.add_years(taken, "loss_taken", take, table.get(taken, nothing), of=of)
    rows.add_years(left, "loss_left", keep, table.get(left, nothing), of=of)


def _free(rows: VariantRows, year: int, old: int) -> str:
    """The profit of a year that losses older than those of `old` leave."""
    before = "".join(f"-{rows.at(('taken', v), year)}" for v in range(1, old))
    return f"(MAX(0,{rows.at('result_of', year)}){before})"


def _loss_values(
    result: Numbers, worn: Numbers, carry: list[int]
) -> dict[Any, Numbers]:
    """What the rows of losses come to, for readers that do not recalculate."""
    years = len(result)
    found: dict[Any, Numbers] = {
        key: np.zeros(years) for key in ("taken_wear", "lasting")
    }
    limited: dict[int, float] = {}
    lasting = 0.0
    for year in range(years):
        free = max(0.0, float(result[year]))
        for old, left in limited.items():
            taken = min(free, left) if year - old <= carry[year] else 0.0
            found.setdefault(("taken", old + 1), np.zeros(years))[year] = taken
            limited[old], free = left - taken, free - taken
        found["taken_wear"][year] = taken = min(free, lasting)
        loss = max(0.0, -float(result[year]))
        wear = min(loss, float(worn[year]))
        lasting += wear - taken
        found["lasting"][year] = lasting
        limited[year] = loss - wear
        for old, left in limited.items():
            found.setdefault(("limited", old + 1), np.zeros(years))[year] = left
    return found


def _asked(rows: VariantRows, year: int) -> str:
    base, day = rows.at("taxable", year), rows.days[year - 1]
    if rows.one.tax.regime == "company":
        charge = rows.law.charge("profit_tax", "profit_fact")
        return formula_of(pieces_of(charge, day), base) if charge else "0"
    if rows.one.tax.regime == "person":
        scale = rows.law.rows("income_tax_scale", day)
        return formula_of(pieces_of_scale(scale), base)
    return "0"


def _minimum(rows: VariantRows, year: int) -> str:
    day, regime = rows.days[year - 1], rows.one.tax.regime
    exempt = rows.law.figure("minimum_tax_exempt_months", rows.days[0])
    first, last = rows.span(year)
    if regime == "none" or last <= exempt:
        return "0"
    role = "minimum_tax_floor" + ("" if regime == "company" else "_person")
    rate, floor = rows.law.figure("minimum_tax_rate", day), rows.law.figure(role, day)
    first = max(first, int(np.ceil(exempt)) + 1)
    cells = rows.sheet.between("revenue", first, last, rows.sheet)
    return f"MAX({rate!r}*SUM({cells}),{floor!r})"


def _payments(rows: VariantRows) -> None:
    due, paid = _due(rows), rows.one.tax.paid
    so_far = np.cumsum(paid)
    rows.add(
        "tax_due",
        "tax_due_so_far",
        lambda m: "+".join([rows.at("tax_due", m - 1), *due.get(m, [])]),
        so_far,
        start=0.0,
    )
    rows.add(
        "tax_highest",
        "tax_highest",
        lambda m: f"MAX({rows.at('tax_highest', m - 1)},{rows.at('tax_due', m)})",
        so_far,
        start=0.0,
    )
    rows.add(
        "tax_paid",
        "=profit_tax_paid",
        lambda m: f"{rows.at('tax_highest', m)}-{rows.at('tax_highest', m - 1)}",
        paid,
    )
    rows.add(
        "net",
        "=net_result",
        lambda m: f"{rows.at('result', m)}-{rows.at('tax', m)}",
        rows.one.net,
        is_total=True,
    )


def _due(rows: VariantRows) -> dict[int, list[str]]:
    """What falls due in each month: instalments, and balances with the return."""
    months, found = rows.one.months, dict[int, list[str]]()
    for year, day in enumerate(rows.days, 1):
        share = rows.law.figure("tax_instalment_share", day)
        start = int(months.year_starts[year - 1])
        january = start - int(months.calendar_month[start])
        before = rows.at("yearly_tax", year - 1) if year > 1 else ""
        for month in INSTALMENT_MONTHS:
            if before and 0 <= january + month < rows.count:
                text = f"{share!r}*{before}"
                found.setdefault(january + month + 1, []).append(text)
        balance = january + 12 + int(rows.law.figure("tax_return_months", day))
        if balance <= rows.count:
            paid = f"-{share * len(INSTALMENT_MONTHS)!r}*{before}" if before else ""
            text = f"{rows.at('yearly_tax', year)}{paid}"
            found.setdefault(balance, []).append(text)
    return found
