"""The best lawful package, checked against every subset."""

from __future__ import annotations

import datetime
import itertools
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.minipack import KNOWN
from twiza.advice import advise
from twiza.advice.assessment import Amount
from twiza.advice.package import (
    Terms,
    best_package,
    likely_package,
    may_combine,
    simplest_package,
)
from twiza.packs.model import Combination, Pays

ON = datetime.date(2026, 2, 1)
TERMS = Terms(ON, 0.10, "test", datetime.date(2027, 2, 1))


def aid(name, worth, allowed, kind="grant", excluded=(), papers=1):
    mechanism = SimpleNamespace(
        name=name,
        kind=kind,
        role="aid",
        operator="office",
        pays=Pays("realisation", 6, None),
        combines=Combination(frozenset(allowed), frozenset(excluded)),
        apply=(None,) * papers,
    )
    amount = Amount(worth, worth, worth)
    return SimpleNamespace(
        mechanism=mechanism,
        status="eligible",
        is_granted=True,
        amount=amount,
        worth=worth,
        hopeful_worth=worth,
        most=worth,
    )


@st.composite
def aids(draw):
    count = draw(st.integers(1, 8))
    names = [f"m{index}" for index in range(count)]
    pairs = [pair for pair in itertools.combinations(names, 2) if draw(st.booleans())]
    return [
        aid(
            name,
            draw(st.integers(0, 50)),
            {b if a == name else a for a, b in pairs if name in (a, b)},
            draw(st.sampled_from(["grant", "premium", "guarantee"])),
        )
        for name in names
    ]


def worth(members):
    return sum(
        TERMS.present(item, item.worth)
        for item in members
        if item.mechanism.kind != "guarantee"
    )


@settings(deadline=None, max_examples=300)
@given(aids())
def test_no_allowed_subset_is_worth_more_and_no_exclusion_is_broken(found):
    best = best_package(found, TERMS).members
    assert all(may_combine(a, b) for a, b in itertools.combinations(best, 2))
    for size in range(len(found) + 1):
        for subset in itertools.combinations(found, size):
            if all(may_combine(a, b) for a, b in itertools.combinations(subset, 2)):
                assert worth(subset) <= worth(best) + 1e-9


def test_a_premium_paid_after_realisation_is_worth_less_today():
    item = aid("a", 1_100, ())
    months = 12 + 6
    assert worth([item]) == pytest.approx(1_100 / 1.10 ** (months / 12))
    assert TERMS.pays_on(item) == "2027-08"


def test_a_guarantee_never_adds_to_a_grant(mini):
    answer = advise(mini, KNOWN, on=ON)
    package = answer["package"]
    assert package["members"] == ["guarantee", "premium"]
    assert package["total"]["value"] == 900_000
    assert package["guaranteed"]["value"] == 3_600_000


def test_what_is_set_aside_says_why(mini):
    left = advise(mini, KNOWN, on=ON)["package"]["set_aside"]
    assert [(item["id"], item["reason"], item["with"]) for item in left] == [
        ("subsidy", "not_with", ["premium"])
    ]


def test_an_unknown_combination_is_only_for_the_package_to_ask_for(mini):
    facts = {**KNOWN, "is_regular": True, "jobs": 0}
    answer = advise(mini, facts, on=ON)
    assert answer["package"]["members"] == ["subsidy"]
    left = {item["id"]: item for item in answer["package"]["set_aside"]}
    assert left["guarantee"]["reason"] == "unknown_with"
    assert left["guarantee"]["ask"] == ["office"]
    likely = answer["alternatives"]["likely_to_ask"]
    assert set(likely["members"]) == {"subsidy", "guarantee"}
    assert likely["to_ask"] == [{"mechanisms": likely["members"], "ask": ["office"]}]


def test_an_undetermined_aid_enters_only_the_package_to_ask_for(mini):
    facts = {n: v for n, v in KNOWN.items() if n != "own_funds"}
    answer = advise(mini, facts, on=ON)
    assert "premium" not in answer["package"]["members"]
    assert "premium" in answer["alternatives"]["likely_to_ask"]["members"]


def test_the_simplest_package_keeps_nine_tenths_with_the_least_paperwork():
    found = [
        aid("big", 95, {"small"}, papers=2),
        aid("small", 5, {"big"}, papers=9),
    ]
    best = best_package(found, TERMS)
    assert len(best.members) == 2
    simplest = simplest_package(found, TERMS, best)
    assert [item.mechanism.name for item in simplest.members] == ["big"]
    assert len(likely_package(found, TERMS).members) == 2
