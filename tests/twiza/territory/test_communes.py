"""Communes are found by their names in any script, by their code and by their province."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from twiza.packs.gazetteer import load_gazetteer
from twiza.territory import find_communes, surroundings_json

ROOT = Path(__file__).parents[3]
NEVER = {"ast", "dataclasses", "inspect", "numpy", "yaml"}


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer("be-ma")


def names(gazetteer, be_ma, text):
    found = find_communes(gazetteer, be_ma.places, text)
    return [commune.name("fr") for commune in found]


@pytest.mark.parametrize(
    "text", ["Rhafsai", "RHAFSAÏ", "rhaf sai", "غفساي", "غَفْساي", "03.531.01.01"]
)
def test_accents_case_marks_and_script_do_not_matter(gazetteer, be_ma, text):
    assert names(gazetteer, be_ma, text) == ["Rhafsai"]


def test_the_name_of_a_province_gives_its_communes_the_one_named_so_first(
    gazetteer, be_ma
):
    found = find_communes(gazetteer, be_ma.places, "taounate")
    assert found[0].name("fr") == "Taounate"
    assert found[0].province == "MA-TAO"
    assert len([one for one in found if one.province == "MA-TAO"]) == len(
        gazetteer.communes_of("MA-TAO")
    )


def test_an_empty_text_gives_all_and_a_strange_one_none(gazetteer, be_ma):
    assert len(names(gazetteer, be_ma, "")) == 1503
    assert names(gazetteer, be_ma, "atlantis") == []


def test_what_lies_in_a_province_tells_how_sure_it_is(gazetteer):
    nador = surroundings_json(gazetteer, "MA-NAD")
    assert nador["former_region"]["basis"] == "general_knowledge"
    assert {zone["code"] for zone in nador["zones"]} == {"selouane", "betoya"}
    assert all(zone["to_confirm"] and zone["source"] for zone in nador["zones"])
    assert [airport["code"] for airport in nador["airports"]] == ["GMMW"]


def twiza(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=60,
    )


def places(*arguments):
    return twiza("-m", "twiza.cli", "places", *arguments)


def test_the_command_gives_the_communes_of_a_province_as_json():
    found = json.loads(places("taounate", "--communes", "--json").stdout)
    first = found[0]
    assert (first["level"], first["province"]) == ("commune", "MA-TAO")
    years = {(one["indicator"], one["year"]) for one in first["indicators"]}
    assert years == {("population", 2014), ("population", 2024), ("households", 2024)}
    assert all(one["source"] for one in first["indicators"])


def test_the_command_finds_a_commune_where_no_province_bears_the_name():
    (found,) = json.loads(places("rhafsai", "--json").stdout)
    assert (found["level"], found["names"]["ar"]) == ("commune", "غفساي")


def test_a_province_still_answers_first_and_tells_what_lies_in_it():
    (found,) = json.loads(places("MA-TAO", "--json").stdout)
    assert found["level"] == "province"
    assert found["former_region"]["code"] == "taza-al-hoceima-taounate"


@pytest.mark.parametrize("language", ["fr", "nl", "ar", "en"])
def test_the_table_credits_the_publishers_in_each_language(language):
    done = places("rhafsai", "--lang", language)
    assert done.returncode == 0, done.stderr
    assert "Haut-Commissariat au Plan" in done.stdout
    assert "2024" in done.stdout


def test_a_name_that_is_only_similar_is_shown_as_to_be_checked():
    assert "to be checked" in places("ain dfali").stdout


def test_a_misspelt_commune_gets_the_nearest_name_as_a_question():
    done = places("Rafsai")
    assert done.returncode == 2
    assert "did you mean 'Rhafsai'?" in done.stderr


def test_the_gazetteer_from_its_cache_loads_no_parser_and_an_answer_no_gazetteer():
    script = """
import json, sys
from twiza.packs import load_rulebook
import twiza.territory
load_rulebook("be-ma")
without = "twiza.packs.gazetteer" in sys.modules
from twiza.packs.gazetteer import load_gazetteer
load_gazetteer("be-ma")
print(json.dumps([without, sorted(sys.modules)]))
"""
    twiza("-c", script)
    without, modules = json.loads(twiza("-c", script).stdout)
    assert without is False
    assert NEVER & set(modules) == set()
