"""The three packages of an answer: what is in, what it is worth, what is left out and why."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.twiza.advice.package.capped import (
    FACTS,
    aid,
    ceiling,
    corridor,
    figures,
    three_packages,
)
from tests.twiza.minipack import KNOWN
from twiza.packs import load_rulebook

ON = datetime.date(2026, 2, 1)
DEMO = Path(__file__).parents[4] / "packs" / "demo"
GUEST_HOUSE = {
    "is_resident_abroad": True,
    "province": "DEMO-1A",
    "sector": "guest_house",
    "is_registered": True,
    "total_cost": 400_000,
    "own_funds": 120_000,
    "bank_loan": 100_000,
    "stable_jobs": 5,
}


@pytest.fixture(scope="module")
def demo():
    return load_rulebook("demo", DEMO)


@pytest.fixture
def packages(packs):
    def answered(files, ceilings="", facts=FACTS, plan=None, on=ON):
        law = corridor(packs, files, ceilings)
        return three_packages(law, facts, on, plan)

    return answered


def aside(package):
    return {item["id"]: item for item in package["set_aside"]}


# Members and money


def test_a_guarantee_never_adds_to_a_grant(mini):
    package = three_packages(mini, KNOWN, ON)["package"]
    assert package["members"] == ["guarantee", "premium"]
    assert package["total"]["value"] == 900_000
    assert package["guaranteed"]["value"] == 3_600_000


def test_a_premium_paid_after_realisation_is_worth_less_today(mini):
    """Realisation is assumed 12 months after the day; the premium comes 6 months later."""
    package = three_packages(mini, KNOWN, ON, {"discount_rate": 0.10})["package"]
    assert package["present_value"] == pytest.approx(900_000 / 1.10**1.5, abs=0.01)


def test_an_earlier_smaller_grant_may_be_worth_more_than_a_later_larger_one(packages):
    """They exclude each other: 100 000 at once against 110 000 after two years at 10 %."""
    files = {
        "parameters.yaml": figures(early=100_000, late=110_000),
        "mechanisms/early.yaml": aid(
            "early", "early", keys="combines: {not_with: [late]}\n"
        ),
        "mechanisms/late.yaml": aid("late", "late", months=24),
    }
    package = packages(files, plan={"discount_rate": 0.10})["package"]
    assert package["members"] == ["early"] and package["present_value"] == 100_000


def test_an_undetermined_aid_enters_only_the_package_to_ask_for(mini):
    facts = {name: value for name, value in KNOWN.items() if name != "own_funds"}
    found = three_packages(mini, facts, ON)
    assert "premium" not in found["package"]["members"]
    assert "premium" in found["likely_to_ask"]["members"]


def test_an_aid_that_gives_nothing_is_no_member(packages):
    files = {
        "parameters.yaml": figures(something=1_000, nothing=0),
        "mechanisms/something.yaml": aid("something", "something"),
        "mechanisms/nothing.yaml": aid(
            "nothing", "nothing", keys="combines: {with: [something]}\n"
        ),
    }
    package = packages(files)["package"]
    assert package["members"] == ["something"]
    assert aside(package)["nothing"]["reason"] == "adds_paperwork"


# Shared ceilings


def test_what_is_paid_first_keeps_its_amount_under_a_shared_cap(demo):
    """Of 48 000 and 32 000 the cap of 15 % leaves 60 000: the equipment comes first."""
    package = three_packages(demo, GUEST_HOUSE, datetime.date(2026, 11, 23))["package"]
    assert package["total"]["value"] == 60_000
    assert package["cut"] == [{"id": "investment-grant", "of": 48_000, "left": 28_000}]
    cap = next(one for one in package["ceilings"] if one["id"] == "demo-public-money")
    assert cap["cuts"] and cap["source"] == "act-2026" and cap["most"] == 60_000
    assert cap["asked"]["most"] == 80_000 and cap["left"]["most"] == 60_000
    assert set(cap["over"]) == {"equipment-grant", "investment-grant"}


def test_a_cap_that_is_not_certain_keeps_its_members_out_of_the_certain_total(packages):
    files = {
        "parameters.yaml": figures(one=60, two=60, most=100),
        "mechanisms/one.yaml": aid("one", "one", keys="combines: {with: [two]}\n"),
        "mechanisms/two.yaml": aid("two", "two"),
    }
    cap = ceiling(
        "shared", "most", over=("one", "two"), keys="    flagged: read once\n"
    )
    package = packages(files, cap)["package"]
    assert package["total"]["value"] == 100 and package["certain_total"] == 0
    assert {because for one in package["uncertain"] for because in one["because"]} == {
        "ceiling"
    }


def test_a_cap_that_cuts_nothing_makes_nothing_uncertain(packages):
    files = {
        "parameters.yaml": figures(one=60, two=40, most=100),
        "mechanisms/one.yaml": aid("one", "one", keys="combines: {with: [two]}\n"),
        "mechanisms/two.yaml": aid("two", "two"),
    }
    cap = ceiling(
        "shared", "most", over=("one", "two"), keys="    flagged: read once\n"
    )
    package = packages(files, cap)["package"]
    assert package["certain_total"] == 100
    assert [(one["id"], one["cuts"]) for one in package["ceilings"]] == [
        ("shared", False)
    ]


def test_a_cap_whose_figure_nobody_found_is_told_and_cuts_nothing(packages):
    unverified = (
        "parameters:\n  most: {unit: MAD, values: [{from: 2020-01-01, value: null,"
        " source: law, unverified: not found}]}\n"
    )
    amounts = figures(one=60, two=40).removeprefix("parameters:\n")
    files = {
        "parameters.yaml": unverified + amounts,
        "mechanisms/one.yaml": aid("one", "one", keys="combines: {with: [two]}\n"),
        "mechanisms/two.yaml": aid("two", "two"),
    }
    package = packages(files, ceiling("shared", "most", over=("one", "two")))["package"]
    assert package["total"]["value"] == 100 and package["certain_total"] == 0
    cap = package["ceilings"][0]
    assert cap["most"] is None and cap["left"] is None and not cap["is_certain"]
    assert cap["reason"] == "not found"


def test_an_unknown_cost_leaves_the_total_between_two_amounts(packages):
    files = {
        "parameters.yaml": figures(one=600_000, two=400_000),
        "mechanisms/one.yaml": aid("one", "one", keys="combines: {with: [two]}\n"),
        "mechanisms/two.yaml": aid("two", "two"),
    }
    cap = ceiling("within-cost", "cost", kinds=("grant", "premium"))
    total = packages(files, cap, facts={"is_regular": True})["package"]["total"]
    assert total == {"value": None, "least": 1, "most": 1_000_000, "currency": "MAD"}


def test_certain_money_is_counted_as_if_the_uncertain_never_came(packages):
    """The cap is full with the later certain grant alone, were the earlier one refused."""
    files = {
        "parameters.yaml": figures(sure=80, unsure=80, most=100),
        "mechanisms/sure.yaml": aid("sure", "sure", months=6),
        "mechanisms/unsure.yaml": aid(
            "unsure", "unsure", keys="combines: {with: [sure]}\n"
        ).replace("state: open", "state: unknown"),
    }
    cap = ceiling("shared", "most", over=("sure", "unsure"))
    package = packages(files, cap, plan={"discount_rate": 0.10})["package"]
    assert package["total"]["value"] == 100 and package["certain_total"] == 80


# Own funds and tickets


def test_the_own_funds_that_a_member_asks_for_lower_what_is_left_to_finance(packages):
    """1 000 000 less 300 000 of own funds leaves 700 000 for both grants together."""
    files = {
        "parameters.yaml": figures(one=500_000, two=400_000, own=300_000),
        "mechanisms/one.yaml": aid(
            "one",
            "one",
            keys="combines: {with: [two]}\n",
            parts="    parts: {least_own_funds: own}\n",
        ),
        "mechanisms/two.yaml": aid("two", "two"),
    }
    keys = "    leaves_own_funds: true\n"
    cap = ceiling("within-cost", "cost", kinds=("grant", "loan"), keys=keys)
    package = packages(files, cap)["package"]
    assert package["total"]["value"] == 700_000
    assert package["own_funds"] == {"least": 300_000, "for": "one", "currency": "MAD"}


def test_an_aid_that_asks_for_more_own_funds_than_it_brings_is_left_out(packages):
    files = {
        "parameters.yaml": figures(large=900_000, small=50_000, own=400_000),
        "mechanisms/large.yaml": aid("large", "large"),
        "mechanisms/small.yaml": aid(
            "small",
            "small",
            keys="combines: {with: [large]}\n",
            parts="    parts: {least_own_funds: own}\n",
        ),
    }
    keys = "    leaves_own_funds: true\n"
    cap = ceiling("within-cost", "cost", kinds=("grant",), keys=keys)
    package = packages(files, cap)["package"]
    assert package["members"] == ["large"]
    left = aside(package)["small"]
    assert (left["reason"], left["ceilings"]) == ("own_funds", ["within-cost"])


def test_a_loan_that_would_be_smaller_than_its_ticket_is_left_out(demo):
    facts = {**GUEST_HOUSE, "bank_loan": 200_000}
    package = three_packages(demo, facts, datetime.date(2026, 11, 23))["package"]
    assert "joint-loan" not in package["members"]
    left = aside(package)["joint-loan"]
    assert (left["reason"], left["ceilings"]) == ("below_ticket", ["demo-financing"])


def test_a_loan_whose_ticket_exceeds_what_it_can_lend_is_left_out(demo):
    """A fifth of 250 000 is 50 000, below the smallest loan of 60 000."""
    facts = {**GUEST_HOUSE, "total_cost": 250_000, "bank_loan": 60_000}
    package = three_packages(demo, facts, datetime.date(2026, 11, 23))["package"]
    assert aside(package)["joint-loan"]["reason"] == "below_ticket"


# What is left out, and the other two packages


def test_what_is_set_aside_says_why(mini):
    left = three_packages(mini, KNOWN, ON)["package"]["set_aside"]
    assert [(item["id"], item["reason"], item["with"]) for item in left] == [
        ("subsidy", "not_with", ["premium"])
    ]


def test_an_unknown_combination_is_only_for_the_package_to_ask_for(mini):
    facts = {**KNOWN, "is_regular": True, "jobs": 0}
    found = three_packages(mini, facts, ON)
    assert found["package"]["members"] == ["subsidy"]
    left = aside(found["package"])["guarantee"]
    assert left["reason"] == "unknown_with" and left["ask"] == ["office"]
    likely = found["likely_to_ask"]
    assert set(likely["members"]) == {"subsidy", "guarantee"}
    assert likely["to_ask"] == [{"mechanisms": likely["members"], "ask": ["office"]}]


def test_a_full_cap_leaves_out_what_it_would_let_nothing_through_of(packages):
    files = {
        "parameters.yaml": figures(one=100, two=30, most=100),
        "mechanisms/one.yaml": aid("one", "one", keys="combines: {with: [two]}\n"),
        "mechanisms/two.yaml": aid("two", "two", months=12),
    }
    cap = ceiling("shared", "most", over=("one", "two"))
    package = packages(files, cap, plan={"discount_rate": 0.10})["package"]
    assert package["members"] == ["one"]
    left = aside(package)["two"]
    assert (left["reason"], left["with"]) == ("ceiling", ["one"])
    assert left["ceilings"] == ["shared"]


def test_the_simplest_package_keeps_nine_tenths_with_the_least_paperwork(packages):
    steps = "".join(f"  - {{step: step{i}, body: office}}\n" for i in range(9))
    files = {
        "parameters.yaml": figures(big=95, small=5),
        "mechanisms/big.yaml": aid("big", "big", keys="combines: {with: [small]}\n"),
        "mechanisms/small.yaml": aid("small", "small", keys=f"apply:\n{steps}"),
    }
    found = packages(files)
    assert found["package"]["members"] == ["big", "small"]
    assert found["package"]["papers"] == 10
    assert found["simplest"]["members"] == ["big"] and found["simplest"]["papers"] == 1
    assert aside(found["simplest"])["small"]["reason"] == "little_more"


def test_each_package_says_that_its_search_looked_at_everything(demo):
    found = three_packages(demo, GUEST_HOUSE, datetime.date(2026, 11, 23))
    for package in found.values():
        assert package["proved"] is True
        assert package["at_most"] == package["present_value"]
