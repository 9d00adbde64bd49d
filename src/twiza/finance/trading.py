"""What is sold and bought, when it is paid, and the stock between."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from twiza.finance.model import Plan, Purchase, Sale
from twiza.finance.months import Months, Numbers
from twiza.finance.shocks import Shocks
from twiza.finance.timing import DAYS_IN_MONTH, coming, delayed
from twiza.records import record


@record
class Selling:
    """Sales of one line before tax, and its VAT, by month; shape (…, months)."""

    name: str
    volume: Numbers
    revenue: Numbers
    vat_billed: Numbers
    received: Numbers  # tax included
    vat_received: Numbers  # the tax within `received`
    deducts_vat: bool


@record
class Buying:
    """Purchases of one line before tax; `used` is what sales consumed, at its cost."""

    name: str
    bought: Numbers
    used: Numbers
    stock: Numbers
    vat_billed: Numbers
    paid: Numbers  # tax included
    vat_paid: Numbers


def extra_months(plan: Plan) -> int:
    """How far beyond the horizon sales must be known, for the stock of its end."""
    return math.ceil(plan.stock_days / DAYS_IN_MONTH) + 1


def selling(plan: Plan, sale: Sale, months: Months, shocks: Shocks) -> Selling:
    volume = volumes(plan, sale, months.longer(extra_months(plan)), shocks)
    within = volume[..., : months.count]
    level = months.price_level(plan.inflation_rate + shocks.inflation)
    price = sale.price * shocks.of_line("price", sale.name) * level
    revenue = within * (price * _rate_of(sale.currency, plan, shocks))
    days = sale.days_to_collect + np.asarray(shocks.collect_days)
    received = delayed(revenue, np.maximum(days, 0.0))
    return Selling(
        name=sale.name,
        volume=volume,
        revenue=revenue,
        vat_billed=revenue * sale.vat_rate,
        received=received * (1 + sale.vat_rate),
        vat_received=received * sale.vat_rate,
        deducts_vat=sale.deducts_vat,
    )


def volumes(plan: Plan, sale: Sale, months: Months, shocks: Shocks) -> Numbers:
    """Units sold by month: the year of sale gives how many, the calendar the share."""
    first = sale.from_month - 1 + np.asarray(shocks.sales_delay)
    place = np.arange(months.count) - first
    year = np.clip(place // 12, 0, len(sale.yearly_volume) - 1).astype(np.int64)
    yearly = np.asarray(sale.yearly_volume)[year]
    season = np.asarray(sale.season)[months.calendar_month]
    factor = shocks.of_line("volume", sale.name)
    if shocks.yearly_volume is not None:
        last = np.shape(shocks.yearly_volume)[-1] - 1
        at = np.minimum(months.years - months.years[0], last)
        factor = factor * np.asarray(shocks.yearly_volume)[..., at]
    found: Numbers = np.where(place >= 0, yearly * season, 0.0) * factor
    return found


def buying(
    plan: Plan,
    purchase: Purchase,
    sold: Selling,
    months: Months,
    shocks: Shocks,
    deducted: Any,
) -> Buying:
    """Bought ahead by `stock_days`, kept at its average cost.

    deducted  the share of the VAT that may be deducted; the rest is a cost
    """
    level = months.price_level(plan.inflation_rate + shocks.inflation)
    unit_cost = _unit_cost(plan, purchase) * shocks.of_line("unit_cost", purchase.name)
    unit_cost = unit_cost * level * _rate_of(purchase.currency, plan, shocks)
    used = sold.volume[..., : months.count]
    ahead = coming(sold.volume, plan.stock_days, months.count)
    before = np.concatenate([np.zeros_like(ahead[..., :1]), ahead[..., :-1]], axis=-1)
    quantity = used + ahead - before
    bought = quantity * unit_cost
    vat = purchase.vat_rate
    cost = bought * (1 + vat * (1 - deducted))
    stock = _average_cost(cost, ahead, quantity, before)
    stock_before = np.concatenate(
        [np.zeros_like(stock[..., :1]), stock[..., :-1]], axis=-1
    )
    paid = delayed(bought, purchase.days_to_pay)
    return Buying(
        name=purchase.name,
        bought=cost,
        used=cost - (stock - stock_before),
        stock=stock,
        vat_billed=bought * vat * deducted,
        paid=paid * (1 + vat),
        vat_paid=paid * vat * deducted,
    )


def _average_cost(
    cost: Numbers, ahead: Numbers, quantity: Numbers, before: Numbers
) -> Numbers:
    """The value of the stock at the end of each month, at its average cost."""
    there = before + quantity
    kept = np.divide(ahead, there, out=np.zeros_like(there), where=there > 0)
    shape = np.broadcast_shapes(cost.shape, kept.shape)
    cost, kept = np.broadcast_to(cost, shape), np.broadcast_to(kept, shape)
    value, held = np.zeros(shape), np.zeros(shape[:-1])
    for month in range(shape[-1]):
        held = (held + cost[..., month]) * kept[..., month]
        value[..., month] = held
    return value


def _unit_cost(plan: Plan, purchase: Purchase) -> float:
    if purchase.unit_cost is not None:
        return purchase.unit_cost
    sale = next(sale for sale in plan.sales if sale.name == purchase.sale)
    price = sale.price * (plan.eur_mad if sale.currency == "EUR" else 1.0)
    return price * (purchase.share_of_sales or 0.0)


def _rate_of(currency: str, plan: Plan, shocks: Shocks) -> Any:
    """Dirhams for one unit of the currency."""
    return plan.eur_mad * np.asarray(shocks.eur) if currency == "EUR" else 1.0
