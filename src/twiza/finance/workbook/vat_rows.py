"""Rows of months: the VAT account."""

from __future__ import annotations

import numpy as np

from twiza.finance.wording import heading
from twiza.finance.workbook.rows import MonthRows


def write_vat(rows: MonthRows) -> None:
    rows.sheet.heading(heading("vat", rows.language))
    on_receipts = rows.plan.vat_on_receipts
    sold = "vat_received" if on_receipts else "vat_billed"
    bought = "vat_paid_to" if on_receipts else "vat_billed_to"
    sales = [(sold, place) for place in range(len(rows.plan.sales))]
    purchases = [(bought, place) for place in range(len(rows.plan.purchases))]
    vat = rows.one.vat
    balance = np.cumsum(vat.declared - vat.deducted)
    rows.add(
        "declared",
        "=vat_declared",
        lambda m: rows.added(sales, m),
        vat.declared,
    )
    inputs = [*purchases, "overheads_vat", "invested_vat"]
    rows.add(
        "vat_deducted",
        "=vat_deducted",
        lambda m: rows.added(inputs, m),
        vat.deducted,
    )
    rows.add(
        "vat_balance", "vat_balance",
        lambda m: f"{rows.at('vat_balance', m - 1)}+{rows.at('declared', m)}"
        f"-{rows.at('vat_deducted', m)}",
        balance, start=0.0,
    )  # fmt: skip
    rows.add(
        "vat_highest", "vat_highest",
        lambda m: f"MAX({rows.at('vat_highest', m - 1)},{rows.at('vat_balance', m)})",
        np.maximum(np.maximum.accumulate(balance), 0.0), start=0.0,
    )  # fmt: skip
    rows.add(
        "vat_due", "=vat_due",
        lambda m: f"{rows.at('vat_highest', m)}-{rows.at('vat_highest', m - 1)}",
        vat.due, start=0.0,
    )  # fmt: skip
