"""Bounds of amounts while facts are unknown: they contain the truth and are sharp."""

from __future__ import annotations

import datetime
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.minipack import KNOWN
from twiza.advice import advise

ON = datetime.date(2026, 2, 1)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "cost": st.integers(1, 80_000_000),
        "own_funds": st.integers(0, 20_000_000),
        "jobs": st.integers(0, 400),
        "sector": st.sampled_from(["farm", "mill", "hotel"]),
        "place": st.sampled_from(["BB-X", "BB-Y", "BB-Z"]),
        "is_regular": st.booleans(),
    },
)


def answers(rulebook, facts):
    answer = advise(rulebook, facts, on=ON)
    return {item["id"]: item for item in answer["mechanisms"]}


def completed(facts, draw):
    """The facts with every missing one of the corridor filled in by chance."""
    found = dict(facts)
    found.setdefault(
        "cost", draw.choice([draw.randint(1, 10**6), draw.randint(10**6, 10**9)])
    )
    found.setdefault("own_funds", draw.randint(0, found["cost"]))
    found.setdefault("land", 0)
    found.setdefault("jobs", draw.choice([0, 1, 5, draw.randint(0, 10_000)]))
    found.setdefault("sector", draw.choice(["farm", "mill", "hotel"]))
    found.setdefault("place", draw.choice(["BB-X", "BB-Y", "BB-Z"]))
    found.setdefault("is_regular", draw.random() < 0.7)
    return found


@settings(deadline=None, max_examples=150)
@given(facts=FACTS, seed=st.integers(0, 10**9))
def test_bounds_contain_the_amount_once_every_fact_is_known(mini, facts, seed):
    before = answers(mini, facts)
    after = answers(mini, {**completed(facts, random.Random(seed)), "deep": False})
    for name, item in after.items():
        value = item["amount"]["value"]
        bounds = before[name]["amount"]
        assert bounds["least"] - 0.01 <= value <= bounds["most"] + 0.01
        if before[name]["status"] in ("eligible", "ineligible"):
            assert item["status"] == before[name]["status"]
        if item["status"] == "eligible" and before[name]["status"] == "undetermined":
            assert value >= bounds["least_if_granted"] - 0.01


@settings(deadline=None, max_examples=150)
@given(facts=FACTS, seed=st.integers(0, 10**9))
def test_one_fact_more_never_widens_the_bounds(mini, facts, seed):
    draw = random.Random(seed)
    everything = completed(facts, draw)
    missing = [name for name in everything if name not in facts]
    if not missing:
        return
    name = draw.choice(missing)
    before, after = (
        answers(mini, facts),
        answers(mini, {**facts, name: everything[name]}),
    )
    for mechanism, item in after.items():
        assert item["amount"]["least"] >= before[mechanism]["amount"]["least"] - 0.01
        assert item["amount"]["most"] <= before[mechanism]["amount"]["most"] + 0.01


@pytest.mark.parametrize("missing", ["cost", "own_funds", "jobs"])
def test_with_one_unknown_number_the_bounds_are_within_5_percent_of_ten_thousand_trials(
    mini, missing
):
    known = {name: value for name, value in KNOWN.items() if name != missing}
    top = {"cost": 1e9, "own_funds": 1e9, "jobs": 10_000}[missing]
    trials = sorted({math.floor(top ** (i / 9_999)) for i in range(10_000)} | {0, 1})
    trials += [
        range_ for range_ in range(1_000_000, 9_000_000, 10_000) if missing == "cost"
    ]
    reached: dict[str, list[float]] = {}
    granted: dict[str, list[float]] = {}
    from twiza.rules import rules_at
    from twiza.rules.situation import situation_of

    rules = rules_at(mini, ON)
    for trial in trials:
        if missing == "cost" and trial < 1:
            continue
        situation = situation_of(mini, rules, {**known, missing: trial})
        for name, rule in rules.rules.items():
            sure, _, amount, _, *_ = rule.evaluate(situation.low, situation.high)
            reached.setdefault(name, []).append(amount if sure else 0.0)
            if sure:
                granted.setdefault(name, []).append(amount)
    for name, item in answers(mini, known).items():
        amount = item["amount"]
        assert amount["most"] == pytest.approx(max(reached[name]), rel=0.05)
        if item["status"] == "undetermined":
            assert amount["least_if_granted"] == pytest.approx(
                min(granted[name]), rel=0.05
            )
        else:
            assert amount["least"] == pytest.approx(min(reached[name]), rel=0.05)


def test_an_unknown_choice_is_exact(mini):
    known = {name: value for name, value in KNOWN.items() if name != "place"}
    each = [
        answers(mini, {**known, "place": place})["premium"]["amount"]["value"]
        for place in ("BB-X", "BB-Y", "BB-Z")
    ]
    amount = answers(mini, known)["premium"]["amount"]
    assert (amount["least"], amount["most"]) == (min(each), max(each))


def test_two_thresholds_that_exclude_each_other_are_a_no_although_neither_fails_alone(
    mini,
):
    facts = {**KNOWN, "jobs": 1}
    del facts["cost"]
    item = answers(mini, facts)["premium"]
    assert item["status"] == "ineligible"
    assert item["jointly_impossible"]
    assert all(condition["holds"] is not False for condition in item["conditions"])
