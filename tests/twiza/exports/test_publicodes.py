"""An independent engine answers every signed case, and hundreds of drawn situations.

Left out where Node is not installed; `./twiza test` says so.
"""

from __future__ import annotations

import datetime
import itertools
import os

import pytest

from tests.twiza.exports.asking import NOT_APPLICABLE, UNDEFINED, Question, ask
from tests.twiza.exports.situations import Situations, days, figures_of
from twiza.advice.assessment import assess_all
from twiza.exports.publicodes import RuleBase, publicodes_rules
from twiza.packs.model import Case, Rulebook
from twiza.rules import rules_at
from twiza.rules.situation import read_facts, situation_of

pytestmark = pytest.mark.skipif(
    "TWIZA_PUBLICODES" not in os.environ, reason="not run: no publicodes"
)

CASES = 114  # of be-ma when this was written: more may come, none may leave
ASKED = 102
DRAWN_ON = days(
    "2010-06-01 2016-01-01 2020-02-03 2023-06-30 2024-06-30 2025-11-06 2026-11-23 2027-01-01"
)
DRAWN_EACH = 80
CENTIME = 0.01  # a case and an answer are rounded to it
STATUS = {True: "eligible", False: "ineligible", UNDEFINED: "undetermined"}


@pytest.fixture(scope="module")
def bases(be_ma) -> dict[datetime.date, RuleBase]:
    dates = {case.on for case in be_ma.cases} | set(DRAWN_ON)
    return {on: publicodes_rules(be_ma, on) for on in dates}


@pytest.fixture(scope="module")
def answers(be_ma, bases) -> list[tuple[Case, dict[str, object]]]:
    """What Publicodes says of each signed case whose mechanism can be computed."""
    asked = [
        case for case in be_ma.cases if case.mechanism not in bases[case.on].left_out
    ]
    questions = [
        Question(bases[case.on], case.given, rules_of(bases[case.on], case.mechanism))
        for case in asked
    ]
    return list(zip(asked, ask(questions), strict=True))


def rules_of(base: RuleBase, mechanism: str) -> list[str]:
    kinds = ("éligible", "montant", "conditions . ")
    starts = tuple(f"{mechanism} . {kind}" for kind in kinds)
    return [name for name in base.rules if name.startswith(starts)]


def ours(rulebook: Rulebook, given: dict, on: datetime.date) -> dict[str, tuple]:
    """Status, least and most of every mechanism, as our engine has them."""
    rules = rules_at(rulebook, on)
    situation = situation_of(rulebook, rules, read_facts(rulebook, given))
    return {
        item.mechanism.name: (item.status, item.bounds.least, item.bounds.most)
        for item in assess_all(rulebook, rules, situation, on)
        if item.bounds is not None
    }


def sayable(answers: dict[str, tuple], base: RuleBase) -> dict[str, tuple]:
    """Those of the mechanisms that Publicodes can say."""
    return {name: said for name, said in answers.items() if name not in base.left_out}


def is_near(amount: object, expected: float) -> bool:
    return isinstance(amount, (int, float)) and abs(amount - expected) < CENTIME


def test_no_signed_case_is_left_aside(be_ma, answers):
    assert len(be_ma.cases) >= CASES
    assert len(answers) >= ASKED


def test_what_is_not_exported_is_what_the_cases_call_closed_or_not_computable(
    be_ma, bases
):
    for case in be_ma.cases:
        reason = bases[case.on].left_out.get(case.mechanism)
        if reason == "unsayable":
            continue
        status = {None: None, "not_covered": "not_computable"}.get(reason, "closed")
        if status or case.expect["status"] in ("closed", "not_computable"):
            assert case.expect["status"] == status, case.where


def test_publicodes_gives_every_signed_status(answers):
    found = {
        case.where: STATUS[said[f"{case.mechanism} . éligible"]]
        for case, said in answers
    }
    assert found == {case.where: case.expect["status"] for case, _ in answers}


def test_publicodes_gives_every_signed_amount(answers):
    compared, wrong = 0, []
    for case, said in answers:
        amount = said.get(f"{case.mechanism} . montant")
        expected = case.expect.get("value")
        if expected is None and case.expect["status"] == "eligible":
            expected = None if amount == UNDEFINED else case.expect.get("most")
        if expected is None:
            continue
        compared += 1
        if case.expect["status"] == "ineligible":
            is_right = expected == 0 and amount is NOT_APPLICABLE
        else:
            is_right = is_near(amount, expected)
        wrong += [] if is_right else [(case.where, amount, expected)]
    assert wrong == []
    assert compared >= 72


def test_publicodes_tells_the_same_conditions_to_hold(answers):
    compared = 0
    for case, said in answers:
        for name, holds in case.expect.get("holds", {}).items():
            found = said.get(f"{case.mechanism} . conditions . {name}", UNDEFINED)
            assert found == (UNDEFINED if holds is None else holds), (case.where, name)
            compared += 1
    assert compared >= 40


def test_an_amount_that_publicodes_cannot_tell_lies_between_the_signed_bounds(
    be_ma, bases, answers
):
    """Each unknown fact takes all its values; a number takes every figure of the law."""
    asked = []
    for case, said in answers:
        version = be_ma.mechanisms[case.mechanism].version_at(case.on)
        # Of an "up to" amount the least is 0 whatever the facts.
        if (
            said.get(f"{case.mechanism} . montant") == UNDEFINED
            and not version.is_ceiling
        ):
            for given in completions(be_ma, case):
                names = [f"{case.mechanism} . éligible", f"{case.mechanism} . montant"]
                asked.append((case, Question(bases[case.on], given, names)))
    found: dict[str, list[float]] = {}
    for (case, _), said in zip(asked, ask([q for _, q in asked]), strict=True):
        is_granted, amount = said.values()
        found.setdefault(case.where, []).append(amount if is_granted else 0)
    of = {case.where: case.expect for case, _ in asked}
    for where, amounts in found.items():
        granted = [amount for amount in amounts if amount]
        assert is_near(min(amounts), of[where].get("least", min(amounts))), where
        assert is_near(max(amounts), of[where].get("most", max(amounts))), where
        assert is_near(min(granted), of[where].get("least_if_granted", min(granted)))
    assert len(found) >= 5


def completions(rulebook: Rulebook, case: Case) -> list[dict]:
    """The case with every value that the facts it leaves open may take."""
    rules = rules_at(rulebook, case.on)
    situation = situation_of(rulebook, rules, read_facts(rulebook, case.given))
    open_facts = [
        rulebook.facts[name]
        for name in rules.rules[case.mechanism].facts
        if situation.is_open(name)
    ]
    values = {fact.name: values_of(rulebook, fact) for fact in open_facts}
    return [
        {
            **situation.known,
            **situation.assumed,
            **dict(zip(values, chosen, strict=True)),
        }
        for chosen in itertools.product(*values.values())
    ]


def values_of(rulebook, fact):
    if fact.type == "flag":
        return [True, False]
    if fact.type in ("choice", "place"):
        return list(fact.choices or rulebook.places.provinces)
    figures = figures_of(rulebook, fact.unit or "share")
    return [fact.least, *(f for f in figures if fact.least < f < fact.most), fact.most]


def test_both_engines_answer_drawn_situations_alike(be_ma, bases):
    drawn = Situations(be_ma, seed=20261123)
    asked = []
    for on in DRAWN_ON:
        near = [
            case.given for case in be_ma.cases if case.expect["status"] == "eligible"
        ]
        for number in range(DRAWN_EACH):
            given = drawn.draw(near[number % len(near)], changes=number % 3)
            names = [
                n for n in bases[on].rules if n.endswith((" . éligible", " . montant"))
            ]
            asked.append((on, given, Question(bases[on], given, names)))
    counts = {"eligible": 0, "ineligible": 0}
    for (on, given, _), said in zip(asked, ask([q for *_, q in asked]), strict=True):
        mine = sayable(ours(be_ma, given, on), bases[on])
        assert set(mine) == {name.split(" . ")[0] for name in said}
        for mechanism, (status, least, most) in mine.items():
            where = (on, mechanism, given)
            assert STATUS[said[f"{mechanism} . éligible"]] == status, where
            counts[status] += 1
            amount = said.get(f"{mechanism} . montant")
            if status == "eligible" and amount is not None:
                assert least == most, where
                assert amount == pytest.approx(most, rel=1e-9), where
    assert sum(counts.values()) > 2000
    assert min(counts.values()) > 500


def test_publicodes_is_never_surer_than_we_are_and_never_says_otherwise(be_ma, bases):
    """With facts missing it may not know what our bounds do; what it knows agrees."""
    drawn, on = Situations(be_ma, seed=7), datetime.date(2026, 11, 23)
    names = [n for n in bases[on].rules if n.endswith((" . éligible", " . montant"))]
    near = [case.given for case in be_ma.cases if case.on == on]
    situations = []
    for number in range(200):
        given = drawn.draw(near[number % len(near)], changes=2)
        for name in drawn.chance.sample(list(given), 12):
            del given[name]
        situations.append(given)
    told = 0
    asked = [Question(bases[on], given, names) for given in situations]
    for given, said in zip(situations, ask(asked), strict=True):
        mine = sayable(ours(be_ma, given, on), bases[on])
        for mechanism, (status, least, most) in mine.items():
            claim = said[f"{mechanism} . éligible"]
            amount = said.get(f"{mechanism} . montant")
            told += claim != UNDEFINED
            assert claim == UNDEFINED or STATUS[claim] == status, (mechanism, given)
            if isinstance(amount, (int, float)):
                assert amount == pytest.approx(least, rel=1e-9)
                assert amount == pytest.approx(most, rel=1e-9)
    assert told > 700
