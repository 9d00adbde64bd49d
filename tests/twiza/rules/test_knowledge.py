"""What is known more never says less, and what is shown is what was computed."""

from __future__ import annotations

import datetime
import math
import operator
import random

import pytest

from tests.twiza.rules.invented import Reader
from tests.twiza.rules.people import random_situations
from twiza.advice.assessment import assess_all
from twiza.records import replaced
from twiza.rules import form_at, rules_at
from twiza.rules.building import build_rules
from twiza.rules.situation import situation_of
from twiza.rules.tracing import named_values, trace_of

ON = datetime.date(2026, 11, 24)
DECIDED = ("eligible", "ineligible", "closed", "not_computable")
CORRIDORS = pytest.mark.parametrize("corridor", ["mini", "be_ma"])


def answers(book, rules, facts):
    situation = situation_of(book, rules, facts)
    found = assess_all(book, rules, situation, ON)
    return {item.mechanism.name: item for item in found}


def people(book, count, holes, seed):
    """Half of them as chance has it, half a random variation of one that fits much."""
    found = random_situations(book, ON, count, holes=holes, seed=seed)
    regular = {name: True for name in ("is_regular", "is_tax_and_cnss_regular")}
    return [
        {**facts, **{n: v for n, v in regular.items() if n in facts}} for facts in found
    ]


# One fact more


@pytest.fixture
def book(request, corridor):
    return request.getfixturevalue(corridor)


@CORRIDORS
def test_a_fact_more_never_undoes_a_status_nor_widens_an_amount(book):
    rules, draw = rules_at(book, ON), random.Random(5)
    for everything in people(book, 60, holes=0, seed=11):
        names = [n for n in everything if book.facts[n].assume is None]
        draw.shuffle(names)
        # The first facts are given together: what is told last decides most.
        known = {n: everything[n] for n in names[: draw.randrange(len(names))]}
        before = answers(book, rules, known)
        for name in names[len(known) :]:
            known[name] = everything[name]
            after = answers(book, rules, known)
            for mechanism, item in after.items():
                assert_no_less_is_known(before[mechanism], item, name)
            before = after


def assert_no_less_is_known(before, after, name):
    said = (after.mechanism.name, name)
    if before.status in DECIDED:
        assert after.status == before.status, said
    one, two = before.amount, after.amount
    if one.most is None or two.most is None:
        # Of an amount that nobody knows, a refusal alone makes a figure: 0.
        assert two.most in (one.most, 0.0), said
        return
    slack = 1e-9 * max(1.0, one.most)
    assert two.least >= one.least - slack, said
    assert two.most <= one.most + slack, said
    if one.value is not None:
        assert two.value == pytest.approx(one.value, rel=1e-9), said
    if after.status == "eligible" and one.least_if_granted is not None:
        assert two.least >= one.least_if_granted - slack, said


@CORRIDORS
def test_what_is_surely_so_holds_however_the_rest_is_answered(book):
    rules = rules_at(book, ON)
    assumed = {n for n, fact in book.facts.items() if fact.assume is not None}
    partly = people(book, 150, holes=0.4, seed=3)
    fully = people(book, 150, holes=0, seed=4)
    for some, others in zip(partly, fully, strict=True):
        some = {name: value for name, value in some.items() if name not in assumed}
        rest = {n: v for n, v in others.items() if n not in assumed and n not in some}
        before = answers(book, rules, some)
        for mechanism, item in answers(book, rules, {**some, **rest}).items():
            assert_no_less_is_known(before[mechanism], item, mechanism)


# The order of the conditions


@CORRIDORS
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_the_conditions_changes_no_answer(book, seed):
    draw, shuffled = random.Random(seed), {}
    for name, mechanism in book.mechanisms.items():
        versions = tuple(_shuffled(version, draw) for version in mechanism.versions)
        shuffled[name] = replaced(mechanism, versions=versions)
    other = replaced(book, mechanisms=shuffled)
    assert any(shuffled[name] != book.mechanisms[name] for name in shuffled)
    rules, others = build_rules(book, ON)[0], build_rules(other, ON)[0]
    for holes in (0, 0.2, 0.6):
        for facts in people(book, 50, holes, seed):
            one, two = answers(book, rules, facts), answers(other, others, facts)
            for name, item in one.items():
                assert item.status == two[name].status, (name, facts)
                assert_same_amount(item.amount, two[name].amount, (name, facts))


def _shuffled(version, draw):
    if version.conditions is None:
        return version
    conditions = draw.sample(version.conditions, len(version.conditions))
    return replaced(version, conditions=tuple(conditions))


def assert_same_amount(one, two, said):
    for end in ("value", "least", "most", "least_if_granted"):
        first, second = getattr(one, end), getattr(two, end)
        assert (first is None) == (second is None), said
        if first is not None:
            assert math.isclose(first, second, rel_tol=1e-12, abs_tol=1e-9), said


# The trace

BY_HAND = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "min": min,
    "max": max,
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
    "and": lambda *claims: all(claims),
    "or": lambda *claims: any(claims),
    "not": operator.not_,
    "if": lambda test, yes, no: yes if test else no,
}


def known_people(book):
    rules, form = rules_at(book, ON), form_at(book, ON)
    for facts in people(book, 120, holes=0, seed=8):
        situation = situation_of(book, rules, facts)
        for rule in rules.rules.values():
            # A figure known as a range has no one value to work out by hand.
            if rule.function is not None and not form.has_range(rule.places):
                yield rule, situation, facts


@CORRIDORS
def test_every_step_of_a_trace_follows_from_the_steps_before_it(book):
    seen = set()
    for rule, situation, facts in known_people(book):
        trace = trace_of(rule, situation.low, situation.high)
        assert len(trace) == len(rule.steps)
        for place, (step, (low, high)) in enumerate(
            zip(rule.steps, trace, strict=True)
        ):
            assert low == high
            assert all(operand < place for operand in step.operands)
            if step.op in BY_HAND:
                seen.add(step.op)
                operands = [trace[operand][0] for operand in step.operands]
                assert low == BY_HAND[step.op](*operands), (rule.name, step)
            elif step.op == "fact" and step.kind != "choice":
                assert low == facts[step.fact]
    assert {"*", "min", ">=", "not"} <= seen


@CORRIDORS
def test_the_trace_ends_in_the_result(book):
    granted = 0
    for rule, situation, _ in known_people(book):
        trace = trace_of(rule, situation.low, situation.high)
        sure, possible, least, most, *_ = rule.evaluate(situation.low, situation.high)
        claims = [trace[c.step][0] for c in rule.conditions if c.step is not None]
        assert bool(sure) == bool(possible) == all(claims)
        if rule.amount_step is not None:
            assert least == most == trace[rule.amount_step][0]
        granted += bool(sure)
    assert granted > 20


@CORRIDORS
def test_every_name_of_a_trace_is_worth_what_its_words_say(book):
    compared = 0
    for rule, situation, facts in known_people(book):
        reader = Reader(book, facts, float, rule.name, ON)
        trace = trace_of(rule, situation.low, situation.high)
        for name, (low, _) in named_values(rule, trace).items():
            kind = rule.steps[rule.named[name]].kind
            if kind == "choice" or is_a_range(book, rule, name):
                continue
            expected = float(reader.of(name))
            assert low == pytest.approx(expected, rel=1e-12), (rule.name, name)
            compared += 1
        for condition in rule.version.conditions:
            step = next(c.step for c in rule.conditions if c.name == condition.name)
            if step is not None:
                assert bool(trace[step][0]) == reader.of(condition.rule)
    assert compared > 1_000


def is_a_range(book, rule, name):
    own = book.mechanisms[rule.name].parameters
    parameter = own.get(name) or book.parameters.get(name)
    return parameter is not None and parameter.at(ON).value is None


@CORRIDORS
def test_the_result_is_what_the_words_of_the_pack_say(book):
    granted = 0
    for rule, situation, facts in known_people(book):
        if rule.amount is None or any(c.slot is None for c in rule.conditions):
            continue
        reader = Reader(book, facts, float, rule.name, ON)
        sure, _, least, most, *_ = rule.evaluate(situation.low, situation.high)
        holds = all(reader.of(c.rule) for c in rule.version.conditions)
        assert bool(sure) == holds, (rule.name, facts)
        if holds:
            expected = max(reader.of(rule.version.amount), 0)
            assert least == most == pytest.approx(expected, rel=1e-12)
            granted += 1
    assert granted > 20
