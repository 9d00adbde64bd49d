"""The ceilings of the real corridor, by hand from its texts and readings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.twiza.advice.package.capped import three_packages
from twiza.advice import read_venture_file

EXAMPLES = Path(__file__).parents[4] / "examples"


def packages(rulebook, name, **changes):
    venture = read_venture_file(EXAMPLES / f"{name}.yaml")
    facts = {**venture.facts, **changes}
    return three_packages(rulebook, facts, venture.date, venture.plan)


def test_all_guarantees_of_one_company_stop_at_what_its_ceiling_leaves(be_ma):
    """A young mill: 20 million for the loan (70 % of 40, cut at 20) and 15 for the credit
    (60 % of 26, cut at 15) are 35; 40 less 10 guaranteed before leave 30.
    """
    likely = packages(
        be_ma,
        "olive-oil-taounate",
        total_cost_mad=45_000_000,
        own_funds_mad=5_000_000,
        bank_loan_mad=40_000_000,
        operating_credit_mad=26_000_000,
        other_guarantees_mad=10_000_000,
        is_green_project=False,
    )["likely_to_ask"]
    assert {"damane-istitmar", "damane-atassyir"} <= set(likely["members"])
    assert likely["guaranteed"]["most"] == 30_000_000
    cap = next(one for one in likely["ceilings"] if one["id"] == "tamwilcom-guarantees")
    assert cap["cuts"] and cap["most"] == 30_000_000
    assert cap["source"] == "tamwilcom-istitmar"


def test_two_guarantees_never_cover_more_than_the_loan(be_ma):
    """80 % and 80 % of 450 000 are cut at 450 000, and the reading is told as one."""
    likely = packages(be_ma, "it-services-oujda")["likely_to_ask"]
    assert likely["guaranteed"]["most"] == 450_000
    cap = next(o for o in likely["ceilings"] if o["id"] == "guarantees-within-loan")
    assert cap["cuts"] and not cap["is_certain"] and cap["source"] == "reading"
    doubts = {one["id"]: one["because"] for one in likely["uncertain"]}
    assert "ceiling" in doubts["damane-intelak"]


@pytest.mark.parametrize(
    ("name", "own"),
    [("olive-oil-taounate", 600_000), ("it-services-oujda", 115_000)],
)
def test_the_charter_tells_the_tenth_that_one_has_to_bring(be_ma, name, own):
    package = packages(be_ma, name)["package"]
    assert package["own_funds"] == {
        "least": own,
        "for": "charte-tpme",
        "currency": "MAD",
    }


def test_what_needs_an_approval_before_the_works_is_asked_for_first(be_ma):
    likely = packages(be_ma, "olive-oil-taounate")["likely_to_ask"]
    first = likely["apply"][0]
    assert (first["id"], first["because"]) == ("fda-subventions", "before_spending")


def test_a_programme_that_ends_says_its_last_day(be_ma):
    facts = {"tourism_offer": "lodging_with_leisure"}
    likely = packages(be_ma, "guesthouse-chefchaouen", **facts)["likely_to_ask"]
    last = {one["id"]: (one["by"], one["because"]) for one in likely["apply"]}
    assert last["go-siyaha"] == ("2026-12-31", "closes")


@pytest.mark.parametrize(
    "name",
    ["guesthouse-chefchaouen", "it-services-oujda", "olive-oil-taounate", "paramedical-school-nador"],
)  # fmt: skip
def test_no_ceiling_of_the_corridor_is_exceeded(be_ma, name):
    for package in packages(be_ma, name).values():
        for ceiling in package["ceilings"]:
            room = max(0, ceiling["most"] - ceiling["own_funds"])
            assert ceiling["left"]["most"] <= room + 0.01
        assert package["certain_total"] <= package["total"]["most"] + 0.01
