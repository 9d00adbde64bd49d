from __future__ import annotations

import datetime

import pytest

from tests.twiza.minipack import rulebook, write_packs
from twiza.errors import PackError
from twiza.packs import load_rulebook
from twiza.packs.checking import check_packs
from twiza.packs.rulebook import read_rulebook
from twiza.rules import change_dates
from twiza.rules.building import build_rules

RATE = "{from: 2026-01-01, value: 0.08, source: law}"
COST = "minimum_cost: {unit: MAD, values: [{from: 2020-01-01, value: 1_000_000"


def test_a_rulebook_joins_two_countries_and_their_corridor(mini):
    assert mini.name == "aa-bb"
    assert list(mini.mechanisms) == ["guarantee", "premium", "subsidy"]
    assert mini.version == "1.2"


def test_the_same_files_give_the_same_content_hash_and_another_figure_another(packs):
    first = rulebook(packs / "one")
    second = rulebook(packs / "two")
    third = rulebook(packs / "three", subsidy=(RATE, RATE.replace("8", "9")))
    assert first.content_hash == second.content_hash != third.content_hash


def test_a_figure_holds_from_its_date_until_the_next_one(mini):
    rate = mini.mechanisms["subsidy"].parameters["rate"]
    assert rate.at(datetime.date(2019, 12, 31)) is None
    assert rate.at(datetime.date(2025, 12, 31)).value == 0.05
    assert rate.at(datetime.date(2026, 1, 1)).value == 0.08


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"subsidy": (RATE, RATE.replace("2026", "2019"))}, "values in date order"),
        ({"subsidy": ("unit: share", "unit: percent")}, "a share from 0 to 1"),
        ({"subsidy": ("rate * cost", "rate + cost")}, "two values of one unit"),
        ({"subsidy": ("rate * cost", "rate * jobs")}, "an amount in MAD"),
        ({"subsidy": ("rate * cost", "rat * cost")}, "did you mean 'rate'?"),
        ({"subsidy": ("rate * cost", "0.05 * cost")}, "the figure 0.05"),
        ({"subsidy": ("rate * cost", "cost / land")}, "leave out 0"),
        ({"subsidy": ("== 'mill'", "== 'mil'")}, "one of: farm, mill, hotel"),
        ({"subsidy": ("is_regular: is_regular", "is_regular: cost")}, "true or false"),
        ({"subsidy": ("until: 2026-12-31", "until: 2018-12-31")}, "on or after"),
        ({"subsidy": ("until: 2019-12-31", "until: 2020-06-30")}, "never overlap"),
        ({"subsidy": ("kind: grant", "kind: gift")}, "one of: grant"),
        ({"subsidy": ("role: aid", "rolle: aid")}, "did you mean 'role'?"),
        ({"premium": ("cost >= minimum_cost", "cost >= minimum_jobs")}, "one unit"),
        ({"premium": ("{A: 0.10, B: 0.15, none: 0}", "{A: 0.10, B: 0.15}")}, "every key"),
        ({"premium": ("above: 5", "above: 1")}, "thresholds that rise"),
        ({"premium": ("{above: 5,", "{")}, "either at_least or above"),
        ({"premium": ("not_with: [subsidy]", "not_with: [guarantee]")}, "refused together"),
        ({"premium": (COST, COST.replace("2020", "2021"))}, "no value on 2020"),
        ({"facts": ("own_share: own_funds / cost", "own_share: own_share")}, "a circle"),
        ({"facts": ("least: 0, most: 10_000, ", "")}, "'least' and 'most'"),
        ({"facts": ("about: jobs", "about: work")}, "one of: investor"),
        ({"operators": ("office:", "bureau:")}, "the operator 'office'"),
        ({"provinces": ("BB-Y,BB-01", "BB-Y,BB-02")}, "a region of regions.csv"),
        ({"provinces": (",B,inferred", ",B,guessed")}, "named or inferred"),
    ],
)  # fmt: skip
def test_a_broken_pack_gives_one_clear_error(packs, change, said):
    write_packs(packs, **change)
    problems, _ = check_packs(packs)
    assert any(said in str(problem) for problem in problems), [str(p) for p in problems]


def test_a_name_defined_in_two_packs_is_an_error_that_names_both(packs):
    write_packs(packs)
    (packs / "countries/aa/operators.yaml").write_text(
        "operators: {office: {kind: bank}}"
    )
    with pytest.raises(PackError, match=r"'office' a second time.*countries/aa"):
        read_rulebook(packs, "aa-bb")


def test_a_symbolic_link_in_a_pack_is_refused(packs, tmp_path):
    write_packs(packs)
    (tmp_path / "outside.yaml").write_text("facts: {}")
    (packs / "countries/aa/facts.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(PackError, match="a symbolic link"):
        load_rulebook("aa-bb", packs)


def test_an_unknown_corridor_is_told_which_ones_there_are(packs):
    write_packs(packs)
    with pytest.raises(PackError, match="one of: aa-bb"):
        load_rulebook("xx-yy", packs)


def test_a_missing_word_is_found_in_each_language(packs):
    write_packs(packs)
    problems, _ = check_packs(packs)
    missing = [p.where for p in problems if p.found == "no sentence"]
    assert {where.split(",")[0] for where in missing} == {
        f"words/{language}" for language in ("fr", "nl", "ar", "en")
    }


def test_rules_compile_on_every_date_on_which_anything_changes(mini):
    days = change_dates(mini)
    assert datetime.date(2026, 1, 1) in days
    assert datetime.date(2027, 1, 1) in days
    for on in days:
        build_rules(mini, on)


def test_a_loaded_rulebook_is_read_again_only_when_a_file_changes(
    packs, monkeypatch, tmp_path
):
    monkeypatch.setenv("TWIZA_CACHE", str(tmp_path / "cache"))
    write_packs(packs)
    first = load_rulebook("aa-bb", packs)
    assert load_rulebook("aa-bb", packs) is first
    path = packs / "countries/bb/mechanisms/subsidy.yaml"
    path.write_text(path.read_text().replace("value: 0.08", "value: 0.0999"))
    again = load_rulebook("aa-bb", packs)
    assert again.content_hash != first.content_hash


def test_a_damaged_cache_entry_is_made_again(packs, monkeypatch, tmp_path):
    from twiza.packs import compiled as library

    monkeypatch.setenv("TWIZA_CACHE", str(tmp_path / "cache"))
    write_packs(packs)
    first = load_rulebook("aa-bb", packs)
    for entry in (tmp_path / "cache").iterdir():
        entry.write_bytes(entry.read_bytes()[:-20] + b"x" * 20)
    monkeypatch.setattr(library, "_loaded", {})
    assert load_rulebook("aa-bb", packs).content_hash == first.content_hash


def test_a_section_may_be_a_folder_of_files(packs):
    write_packs(packs)
    whole = packs / "countries/bb/facts.yaml"
    facts, derived = whole.read_text().split("derived:\n")
    (packs / "countries/bb/facts").mkdir()
    (packs / "countries/bb/facts/asked.yaml").write_text(facts)
    (packs / "countries/bb/facts/derived.yaml").write_text("derived:\n" + derived)
    whole.unlink()
    split = read_rulebook(packs, "aa-bb")
    assert list(split.facts)[:2] == ["cost", "own_funds"]
    assert "zone" in split.derived
