"""The legal forms of a business: their law, the mistakes in them, what the command tells."""

from __future__ import annotations

import datetime
import json

import pytest
from typer.testing import CliRunner

from tests.twiza.packs.wholepack import files, write
from twiza.cli import app
from twiza.errors import InputError
from twiza.packs.checking import check_packs
from twiza.packs.legal_forms import held_figure

FORMS = """legal_forms:
  firm:
    values: [company]
    liability: limited
    figures: {minimum_capital: capital, adult_age: levy.adult}
    taxed_by: [levy, taxes]
    asks: [files_accounts]
    sources: [law]
  cooperative: {values: [cooperative], liability: unlimited, sources: [law]}
  branch: {liability: of_the_parent, sources: [law]}
"""
OWN = {
    "countries/bb/legal_forms.yaml": FORMS,
    "countries/bb/facts/legal.yaml": "facts:\n  legal_form: {about: venture, type: choice, of: [company, cooperative]}\n",
    "countries/bb/parameters/legal.yaml": "parameters:\n  capital: {unit: MAD, values: [{from: 2020-01-01, value: 1, source: law}]}\n",
}


def problems(packs, old="", new="", file="countries/bb/legal_forms.yaml"):
    """What is wrong beside the words, which the invented corridor lacks."""
    found = dict(files()) | OWN
    assert old in found[file]
    found[file] = found[file].replace(old, new, 1)
    root = write(packs, found)
    return [one for one in check_packs(root)[0] if one.found != "no sentence"]


def test_forms_that_fit_their_choices_have_nothing_to_mend(packs):
    assert problems(packs) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "found", "mend"),
    [
        ("[company]", "[compani]", 3, "the choice 'compani'", "did you mean 'company'?"),
        ("[cooperative]", "[company]", 9, "company a second time, first in firm", "from one of the two"),
        ("[company]", "[company, company]", 3, "company a second time", "remove"),
        ("liability: limited", "liability: limmited", 4, "limmited", "did you mean 'limited'?"),
        ("minimum_capital: capital", "minimum_capital: capitol", 5, "the figure 'capitol'", "did you mean 'capital'?"),
        ("levy.adult", "levy.adlt", 5, "the figure 'levy.adlt'", "correct its name"),
        ("levy.adult", "lvy.adult", 5, "the figure 'lvy.adult'", "correct its name"),
        ("[levy, taxes]", "[levi, taxes]", 6, "the tax 'levi'", "did you mean 'levy'?"),
        ("sources: [law]", "sources: [lex]", 8, "the source 'lex'", "define the source"),
        ("asks:", "ask:", 7, "the key 'ask'", "did you mean 'asks'?"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_form_is_found_at_its_line(packs, old, new, line, found, mend):
    first, *_ = problems(packs, old, new)
    assert first.where.startswith(f"packs/countries/bb/legal_forms.yaml, line {line}")
    assert found in first.found and mend in first.mend


def test_a_choice_that_no_form_describes_is_told_where_the_choice_stands(packs):
    (problem,) = problems(
        packs, "cooperative]", "cooperative, club]", "countries/bb/facts/legal.yaml"
    )
    assert problem.found == "no legal form for club"
    assert problem.where.startswith("packs/countries/bb/facts/legal.yaml, line 2")


# Morocco, by hand from the dossier and its corrections


def figures(be_ma, form, on):
    held = be_ma.legal_forms[form].figures
    named = {role: held_figure(be_ma, name).at(on) for role, name in held.items()}
    return {role: value.value for role, value in named.items() if value}


def test_every_choice_of_the_dossier_has_its_form_and_a_branch_stands_beside_them(
    be_ma,
):
    forms = be_ma.legal_forms
    described = {value for form in forms.values() for value in form.values}
    assert described == set(be_ma.facts["legal_form"].choices)
    assert forms["branch"].values == () and forms["sarl"].values == ("sarl", "sarl_au")
    assert forms["sole_trader"].liability == forms["snc"].liability == "unlimited"
    assert all(form.sources for form in forms.values())


@pytest.mark.parametrize(
    ("on", "capital"),
    [("2005-12-31", 100_000), ("2010-06-01", 10_000), ("2026-11-23", 0)],
)
def test_the_capital_of_a_sarl_fell_twice(be_ma, on, capital):
    shown = figures(be_ma, "sarl", datetime.date.fromisoformat(on))
    assert shown["minimum_capital"] == capital


def test_before_its_law_of_1997_nothing_is_told_of_a_sarl(be_ma):
    assert figures(be_ma, "sarl", datetime.date(1990, 1, 1)) == {}


def test_the_figures_of_the_dossier_stand_in_the_forms(be_ma):
    on = datetime.date(2026, 11, 23)
    assert figures(be_ma, "sarl", on) | {"auditor_turnover": 50_000_000} == {
        "minimum_capital": 0,
        "least_partners": 1,
        "most_partners": 50,
        "paid_at_start": 0.25,
        "paying_years": 5,
        "deposit_threshold": 100_000,
        "auditor_turnover": 50_000_000,
    }
    assert figures(be_ma, "auto_entrepreneur", on) == {
        "goods_ceiling": 500_000,
        "services_ceiling": 200_000,
        "goods_rate": 0.005,
        "services_rate": 0.01,
    }
    assert figures(be_ma, "cooperative", on)["least_partners"] is None


# The command


def forms(*arguments):
    return CliRunner().invoke(app, ["forms", *arguments])


@pytest.mark.parametrize("language", ["fr", "nl", "ar", "en"])
def test_the_command_tells_every_form_in_each_language(be_ma, language):
    shown = forms("--lang", language)
    assert shown.exit_code == 0
    text = "".join(shown.stdout.split())
    for form in be_ma.legal_forms.values():
        for trail in (
            ("legal_forms", form.name, "name"),
            ("legal_forms", form.name, "abroad"),
            ("liabilities", form.liability),
            *(("form_duties", name) for name in form.asks),
        ):
            assert "".join(be_ma.word(language, *trail).split()) in text, trail


def test_the_command_shows_a_past_day_and_marks_what_is_old():
    shown = " ".join(forms("sarl", "--date", "2010-06-01").stdout.split())
    assert (
        "Smallest capital: 10,000 MAD (to be checked, source of 2 March 2006)" in shown
    )
    assert "auditor is appointed" not in shown


def test_the_command_answers_a_machine_with_the_same_figures(be_ma):
    answer = json.loads(forms("--json", "--date", "2026-11-23").stdout)
    told = {form["id"]: form for form in answer["legal_forms"]}
    assert set(told) == set(be_ma.legal_forms)
    capital = told["sa"]["figures"]["minimum_capital"]
    assert (capital["value"], capital["unit"]) == (300_000, "MAD")
    assert capital["source"] in answer["sources"]
    members = told["cooperative"]["figures"]["least_partners"]
    assert members["value"] is None and members["reason"]


def test_a_form_that_does_not_exist_suggests_the_nearest():
    failed = forms("sral")
    assert isinstance(failed.exception, InputError)
    assert failed.exception.mend == "did you mean 'sarl'?"
