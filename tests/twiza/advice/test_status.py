"""Whether you fit and whether the window is open are two answers."""

from __future__ import annotations

import datetime

import pytest

from tests.twiza.minipack import KNOWN, rulebook
from twiza.advice import advise
from twiza.errors import InputError

SUBSIDY = "    amount: rate * cost\n"
RATE = "value: 0.08, source: law"


def about(book, name, facts=KNOWN, on="2026-02-01"):
    answer = advise(book, facts, on=datetime.date.fromisoformat(on))
    return next(item for item in answer["mechanisms"] if item["id"] == name)


@pytest.mark.parametrize(
    ("on", "status", "reason", "state"),
    [
        ("2018-06-01", "closed", "not_started", "closed"),
        ("2019-06-01", "closed", "announced", "announced"),
        ("2020-01-01", "eligible", None, "open"),
        ("2026-12-31", "eligible", None, "open"),
        ("2027-01-01", "closed", "ended", "closed"),
    ],
)
def test_a_scheme_is_closed_before_it_started_while_announced_and_after_its_end(
    mini, on, status, reason, state
):
    item = about(mini, "subsidy", on=on)
    assert (item["status"], item["reason"]) == (status, reason)
    assert item["availability"]["state"] == state
    if status == "closed":
        assert item["amount"]["value"] is item["amount"]["most"] is None


def test_where_the_rulebook_does_not_reach_nothing_is_computed(mini):
    item = about(mini, "guarantee", on="2015-01-01")
    assert (item["status"], item["reason"]) == ("not_computable", "not_covered")
    assert item["amount"]["least"] is None


def test_a_version_whose_conditions_nobody_read_is_not_covered(packs):
    book = rulebook(packs, guarantee=("    conditions: {is_not_deep: not deep}\n", ""))
    assert about(book, "guarantee")["reason"] == "not_covered"


def test_a_suspended_window_keeps_the_computed_status(packs):
    book = rulebook(packs, guarantee=("state: open", "state: suspended"))
    item = about(book, "guarantee")
    assert item["status"] == "eligible"
    assert item["availability"]["state"] == "suspended"


def test_the_figure_of_the_date_is_used(mini):
    assert about(mini, "subsidy", on="2025-12-31")["amount"]["value"] == 300_000
    assert about(mini, "subsidy", on="2026-01-01")["amount"]["value"] == 480_000


def test_a_refusal_is_worth_nothing_and_an_open_question_nothing_or_the_amount(mini):
    refused = about(mini, "subsidy", {**KNOWN, "sector": "hotel"})["amount"]
    assert (refused["value"], refused["least"], refused["most"]) == (0, 0, 0)
    unknown = {name: value for name, value in KNOWN.items() if name != "is_regular"}
    asked = about(mini, "subsidy", unknown)["amount"]
    assert (asked["value"], asked["least"], asked["most"]) == (None, 0, 480_000)
    assert asked["least_if_granted"] == 480_000


def test_up_to_a_rate_promises_nothing(packs):
    book = rulebook(packs, subsidy=(SUBSIDY, f"{SUBSIDY}    amount_is: up_to\n"))
    amount = about(book, "subsidy")["amount"]
    assert (amount["value"], amount["least"], amount["most"]) == (None, 0, 480_000)


def test_a_condition_with_an_unverified_threshold_is_assumed_and_listed(packs):
    book = rulebook(
        packs,
        premium=("value: 0.10, source: law}]}\n  rates", "value: null, unverified: not found, source: law}]}\n  rates"),
    )  # fmt: skip
    answer = advise(book, KNOWN, on=datetime.date(2026, 2, 1))
    item = about(book, "premium")
    own = next(c for c in item["conditions"] if c["name"] == "brings_own")
    assert own["holds"] is None and own["grade"] == "unverified"
    assert item["status"] == "eligible" and item["amount"]["value"] == 900_000
    listed = [a for a in answer["assumptions"] if a.get("condition") == "brings_own"]
    assert listed[0]["reason"] == "not found"
    assert "premium" in [u["id"] for u in answer["package"]["uncertain"]]


def test_an_amount_that_needs_an_unverified_figure_is_not_computed(packs):
    book = rulebook(
        packs, subsidy=(RATE, "value: null, unverified: not found, source: law")
    )
    item = about(book, "subsidy")
    assert item["status"] == "eligible" and item["reason"] == "unverified"
    assert item["amount"]["value"] is item["amount"]["most"] is None


def test_an_unverified_figure_with_a_sourced_range_gives_a_range(packs):
    figure = (
        "value: null, unverified: two readings, least: 0.05, most: 0.08, source: law"
    )
    amount = about(rulebook(packs, subsidy=(RATE, figure)), "subsidy")["amount"]
    assert (amount["value"], amount["least"], amount["most"]) == (
        None,
        300_000,
        480_000,
    )


def test_an_assumption_stands_until_it_is_answered_and_then_falls(mini):
    on = datetime.date(2026, 2, 1)
    before = advise(mini, KNOWN, on=on)
    assert {a["fact"] for a in before["assumptions"]} == {"is_quarrel", "deep"}
    after = advise(mini, {**KNOWN, "is_quarrel": True}, on=on)
    assert after["fallen"] == [{"fact": "is_quarrel", "given": True, "assumed": False}]
    assert (
        about(mini, "premium", {**KNOWN, "is_quarrel": True})["status"] == "ineligible"
    )


def test_an_assumption_is_not_made_where_its_exception_may_hold(mini):
    farm = about(mini, "guarantee", {**KNOWN, "sector": "farm"})
    unknown = about(
        mini, "guarantee", {n: v for n, v in KNOWN.items() if n != "sector"}
    )
    assert farm["status"] == unknown["status"] == "undetermined"


def test_an_inferred_category_computes_and_is_never_certain(mini):
    facts = {**KNOWN, "place": "BB-Y", "is_quarrel": False, "deep": False}
    answer = advise(mini, facts, on=datetime.date(2026, 2, 1))
    assert about(mini, "premium", facts)["amount"]["value"] == 1_200_000
    assert answer["package"]["certain_total"] == 0
    named = advise(mini, {**facts, "place": "BB-X"}, on=datetime.date(2026, 2, 1))
    assert named["package"]["certain_total"] == 900_000


def test_facts_that_contradict_each_other_give_a_warning_that_names_them(mini):
    answer = advise(mini, {**KNOWN, "land": 7_000_000}, on=datetime.date(2026, 2, 1))
    assert answer["warnings"] == [
        {"name": "land_within_cost", "facts": ["land", "cost"]}
    ]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"kost": 1}, "did you mean 'cost'?"),
        ({"cost": -5}, "from 1 to"),
        ({"cost": "6 million"}, "a number of MAD"),
        ({"cost": "500 EUR"}, "convert it to dirhams"),
        ({"cost": True}, "a number of MAD"),
        ({"cost": float("nan")}, "finite"),
        ({"jobs": 2.5}, "a whole number"),
        ({"sector": "mil"}, "did you mean 'mill'?"),
        ({"place": "Xanadou"}, "did you mean BB-X"),
        ({"place": "BB-Q"}, "the code of a province"),
        ({"is_regular": "yes"}, "true or false"),
    ],
)
def test_a_fact_that_cannot_be_used_is_one_clear_error(mini, facts, said):
    with pytest.raises(InputError) as caught:
        advise(mini, facts, on=datetime.date(2026, 2, 1))
    assert said in str(caught.value)
