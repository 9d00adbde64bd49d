"""Guarantees and loans have lines of their own: principal covered, interest saved."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.twiza.advice.package.capped import three_packages
from tests.twiza.advice.package.test_packages import GUEST_HOUSE
from twiza.advice.package.lending import interest_on
from twiza.packs import load_rulebook

DEMO = Path(__file__).parents[4] / "packs" / "demo"
ON = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def package():
    demo = load_rulebook("demo", DEMO)
    return three_packages(demo, GUEST_HOUSE, ON)["package"]


@pytest.mark.parametrize(("months", "grace"), [(60, 0), (60, 12), (84, 6), (1, 0)])
def test_what_is_paid_back_is_worth_the_principal_at_the_rate_of_the_loan(
    months, grace
):
    rate = 0.06 / 12
    interest = interest_on(100_000, 0.06, months, grace)
    waiting = 100_000 * rate
    instalment = (interest - waiting * grace + 100_000) / (months - grace)
    worth = sum(
        (waiting if month <= grace else instalment) / (1 + rate) ** month
        for month in range(1, months + 1)
    )
    assert worth == pytest.approx(100_000)


def test_a_loan_repaid_at_once_pays_interest_on_the_whole_all_along():
    assert interest_on(50_000, 0.06, 60, 60) == pytest.approx(5 * 3_000)


def test_a_loan_without_interest_pays_none():
    assert interest_on(50_000, 0.0, 60, 12) == 0


def test_a_loan_tells_the_interest_saved_beside_the_average_rate(package):
    """80 000 at 2 % beside 6 %: 3 200 for a year on the whole; over five years with one of
    grace 4 800 and 10 182.51 beside 1 600 and 3 309.27.
    """
    (loan,) = package["loans"]
    assert loan["principal"]["value"] == 80_000
    assert loan["saved_a_year"]["value"] == 3_200
    assert loan["saved_in_all"]["value"] == pytest.approx(10_073.24, abs=0.01)
    assert (loan["rate"]["value"], loan["rate"]["source"]) == (0.02, "joint-rules")
    average = loan["average_rate"]
    assert (average["value"], average["source"]) == (0.06, "demo-bulletin")
    assert average["since"] == "2026-07-01"
    assert loan["ask"] == []
    # Neither enters the money.
    assert package["total"]["value"] == 60_000


def test_a_guarantee_tells_what_it_covers_and_whom_to_ask_for_the_fee(package):
    (guarantee,) = package["guarantees"]
    assert guarantee["principal_covered"]["value"] == 60_000
    assert guarantee["fee_rate"] is None and guarantee["ask"] == ["demo-bank"]


def test_a_small_loan_that_intelaka_guarantees_saves_interest_at_its_own_rate(be_ma):
    """450 000 at 2 % beside the average of 5.22 %: 14 490 for a year on the whole."""
    from twiza.advice import read_venture_file

    examples = Path(__file__).parents[4] / "examples"
    venture = read_venture_file(examples / "it-services-oujda.yaml")
    found = three_packages(be_ma, venture.facts, venture.date, venture.plan)
    line = next(
        one
        for one in found["likely_to_ask"]["guarantees"]
        if one["id"] == "damane-intelak"
    )
    assert line["fee_rate"]["value"] == 0
    assert line["loan"]["principal"]["value"] == 450_000
    assert line["loan"]["saved_a_year"]["value"] == pytest.approx(14_490)
    assert line["loan"]["saved_in_all"] is None  # the term was not found
    assert line["loan"]["rate"]["grade"] == "flagged"
