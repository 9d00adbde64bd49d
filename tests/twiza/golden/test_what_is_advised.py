"""No amount for an unverified figure, no advice that its own sources contradict.

Read from the packs' files themselves, not through the code that reads them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.twiza.golden.reports import (
    LANGUAGES,
    NAMES,
    answer,
    golden,
    rulebook,
    venture,
)

PACKS = Path(__file__).parents[3] / "packs"
FILES = ("countries/ma", "countries/be", "corridors/be-ma")
CASH = ("grant", "premium")
LEFT = ("closed", "announced", "suspended")  # a window that pays nobody today
each_example = pytest.mark.parametrize("name", NAMES)


@cache
def written():
    """The pack's file of each mechanism."""
    found = {}
    for folder in FILES:
        for file in (PACKS / folder / "mechanisms").glob("*.yaml"):
            if not file.name.endswith(".cases.yaml"):
                rule = yaml.safe_load(file.read_text("utf-8"))
                found[rule["mechanism"]] = rule
    return found


def in_force(values, on):
    """The last of several dated things that had begun."""
    begun = [one for one in values if one["from"] <= on]
    return max(begun, key=lambda one: one["from"]) if begun else None


def version_of(mechanism, on):
    return in_force(written()[mechanism]["versions"], on)


def figures_of_the_amount(mechanism, on):
    """The mechanism's own parameters its amount names, through its parts."""
    rule, version = written()[mechanism], version_of(mechanism, on)
    parts, parameters = version.get("parts", {}), rule.get("parameters", {})
    left, seen = [str(version.get("amount", "")), str(version.get("rate", ""))], set()
    while left:
        for name in set(re.findall(r"[a-z_]\w*", left.pop())) - seen:
            seen.add(name)
            part = parts.get(name, "")
            left.append(str(part["rule"] if isinstance(part, dict) else part))
    return {
        name: in_force(parameters[name]["values"], on) for name in seen & {*parameters}
    }


def shown(item):
    """As the report does: an amount is shown of what is possible, and above nothing."""
    is_possible = item["status"] in ("eligible", "undetermined")
    return is_possible and item["amount"] and bool(item["amount"]["most"])


def packages(name):
    found = answer(name)
    return {"best": found["package"], **found["alternatives"]}


def by_id(name):
    return {item["id"]: item for item in answer(name)["mechanisms"]}


@each_example
def test_no_amount_is_worked_out_of_a_figure_that_nobody_verified(name):
    on, amounts = venture(name).date, [m for m in by_id(name).values() if shown(m)]
    assert amounts
    for item in amounts:
        for figure, held in figures_of_the_amount(item["id"], on).items():
            told = (item["id"], figure)
            assert held is not None and held["source"], told
            if held["value"] is None:
                assert only_bounds(item, figure, held), told
        assert all(part["grade"] != "unverified" for part in item["parts"]), item["id"]


def only_bounds(item, figure, held):
    """A figure that was not found may bound an amount by what a source does give, and
    the amount then has no value of its own, bears its mark and counts for nothing sure.
    """
    is_bounded = "least" in held and "most" in held and item["amount"]["least"] == 0
    marked = any(flag["name"] == figure for flag in item["flags"])
    return is_bounded and item["amount"]["value"] is None and item["up_to"] and marked


@each_example
def test_a_condition_that_nobody_could_verify_is_told_as_an_assumption(name):
    listed = {
        (one["mechanism"], one["condition"])
        for one in answer(name)["assumptions"]
        if "condition" in one
    }
    taken = {
        (item["id"], condition["name"])
        for item in by_id(name).values()
        if item["status"] == "eligible"
        for condition in item["conditions"]
        if condition["holds"] is None
    }
    assert taken <= listed


@each_example
def test_what_counts_as_certain_is_open_known_and_sourced(name):
    found = by_id(name)
    for package in packages(name).values():
        certain = sum(
            item["amount"]["least"]
            for item in map(found.get, package["members"])
            if item["kind"] in CASH and is_certain(item)
        )
        assert package["certain_total"] <= certain


def is_certain(item):
    sourced = [*item["conditions"], *item["parts"]]
    return (
        item["status"] == "eligible"
        and item["availability"]["state"] == "open"
        and not item["flags"]
        and all(one["grade"] == "sourced" for one in sourced)
        and all(one["holds"] for one in item["conditions"])
    )


@each_example
def test_no_aid_is_advised_that_its_file_says_is_not_to_be_had(name):
    found, on = by_id(name), venture(name).date
    for package in packages(name).values():
        for member in package["members"]:
            version = version_of(member, on)
            assert version.get("until") is None or version["until"] >= on, member
            assert version["state"] not in LEFT, member
            assert found[member]["status"] in ("eligible", "undetermined"), member
            failing = [c for c in found[member]["conditions"] if c["holds"] is False]
            assert not failing, member


@each_example
def test_the_best_and_the_simplest_hold_only_what_a_text_lets_together(name):
    for kind in ("best", "simplest"):
        for first, second in pairs(packages(name)[kind]["members"]):
            assert declared("with", first, second), (kind, first, second)


@each_example
def test_no_package_holds_what_a_text_forbids_and_what_is_unknown_is_to_ask(name):
    for kind, package in packages(name).items():
        asked = {frozenset(pair["mechanisms"]) for pair in package["to_ask"]}
        for first, second in pairs(package["members"]):
            told = (kind, first, second)
            assert not declared("not_with", first, second), told
            if not declared("with", first, second):
                assert frozenset((first, second)) in asked, told


def pairs(members):
    return [(a, b) for place, a in enumerate(members) for b in members[place + 1 :]]


def declared(how, first, second):
    return any(
        b in written()[a].get("combines", {}).get(how, [])
        for a, b in ((first, second), (second, first))
    )


@each_example
def test_nothing_advised_leans_on_a_source_that_was_withdrawn(name):
    sources, found = answer(name)["sources"], by_id(name)
    advised = {m for package in packages(name).values() for m in package["members"]}
    for item in (found[member] for member in advised):
        named = (item["availability"], *item["conditions"], *item["parts"])
        for one in named:
            if one["source"] is not None:
                assert sources[one["source"]]["state"] != "withdrawn", item["id"]


@pytest.mark.parametrize("language", LANGUAGES)
@each_example
def test_a_change_that_opens_what_may_be_over_says_so_beside_it(name, language):
    """Moving to Jerada for a fund that has probably ended is no advice by itself."""
    text = " ".join(golden(name, language).read_text("utf-8").split())
    noted = [
        item
        for item in answer(name)["mechanisms"]
        if item["status"] == "ineligible" and item["changes"]
        if item["availability"]["note"]
    ]
    assert noted
    for item in noted:
        trail = ("mechanisms", item["id"], "notes", item["availability"]["note"])
        said = " ".join(rulebook().word(language, *trail).split())
        assert f"! {said}" in text, item["id"]
