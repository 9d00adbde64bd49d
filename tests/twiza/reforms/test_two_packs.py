"""Two folders of packs: facts, choices and mechanisms that only one of them knows."""

from __future__ import annotations

import pytest

from tests.twiza.minipack import FILES, write_packs
from tests.twiza.reforms.registers import lines_of, venture, write_register

ON = ("--to", "2026-06-01")


@pytest.fixture
def newer(folder):
    """Packs in which a sector was added before the others, and a fact."""
    root = write_packs(
        folder.parent / "newer",
        facts=("of: [farm, mill, hotel]}", "of: [shop, farm, mill, hotel]}"),
        subsidy=("sector == 'mill'", "sector == 'mill' and is_new"),
    )
    facts = root / "countries/bb/facts.yaml"
    text = facts.read_text()
    facts.write_text(
        text.replace("derived:", "  is_new: {about: venture, type: flag}\nderived:", 1)
    )
    return root


def test_a_fact_that_only_one_law_knows_is_read_by_that_law_alone(
    folder, newer, changes
):
    rows = [
        {**venture(jobs=0), "is_new": "true"},
        {**venture(jobs=0), "is_new": "false"},
        {**venture(jobs=0, sector="farm"), "is_new": "true"},
        {**venture(jobs=0), "is_new": ""},
    ]
    path = write_register(folder / "r.csv", rows, more=("is_new",))
    out = folder / "out.csv"
    found = changes(path, *ON, "--to-pack", newer, "-o", out)
    answers = [line for line in lines_of(out) if line["mechanism"] == "subsidy"]
    assert [(line["row"], line["status_after"]) for line in answers] == [
        ("2", "ineligible"),
        ("4", "undetermined"),
    ]
    assert {line["cause"] for line in answers} == {"subsidy.condition.is_mill"}
    # A code that means another sector to either law must not be mixed up.
    assert found["ventures"]["touched"] == 2


def test_a_choice_that_the_earlier_law_does_not_know_is_told(folder, newer, twiza):
    path = write_register(folder / "r.csv", [venture(), venture(sector="shop")])
    code, _, told = twiza(
        "changes", path, "--corridor", "aa-bb", *ON, "--to-pack", newer
    )
    assert code == 2
    assert "r.csv, line 3, sector" in told and "farm, mill, hotel" in told


def test_a_mechanism_that_the_earlier_packs_do_not_know_was_absent(folder, changes):
    root = write_packs(folder.parent / "more")
    text = FILES["countries/bb/mechanisms/guarantee.yaml"]
    (root / "countries/bb/mechanisms/gift.yaml").write_text(
        text.replace("mechanism: guarantee", "mechanism: gift")
        .replace("kind: guarantee", "kind: grant")
        .replace("value: 0.60", "value: 0.50")
    )
    path, out = write_register(folder / "r.csv", [venture(jobs=0)]), folder / "out.csv"
    found = changes(path, *ON, "--to-pack", root, "-o", out)
    answer, package = lines_of(out)
    assert (answer["mechanism"], answer["status_before"]) == ("gift", "absent")
    assert float(answer["value_after"]) == 3_000_000
    assert answer["cause"] == "gift.window"
    assert "not in the rulebook" in answer["cause_in_words"]
    assert (package["members_before"], package["members_after"]) == ("subsidy", "gift")
    assert package["cause"] == "gift"
    assert found["ventures"]["newly"] == 1


def test_a_mechanism_that_was_dropped_is_absent_afterwards(folder, changes):
    root = write_packs(
        folder.parent / "less", premium=("not_with: [subsidy]", "unknown_with: []")
    )
    (root / "countries/bb/mechanisms/subsidy.yaml").unlink()
    path, out = write_register(folder / "r.csv", [venture(jobs=0)]), folder / "out.csv"
    changes(path, *ON, "--to-pack", root, "-o", out)
    answer, package = lines_of(out)
    assert (answer["mechanism"], answer["status_after"]) == ("subsidy", "absent")
    assert (package["members_before"], package["members_after"]) == (
        "subsidy",
        "guarantee",
    )
