"""What a plan may not say, and how it is told."""

from __future__ import annotations

import pytest

from tests.twiza.finance.generated import plan_from
from twiza.errors import InputError

BASE = {"start": "2027-01", "horizon_years": 2}
SALE = {"name": "oil", "price": 60, "yearly_volume": [10]}
LOAN = {"name": "bank", "amount": 1_000, "yearly_rate": 0.05, "months": 12, "month": 1}


@pytest.mark.parametrize(
    ("change", "where", "expected"),
    [
        ({"horizon_years": 0}, "horizon_years", "from 1 to 40"),
        ({"horizon_years": 2.5}, "horizon_years", "a whole number"),
        ({"start": "2027-13"}, "start", "a month of the form"),
        ({"currency": "USD"}, "currency", "one of: MAD"),
        ({"inflation_rate": float("nan")}, "inflation_rate", "a number"),
        ({"discount_rate": "10%"}, "discount_rate", "a share"),
        ({"sales": [{"name": "oil", "yearly_volume": [10]}]}, "sales", "the key 'price'"),
        ({"sales": [{**SALE, "price": -1}]}, "sales[1].price", "from 0"),
        ({"sales": [{**SALE, "yearly_volume": []}]}, "yearly_volume", "at least one"),
        ({"sales": [{**SALE, "season": [0.5, 0.5]}]}, "season", "twelve shares"),
        ({"sales": [{**SALE, "currency": "GBP"}]}, "currency", "one of: MAD, EUR"),
        ({"sales": [SALE], "purchases": [{"name": "x", "for": "olives", "unit_cost": 1}]}, "purchases[1].for", "one of: oil"),
        ({"sales": [SALE], "purchases": [{"name": "x", "for": "oil"}]}, "purchases[1]", "either unit_cost or share_of_sales"),
        ({"investments": [{"name": "hall", "kind": "building", "amount": 1, "month": 1}]}, "investments[1]", "'life_years'"),
        ({"investments": [{"name": "hall", "kind": "building", "amount": 1, "month": 1, "life_years": -5}]}, "life_years", "from"),
        ({"investments": [{"name": "plot", "kind": "land", "amount": 1, "month": 1, "life_years": 5}]}, "life_years", "land"),
        ({"investments": [{"name": "van", "kind": "equipment", "amount": 1, "month": 99, "life_years": 5}]}, "month", "from 1 to 24"),
        ({"funding": {"loans": [{**LOAN, "months": 60}]}}, "months", "at most 23 months"),
        ({"funding": {"loans": [{**LOAN, "grace_months": 12}]}}, "grace_months", "from 0 to 11"),
        ({"overheads": [{"name": str(i), "monthly": 1} for i in range(501)]}, "overheads", "at most 500 lines"),
        ({"horizn_years": 2}, "horizn_years", "one of"),
    ],
)  # fmt: skip
def test_a_wrong_plan_is_one_clear_error(change, where, expected):
    with pytest.raises(InputError) as mistake:
        plan_from({**BASE, **change})
    assert where in mistake.value.where
    assert expected in mistake.value.expected
    assert mistake.value.mend


def test_what_is_left_out_is_filled_in_and_listed():
    plan = plan_from(
        {**BASE, "sales": [SALE], "overheads": [{"name": "rent", "monthly": 5}]}
    )
    filled = {item.key: item for item in plan.assumed}
    assert (
        plan.overheads[0].vat_rate == 0.2
        and filled["overheads: rent: vat_rate"].source != "plan"
    )
    assert plan.sales[0].season == (1 / 12,) * 12 and "sales: oil: season" in filled
    # The euro of the latest year that the packs know.
    assert plan.eur_mad == 10.5657 and filled["eur_mad"].source == "world-bank-fx"
    assert (
        plan.discount_rate == 0.10
        and filled["discount_rate"].source == "plan-convention"
    )


def test_sales_start_the_month_after_the_last_building_or_equipment():
    lines = [
        {"name": "hall", "kind": "building", "amount": 1, "month": 3, "life_years": 20},
        {
            "name": "press",
            "kind": "equipment",
            "amount": 1,
            "month": 6,
            "life_years": 8,
        },
        {"name": "study", "kind": "start_up", "amount": 1, "month": 9, "life_years": 5},
    ]
    assert (
        plan_from({**BASE, "investments": lines, "sales": [SALE]}).sales[0].from_month
        == 7
    )
    assert plan_from({**BASE, "sales": [SALE]}).sales[0].from_month == 1
