"""What is written of each form a rule may take, on a small invented corridor."""

from __future__ import annotations

import datetime
import os

import pytest
import yaml

from tests.twiza.exports.asking import Question, ask
from tests.twiza.minipack import KNOWN, rulebook, write_packs
from twiza.errors import PackError
from twiza.exports.naming import french_unit, plain, usable
from twiza.exports.publicodes import publicodes_rules, publicodes_yaml
from twiza.packs.rulebook import read_rulebook

ON = datetime.date(2026, 6, 1)
QUOTA = "quota: {unit: share, values: [{from: 2020-01-01, value: 0.60, source: law}]}"
UNVERIFIED = "quota: {unit: share, values: [{from: 2020-01-01, value: null, source: law, unverified: not found}]}"

PROGRESSIVE = "rates: {scale: MAD, unit: share, values: [{from: 2020-01-01, source: law, value: [{at_least: 50_000, value: 0.20}, {at_least: 80_000, value: 0.40}]}]}"


def rules(packs, **changes):
    return publicodes_rules(rulebook(packs, **changes), ON).rules


def test_a_fact_is_a_question_in_french_with_its_unit_and_its_choices(be_ma):
    written = publicodes_rules(be_ma, datetime.date(2026, 11, 23)).rules
    cost, form = written["faits . total_cost_mad"], written["faits . legal_form"]
    assert cost["question"].endswith("?") and cost["unité"] == "MAD"
    assert cost["note"] == "Valeur de 1 à 1000000000000."
    assert {"sarl": {"titre": "Société à responsabilité limitée (SARL)"}} in form[
        "une possibilité"
    ]
    assert len(written["faits . province"]["une possibilité"]) == 75


def test_an_assumption_is_a_default_that_stands_only_where_the_pack_lets_it(packs):
    written = rules(packs)
    assert written["faits . is_quarrel"]["par défaut"] == "non"
    assert written["faits . deep"]["par défaut"] == {
        "variations": [
            {"si": "faits . sector = 'farm'", "alors": "inconnu"},
            {"sinon": "non"},
        ]
    }


def test_a_figure_is_written_with_its_unit_and_its_source(packs):
    assert rules(packs)["premium . paramètres . minimum_jobs"] == {
        "titre": "minimum_jobs",
        "note": "En vigueur depuis le 2020-01-01.",
        "références": {"Assembly, Act 1, 2020-01-01": "https://law.example/1"},
        "valeur": 1.5,
        "unité": "emploi/MMAD",
    }


def test_a_figure_is_the_one_of_the_date(packs):
    book = rulebook(packs)
    for on, rate in (
        (datetime.date(2025, 12, 31), 0.05),
        (datetime.date(2026, 1, 1), 0.08),
    ):
        written = publicodes_rules(book, on).rules
        assert written["subsidy . paramètres . rate"]["valeur"] == rate


def test_each_threshold_of_a_band_keeps_its_own_side(packs):
    number = "dérivés . jobs_per_million"
    assert rules(packs)["premium . parties . jobs_rate"]["valeur"] == {
        "variations": [
            {"si": f"{number} > 10 emploi/MMAD", "alors": 0.1},
            {"si": f"{number} > 5 emploi/MMAD", "alors": 0.07},
            {"si": f"{number} >= 2 emploi/MMAD", "alors": 0.05},
            {"sinon": 0},
        ]
    }


def test_an_amount_is_not_applicable_unless_every_condition_holds(packs):
    written = rules(packs)
    amount = written["premium . montant"]
    assert amount["applicable si"] == "premium . éligible"
    assert amount["plancher"] == 0 and amount["unité"] == "MAD"
    conditions = written["premium . éligible"]["valeur"]["toutes ces conditions"]
    assert len(conditions) == 6 and set(conditions) <= set(written)


def test_a_claim_on_facts_is_written_where_the_rules_ask_those_facts(be_ma, packs):
    written = publicodes_rules(be_ma, datetime.date(2026, 11, 23)).rules
    claim = "faits . foreign_currency_funds_mad <= faits . own_funds_mad"
    assert written["cohérence . currency_within_own_funds"]["valeur"] == claim
    assert not any("land_within_cost" in name for name in rules(packs))


def test_what_is_not_in_force_is_left_out_and_said(packs):
    book = rulebook(packs)
    in_2019 = publicodes_rules(book, datetime.date(2019, 6, 1))
    assert in_2019.left_out == {
        "premium": "closed",
        "subsidy": "announced",
        "guarantee": "not_covered",
    }
    assert "# Absent : subsidy, annoncé" in publicodes_yaml(book, in_2019)


def test_a_figure_nobody_verified_leaves_the_amount_out_and_says_why(packs):
    base = publicodes_rules(rulebook(packs, guarantee=(QUOTA, UNVERIFIED)), ON)
    assert base.without_amount == {"guarantee": "not found"}
    assert "guarantee . éligible" in base.rules
    assert "guarantee . montant" not in base.rules
    assert "not found" in base.rules["guarantee"]["note"]


def test_a_condition_nobody_verified_is_told_and_not_asked(packs):
    conditions = "{is_not_deep: not deep, is_small: land / cost <= quota}"
    book = bent(packs, (QUOTA, UNVERIFIED), ("{is_not_deep: not deep}", conditions))
    written = publicodes_rules(book, ON).rules
    assert "guarantee . conditions . is_small" not in written
    asked = written["guarantee . éligible"]["valeur"]["toutes ces conditions"]
    assert asked == ["guarantee . conditions . is_not_deep"]
    told = "Condition tenue pour remplie (not found) : is_small"
    assert told in written["guarantee"]["note"]


def bent(packs, *changes):
    """The corridor with several texts of the guarantee replaced."""
    path = write_packs(packs) / "countries/bb/mechanisms/guarantee.yaml"
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return read_rulebook(packs, "aa-bb")


def test_a_mechanism_with_a_figure_known_as_a_range_is_left_out_and_not_guessed(packs):
    ranged = UNVERIFIED.replace("unverified:", "least: 0.5, most: 0.7, unverified:")
    base = publicodes_rules(rulebook(packs, guarantee=(QUOTA, ranged)), ON)
    assert base.left_out["guarantee"] == "unsayable"
    assert not [name for name in base.rules if name.startswith("guarantee")]


def test_a_derived_fact_that_means_a_figure_of_one_mechanism_leaves_it_out(packs):
    derived = ("own_share: own_funds / cost", "own_share: own_funds / ceiling / cost")
    base = publicodes_rules(rulebook(packs, facts=derived), ON)
    assert base.left_out["premium"] == "unsayable"


@pytest.mark.parametrize("name", ["oui", "non", "2023", "a b", "l'eau", "é"])
def test_a_name_that_publicodes_cannot_bear_is_refused(name):
    with pytest.raises(PackError, match="cannot bear this name"):
        usable(name, "facts.yaml")


def test_units_are_french_and_a_share_has_none():
    assert french_unit("job/MMAD", "") == "emploi/MMAD"
    assert french_unit("year", "") == "an"
    assert french_unit("share", "") == ""


def test_a_number_is_written_without_an_exponent():
    assert plain(1e-7) == "0.0000001"
    assert plain(1e21) == "1000000000000000000000"
    assert float(plain(0.1 + 0.2)) == 0.1 + 0.2


def test_the_file_reads_back_as_the_rules(be_ma):
    base = publicodes_rules(be_ma, datetime.date(2026, 11, 23))
    text = publicodes_yaml(be_ma, base)
    assert yaml.safe_load(text) == base.rules
    assert be_ma.content_hash in text
    assert "&id" not in text


@pytest.mark.skipif(
    "TWIZA_PUBLICODES" not in os.environ, reason="not run: no publicodes"
)
def test_publicodes_taxes_each_part_of_a_scale_at_its_own_rate(packs):
    book = bent(packs, (QUOTA, PROGRESSIVE), ("quota * cost", "scale(cost, rates)"))
    base = publicodes_rules(book, ON)
    by_cost = {40_000: 0, 50_000: 0, 60_000: 2_000, 80_000: 6_000, 100_000: 14_000}
    asked = [
        Question(base, {**KNOWN, "cost": cost, "deep": False}, ["guarantee . montant"])
        for cost in by_cost
    ]
    found = [answer["guarantee . montant"] for answer in ask(asked)]
    assert found == pytest.approx(list(by_cost.values()))
