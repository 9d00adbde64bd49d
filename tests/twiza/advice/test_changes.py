"""The smallest changes: verified by the rules, and no smaller one opens."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest

from tests.twiza.minipack import KNOWN, rulebook, write_packs
from twiza.advice import advise, read_venture_file
from twiza.advice.changes import searching, what_would_open
from twiza.errors import InputError
from twiza.packs.rulebook import read_rulebook

ON = datetime.date(2026, 2, 1)
EXAMPLES = Path(__file__).parents[3] / "examples"


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


# Levers that are no figures


def refused(book, facts, mechanism="premium"):
    answer = advise(book, facts, on=ON)
    item = next(item for item in answer["mechanisms"] if item["id"] == mechanism)
    assert item["status"] == "ineligible" and item["changes_complete"]
    return item["changes"]


def moves(changes):
    return [
        {name: (move["from"], move["to"]) for name, move in change["facts"].items()}
        for change in changes
    ]


def test_a_flag_a_choice_or_a_place_moves_only_where_the_pack_says_so(mini, packs):
    facts = {**KNOWN, "sector": "hotel"}
    assert refused(mini, facts, "subsidy") == []
    movable = rulebook(
        packs, facts=("[farm, mill, hotel]}", "[farm, mill, hotel], lever: true}")
    )
    assert moves(refused(movable, facts, "subsidy")) == [{"sector": ("hotel", "mill")}]
    bound = "[farm, mill, hotel], lever: {to: [farm]}}"
    kept = rulebook(packs / "kept", facts=("[farm, mill, hotel]}", bound))
    assert refused(kept, facts, "subsidy") == []


def test_an_assumed_answer_may_move_and_is_told_as_assumed(packs):
    assumed = "is_quarrel: {about: venture, type: flag, assume: {value: false"
    quarrel = assumed.replace("value: false", "value: true")
    lever = (
        "source: reading}}\n  deep",
        "source: reading}, lever: {to: [false]}}\n  deep",
    )
    write_packs(packs, facts=(assumed, quarrel))
    file = packs / "countries/bb/facts.yaml"
    text = file.read_text("utf-8")
    assert lever[0] in text
    file.write_text(text.replace(*lever), "utf-8")
    changes = refused(read_rulebook(packs, "aa-bb"), KNOWN)
    assert changes[0]["facts"] == {
        "is_quarrel": {"from": True, "to": False, "assumed": True}
    }


def test_places_that_open_it_too_stand_beside_the_first_and_ask_local_answers_again(
    packs,
):
    write_packs(
        packs,
        facts=("type: place}", "type: place, lever: true}"),
        subsidy=("is_mill: \"sector == 'mill'\"", "is_there: \"zone != 'A'\""),
    )
    file = packs / "countries/bb/facts.yaml"
    text = file.read_text("utf-8")
    local = "is_regular: {about: venture, type: flag, local: province}"
    file.write_text(
        text.replace("is_regular: {about: venture, type: flag}", local), "utf-8"
    )
    (change,) = refused(read_rulebook(packs, "aa-bb"), KNOWN, "subsidy")
    assert change["facts"]["place"] == {"from": "BB-X", "to": "BB-Y"}
    assert change["also"] == [{"place": "BB-Z"}]
    assert change["ask_again"] == ["is_regular"]
    assert change["to_finance"] is None


def test_a_choice_that_decides_what_is_assumed_may_open_or_close_it(packs):
    """`deep` is assumed false unless the sector is farm: then nobody knows."""
    write_packs(
        packs,
        facts=("[farm, mill, hotel]}", "[farm, mill, hotel], lever: true}"),
        guarantee=("is_not_deep: not deep", "is_deep: deep"),
    )
    book = read_rulebook(packs, "aa-bb")
    (change,) = refused(book, KNOWN, "guarantee")
    assert change["facts"]["sector"] == {"from": "mill", "to": "farm"}
    assert change["status"] == "undetermined"


# What stays plausible


def test_a_lever_stays_within_the_fact_it_is_a_part_of(packs):
    """Own funds of half the cost are asked of 900 000; the limit is the cost itself."""
    within = "lever: {step: 10_000, reach: 9, within: cost}"
    write_packs(
        packs, premium=("own_share >= minimum_own_share", "own_funds >= cost_limit")
    )
    file = packs / "countries/bb/facts.yaml"
    old = "own_funds: {about: money, type: money, unit: MAD, least: 0, most: 1_000_000_000, lever: {step: 10_000, reach: 2}}"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(
        text.replace(old, old.replace("lever: {step: 10_000, reach: 2}", within)),
        "utf-8",
    )
    facts = {**KNOWN, "cost": 40_000_000, "own_funds": 30_000_000, "jobs": 200}
    assert refused(read_rulebook(packs, "aa-bb"), facts) == []


def test_making_room_for_a_part_counts_as_its_second_lever(be_ma):
    """A quarter of 1 200 000 in foreign currency is 300 000: more than the own funds."""
    venture = read_venture_file(EXAMPLES / "guesthouse-chefchaouen.yaml")
    facts = {
        **venture.facts,
        "total_cost_mad": 1_200_000,
        "own_funds_mad": 250_000,
        "foreign_currency_funds_mad": 200_000,
    }
    answer = advise(be_ma, facts, on=venture.date)
    item = next(one for one in answer["mechanisms"] if one["id"] == "mdm-invest")
    # A sixth less and a quarter more move less than a fifth more and a half more.
    assert moves(item["changes"])[:2] == [
        {
            "total_cost_mad": (1_200_000, 1_000_000),
            "foreign_currency_funds_mad": (200_000, 250_000),
        },
        {
            "foreign_currency_funds_mad": (200_000, 300_000),
            "own_funds_mad": (250_000, 300_000),
        },
    ]
    assert all(
        after(change, facts, "foreign_currency_funds_mad")
        <= after(change, facts, "own_funds_mad")
        for change in item["changes"]
    )


def after(change, facts, name):
    return change["facts"].get(name, {"to": facts[name]})["to"]


def test_a_dearer_venture_or_a_smaller_loan_says_how_much_is_to_be_found(be_ma):
    venture = read_venture_file(EXAMPLES / "guesthouse-chefchaouen.yaml")
    answer = advise(be_ma, venture.facts, on=venture.date)
    found = {one["id"]: one["changes"] for one in answer["mechanisms"]}
    assert found["charte-tpme"][0]["to_finance"] == 1_000_000 - 880_000
    assert found["start-tpe"][0]["to_finance"] == 480_000 - 300_000


# One mechanism asked about


def test_only_the_levers_that_are_named_are_moved(be_ma):
    venture = read_venture_file(EXAMPLES / "guesthouse-chefchaouen.yaml")

    def asked(*levers):
        told = what_would_open(
            be_ma, venture.facts, "charte-tpme", on=venture.date, levers=levers
        )
        return moves(told["changes"])

    assert asked() == [{"total_cost_mad": (880_000, 1_000_000)}]
    assert asked("total_cost_mad", "stable_jobs") == asked()
    assert asked("own_funds_mad") == []


@pytest.mark.parametrize(
    ("mechanism", "levers", "said"),
    [
        ("charte", (), "did you mean 'charte-tpme'?"),
        ("charte-tpme", ("total_cost",), "did you mean 'total_cost_mad'?"),
        ("charte-tpme", ("sector",), "which nobody can move at will"),
        (
            "tahfiz",
            ("hires_on_permanent_contract",),
            "whose present value is not known",
        ),
    ],
)
def test_an_unknown_mechanism_or_lever_is_a_clear_error(be_ma, mechanism, levers, said):
    venture = read_venture_file(EXAMPLES / "guesthouse-chefchaouen.yaml")
    with pytest.raises(InputError) as caught:
        what_would_open(be_ma, venture.facts, mechanism, on=venture.date, levers=levers)
    assert said in str(caught.value)


def test_the_guesthouse_below_every_threshold_learns_exactly_what_would_change(be_ma):
    """By hand from the dossier: 1 000 000 opens the premium; a quarter of it in foreign
    currency the grant; Start-TPE goes with a guaranteed loan of at most 300 000; twice
    the loan is still below the million of Damane Istitmar.
    """
    venture = read_venture_file(EXAMPLES / "guesthouse-chefchaouen.yaml")
    answer = advise(be_ma, venture.facts, on=venture.date, plan=venture.plan)
    found = {one["id"]: moves(one["changes"]) for one in answer["mechanisms"]}
    assert found["charte-tpme"] == [{"total_cost_mad": (880_000, 1_000_000)}]
    assert found["mdm-invest"] == [
        {
            "total_cost_mad": (880_000, 1_000_000),
            "foreign_currency_funds_mad": (150_000, 250_000),
        }
    ]
    assert found["start-tpe"] == [{"bank_loan_mad": (480_000, 300_000)}]
    assert found["damane-istitmar"] == found["charte-dispositif-principal"] == []
    # 3 jobs for a million: 5 %; category A: 10 %
    premium = next(m for m in answer["mechanisms"] if m["id"] == "charte-tpme")
    assert premium["changes"][0]["package_after"]["total"]["least"] == 150_000


def test_a_search_that_becomes_too_long_stops_and_says_so(be_ma, monkeypatch):
    venture = read_venture_file(EXAMPLES / "guesthouse-chefchaouen.yaml")
    monkeypatch.setattr(searching, "MOST_LOOKS", 12)
    told = what_would_open(be_ma, venture.facts, "mdm-invest", on=venture.date)
    assert (told["changes"], told["changes_complete"]) == ([], False)
