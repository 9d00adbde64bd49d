"""Rows of months: sales, purchases, the stock between."""

from __future__ import annotations

import numpy as np

from twiza.finance.model import Purchase, Sale
from twiza.finance.months import Numbers
from twiza.finance.timing import coming
from twiza.finance.trading import Buying, Selling
from twiza.finance.vat import deducted_share
from twiza.finance.workbook.layout import Formula, interpolated
from twiza.finance.workbook.rows import MonthRows


def write_sales(rows: MonthRows) -> None:
    rows.block("list_sales")
    for place, sale in enumerate(rows.plan.sales):
        _sale(rows, place, sale, rows.one.sales[place])


def _sale(rows: MonthRows, place: int, sale: Sale, sold: Selling) -> None:
    cell = rows.inputs.cell
    volume, revenue = ("volume", place), ("revenue", place)
    bare, named = ("received_bare", place), {"of": sale.name}
    rows.add(
        volume, "volume_sold", _volume(rows, place, sale), sold.volume,
        of=sale.name, style="plain", count=rows.beyond,
    )  # fmt: skip
    price = f"{cell('sales', place, 'price')}{rows.rate(sale.currency)}"
    rows.add(
        revenue, "revenue",
        lambda m: f"{rows.at(volume, m)}*{price}*{rows.at('level', m)}",
        sold.revenue, **named,
    )  # fmt: skip
    days, vat = (cell("sales", place, key) for key in ("days_to_collect", "vat_rate"))
    received = sold.received / (1 + sale.vat_rate)
    rows.later(
        bare, "received_bare", revenue, days, (sold.revenue, received), sale.name
    )
    for key, label, formula, values in (
        ("received", "received_vat", rows.times(bare, f"*(1+{vat})"), sold.received),
        ("vat_billed", "vat_billed", rows.times(revenue, f"*{vat}"), sold.vat_billed),
        (
            "vat_received",
            "vat_received",
            rows.times(bare, f"*{vat}"),
            sold.vat_received,
        ),
    ):
        rows.add((key, place), label, formula, values, **named)


def _volume(rows: MonthRows, place: int, sale: Sale) -> Formula:
    years = len(sale.yearly_volume)
    start = rows.inputs.cell("sales", place, "from_month")
    volumes = rows.inputs.span("sales", place, "yearly_volume", count=years)
    season = rows.inputs.span("sales", place, "season", count=12)

    def formula(month: int) -> str:
        age = f"({rows.at('number', month)}-{start})"
        year = f"MAX(1,MIN(INT({age}/12)+1,{years}))"
        share = f"INDEX({season},1,{rows.at('calendar', month)})"
        return f"IF({age}<0,0,INDEX({volumes},1,{year})*{share})"

    return formula


def write_deducted(rows: MonthRows) -> None:
    """The share of VAT that may be deducted: one cell, in the first month."""
    sales = rows.plan.sales
    whole = [_whole(rows, place) for place in range(len(sales))]
    right = [whole[i] for i, sale in enumerate(sales) if sale.deducts_vat]
    total, part = "+".join(whole) or "0", "+".join(right) or "0"
    rows.add(
        "deducted", "deducted_share",
        lambda m: f"IF(({total})=0,1,({part})/({total}))",
        deducted_share(list(rows.one.sales)), style="share", count=1,
    )  # fmt: skip
    rows.deducted = rows.sheet.between("deducted", 1, 1, rows.sheet).split(":")[0]


def _whole(rows: MonthRows, place: int) -> str:
    cells = rows.sheet.between(("revenue", place), 1, rows.count, rows.sheet)
    return f"SUM({cells})"


def write_purchases(rows: MonthRows) -> None:
    places = {sale.name: place for place, sale in enumerate(rows.plan.sales)}
    if rows.plan.purchases:
        rows.block("list_purchases")
    for place, line in enumerate(rows.plan.purchases):
        _purchase(rows, place, line, rows.one.purchases[place], places[line.sale])


def _purchase(
    rows: MonthRows, place: int, line: Purchase, bought: Buying, sale: int
) -> None:
    named, beyond = {"of": line.name}, rows.beyond
    sold = rows.one.sales[sale].volume
    use, ahead = ("use_so_far", place), ("ahead", place)
    quantity, value = ("quantity", place), ("bought_bare", place)
    rows.add(
        use, "so_far",
        lambda m: f"{rows.at(use, m - 1)}+{rows.at(('volume', sale), m)}",
        np.cumsum(sold), start=0.0, count=beyond, style="plain", **named,
    )  # fmt: skip
    cells = rows.sheet.between(use, 0, beyond, rows.sheet)
    stock_days = rows.inputs.cell("stock_days")
    coming_up = coming(sold, rows.plan.stock_days, rows.count)
    rows.add(
        ahead, "stock_quantity",
        lambda m: interpolated(cells, f"({m}+{stock_days}/30)", beyond)
        + f"-{rows.at(use, m)}",
        coming_up, start=0.0, style="plain", **named,
    )  # fmt: skip
    before = np.concatenate([[0.0], coming_up[:-1]])
    rows.add(
        quantity, "quantity_bought",
        lambda m: f"{rows.at(('volume', sale), m)}+{rows.at(ahead, m)}"
        f"-{rows.at(ahead, m - 1)}",
        sold[: rows.count] + coming_up - before, style="plain", **named,
    )  # fmt: skip
    vat = rows.inputs.cell("purchases", place, "vat_rate")
    bare = bought.bought / (1 + line.vat_rate * (1 - rows.share))
    rows.add(
        value, "bought_bare",
        lambda m: f"{rows.at(quantity, m)}*{_unit_cost(rows, place, line, sale)}"
        f"*{rows.at('level', m)}",
        bare, **named,
    )  # fmt: skip
    _stock(rows, place, line, bought, vat)
    _paid(rows, place, line, bought, bare, vat)


def _unit_cost(rows: MonthRows, place: int, line: Purchase, sale: int) -> str:
    rate = rows.rate(line.currency)
    if line.unit_cost is not None:
        return f"{rows.inputs.cell('purchases', place, 'unit_cost')}{rate}"
    price = rows.inputs.cell("sales", sale, "price")
    share = rows.inputs.cell("purchases", place, "share_of_sales")
    return f"{price}{rows.rate(rows.plan.sales[sale].currency)}*{share}{rate}"


def _stock(
    rows: MonthRows, place: int, line: Purchase, bought: Buying, vat: str
) -> None:
    cost, stock = ("bought", place), ("stock", place)
    ahead, quantity = ("ahead", place), ("quantity", place)
    named = {"of": line.name}
    rows.add(
        cost, "bought",
        lambda m: f"{rows.at(('bought_bare', place), m)}*(1+{vat}*(1-{rows.deducted}))",
        bought.bought, **named,
    )  # fmt: skip

    def kept(month: int) -> str:
        there = f"({rows.at(ahead, month - 1)}+{rows.at(quantity, month)})"
        held = f"({rows.at(stock, month - 1)}+{rows.at(cost, month)})"
        return f"IF({there}>0,{held}*{rows.at(ahead, month)}/{there},0)"

    rows.add(stock, "stock_value", kept, bought.stock, start=0.0, **named)
    rows.add(
        ("used", place), "goods_used_by",
        lambda m: f"{rows.at(cost, m)}+{rows.at(stock, m - 1)}-{rows.at(stock, m)}",
        bought.used, **named,
    )  # fmt: skip


def _paid(
    rows: MonthRows, place: int, line: Purchase, bought: Buying, bare: Numbers, vat: str
) -> None:
    later, named = ("paid_bare", place), {"of": line.name}
    value, deducted = ("bought_bare", place), f"*{vat}*{rows.deducted}"
    days = rows.inputs.cell("purchases", place, "days_to_pay")
    paid = bought.paid / (1 + line.vat_rate)
    rows.later(
        later, "paid_bare", ("bought_bare", place), days, (bare, paid), line.name
    )
    for key, label, formula, values in (
        ("paid", "paid_vat", rows.times(later, f"*(1+{vat})"), bought.paid),
        (
            "vat_billed_to",
            "vat_billed_to",
            rows.times(value, deducted),
            bought.vat_billed,
        ),
        ("vat_paid_to", "vat_paid_to", rows.times(later, deducted), bought.vat_paid),
    ):
        rows.add((key, place), label, formula, values, **named)
