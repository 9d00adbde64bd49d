"""The smallest changes: verified by the rules, and no smaller one opens."""

from __future__ import annotations

import datetime
import itertools

from tests.twiza.minipack import KNOWN
from twiza.advice import advise

ON = datetime.date(2026, 2, 1)


def premium(book, facts):
    answer = advise(book, facts, on=ON)
    return next(item for item in answer["mechanisms"] if item["id"] == "premium")


def changed(facts, change):
    return {**facts, **{name: move["to"] for name, move in change["facts"].items()}}


def test_one_lever_moves_to_the_threshold_and_no_further(mini):
    facts = {**KNOWN, "cost": 873_000}
    changes = premium(mini, facts)["changes"]
    assert [c["facts"] for c in changes] == [
        {"cost": {"from": 873_000, "to": 1_000_000}}
    ]


def test_every_change_is_verified_and_shows_the_package_before_and_after(mini):
    facts = {**KNOWN, "jobs": 8}
    changes = premium(mini, facts)["changes"]
    assert changes
    for change in changes:
        after = advise(mini, changed(facts, change), on=ON)
        item = next(m for m in after["mechanisms"] if m["id"] == "premium")
        assert item["status"] == change["status"] == "eligible"
        assert change["package_after"]["members"] == after["package"]["members"]
        assert change["package_after"]["total"] == after["package"]["total"]
        assert change["package_before"]["total"]["value"] == 480_000


def test_two_levers_are_moved_only_where_none_alone_opens_it_and_pairs_are_smallest(
    mini,
):
    # Own funds can at most double, to 8 %; a smaller venture alone stays below its share too.
    facts = {**KNOWN, "cost": 6_000_000, "own_funds": 240_000}
    assert premium(mini, facts)["status"] == "ineligible"
    changes = premium(mini, facts)["changes"]
    assert 1 <= len(changes) <= 3
    assert all(len(change["facts"]) == 2 for change in changes)
    for change in changes:
        (one, a), (two, b) = change["facts"].items()
        for near_a, near_b in itertools.product(_between(a), _between(b)):
            if (near_a, near_b) != (a["to"], b["to"]):
                smaller = {**facts, one: near_a, two: near_b}
                assert premium(mini, smaller)["status"] == "ineligible"


def _between(move):
    """Some values from the present one to the new one, both included."""
    low, high = sorted((move["from"], move["to"]))
    step = 10_000 if high > 1_000 else 1
    values = list(range(int(low), int(high) + 1, step))
    return [*values[:: max(1, len(values) // 6)], move["to"], *_last(move, step)]


def _last(move, step):
    sign = 1 if move["to"] > move["from"] else -1
    return [move["to"] - sign * step]


def test_nothing_is_offered_where_a_fact_that_nobody_can_move_refuses(mini):
    assert premium(mini, {**KNOWN, "is_regular": False})["changes"] == []


def test_a_change_never_breaks_a_consistency_claim(mini):
    facts = {
        **KNOWN,
        "cost": 60_000_000,
        "land": 58_000_000,
        "jobs": 200,
        "own_funds": 30_000_000,
    }
    assert premium(mini, facts)["changes"] == []


def test_a_second_lever_may_mend_what_the_first_one_breaks(mini):
    # 1 job for 660 000 is enough; raised to the minimum cost, one job is too few.
    facts = {**KNOWN, "cost": 660_000, "jobs": 1, "own_funds": 300_000}
    failing = [
        c["name"] for c in premium(mini, facts)["conditions"] if c["holds"] is False
    ]
    assert failing == ["costs_enough"]
    changes = premium(mini, facts)["changes"]
    assert changes[0]["facts"]["cost"]["to"] == 1_000_000
    assert changes[0]["facts"]["jobs"]["to"] == 2
