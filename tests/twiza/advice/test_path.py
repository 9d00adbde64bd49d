from __future__ import annotations

import datetime

import pytest

from tests.twiza.minipack import KNOWN, write_packs
from twiza.advice import advise
from twiza.packs.checking import check_packs
from twiza.packs.rulebook import read_rulebook

STEPS = """
documents:
  name-certificate: {validity_days: 90, source: law}
steps:
  choose: {body: office, where: [remote], days: {least: 1, typical: 5, most: 9, basis: estimated}, sources: [law]}
  reserve: {body: office, where: [remote, in_person], days: {least: 1, typical: 2, most: 5, basis: official},
    after: [choose], gives: name-certificate, cost: {currency: MAD, least: 100, most: 200}, sources: [law]}
  permit: {when: "sector == 'mill'", body: office, where: [in_person], days: {least: 1, typical: 30, most: 60, basis: estimated},
    after: [choose], sources: [law]}
  register: {body: office, where: [proxy], days: {least: 1, typical: 4, most: 9, basis: estimated},
    after: [reserve, permit], needs: [name-certificate], sources: [law]}
"""


@pytest.fixture
def book(packs):
    write_packs(packs)
    (packs / "countries/bb/steps.yaml").write_text(STEPS)
    return read_rulebook(packs, "aa-bb")


def path(book, **facts):
    return advise(book, {**KNOWN, **facts}, on=datetime.date(2026, 2, 1))["path"]


def test_a_step_starts_when_its_last_prerequisite_ends(book):
    days = {item["step"]: (item["start_day"], item["end_day"]) for item in path(book)}
    assert days == {
        "choose": (0, 5),
        "reserve": (5, 7),
        "permit": (5, 35),
        "register": (35, 39),
    }


def test_a_step_that_this_venture_does_not_need_is_left_out(book):
    found = path(book, sector="hotel")
    assert [item["step"] for item in found] == ["choose", "reserve", "register"]
    assert found[-1]["start_day"] == 7
    assert found[-1]["after"] == ["reserve"]


def test_a_step_with_where_days_cost_and_prerequisite(book):
    reserve = path(book)[1]
    assert reserve["where"] == "remote" and reserve["ways"] == ["remote", "in_person"]
    assert reserve["cost"] == {
        "least": 100, "most": 200, "currency": "MAD", "grade": "sourced", "reason": None,
    }  # fmt: skip
    assert reserve["gives"] == "name-certificate"


def test_while_a_fact_is_missing_its_step_stays_and_is_marked(book):
    facts = {name: value for name, value in KNOWN.items() if name != "sector"}
    found = advise(book, facts, on=datetime.date(2026, 2, 1))["path"]
    assert [item["step"] for item in found if not item["is_sure"]] == ["permit"]


def test_a_circle_of_prerequisites_is_found_by_the_check(packs):
    write_packs(packs)
    circle = STEPS.replace(
        "choose: {body: office,", "choose: {after: [register], body: office,"
    )
    (packs / "countries/bb/steps.yaml").write_text(circle)
    problems, _ = check_packs(packs)
    assert any("a circle of prerequisites" in str(problem) for problem in problems)
