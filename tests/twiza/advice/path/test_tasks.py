"""Applications among the steps: what waits for what, as the packs say."""

from __future__ import annotations

import datetime

import pytest

from tests.twiza.minipack import KNOWN, write_packs
from twiza.advice.path.plan import plan_path
from twiza.advice.path.problem import Wishes, problem_of
from twiza.advice.path.telling import path_plan_answer
from twiza.packs.checking import check_packs
from twiza.packs.rulebook import read_rulebook

ON = datetime.date(2026, 2, 1)
STEPS = """
documents:
  licence: {}
steps:
  choose: {body: office, where: [remote], days: {least: 1, typical: 5, most: 9, basis: estimated}, sources: [law]}
  found: {body: office, where: [proxy], days: {least: 1, typical: 5, most: 9, basis: estimated}, after: [choose],
    founds: true, sources: [law]}
  buy: {body: office, where: [proxy], days: {least: 1, typical: 5, most: 9, basis: estimated}, spends: true, sources: [law]}
  license: {body: office, where: [remote], days: {least: 1, typical: 5, most: 9, basis: estimated}, gives: licence, sources: [law]}
  open: {body: office, where: [remote], days: {least: 1, typical: 5, most: 9, basis: estimated}, needs: [licence], sources: [law]}
"""


def tasks(packs, apply):
    write_packs(
        packs,
        premium=("apply: [{step: file, body: office, days: 30}]", f"apply: {apply}"),
    )
    (packs / "countries/bb/steps.yaml").write_text(STEPS)
    book = read_rulebook(packs, "aa-bb")
    return {task.name: task for task in problem_of(book, KNOWN, on=ON).tasks}


def test_an_application_waits_until_the_firm_exists(packs):
    found = tasks(packs, "[{step: file, body: office, days: 30}]")
    assert found["premium/file"].before == ("found",)
    assert found["guarantee/file"].before == ("found",)


def test_what_the_pack_says_of_an_application_counts_instead(packs):
    found = tasks(
        packs, "[{step: file, body: office, after: [choose], where: [in_person]}]"
    )
    assert found["premium/file"].before == ("choose",)
    assert found["premium/file"].ways == ("in_person",)
    assert not found["premium/file"].has_known_days


def test_an_application_without_any_prerequisite_says_so_with_an_empty_list(packs):
    assert (
        tasks(packs, "[{step: file, body: office, after: []}]")["premium/file"].before
        == ()
    )


def test_the_parts_of_an_application_follow_each_other(packs):
    found = tasks(
        packs,
        "[{step: file, body: office}, {step: sign, body: office, days: 3, count: working}]",
    )
    assert found["premium/sign"].before == ("premium/file",)
    assert found["premium/sign"].counts_working_days


def test_money_is_not_spent_before_what_must_be_signed_first(packs):
    found = tasks(
        packs, "[{step: sign, body: office, after: [choose], before_spending: true}]"
    )
    assert "premium/sign" in found["buy"].before
    assert "premium/sign" not in found["choose"].before


def test_what_is_claimed_afterwards_waits_for_all_spending_and_stands_apart(packs):
    found = tasks(
        packs,
        "[{step: file, body: office}, {step: claim, body: office, after_realisation: true}]",
    )
    assert found["premium/claim"].before == ("premium/file", "buy")
    assert found["premium/claim"].is_later and not found["premium/file"].is_later


def test_a_step_comes_after_the_step_that_gives_a_paper_it_needs(packs):
    found = tasks(packs, "[{step: file, body: office}]")
    assert found["open"].before == ("license",)


def test_a_venture_that_needs_no_step_has_a_plan_that_ends_when_it_begins(packs):
    write_packs(packs)
    book = read_rulebook(packs, "aa-bb")
    facts = {**KNOWN, "is_regular": False, "deep": True}
    plan = plan_path(book, facts, Wishes(ON), on=ON)
    answer = path_plan_answer(plan, on=ON)
    assert answer["steps"] == [] and answer["is_complete"]
    assert answer["ends_on"]["typical"] == answer["start"] == "2026-02-01"
    assert answer["proof"]["ends_no_earlier_than"] == "2026-02-01"


@pytest.mark.parametrize(
    "apply, problem",
    [
        ("[{step: file, body: office, after: [chose]}]", "did you mean 'choose'"),
        ("[{step: file, body: office, where: [by_post]}]", "remote"),
        ("[{step: file, body: office, count: business}]", "calendar"),
        ("[{step: file, body: office, before_spending: yes}]", "true or false"),
    ],
)
def test_a_slip_in_an_application_is_found_by_the_check(packs, apply, problem):
    write_packs(
        packs,
        premium=("apply: [{step: file, body: office, days: 30}]", f"apply: {apply}"),
    )
    (packs / "countries/bb/steps.yaml").write_text(STEPS)
    problems, _ = check_packs(packs)
    assert any(problem in str(one) for one in problems)


def test_a_circle_through_a_paper_is_found_by_the_check(packs):
    write_packs(packs)
    circle = STEPS.replace("gives: licence,", "gives: licence, after: [open],")
    (packs / "countries/bb/steps.yaml").write_text(circle)
    problems, _ = check_packs(packs)
    assert any("a circle of prerequisites" in str(problem) for problem in problems)
