"""A situation that changes step by step says what a new one would say."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from tests.twiza.minipack import KNOWN
from tests.twiza.rules.people import random_situations, random_value
from twiza.advice.assessment import assess_all
from twiza.advice.evaluation import Evaluation
from twiza.errors import InputError
from twiza.rules import rules_at
from twiza.rules.situation import situation_of
from twiza.rules.tracing import trace_of

ON = datetime.date(2026, 11, 24)


def anew(rulebook, facts):
    known = {name: value for name, value in facts.items() if value is not None}
    rules = rules_at(rulebook, ON)
    situation = situation_of(rulebook, rules, known)
    return rules, situation, assess_all(rulebook, rules, situation, ON)


def assert_as_anew(evaluation, rulebook, facts):
    _, situation, fresh = anew(rulebook, facts)
    for one, other in zip(evaluation.assessments, fresh, strict=True):
        assert (one.status, one.amount, one.assumed) == (
            other.status,
            other.amount,
            other.assumed,
        ), facts
        name, rule = one.mechanism.name, one.rule
        if rule.function is None:
            continue
        trace = evaluation.trace(name)
        assert tuple(zip(trace.least, trace.most, strict=True)) == trace_of(
            rule, situation.low, situation.high
        )
        granted = evaluation.granted(name)
        if granted is not None and one.amount.most is not None:
            assert granted == one.amount.most


@pytest.mark.parametrize("corridor", ["mini", "be_ma"])
@pytest.mark.parametrize("holes", [0, 0.3])
def test_after_any_sequence_of_edits_the_answer_is_that_of_a_full_evaluation(
    request, corridor, holes
):
    rulebook = request.getfixturevalue(corridor)
    chance = np.random.default_rng(5)
    for start in random_situations(rulebook, ON, 40, holes=holes, seed=3):
        facts, evaluation = dict(start), Evaluation(rulebook, start, ON)
        for _ in range(25):
            edits = {}
            for name in chance.choice(
                list(rulebook.facts), size=chance.integers(1, 3), replace=False
            ):
                value = random_value(rulebook, rulebook.facts[name], [], chance)
                edits[str(name)] = None if chance.random() < holes / 2 else value
            evaluation.change(edits)
            facts |= edits
            assert_as_anew(evaluation, rulebook, facts)


def test_a_change_that_is_refused_changes_nothing(mini):
    evaluation = Evaluation(mini, KNOWN, ON)
    before = [a.amount for a in evaluation.assessments]
    for wrong in ({"jobs": -1}, {"jobs": 5, "cost": "much"}, {"job": 5}):
        with pytest.raises(InputError):
            evaluation.change(wrong)
        assert [a.amount for a in evaluation.assessments] == before
        assert evaluation.situation.known == KNOWN


def test_only_what_rests_on_the_changed_fact_is_evaluated_again(mini):
    evaluation = Evaluation(mini, {**KNOWN, "own_funds": None}, ON)
    before = {a.mechanism.name: a for a in evaluation.assessments}
    evaluation.change({"jobs": 20})  # no other mechanism of the corridor asks for jobs
    after = {a.mechanism.name: a for a in evaluation.assessments}
    assert after["premium"] is not before["premium"]
    assert after["guarantee"] is before["guarantee"]
    assert after["subsidy"] is before["subsidy"]


def test_a_fact_made_unknown_again_opens_what_it_had_settled(mini):
    evaluation = Evaluation(mini, KNOWN, ON)
    assert evaluation.granted("premium") == pytest.approx(900_000)
    evaluation.change({"own_funds": None})
    status = {a.mechanism.name: a.status for a in evaluation.assessments}
    assert status["premium"] == "undetermined"
    assert evaluation.granted("premium") is None
    evaluation.change({"own_funds": 2_000_000})
    assert evaluation.granted("premium") == pytest.approx(900_000)


def test_a_trace_names_every_figure_the_amount_rests_on(mini):
    named = Evaluation(mini, KNOWN, ON).trace("premium").named()
    rates = {
        name: named[name] for name in ("jobs_rate", "zone_rate", "ceiling", "cost")
    }
    assert rates == {
        "jobs_rate": (0.05, 0.05),
        "zone_rate": (0.10, 0.10),
        "ceiling": (0.30, 0.30),
        "cost": (6_000_000, 6_000_000),
    }
