"""The report of how far a rulebook is."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from tests.twiza.minipack import rulebook as mini_rulebook
from tests.twiza.packs.wholepack import files, write
from twiza.cli import app
from twiza.packs.coverage import (
    LEAST_CASES_IN_ALL,
    STAGES,
    counted,
    coverage_json,
    coverage_of,
)
from twiza.packs.rulebook import read_rulebook
from twiza.packs.territories import territories_of


@pytest.fixture(scope="module")
def coverage():
    from twiza.packs import load_rulebook

    return coverage_of(load_rulebook("be-ma"))


def test_the_whole_rulebook_is_far_enough(coverage):
    counts = coverage.counts()
    assert counts["exists"] >= 81
    assert counts["modelled"] >= 70 and counts["computing"] >= 34
    assert counts["cased"] == counts["exists"]
    assert counts["cases"] >= LEAST_CASES_IN_ALL


def test_each_mechanism_is_of_one_kind_and_the_kinds_add_up(coverage):
    for stage in (*STAGES, "cases"):
        by_kind = sum(counts[stage] for counts in coverage.by_kind().values())
        assert by_kind == coverage.counts()[stage]


def test_each_mechanism_stands_in_a_territory(coverage):
    found = coverage.by_territory()
    assert all(covered.territories for covered in coverage.mechanisms)
    assert list(found)[:3] == ["national", "bilateral", "residence"]
    assert sum(counts["exists"] for counts in found.values()) >= 81


def test_a_mechanism_is_kept_to_the_regions_of_its_territory(be_ma):
    territory = {
        name: territories_of(be_ma, be_ma.mechanisms[name])
        for name in (
            "nordev",
            "oriental-soutien-region",
            "jerada-fonds-impulsion",
            "mdm-invest",
            "be-comptes-etrangers",
            "convention-fiscale-be-ma",
        )
    }
    assert territory == {
        "nordev": ("MA-01",),
        "oriental-soutien-region": ("MA-02",),
        "jerada-fonds-impulsion": ("MA-02",),
        "mdm-invest": ("bilateral",),
        "be-comptes-etrangers": ("residence",),
        "convention-fiscale-be-ma": ("bilateral",),
    }


def test_a_province_that_every_condition_allows_makes_it_national(mini):
    for mechanism in mini.mechanisms.values():
        assert territories_of(mini, mechanism) == ("national",)


@pytest.mark.parametrize("place", ["BB-01", "BB-X"])
def test_a_territory_of_provinces_counts_in_their_region(packs, place):
    stated = f"operator: office\nterritory: [{place}]"
    book = mini_rulebook(packs, guarantee=("operator: office", stated))
    assert territories_of(book, book.mechanisms["guarantee"]) == ("BB-01",)


def test_conditions_that_nobody_read_tell_no_territory(packs):
    conditions = "    conditions: {is_not_deep: not deep}\n    amount: quota * cost\n"
    book = mini_rulebook(packs, guarantee=(conditions, ""))
    assert territories_of(book, book.mechanisms["guarantee"]) == ("not_read",)


def test_texts_that_nobody_reviewed_do_not_count_as_reviewed(packs):
    root = write(packs, files())
    found = coverage_of(read_rulebook(root, "aa-bb"), root)
    assert found.counts() == {
        "exists": 4,
        "modelled": 4,
        "computing": 4,
        "cased": 4,
        "reviewed": 0,
        "cases": 12,
    }


def test_too_few_cases_count_as_not_cased(packs):
    some = {name: text for name, text in files().items() if "levy.cases" not in name}
    root = write(packs, some)
    found = coverage_of(read_rulebook(root, "aa-bb"), root)
    assert [one.name for one in found.mechanisms if not one.is_cased] == ["levy"]
    assert counted([]) == dict.fromkeys((*STAGES, "cases"), 0)


def test_the_command_prints_the_report_and_gives_it_as_json(coverage):
    shown = CliRunner().invoke(app, ["coverage"])
    assert shown.exit_code == 0
    assert f"signed cases: {coverage.cases}, of at least 200" in shown.stdout
    given = CliRunner().invoke(app, ["coverage", "--json"])
    assert json.loads(given.stdout) == json.loads(json.dumps(coverage_json(coverage)))
