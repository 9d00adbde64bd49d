"""Rows of months: investments and how they wear out, loans, own funds."""

from __future__ import annotations

import numpy as np

from twiza.finance.assets import KINDS, worn_shares
from twiza.finance.loans import Schedule
from twiza.finance.model import Investment, Loan
from twiza.finance.workbook.rows import MonthRows

Terms = list[tuple[object, str]]  # rows, each with what stands behind it


def write_assets(rows: MonthRows) -> None:
    rows.block("list_investments")
    owned, paid, vat = rows.one.assets, Terms(), Terms()
    cost: dict[str, Terms] = {kind: [] for kind in KINDS}
    worn: dict[str, Terms] = {kind: [] for kind in KINDS}
    for place, line in enumerate(rows.plan.investments):
        amount, month, rate = (
            rows.inputs.cell("investments", place, key)
            for key in ("amount", "month", "vat_rate")
        )
        bought = line.amount * (np.arange(rows.count) == line.month - 1)
        key, when = ("investment", place), rows.in_month(month, amount)
        rows.add(key, "investment_bare", when, bought, of=line.name)
        whole = f"*(1+{rate}*(1-{rows.deducted}))"
        cost[line.kind].append((key, whole))
        paid.append((key, f"*(1+{rate})"))
        vat.append((key, f"*{rate}*{rows.deducted}"))
        if line.life_years is not None:
            _worn(rows, place, line, f"{amount}{whole}", month)
            worn[line.kind].append((("worn", place), ""))
    rows.add("invested", "invested_vat", rows.weighed(paid), owned.paid)
    rows.add("invested_vat", "investments_vat", rows.weighed(vat), owned.vat_paid)
    for kind in KINDS:
        bought, wear = rows.weighed(cost[kind]), rows.weighed(worn[kind])
        rows.add(("cost", kind), f"cost_{kind}", bought, owned.cost[kind])
        rows.add(("worn", kind), f"worn_{kind}", wear, owned.worn[kind])


def _worn(rows: MonthRows, place: int, line: Investment, cost: str, month: str) -> None:
    life = f"({rows.inputs.cell('investments', place, 'life_years')}*12)"
    share = worn_shares(line.month, line.life_years or 1, rows.one.months)
    whole = line.amount * (1 + line.vat_rate * (1 - rows.share))

    def formula(number: int) -> str:
        age = f"({rows.at('number', number)}-{month})"
        return f"IF({age}<0,0,{cost}*MAX(0,MIN(1,{life}-{age}))/{life})"

    rows.add(("worn", place), "depreciation_of", formula, whole * share, of=line.name)


def write_loans(rows: MonthRows) -> None:
    if rows.plan.loans:
        rows.block("list_loans")
    for place, loan in enumerate(rows.plan.loans):
        _loan(rows, place, loan, rows.one.loans[place])
    for key, label in (
        ("paid_out", "loans_received"),
        ("interest", "interest_paid"),
        ("repaid", "loans_repaid"),
    ):
        all_loans = rows.weighed([((key, i), "") for i in range(len(rows.plan.loans))])
        values = sum(
            (getattr(loan, key) for loan in rows.one.loans), start=np.zeros(rows.count)
        )
        rows.add(key, f"={label}", all_loans, values)


def _loan(rows: MonthRows, place: int, loan: Loan, schedule: Schedule) -> None:
    amount, rate, months, grace, month = (
        rows.inputs.cell("loans", place, key)
        for key in ("amount", "yearly_rate", "months", "grace_months", "month")
    )
    owed, named = ("owed", place), {"of": loan.name}
    rows.add(
        ("paid_out", place), "=loan_received",
        lambda m: f"IF({rows.at('number', m)}={month},{amount},0)",
        schedule.paid_out, **named,
    )  # fmt: skip
    # The three rows below name one another; their lines are known beforehand.
    rows.sheet.rows[owed] = rows.sheet.line + 2

    def interest(m: int) -> str:
        return f"{rows.at(owed, m - 1)}*{rate}/12"

    def repaid(m: int) -> str:
        number = f"({rows.at('number', m)}-{month})"
        left = f"({months}-{grace})"
        annuity = f"{amount}*{rate}/12/(1-(1+{rate}/12)^-{left})"
        level = f"IF({rate}=0,{amount}/{left},{annuity})"
        return (
            f"IF(OR({number}<={grace},{number}>{months}),0,"
            f"{level}-{rows.at(('interest', place), m)})"
        )

    rows.add(
        ("interest", place),
        "=interest_paid",
        interest,
        schedule.interest,
        **named,
    )
    rows.add(
        ("repaid", place),
        "=loans_repaid",
        repaid,
        schedule.repaid,
        **named,
    )
    rows.add(
        owed, "=loan_owed",
        lambda m: f"{rows.at(owed, m - 1)}+{rows.at(('paid_out', place), m)}"
        f"-{rows.at(('repaid', place), m)}",
        schedule.owed, start=0.0, **named,
    )  # fmt: skip


def write_own_funds(rows: MonthRows) -> None:
    rows.block("list_own_funds")
    terms = []
    for place, line in enumerate(rows.plan.own_funds):
        amount, month = (
            rows.inputs.cell("own_funds", place, k) for k in ("amount", "month")
        )
        terms.append((amount, month, rows.rate(line.currency)))
    rows.add(
        "own_funds", "=own_funds",
        lambda m: "+".join(
            f"IF({rows.at('number', m)}={month},{amount}{rate},0)"
            for amount, month, rate in terms
        ) or "0",
        rows.one.own_funds,
    )  # fmt: skip
