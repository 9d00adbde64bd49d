"""The guesthouse below every national threshold: what it is told, worked by hand.

880 000 dirhams with 150 000 of private land, 150 000 from abroad, 3 stable jobs, all
of the capital, Chefchaouen, tourism, no priority activity. From the dossier:

Premium of the charter for small firms (decree 2-25-342)
    from 1 000 000; 10 % own funds: 400 000 / 1 000 000; tourism: at least 1 stable job
    a million, 3 / 1 = 3. Rate: 5 % (2 to 5 jobs a million) + 10 % (category A)
    + 0 (no priority) = 15 %, below the ceiling of 30 %. Base: land counts up to a fifth,
    150 000 < 200 000, so all of 1 000 000. Premium: 150 000.
MDM Invest
    from 1 000 000, a quarter of it in foreign currency: 250 000, 100 000 more than now.
    10 % of the investor's part, 1.0 x 1 000 000 = 100 000, below 5 000 000. No text says
    whether it goes with the premium: not in the best package, to be asked.
NORDEV
    up to 30 % of the cost and 100 000 for a firm without turnover; goes with the premium;
    no call known, so from nothing. Together: from 150 000 to 250 000.
"""

from __future__ import annotations

import pytest

from tests.twiza.golden.reports import SEEN_ON, answer, golden, rulebook, venture
from twiza.advice import advise

NAME = "guesthouse-chefchaouen"


def asked(**changes):
    guesthouse = venture(NAME)
    facts = {**guesthouse.facts, **changes}
    told = advise(
        rulebook(), facts, on=guesthouse.date, plan=guesthouse.plan, seen_on=SEEN_ON
    )
    return told, {item["id"]: item for item in told["mechanisms"]}


def test_at_a_million_the_premium_is_15_percent_of_all_of_it():
    _, found = asked(total_cost_mad=1_000_000)
    assert found["charte-tpme"]["status"] == "eligible"
    assert found["charte-tpme"]["amount"]["value"] == 150_000
    assert (
        found["mdm-invest"]["status"] == "ineligible"
    )  # 150 000 is 15 %, not a quarter


def test_a_quarter_of_a_million_from_abroad_opens_the_grant_too():
    told, found = asked(total_cost_mad=1_000_000, foreign_currency_funds_mad=250_000)
    assert found["mdm-invest"]["amount"]["value"] == 0.10 * 1.0 * 1_000_000
    assert found["nordev"]["amount"]["most"] == 100_000
    total = told["package"]["total"]
    assert (total["least"], total["most"]) == (150_000, 150_000 + 100_000)
    assert "mdm-invest" not in told["package"]["members"]
    likely = told["alternatives"]["likely_to_ask"]
    assert {"charte-tpme", "mdm-invest"} <= set(likely["members"])


@pytest.mark.parametrize(
    ("changes", "mechanism"),
    [
        ({"total_cost_mad": 999_999}, "charte-tpme"),
        ({"total_cost_mad": 999_999, "foreign_currency_funds_mad": 250_000}, "mdm-invest"),
        ({"total_cost_mad": 1_000_000, "foreign_currency_funds_mad": 249_999}, "mdm-invest"),
        ({"bank_loan_mad": 300_001}, "start-tpe"),
    ],
)  # fmt: skip
def test_a_dirham_less_opens_nothing(changes, mechanism):
    _, found = asked(**changes)
    assert found[mechanism]["status"] == "ineligible"


def test_it_is_told_of_every_figure_that_opens_something_and_of_no_other():
    """All that moves money, jobs or shares; the rest of the changes name a choice."""
    moved = {
        item["id"]: {name: (m["from"], m["to"]) for name, m in change["facts"].items()}
        for item in answer(NAME)["mechanisms"]
        for change in item["changes"][:1]
        if not isinstance(next(iter(change["facts"].values()))["to"], bool | str)
    }
    assert moved == {
        "charte-tpme": {"total_cost_mad": (880_000, 1_000_000)},
        "mdm-invest": {
            "total_cost_mad": (880_000, 1_000_000),
            "foreign_currency_funds_mad": (150_000, 250_000),
        },
        "start-tpe": {"bank_loan_mad": (480_000, 300_000)},
    }


@pytest.mark.parametrize(
    ("language", "grant", "currency", "gain"),
    [
        ("en", "880,000 MAD → 1,000,000 MAD", "150,000 MAD → 250,000 MAD", "Without MDM Invest"),
        ("fr", "880 000 MAD → 1 000 000 MAD", "150 000 MAD → 250 000 MAD", "Sans MDM Invest"),
        ("nl", "880.000 MAD → 1.000.000 MAD", "150.000 MAD → 250.000 MAD", "Zonder MDM Invest"),
        ("ar", "880.000 درهم ← 1.000.000 درهم", "150.000 درهم ← 250.000 درهم", "من غير مغاربة العالم"),
    ],
)  # fmt: skip
def test_each_language_says_both_figures_and_that_the_gain_is_not_the_grants(
    language, grant, currency, gain
):
    text = " ".join(golden(NAME, language).read_text("utf-8").split())
    assert grant in text and currency in text and gain in text
