"""Taxes and charges worked out by hand from the figures of the packs."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from tests.twiza.finance.generated import be_ma, plan_from
from twiza.finance.law import Law
from twiza.finance.months import Months
from twiza.finance.people import posts_below_minimum, wages
from twiza.finance.projection import project
from twiza.finance.shocks import AS_WRITTEN
from twiza.finance.taxes import profit_tax, progressive

COMPANY = {"legal_form": "sarl", "sector": "agro_processing", "province": "MA-TAO"}


def law_from(start: str, years: int, facts: dict = COMPANY) -> Law:
    return Law(
        be_ma(), Months(datetime.date.fromisoformat(f"{start}-01"), years * 12), facts
    )


def taxed(law: Law, *yearly: float, worn: float = 0.0, turnover: float = 0.0):
    """The tax on results that fall in the first month of each year."""
    count = law.months.count
    result, depreciation, sales = np.zeros(count), np.zeros(count), np.zeros(count)
    result[law.months.year_starts[: len(yearly)]] = yearly
    depreciation[law.months.year_starts] = worn
    sales[law.months.year_starts] = turnover
    return profit_tax(law, law.months, result, depreciation, sales)


def test_the_corporate_tax_of_2027_is_a_fifth_and_large_profits_pay_the_contribution_too():
    # 500 000 at 20 %; 2 000 000 at 20 % and 1.5 % of solidarity (at least 1 000 000).
    tax = taxed(law_from("2027-01", 2), 500_000, 2_000_000)
    assert tax.yearly.tolist() == pytest.approx([100_000, 430_000])


def test_a_loss_comes_off_for_four_years_and_one_of_depreciation_without_limit():
    # 2027 loses 100: 60 of it depreciation. Nothing is earned until 2032, one year too
    # late for the other 40; the 60 still come off.
    tax = taxed(law_from("2027-01", 6), -100_000, 0, 0, 0, 0, 100_000, worn=60_000)
    assert tax.taxable.tolist() == pytest.approx([0, 0, 0, 0, 0, 40_000])
    within = taxed(law_from("2027-01", 5), -100_000, 0, 0, 0, 100_000, worn=60_000)
    assert within.taxable.tolist() == pytest.approx([0, 0, 0, 0, 0])


def test_the_minimum_contribution_starts_after_three_years_with_its_floor():
    # 0.25 % of 4 000 000 is 10 000; of 400 000 it is 1 000, below the floor of 3 000.
    assert taxed(
        law_from("2027-01", 5), turnover=4_000_000
    ).yearly.tolist() == pytest.approx([0, 0, 0, 10_000, 10_000])
    assert taxed(
        law_from("2027-01", 5), turnover=400_000
    ).yearly.tolist() == pytest.approx([0, 0, 0, 3_000, 3_000])


def test_the_tax_of_a_year_is_paid_with_the_return_and_then_by_quarters():
    # 2027: 100 000, all due by March 2028. 2028: four instalments of 25 000; nothing more
    # in March 2029, for 2028 is taxed the same.
    tax = taxed(law_from("2027-01", 3), 500_000, 500_000, 0)
    paid = {place: value for place, value in enumerate(tax.paid) if value}
    assert paid[14] == pytest.approx(100_000 + 25_000)
    assert [paid[place] for place in (17, 20, 23)] == pytest.approx([25_000] * 3)
    # 2029 earns nothing, yet its instalments follow the year before.
    assert [paid[place] for place in (26, 29, 32, 35)] == pytest.approx([25_000] * 4)
    assert tax.owed[-1] == pytest.approx(-100_000)


def test_a_sole_trader_pays_income_tax_by_slices():
    # 100 000 by the scale of 2025: 20 000 at 10 %, 20 000 at 20 %, 20 000 at 30 %.
    tax = taxed(
        law_from("2027-01", 1, {**COMPANY, "legal_form": "sole_trader"}), 100_000
    )
    assert tax.regime == "person"
    assert tax.yearly.tolist() == pytest.approx([12_000])


def test_each_slice_is_taxed_at_its_own_rate():
    rows = [(0.0, 0.0), (40_000.0, 0.1), (60_000.0, 0.2)]
    assert progressive(np.array([40_000.0, 50_000, 70_000]), rows).tolist() == [
        0,
        1_000,
        4_000,
    ]


def test_social_charges_are_capped_at_six_thousand_dirhams_of_pay():
    plan = plan_from(
        {
            "start": "2027-01",
            "horizon_years": 1,
            "staff": [{"role": "a", "number": 2, "gross_monthly_wage": 10_000}],
        }
    )
    law = law_from("2027-01", 1)
    one = wages(plan, law, law.months, AS_WRITTEN)
    # Below the ceiling 1.05 + 7.93 %, on all pay 6.4 + 4.11 + 1.6 %, for each of two.
    assert one.employer[0] == pytest.approx(2 * (6_000 * 0.0898 + 10_000 * 0.1211))
    # Employees: 0.52 + 3.96 % below, 2.26 % on all.
    assert one.withheld[0] == pytest.approx(2 * (6_000 * 0.0448 + 10_000 * 0.0226))


def test_a_wage_below_the_legal_minimum_is_named():
    lines = [
        {"role": "low", "number": 1, "gross_monthly_wage": 3_400},
        {"role": "fair", "number": 1, "gross_monthly_wage": 3_450},
    ]
    plan = plan_from({"start": "2027-01", "horizon_years": 1, "staff": lines})
    law = law_from("2027-01", 1)
    assert [post.role for post in posts_below_minimum(plan, law, law.months)] == ["low"]


def test_vat_is_carried_forward_until_it_is_used_and_paid_a_month_later():
    # 240 000 bought at 20 %: 40 000 of credit. 60 000 sold a month at 20 %: 10 000 due.
    plan = plan_from(
        {
            "start": "2027-01", "horizon_years": 1, "vat_due": "invoices",
            "investments": [{"name": "line", "kind": "equipment", "amount": 200_000, "month": 1, "life_years": 5, "vat_rate": 0.2}],
            "sales": [{"name": "oil", "price": 50_000, "yearly_volume": 12, "vat_rate": 0.2}],
        }
    )  # fmt: skip
    vat = project(plan, law_from("2027-01", 1)).vat
    # Sales start in month 2: four months use the credit, the fifth is due, paid in the next.
    assert vat.credit.round(6).tolist() == [
        40_000,
        30_000,
        20_000,
        10_000,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ]
    assert vat.due.round(6).tolist() == [0, 0, 0, 0, 0, *[10_000] * 7]
    assert vat.paid.round(6).tolist() == [0, 0, 0, 0, 0, 0, *[10_000] * 6]


def test_tax_on_purchases_of_what_is_exempt_at_home_is_a_cost_and_of_exports_is_not():
    def cost(currency: str) -> float:
        plan = plan_from(
            {
                "start": "2027-01", "horizon_years": 1, "eur_mad": 10,
                "sales": [{"name": "s", "price": 100, "yearly_volume": 120, "vat_rate": 0, "currency": currency, "from_month": 1}],
                "overheads": [{"name": "rent", "monthly": 1_000, "vat_rate": 0.2}],
            }
        )  # fmt: skip
        return project(plan, law_from("2027-01", 1)).overheads.cost[0]

    assert cost("MAD") == pytest.approx(1_200)
    assert cost("EUR") == pytest.approx(1_000)


def test_business_tax_is_due_after_five_years_on_three_per_cent_of_what_is_owned():
    plan = plan_from(
        {
            "start": "2027-01", "horizon_years": 7, "business_tax_class": 3,
            "investments": [{"name": "hall", "kind": "building", "amount": 1_000_000, "month": 1, "life_years": 20, "vat_rate": 0}],
        }
    )  # fmt: skip
    tax = project(plan, law_from("2027-01", 7)).business_tax
    # 1 000 000 x 3 % x 10 % = 3 000 in the sixth and the seventh year.
    assert {place: round(value, 6) for place, value in enumerate(tax) if value} == {
        71: 3_000,
        83: 3_000,
    }


def test_dividends_are_a_share_of_last_years_profit_and_lose_the_withholding_tax():
    plan = plan_from(
        {
            "start": "2027-01", "horizon_years": 2, "payout_share": 0.5,
            "sales": [{"name": "s", "price": 100_000, "yearly_volume": 12, "vat_rate": 0, "from_month": 1}],
        }
    )  # fmt: skip
    one = project(plan, law_from("2027-01", 2))
    # 1 200 000 earned, 1 500 000 is not reached: 20 % and 1.5 % leave 942 000; half is paid
    # in June 2028, of which 10 % is kept back.
    assert one.dividends[17] == pytest.approx(0.5 * 1_200_000 * (1 - 0.215))
    assert one.withheld[17] == pytest.approx(0.1 * one.dividends[17])
    assert one.dividends.sum() == one.dividends[17]
