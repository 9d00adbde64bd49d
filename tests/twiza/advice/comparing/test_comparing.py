"""Variants side by side and places in order: what each says is what its own answer says."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from twiza.advice import advise, read_venture_file
from twiza.advice.comparing import compare, elsewhere, lettered, moved, variant_of
from twiza.advice.comparing.command import Asked, compare_files, place_file
from twiza.errors import InputError
from twiza.packs import load_rulebook
from twiza.packs.gazetteer import load_gazetteer
from twiza.packs.programmes import load_programme
from twiza.terminal.comparison import print_comparison, print_elsewhere
from twiza.territory.criteria import CRITERIA

EXAMPLES = Path(__file__).parents[4] / "examples"
MILL = EXAMPLES / "olive-oil-taounate.yaml"
SOFTWARE = EXAMPLES / "it-services-oujda.yaml"
ON = datetime.date(2026, 11, 23)


def asked(places=None, weights=(), customers=None, on=None):
    return Asked(places, weights, customers, on, ON)


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer("be-ma")


@pytest.fixture(scope="module")
def mill():
    return read_venture_file(MILL)


@pytest.fixture(scope="module")
def two():
    return compare_files([MILL, SOFTWARE], asked())[1]


@pytest.fixture(scope="module")
def everywhere():
    return place_file(MILL, asked("pilot"))[1]


# Side by side


def test_each_variant_has_the_package_and_the_path_of_its_own_answer(be_ma, two):
    for path, variant in zip((MILL, SOFTWARE), two["variants"], strict=True):
        venture = read_venture_file(path)
        answer = advise(be_ma, venture.facts, on=ON, plan=venture.plan)
        assert variant["package"] == answer["package"]
        days = max(step["end_day"] for step in answer["path"])
        assert variant["path"]["days"] == days
        assert variant["path"]["steps"] == len(answer["path"])


def test_only_the_facts_that_differ_are_listed_and_the_others_are_the_same(two):
    first, second = (read_venture_file(path).facts for path in (MILL, SOFTWARE))
    names = {*first, *second}
    differ = {name for name in names if first.get(name) != second.get(name)}
    assert {item["fact"] for item in two["facts"]} == differ
    assert set(two["same"]["facts"]) == names - differ
    province = next(item for item in two["facts"] if item["fact"] == "province")
    assert province["values"] == ["MA-TAO", "MA-OUJ"]


def test_only_the_mechanisms_whose_answer_differs_are_listed(be_ma, two):
    told = [
        {m["id"]: (m["status"], m["amount"]) for m in answer["mechanisms"]}
        for answer in (
            advise(be_ma, read_venture_file(path).facts, on=ON)
            for path in (MILL, SOFTWARE)
        )
    ]
    listed = {item["id"] for item in two["mechanisms"]}
    differ = {name for name in told[0] if told[0][name] != told[1][name]}
    assert differ <= listed
    for item in two["mechanisms"]:
        for value, own in zip(item["values"], told, strict=True):
            assert (value["status"], value["amount"]) == own[item["id"]]
    assert two["same"]["mechanisms"] == len(told[0]) - len(listed)


def test_cost_and_aid_per_job_by_hand(two):
    """6 000 000 / 13 jobs and 1 150 000 / 12 jobs."""
    mill, software = two["variants"]
    assert mill["cost_per_job"] == pytest.approx(461_538.46)
    assert software["cost_per_job"] == pytest.approx(95_833.33)
    assert mill["aid_per_job"] == pytest.approx(1_200_000 / 13, abs=0.01)


def test_a_fact_that_one_file_leaves_out_is_not_known_there(two, tmp_path):
    path = tmp_path / "mill.yaml"
    path.write_text(MILL.read_text().replace("  stable_jobs: 13\n", ""))
    answer = compare_files([MILL, path], asked())[1]
    assert answer["facts"] == [{"fact": "stable_jobs", "values": [13, None]}]
    assert answer["variants"][1]["cost_per_job"] is None
    jobs = answer["places"]["rows"][1]["figures"]["jobs"]
    assert (jobs["value"], jobs["reason"]) == (None, "not_stated")


def test_the_same_file_twice_differs_in_nothing_and_ranks_nobody():
    answer = compare_files([MILL, MILL], asked())[1]
    assert answer["facts"] == answer["mechanisms"] == []
    assert {row["rank"] for row in answer["places"]["rows"]} == {1}
    assert {one["left_out"] for one in answer["places"]["criteria"]} == {
        "same",
        "missing",
    }


# What it would mean there


def test_each_place_has_the_package_of_the_file_with_that_province(
    be_ma, mill, everywhere
):
    for row in everywhere["places"]["rows"]:
        facts = {**mill.facts, "province": row["province"]}
        package = advise(be_ma, facts, on=ON, plan=mill.plan)["package"]
        money = row["figures"]["money"]
        assert money["value"] == package["present_value"]
        assert money["made_of"]["total"] == package["total"]
        assert money["made_of"]["certain"] == package["certain_total"]


def test_the_price_of_moving_the_mill_by_hand(everywhere):
    """The premium is 5 % for its jobs, and 15 % in category B, 10 % in A, none in Tangier:
    20 % of 6 million in Taounate, 15 % in Nador, 5 % in Tangier.
    """
    rows = {row["province"]: row for row in everywhere["places"]["rows"]}
    for place, premium in {"MA-NAD": 900_000, "MA-TNG": 300_000}.items():
        changes = {item["id"]: item for item in rows[place]["moving"]["mechanisms"]}
        charter = changes["charte-tpme"]
        assert charter["here"]["amount"]["value"] == 1_200_000
        assert charter["there"]["amount"]["value"] == premium
        assert charter["difference"] == premium - 1_200_000
    assert rows["MA-TAO"]["moving"] is None


def test_the_gain_of_moving_is_the_difference_of_the_packages(everywhere):
    rows = {row["province"]: row for row in everywhere["places"]["rows"]}
    home = rows["MA-TAO"]["figures"]["money"]["value"]
    for row in rows.values():
        if row["moving"]:
            gain = row["figures"]["money"]["value"] - home
            assert row["moving"]["present_value"] == pytest.approx(gain, abs=0.01)


def test_the_own_province_comes_first_then_the_pilot_provinces_each_once(everywhere):
    places = [row["province"] for row in everywhere["places"]["rows"]]
    assert places[0] == everywhere["home"] == "MA-TAO"
    assert sorted(places) == sorted(load_programme("medma2").provinces)


def test_every_criterion_of_every_place_has_a_figure_with_a_basis_or_a_reason(
    everywhere,
):
    for row in everywhere["places"]["rows"]:
        assert set(row["figures"]) == set(CRITERIA)
        for name, figure in row["figures"].items():
            assert (figure["value"] is None) == (figure["reason"] is not None)
            if name in ("jobs", "poverty"):
                assert figure["year"] and figure["sources"]
            for source in figure["sources"]:
                assert everywhere["sources"][source]["publisher"]


def test_a_road_to_the_port_is_a_straight_line_whose_doubts_are_told(everywhere):
    rows = {
        row["province"]: row["figures"]["port"] for row in everywhere["places"]["rows"]
    }
    assert rows["MA-OUJ"]["made_of"]["name"] == "Nador (Béni Enzar)"
    unplaced = {site["name"] for site in rows["MA-FAH"]["made_of"]["unplaced"]}
    assert unplaced == {"Tanger Med", "Larache"}  # Nador West Med is not yet in service


def test_a_heavier_weight_moves_the_order_and_is_told(everywhere):
    assert everywhere["places"]["equal"]
    answer = place_file(MILL, asked("pilot", ["poverty=1000"]))[1]["places"]
    assert not answer["equal"]
    assert answer["weights"]["poverty"] == 1000
    poorest = max(answer["rows"], key=lambda row: row["figures"]["poverty"]["value"])
    assert answer["order"][0] == poorest["name"]


def test_the_weights_of_the_file_count_until_an_option_says_another(tmp_path):
    path = tmp_path / "mill.yaml"
    path.write_text(
        MILL.read_text() + "weights: {poverty: 3, port: 2}\ncustomers: MA-CAS\n"
    )
    answer = place_file(path, asked("MA-OUJ", ["port=0"]))[1]["places"]
    assert answer["weights"]["poverty"] == 3
    assert answer["weights"]["port"] == 0
    assert answer["rows"][0]["figures"]["customers"]["made_of"]["customers"] == "MA-CAS"


def test_a_venture_without_a_province_is_compared_with_none_of_its_own(
    be_ma, gazetteer, mill
):
    facts = {name: value for name, value in mill.facts.items() if name != "province"}
    venture = read_venture_file(MILL)
    venture.facts.clear()
    venture.facts.update(facts)
    variant = variant_of("mill", venture)
    answer = elsewhere(
        be_ma, gazetteer, variant, ["MA-NAD", "MA-OUJ"], on=ON, weights={}
    )
    assert answer["home"] is None
    assert [row["moving"] for row in answer["places"]["rows"]] == [None, None]


def test_a_variant_without_a_province_has_no_figure_of_a_place(be_ma, gazetteer, mill):
    here = variant_of("mill", mill)
    nowhere = variant_of("mill", mill)
    nowhere.facts = {n: v for n, v in mill.facts.items() if n != "province"}
    answer = compare(be_ma, gazetteer, lettered([here, nowhere]), on=ON, weights={})
    reasons = {
        n: f["reason"] for n, f in answer["places"]["rows"][1]["figures"].items()
    }
    assert reasons["jobs"] == reasons["poverty"] == reasons["port"] == "no_place"


def test_places_of_a_corridor_without_a_map_are_compared_without_distances():
    """The invented corridor to learn from has neither census nor map."""
    path = EXAMPLES.parent / "packs" / "demo"
    rulebook = load_rulebook("demo", path)
    venture = read_venture_file(path / "examples" / "venture.yaml", rulebook)
    here = variant_of("venture", venture)
    other = next(code for code in rulebook.places.provinces if code != here.province)
    answer = compare(
        rulebook,
        load_gazetteer("demo", path),
        lettered([here, moved(here, other)]),
        on=venture.date or ON,
        weights={},
    )
    figures = answer["places"]["rows"][1]["figures"]
    assert figures["jobs"]["reason"] == figures["poverty"]["reason"] == "not_published"
    assert figures["port"]["reason"] == figures["airport"]["reason"] == "no_position"
    assert figures["money"]["value"] is not None


def test_the_answers_are_plain_json(two, everywhere):
    for answer in (two, everywhere):
        assert json.loads(json.dumps(answer)) == answer


# What cannot be compared


def other_corridor(tmp_path):
    path = tmp_path / "french.yaml"
    path.write_text("corridor: fr-ma\nfacts: {}\n")
    return path


def other_day(tmp_path):
    path = tmp_path / "later.yaml"
    path.write_text(MILL.read_text().replace("2026-11-23", "2027-01-01"))
    return path


BAD = {
    "one file": (lambda _: [MILL], {}, "2 to 4"),
    "five files": (lambda _: [MILL] * 5, {}, "2 to 4"),
    "two corridors": (lambda tmp: [MILL, other_corridor(tmp)], {}, "the corridor be-ma"),
    "two dates": (lambda tmp: [MILL, other_day(tmp)], {}, "--date 2026-11-23"),
    "an unknown place": (lambda _: [MILL], {"places": "MA-XX"}, "the code of a province"),
    "a name for a code": (lambda _: [MILL], {"places": "Oriental,Nador"}, "the code"),
    "no place at all": (lambda _: [MILL], {"places": " , "}, "provinces between commas"),
    "only the own place": (lambda _: [MILL], {"places": "MA-TAO"}, "2 to 4"),
    "five places": (lambda _: [MILL], {"places": "MA-OUJ,MA-NAD,MA-DRI,MA-BER"}, "2 to 4"),
    "two files and places": (lambda _: [MILL, SOFTWARE], {"places": "MA-OUJ"}, "one file"),
    "an unknown weight": (lambda _: [MILL, MILL], {"weights": ["povrty=2"]}, "poverty"),
    "a weight below zero": (lambda _: [MILL, MILL], {"weights": ["jobs=-1"]}, "0 to 1000"),
    "a weight that is none": (lambda _: [MILL, MILL], {"weights": ["jobs=nan"]}, "0 to 1000"),
    "a place of no customers": (lambda _: [MILL, MILL], {"customers": "Mars"}, "a province"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD.values(), ids=BAD)
def test_what_cannot_be_compared_is_one_error_that_says_how(tmp_path, case):
    files, options, said = case
    with pytest.raises(InputError, match=said) as mistake:
        compare_files(files(tmp_path), asked(**options))
    assert mistake.value.found and mistake.value.mend


def test_files_of_two_dates_are_compared_on_a_stated_day(tmp_path):
    day = datetime.date(2026, 12, 1)
    answer = compare_files([MILL, other_day(tmp_path)], asked(on=day))[1]
    assert answer["date"] == "2026-12-01"


# On a terminal


@pytest.mark.parametrize("language", ["fr", "nl", "ar", "en"])
def test_both_tables_are_readable_in_each_language(
    be_ma, two, everywhere, language, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "240")
    print_comparison(be_ma, two, language)
    print_elsewhere(be_ma, everywhere, language, MILL.name)
    shown = capsys.readouterr().out
    assert be_ma.places.provinces["MA-FAH"].name(language) in shown
    assert be_ma.word(language, "mechanisms", "charte-tpme", "name") in shown
    assert "Haut-Commissariat au Plan" in shown
    assert "OpenStreetMap" in shown
    assert "Tanger Med" in shown
    for raw in (
        "not_stated",
        "jobs_per_thousand",
        "p-hcp",
        "charte-tpme",
        "None",
        "MA-",
    ):
        assert raw not in shown


def test_the_same_everywhere_and_equal_weights_are_said(
    be_ma, everywhere, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "240")
    print_elsewhere(be_ma, everywhere, "en", MILL.name)
    shown = capsys.readouterr().out
    assert "No weights were given: each criterion counts the same." in shown
    assert "does not sort: the same everywhere" in shown
    assert "does not sort: no figure that compares" in shown


def twiza(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(EXAMPLES.parent / "src")}
    return subprocess.run(
        [sys.executable, "-m", "twiza.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )


def test_the_command_prints_the_answer_as_json():
    done = twiza("compare", MILL, SOFTWARE, "--weight", "poverty=2", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [variant["name"] for variant in answer["variants"]] == ["A", "B"]
    assert answer["places"]["weights"]["poverty"] == 2


def test_a_mistake_is_one_error_with_exit_2_and_nothing_printed():
    done = twiza("where", MILL, "--places", "MA-XX")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("--places\n  found:")
