"""The same venture in every pilot province."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from tests.twiza.minipack import KNOWN
from twiza.advice import advise, read_venture_file
from twiza.advice.provinces import alike, in_provinces
from twiza.errors import InputError
from twiza.packs.programmes import load_programme, pilot_areas

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))


def example(name):
    return read_venture_file(EXAMPLES[0].parent / f"{name}.yaml")


def test_the_mill_gets_15_10_or_no_percent_by_the_category_of_the_province(be_ma):
    venture = example("olive-oil-taounate")
    answer = advise(be_ma, venture.facts, on=venture.date, plan=venture.plan)
    (area,) = answer["provinces"]
    assert (area["programme"], area["province"]) == ("medma2", "MA-TAO")
    assert area["package"]["total"] == answer["package"]["total"]
    there = {one["province"]: one for one in area["elsewhere"]}
    assert set(there) == set(load_programme("medma2").provinces) - {"MA-TAO"}
    # 5 % for jobs, beside 15 % (B), 10 % (A), nothing; MDM Invest alone brings 480 000
    assert there["MA-DRI"]["package"]["total"]["value"] == 1_200_000
    assert there["MA-NAD"]["package"]["total"]["value"] == 0.15 * 6_000_000
    assert there["MA-NAD"]["difference"]["value"] == -300_000
    assert there["MA-TNG"]["package"]["total"]["value"] == 480_000
    # NORDEV works in the region of Tangier alone
    opens = [m for m in there["MA-HOC"]["mechanisms"] if m["id"] == "nordev"]
    assert [(m["status_before"], m["status_after"]) for m in opens] == [
        ("ineligible", "eligible")
    ]


def test_an_inferred_category_keeps_its_mark(be_ma):
    venture = example("olive-oil-taounate")
    provinces = be_ma.places.provinces
    found = in_provinces(be_ma, venture.facts, provinces, on=venture.date)
    marked = {one["province"] for one in found if one["inferred"]}
    inferred = {
        code
        for code, place in provinces.items()
        if place.columns["charter_category"].basis == "inferred"
    }
    assert marked == inferred and "MA-ESM" in marked


def test_answers_of_one_place_are_to_be_asked_again_in_another(be_ma):
    venture = example("guesthouse-chefchaouen")
    (area,) = advise(be_ma, venture.facts, on=venture.date)["provinces"]
    there = {one["province"]: one["ask_again"] for one in area["elsewhere"]}
    # Larache lies in the same region: its list of branches is the same.
    assert there["MA-LAR"] == ["private_land_cost_mad"]
    assert set(there["MA-NAD"]) == {
        "private_land_cost_mad",
        "is_in_regional_branch_list",
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_province_is_what_the_whole_answer_says_there(be_ma, path):
    venture = read_venture_file(path)
    here = advise(be_ma, venture.facts, on=venture.date, plan=venture.plan)
    before = {m["id"]: m for m in here["mechanisms"]}
    for one in here["provinces"][0]["elsewhere"][::4]:
        facts = {**venture.facts, "province": one["province"]}
        answer = advise(be_ma, facts, on=venture.date, plan=venture.plan)
        assert one["package"]["members"] == answer["package"]["members"]
        assert one["package"]["total"] == answer["package"]["total"]
        changed = {
            m["id"]: (m["status"], m["amount"])
            for m in answer["mechanisms"]
            if (m["status"], m["amount"])
            != (before[m["id"]]["status"], before[m["id"]]["amount"])
        }
        assert changed == {
            m["id"]: (m["status_after"], m["amount_after"]) for m in one["mechanisms"]
        }


def test_a_venture_without_a_province_is_compared_with_what_is_known_of_it(be_ma):
    venture = example("olive-oil-taounate")
    facts = {n: v for n, v in venture.facts.items() if n != "province"}
    (area,) = advise(be_ma, facts, on=venture.date)["provinces"]
    assert area["province"] is None
    assert len(area["elsewhere"]) == len(load_programme("medma2").provinces)
    assert all(one["ask_again"] == [] for one in area["elsewhere"])


def test_a_corridor_without_a_programme_lists_no_province(mini):
    assert pilot_areas("aa-bb") == {}
    assert advise(mini, KNOWN, on=datetime.date(2026, 2, 1))["provinces"] == []


def test_provinces_that_are_alike_stand_together_the_best_first(be_ma):
    venture = example("olive-oil-taounate")
    (area,) = advise(be_ma, venture.facts, on=venture.date)["provinces"]
    groups = alike(area["elsewhere"])
    assert sum(map(len, groups)) == len(area["elsewhere"])
    totals = [group[0]["package"]["total"]["least"] for group in groups]
    assert totals == sorted(totals, reverse=True)
    assert {one["province"] for one in groups[-1]} == {"MA-TNG", "MA-FAH"}


def test_any_provinces_can_be_asked_about_and_a_wrong_code_is_an_error(be_ma):
    venture = example("olive-oil-taounate")
    found = in_provinces(
        be_ma, venture.facts, ["MA-CAS", "MA-NAD"], on=venture.date, plan=venture.plan
    )
    assert [one["province"] for one in found] == ["MA-CAS", "MA-NAD"]
    assert found[1]["difference"]["value"] == -300_000
    with pytest.raises(InputError, match="province"):
        in_provinces(be_ma, venture.facts, ["Nador city"], on=venture.date)
