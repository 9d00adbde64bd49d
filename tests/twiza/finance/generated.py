"""Plans drawn by hypothesis: any plan that the reader accepts, however odd."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.twiza.finance.examples import ON
from twiza.finance.model import Plan
from twiza.finance.reading import read_plan
from twiza.packs import Rulebook, load_rulebook
from twiza.packs.reading import read_text


@cache
def be_ma() -> Rulebook:
    return load_rulebook("be-ma")


def plan_from(tree: dict[str, Any]) -> Plan:
    text = yaml.safe_dump({"plan": tree}, allow_unicode=True)
    return read_plan(read_text(text, shown_as="drawn").mapping()["plan"], be_ma(), ON)


money = st.integers(0, 5_000_000)
rate = st.sampled_from([0, 0.07, 0.1, 0.2])


@st.composite
def plan_trees(draw: st.DrawFn) -> dict[str, Any]:
    """The tree of a plan, as a file would hold it."""
    years = draw(st.integers(1, 6))
    last = years * 12
    month = st.integers(1, last)
    names = draw(st.lists(st.sampled_from("abcd"), max_size=3, unique=True))
    return {
        "start": f"{draw(st.integers(2026, 2028))}-{draw(st.integers(1, 12)):02d}",
        "horizon_years": years,
        "discount_rate": draw(st.sampled_from([0, 0.05, 0.12])),
        "inflation_rate": draw(st.sampled_from([0, 0.02, 0.1])),
        "eur_mad": draw(st.sampled_from([9.5, 10.5657, 12])),
        "investments": draw(st.lists(investments(month), max_size=4)),
        "sales": [draw(sales(name, month)) for name in names],
        "purchases": [draw(purchases(name)) for name in names],
        "stock_days": draw(st.sampled_from([0, 5, 30, 45, 60, 100.5])),
        "staff": draw(st.lists(posts(month), max_size=3)),
        "overheads": draw(st.lists(overheads(month), max_size=3)),
        "vat_due": draw(st.sampled_from(["receipts", "invoices"])),
        "payout_share": draw(st.sampled_from([0, 0.5, 1])),
        **draw(st.sampled_from([{}, {"business_tax_class": 1}])),
        "funding": {
            "own_funds": draw(st.lists(own_funds(month), max_size=3)),
            "loans": draw(st.lists(loans(last), max_size=2)),
        },
    }


@st.composite
def investments(draw: st.DrawFn, month: Any) -> dict[str, Any]:
    kind = draw(st.sampled_from(["land", "building", "equipment", "start_up"]))
    line = {
        "name": kind,
        "kind": kind,
        "amount": draw(money),
        "month": draw(month),
        "vat_rate": draw(rate),
    }
    if kind != "land":
        line["life_years"] = draw(st.sampled_from([1, 2.5, 5, 10, 20]))
    return line


@st.composite
def sales(draw: st.DrawFn, name: str, month: Any) -> dict[str, Any]:
    parts = draw(st.lists(st.integers(0, 5), min_size=12, max_size=12))
    whole = sum(parts)
    season = [part / whole for part in parts] if whole else [1 / 12] * 12
    return {
        "name": name,
        "price": draw(st.integers(0, 5_000)),
        "currency": draw(st.sampled_from(["MAD", "EUR"])),
        "vat_rate": draw(rate),
        "yearly_volume": draw(st.lists(st.integers(0, 10_000), min_size=1, max_size=4)),
        "season": season,
        "days_to_collect": draw(st.sampled_from([0, 10, 30, 45, 90, 400])),
        **draw(st.sampled_from([{}, {"deducts_vat": False}])),
        **draw(st.one_of(st.just({}), st.builds(lambda m: {"from_month": m}, month))),
    }


@st.composite
def purchases(draw: st.DrawFn, name: str) -> dict[str, Any]:
    cost = draw(
        st.one_of(
            st.builds(lambda c: {"unit_cost": c}, st.integers(0, 3_000)),
            st.builds(lambda c: {"share_of_sales": c}, st.sampled_from([0, 0.3, 1])),
        )
    )
    return {
        "name": f"for {name}",
        "for": name,
        "vat_rate": draw(rate),
        "currency": draw(st.sampled_from(["MAD", "EUR"])),
        "days_to_pay": draw(st.sampled_from([0, 20, 60, 75])),
        **cost,
    }


@st.composite
def posts(draw: st.DrawFn, month: Any) -> dict[str, Any]:
    return {
        "role": "post",
        "number": draw(st.integers(0, 20)),
        "gross_monthly_wage": draw(st.sampled_from([0, 3_500, 6_000, 15_000.5])),
        "from_month": draw(month),
    }


@st.composite
def overheads(draw: st.DrawFn, month: Any) -> dict[str, Any]:
    return {
        "name": "overhead",
        "monthly": draw(st.integers(0, 50_000)),
        "vat_rate": draw(rate),
        "from_month": draw(month),
    }


@st.composite
def own_funds(draw: st.DrawFn, month: Any) -> dict[str, Any]:
    return {
        "amount": draw(money),
        "currency": draw(st.sampled_from(["MAD", "EUR"])),
        "month": draw(month),
    }


@st.composite
def loans(draw: st.DrawFn, last: int) -> dict[str, Any]:
    month = draw(st.integers(1, last - 1))
    months = draw(st.integers(1, last - month))
    return {
        "name": "loan",
        "amount": draw(money),
        "yearly_rate": draw(st.sampled_from([0, 0.0575, 0.12])),
        "months": months,
        "grace_months": draw(st.integers(0, months - 1)),
        "month": month,
    }
