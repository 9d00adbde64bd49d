"""Thresholds near at hand: by hand from the law's text, and beside every step of a lever."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.twiza.minipack import KNOWN, rulebook
from twiza.advice import advise, read_venture_file

ON = datetime.date(2026, 2, 1)
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def told(answer, kind):
    return {
        (one["mechanism"], one["fact"]): one
        for one in answer["thresholds"]
        if one["kind"] == kind
    }


def answer_for(book, name, **changes):
    venture = read_venture_file(EXAMPLES[0].parent / f"{name}.yaml")
    facts = {**venture.facts, **changes}
    return advise(book, facts, on=venture.date, plan=venture.plan)


def test_two_jobs_fewer_or_a_dearer_mill_lose_five_percent_and_31_jobs_bring_two(be_ma):
    answer = answer_for(be_ma, "olive-oil-taounate")
    gains, losses = told(answer, "gain"), told(answer, "loss")
    # More than 5 jobs per million of 6 are more than 30: 7 % instead of 5 %
    more = gains["charte-tpme", "stable_jobs"]
    assert (more["from"], more["to"]) == (13, 31)
    assert more["amount_before"]["value"] == 1_200_000
    assert more["amount_after"]["value"] == 0.22 * 6_000_000
    assert more["difference"] == 120_000
    # Fewer than 2 jobs per million: from 11 jobs, or from a cost above 6 500 000
    fewer = losses["charte-tpme", "stable_jobs"]
    assert fewer["to"] == 11
    assert fewer["package_after"]["total"]["value"] == 0.15 * 6_000_000
    dearer = losses["charte-tpme", "total_cost_mad"]
    assert dearer["to"] == 6_510_000
    assert dearer["amount_after"]["value"] == 0.15 * 6_510_000
    assert dearer["to_finance"] == 510_000


def test_the_software_house_loses_its_premium_below_a_million(be_ma):
    lost = told(answer_for(be_ma, "it-services-oujda"), "loss")
    cheaper = lost["charte-tpme", "total_cost_mad"]
    assert cheaper["to"] == 990_000
    assert (cheaper["status_before"], cheaper["status_after"]) == (
        "eligible",
        "ineligible",
    )
    assert cheaper["difference"] == -345_000


def test_what_is_not_yet_known_has_thresholds_too(be_ma):
    more = told(answer_for(be_ma, "paramedical-school-nador"), "gain")
    found = more["charte-tpme", "stable_jobs"]
    # More than 5 per million of 4.2 are more than 21: 7 % beside the 10 % of category A
    assert found["to"] == 22
    assert found["amount_after"]["value"] is None
    assert found["amount_after"]["most"] == 0.17 * 4_200_000


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_threshold_is_what_the_answer_says_there_and_not_one_step_before(
    be_ma, path
):
    venture = read_venture_file(path)
    answer = advise(be_ma, venture.facts, on=venture.date, plan=venture.plan)
    for one in answer["thresholds"]:
        there = {**venture.facts, one["fact"]: one["to"]}
        after = advise(be_ma, there, on=venture.date, plan=venture.plan)
        item = next(m for m in after["mechanisms"] if m["id"] == one["mechanism"])
        assert item["status"] == one["status_after"]
        assert item["amount"]["most"] == one["amount_after"]["most"]
        assert after["package"]["total"] == one["package_after"]["total"]
        step = be_ma.facts[one["fact"]].lever.step
        sign = 1 if one["to"] > one["from"] else -1
        near = one["to"] - sign * step
        if (near - one["from"]) * sign > 0:
            before = advise(
                be_ma,
                {**venture.facts, one["fact"]: near},
                on=venture.date,
                plan=venture.plan,
            )
            near_item = next(
                m for m in before["mechanisms"] if m["id"] == one["mechanism"]
            )
            if item["status"] == near_item["status"]:
                # Between two steps an amount moves by the rate of a step: never so far.
                jump = item["amount"]["most"] - near_item["amount"]["most"]
                assert abs(jump) > step


def test_gains_come_first_and_the_most_for_the_least_effort_before_the_rest(be_ma):
    for path in EXAMPLES:
        venture = read_venture_file(path)
        listed = advise(be_ma, venture.facts, on=venture.date)["thresholds"]
        kinds = [one["kind"] for one in listed]
        assert kinds == sorted(kinds)  # gain, loss
        assert kinds.count("gain") <= 4 and kinds.count("loss") <= 4
        for kind, sign in (("gain", 1), ("loss", -1)):
            worth = [
                sign * one["difference"] / (abs(one["to"] - one["from"]) / one["from"])
                for one in listed
                if one["kind"] == kind
            ]
            assert worth == sorted(worth, reverse=True)
            assert all(value >= 0 for value in worth)


def brute_losses(book, facts, fact, mechanism, slip):
    """By trying step after step: the first that refuses, up and down."""
    lever, here = book.facts[fact].lever, facts[fact]
    found = []
    for sign in (1, -1):
        number = int(here // lever.step)
        for count in range(1, 2_000):
            value = (number + sign * count) * lever.step
            is_next = count == 1
            if abs(value - here) > slip * here and not is_next:
                break
            if value < book.facts[fact].least:
                break
            answer = advise(book, {**facts, fact: value}, on=ON)
            item = next(m for m in answer["mechanisms"] if m["id"] == mechanism)
            if item["status"] == "ineligible":
                found.append(value)
                break
    return found


@pytest.mark.parametrize(
    ("fact", "changes"),
    [
        ("jobs", {"cost": 6_000_000, "jobs": 10}),  # 9 is 1.5 per million, 8 refuses
        ("cost", {"cost": 1_080_000}),  # below a million it refuses
        ("own_funds", {"cost": 6_000_000, "own_funds": 700_000}),  # a tenth is 600 000
        ("cost", {"cost": 49_960_000, "jobs": 200, "own_funds": 9_000_000}),
    ],
)
def test_the_nearest_step_that_loses_an_aid_is_found_without_trying_each(
    mini, fact, changes
):
    facts = {**KNOWN, **changes}
    answer = advise(mini, facts, on=ON)
    losses = [
        one["to"]
        for one in answer["thresholds"]
        if one["fact"] == fact and one["status_after"] == "ineligible"
    ]
    assert losses
    assert losses == brute_losses(mini, facts, fact, "premium", slip=0.2)


def test_a_value_on_the_threshold_itself_counts_as_the_law_says(packs):
    """`above 5` is not reached at 5, `at least 2` is."""
    book = rulebook(packs)
    facts = {**KNOWN, "cost": 2_000_000, "jobs": 3}
    gains = [
        one for one in advise(book, facts, on=ON)["thresholds"] if one["kind"] == "gain"
    ]
    assert gains[0]["to"] == 4  # 2 per million exactly
    facts = {**KNOWN, "cost": 2_000_000, "jobs": 9}
    gains = [
        one for one in advise(book, facts, on=ON)["thresholds"] if one["kind"] == "gain"
    ]
    assert gains[0]["to"] == 11  # 10 would be 5 per million: not above


def test_an_aid_that_refuses_or_a_fact_nobody_knows_has_no_threshold(mini):
    refused = advise(mini, {**KNOWN, "is_regular": False}, on=ON)
    assert all(one["mechanism"] != "premium" for one in refused["thresholds"])
    unknown = {name: value for name, value in KNOWN.items() if name != "jobs"}
    assert all(
        one["fact"] != "jobs" for one in advise(mini, unknown, on=ON)["thresholds"]
    )
