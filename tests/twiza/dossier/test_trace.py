"""Every step behind an answer: it can be followed by hand from facts to amount."""

from __future__ import annotations

import pytest

from tests.twiza.minipack import KNOWN
from twiza.advice import advise
from twiza.dossier.trace import trace_rows

from .conftest import ON


def rows_of(book, facts=KNOWN, mechanism="premium"):
    answer = advise(book, facts, on=ON)
    rows = trace_rows(book, answer)
    return {
        (row["kind"], row["name"]): row for row in rows if row["mechanism"] == mechanism
    }


def test_the_steps_of_a_premium_lead_from_the_facts_to_the_amount(mini):
    """13 jobs for 6 million are 2.17 per million: 5 %; zone A: 10 %; 15 % of 6 million."""
    rows = rows_of(mini)
    assert rows["fact", "cost"]["value"] == 6_000_000
    assert rows["derived", "jobs_per_million"]["value"] == pytest.approx(13 / 6)
    assert rows["derived", "jobs_per_million"]["unit"] == "job/MMAD"
    assert rows["derived", "zone"]["value"] == "A"
    assert rows["part", "jobs_rate"]["value"] == 0.05
    assert rows["part", "zone_rate"]["value"] == 0.10
    assert rows["amount", "premium"]["value"] == 900_000
    assert rows["amount", "premium"]["unit"] == "MAD"


def test_every_figure_of_the_law_has_its_source_and_its_first_day(mini):
    figures = [row for (kind, _), row in rows_of(mini).items() if kind == "figure"]
    assert {row["name"] for row in figures} == {
        "minimum_cost",
        "cost_limit",
        "minimum_jobs",
        "minimum_own_share",
        "rates",
        "zone_rates",
        "ceiling",
    }
    for row in figures:
        assert (row["source"], row["since"]) == ("law", "2020-01-01")


def test_bands_and_tables_stand_in_one_cell(mini):
    rows = rows_of(mini)
    assert rows["figure", "rates"]["value"] == "≥ 2: 0.05; > 5: 0.07; > 10: 0.1"
    assert rows["figure", "zone_rates"]["value"] == "A: 0.1; B: 0.15; none: 0"


def test_a_fact_that_is_missing_leaves_bounds_and_open_conditions(mini):
    without_jobs = {name: value for name, value in KNOWN.items() if name != "jobs"}
    rows = rows_of(mini, without_jobs)
    assert rows["condition", "creates_jobs"]["value"] is None
    assert rows["condition", "costs_enough"]["value"] is True
    jobs = rows["fact", "jobs"]
    assert (jobs["value"], jobs["least"], jobs["most"]) == (None, 0, 10_000)
    assert (rows["part", "jobs_rate"]["least"], rows["part", "jobs_rate"]["most"]) == (
        0,
        0.10,
    )


def test_what_the_rulebook_assumes_is_told_apart_from_what_was_answered(mini):
    assert rows_of(mini)["assumed", "is_quarrel"]["value"] is False
    told = rows_of(mini, {**KNOWN, "is_quarrel": True})
    assert told["fact", "is_quarrel"]["value"] is True
    assert told["condition", "has_no_quarrel"]["value"] is False


def test_verdicts_and_amounts_of_the_trace_are_those_of_the_answer(
    be_ma, be_ma_answers
):
    for answer in be_ma_answers.values():
        items = {item["id"]: item for item in answer["mechanisms"]}
        for row in trace_rows(be_ma, answer):
            item = items[row["mechanism"]]
            if row["kind"] == "condition":
                (said,) = [c for c in item["conditions"] if c["name"] == row["name"]]
                assert row["value"] is said["holds"]
            if row["kind"] == "amount":
                assert row["value"] == item["amount"]["value"]
