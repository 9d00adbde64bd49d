"""Shared caps and signed packages in packs: mistakes are found at their line."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from twiza.packs.checking import check_packs

DEMO = Path(__file__).parents[3] / "packs" / "demo"
HOME = Path("countries/demohome")


class Seed(NamedTuple):
    """One mistake, sown into the invented corridor; `line` bears the place of the error."""

    mistake: str
    file: str
    old: str
    new: str
    found: str
    line: str
    mend: str


CEILINGS, CASES = "ceilings.yaml", "packages.cases.yaml"
OVER = "over: [investment-grant, equipment-grant]"
SHARE = "amount: public_share * total_cost"
SEEDS = [
    Seed("an unknown mechanism", CEILINGS, OVER, "over: [investment-grant, equipment]", "the mechanism 'equipment'", "over: [inv", "equipment-grant"),
    Seed("one mechanism alone", CEILINGS, OVER, "over: [investment-grant]", "1", "over: [inv", "belongs in its amount"),
    Seed("a mechanism named twice", CEILINGS, OVER, "over: [investment-grant, investment-grant]", "a second time", "over: [inv", "remove it"),
    Seed("covered in two ways", CEILINGS, OVER, f"{OVER}\n    over_kinds: [grant]", "over and over_kinds", "demo-public-money:", "say once"),
    Seed("nothing covered", CEILINGS, f"    {OVER}\n", "", "neither", "demo-public-money:", "say once"),
    Seed("a kind that enters no package", CEILINGS, "[grant, premium, loan, equity]", "[grant, tax]", "'tax'", "over_kinds: [grant", "choose one"),
    Seed("ceilings that overlap", CEILINGS, "over_kinds: [grant, premium, loan, equity]", "over: [investment-grant, jobs-premium]", "investment-grant, also under demo-public-money", "demo-financing:", "let one cover the other"),
    Seed("a share in place of money", CEILINGS, SHARE, "amount: public_share", "a number in share", SHARE[:12], ""),
    Seed("an unknown fact", CEILINGS, SHARE, "amount: public_share * total_costs", "total_costs", SHARE[:12], "total_cost"),
    Seed("a source that nobody defined", CEILINGS, "source: decree-7, amount", "source: decree-8, amount", "the source 'decree-8'", "source: decree-8", "decree-7"),
    Seed("versions that overlap", CEILINGS, f"source: act-2026, {SHARE}}}", f"source: act-2026, {SHARE}}}\n      - {{from: 2026-06-01, source: act-2026, {SHARE}}}", "while another holds", "from: 2026-06-01", "until"),
    Seed("a figure missing at the start", CEILINGS, "{from: 2026-01-01, source: act-2026", "{from: 2025-01-01, source: act-2026", "no value on 2025-01-01", "from: 2025-01-01", "earlier value"),
    Seed("an unknown key", CEILINGS, "leaves_own_funds", "leave_own_funds", "'leave_own_funds'", "leave_own_funds", "leaves_own_funds"),
    Seed("a ticket that is no money", "mechanisms/joint-loan.yaml", "least_ticket: smallest_loan", "least_ticket: lent_share", "a number in share", "parts: {least_ticket", ""),
    Seed("own funds on a fact of nothing else", "mechanisms/investment-grant.yaml", "least_own_funds: minimum_own_share * total_cost", "least_own_funds: minimum_own_share * bank_loan", "the fact bank_loan", "parts: {least_own", "write it with those"),
    Seed("a package with another total", CASES, "total: 40_000", "total: 41_000", "total 40000", "total: 41_000", "correct the rules, or the case"),
    Seed("a package with another member", CASES, "members: [loan-guarantee, investment-grant]", "members: [investment-grant, loan-guarantee]", "members ['loan-guarantee'", "members: [investment-grant, loan", "correct the rules"),
    Seed("a package of an unknown aid", CASES, "{joint-loan: below_ticket}", "{joint-lone: below_ticket}", "'joint-lone'", "set_aside: {joint-lone", "joint-loan"),
    Seed("a package with an unknown fact", CASES, "bank_loan: 170_000", "bank_lone: 170_000", "bank_lone", "bank_lone", "bank_loan"),
]  # fmt: skip


@pytest.fixture
def demo(tmp_path, monkeypatch):
    monkeypatch.setenv("TWIZA_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


def test_the_invented_corridor_has_no_mistake(demo):
    problems, counts = check_packs(demo)
    assert [str(problem) for problem in problems] == []
    assert counts["cases"] >= 25


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.mistake)
def test_a_mistake_is_found_at_its_line_with_a_way_to_mend_it(demo, seed):
    path = demo / HOME / seed.file
    text = path.read_text()
    assert seed.old in text
    text = text.replace(seed.old, seed.new, 1)
    path.write_text(text)
    problems, _ = check_packs(demo)
    assert problems, "nothing was found"
    problem = problems[0]
    line = text[: text.index(seed.line)].count("\n") + 1
    where = problem.where.split(", ")
    assert where[0] == f"packs/{(HOME / seed.file).as_posix()}"
    assert where[1] == f"line {line}", problem
    assert seed.found in problem.found and seed.mend in problem.mend


def test_a_charge_can_not_stand_under_a_ceiling(demo):
    path = demo / HOME / "mechanisms/equipment-grant.yaml"
    path.write_text(path.read_text().replace("kind: grant", "kind: training"))
    ceilings = demo / HOME / CEILINGS
    ceilings.write_text(ceilings.read_text().partition("  demo-financing:")[0])
    found = [str(problem) for problem in check_packs(demo)[0]]
    assert any("equipment-grant, aid of the kind training" in one for one in found)


def test_a_ceiling_needs_its_sentence_in_four_languages(demo):
    path = demo / HOME / "words/nl/packages.yaml"
    text = path.read_text()
    line = next(one for one in text.splitlines() if "demo-financing" in one)
    path.write_text(text.replace(f"{line}\n", ""))
    (problem,) = check_packs(demo)[0]
    assert problem.where == "words/nl, ceilings.demo-financing"


def test_a_signed_package_that_expects_nothing_is_refused(demo):
    path = demo / HOME / CASES
    path.write_text("- case: A\n  date: 2026-11-23\n  given: {}\n  expect: {}\n")
    (problem,) = check_packs(demo)[0]
    assert problem.where.endswith("line 4, [1].expect") and problem.found == "nothing"


def test_the_real_corridor_states_the_one_cap_that_was_read_and_its_readings(be_ma):
    ceilings = be_ma.ceilings
    assert set(ceilings) == {
        "cost-of-the-venture",
        "guarantees-within-loan",
        "tamwilcom-guarantees",
    }
    assert {v.source for v in ceilings["tamwilcom-guarantees"].law.versions} == {
        "tamwilcom-istitmar",
        "infomaroc-2022-03",
    }
    for name in ("cost-of-the-venture", "guarantees-within-loan"):
        (version,) = ceilings[name].law.versions
        assert be_ma.sources[version.source].kind == "reading"
