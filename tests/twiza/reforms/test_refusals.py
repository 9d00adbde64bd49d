"""Bad input ends with exit 2 and one clear error; nothing is written."""

from __future__ import annotations

import pytest

from tests.twiza.reforms.registers import venture, write_register

YEARS = ("--from", "2025-06-01", "--to", "2026-06-01")
ON = ("--to", "2026-06-01")


@pytest.fixture
def refused(folder, twiza):
    """What is told of a command that must fail; nothing may be left behind."""

    def run(*options, register=None):
        path = register or write_register(folder / "r.csv", [venture()])
        there = sorted(folder.rglob("*"))
        out = () if "-o" in options else ("-o", folder / "out.csv")
        code, printed, told = twiza(
            "changes", path, "--corridor", "aa-bb", *out, *options
        )
        assert code == 2, told
        assert printed == ""
        for word in ("found:", "expected:", "to mend:"):
            assert told.count(word) == 1
        assert sorted(folder.rglob("*")) == there
        return told

    return run


@pytest.mark.parametrize(
    "setting, said",
    [
        ("premium.minimun_cost=5", "did you mean 'minimum_cost'?"),
        ("premum.minimum_cost=5", "did you mean 'premium'?"),
        ("premium.minimum_cost", "MECHANISM.FIGURE=VALUE"),
        ("premium=5", "a figure of premium"),
        ("premium.minimum_cost=500000 EUR", "a figure in MAD"),
        ("premium.minimum_cost=half a million", "a number"),
        ("premium.minimum_cost=-1", "0 or more"),
        ("premium.minimum_own_share=10", "a share from 0 to 1"),
        ("premium.minimum_own_share=10 %", "write 0.25 for 25 %"),
        ("premium.minimum_cost=1_000_000", "another value"),
        ("premium.minimum_cost=2_000_000_000", "can never hold"),
        ("premium.zone_rates.C=0.1", "a key of zone_rates: A, B, none"),
        ("premium.zone_rates={A: 0.1, B: 0.2}", "every key"),
        ("premium.rates.4=0.1", "a row from 1 to 3"),
        ("premium.rates.first=0.1", "a row from 1 to 3"),
        ("premium.ceiling.1=0.1", "leave .1 out"),
    ],
)
def test_a_figure_that_cannot_be_set(refused, setting, said):
    assert said in refused(*ON, "--set", setting)


def test_a_figure_that_is_set_twice(refused):
    settings = ("--set", "premium.ceiling=0.2", "--set", "premium.ceiling=0.1")
    assert "one value for a figure" in refused(*ON, *settings)


@pytest.mark.parametrize(
    "options, said",
    [
        (("--from", "2026-06-01", "--to", "2026-06-01"), "the same law twice"),
        (("--from", "2026-06-01", "--to", "2025-06-01"), "the earlier day first"),
        (("--from", "yesterday"), "a date of the form"),
        ((*YEARS, "--lang", "de"), "one of: fr, nl, ar, en"),
        ((*YEARS, "--cores", "-1"), "1 or more"),
        ((*YEARS, "--keep", "name"), "a column of r.csv"),
        ((*YEARS, "--to-pack", "/no/such/packs"), "no folder"),
        ((*YEARS, "--overlay", "/no/such/file.yaml"), "no file"),
        ((*YEARS, "--chart", "chart.png"), ".svg"),
        ((*YEARS, "-o", "out.txt"), ".csv, .parquet, .json or .xlsx"),
        ((*YEARS, "-o", "/no/such/folder/out.csv"), "a folder that exists"),
    ],
)
def test_options_that_make_no_sense(refused, options, said):
    assert said in refused(*options)


def test_a_register_that_is_not_there(refused, folder):
    assert "No such file" in refused(*YEARS, register=folder / "none.csv")


def test_a_register_without_rows(refused, folder):
    path = folder / "r.csv"
    path.write_text("cost,jobs\n")
    assert "a register without rows" in refused(*YEARS, register=path)


def test_a_register_without_any_fact(refused, folder):
    path = folder / "r.csv"
    path.write_text("name\nAmina\n")
    told = refused(*YEARS, "--keep", "name", register=path)
    assert "no column that is a fact" in told


def test_a_column_that_is_no_fact(refused, folder):
    path = folder / "r.csv"
    path.write_text("cots,jobs\n5,5\n")
    assert "did you mean 'cost'?" in refused(*YEARS, register=path)


def test_a_value_that_its_fact_cannot_have_in_a_later_part(refused, folder):
    rows = [venture() for _ in range(3)] + [venture(sector="bank")]
    path = write_register(folder / "r.csv", rows)
    told = refused(*YEARS, register=path)
    assert "r.csv, line 5, sector" in told and "'bank'" in told


def test_a_kept_column_named_like_one_of_the_output(refused, folder):
    path = write_register(folder / "r.csv", [{**venture(), "row": "7"}], more=("row",))
    assert "not named like one" in refused(*YEARS, "--keep", "row", register=path)


@pytest.mark.parametrize(
    "text, said",
    [
        ("mechanism: premum\n", "did you mean 'premium'?"),
        ("mechanism: premium\nparameter: {}\n", "did you mean 'parameters'?"),
        ("measures: {}\n", "the key 'measures'"),
        (
            "mechanism: premium\nparameters:\n  ceiling: {unit: share, values: "
            "[{from: 2026-01-01, value: 0.2, source: nobody}]}\n",
            "the source 'nobody'",
        ),
        (
            "mechanism: premium\nparameters:\n  ceiling: {unit: MAD, values: "
            "[{from: 2026-01-01, value: 20, source: law}]}\n",
            "number share",
        ),
        (
            "mechanism: subsidy\nversions:\n  - {from: 2020-01-01, state: open,"
            " source: law, conditions: {a: cost >= jobs}, amount: rate * cost}\n",
            "MAD",
        ),
        ("mechanism: premium\nceilings: {}\n", "no shared ceilings in an overlay"),
    ],
)
def test_an_overlay_that_a_pack_could_not_hold(refused, folder, text, said):
    overlay = folder / "overlay.yaml"
    overlay.write_text(text)
    told = refused(*ON, "--overlay", overlay)
    assert said in told and "overlay.yaml" in told
