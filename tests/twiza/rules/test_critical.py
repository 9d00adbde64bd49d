"""Bounds while facts are unknown: whatever a mechanism says, they contain the value and
are reached.
"""

from __future__ import annotations

import itertools
import math
import random
import re
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twiza.rules.invented import (
    AMOUNT,
    CLAIM,
    MONEY_FACTS,
    SPECIAL,
    Reader,
    invented_rulebook,
    rule_of,
    value_of,
)
from twiza.errors import PackError
from twiza.rules.bounds import bounds_of_rule
from twiza.rules.compiled import Function
from twiza.rules.situation import blank, bounds_of
from twiza.rules.trials import numbers, wholes

CENTIME = 0.01
CHECKED = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SEEDS = st.integers(0, 10**9)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return invented_rulebook(tmp_path_factory.mktemp("packs"))


class Asked:
    """One rule of an invented mechanism, and what is known of a person."""

    def __init__(self, book, conditions, amount, known):
        self.book, self.conditions, self.amount = book, conditions, amount
        self.rule, _ = rule_of(book, conditions, amount)
        self.known = dict(known)

    def bounds(self, **more):
        kinds = blank(self.book).kinds
        return bounds_of_rule(self.rule, *self._ends({**self.known, **more}), kinds)

    def at(self, **values):
        """Whether it grants, and how much, once every fact has a value."""
        sure, possible, least, most, *_ = self.rule.evaluate(
            *self._ends({**self.known, **values})
        )
        assert bool(sure) == bool(possible) and least == most
        return bool(sure), least

    def tried(self, fact):
        """The values of an unknown fact at which the engine looks."""
        along = self.rule.along[list(self.book.facts).index(fact)]
        found: list[float] = []

        def noting(points):
            return lambda *given: found.extend(points(*given)) or found

        names = {"numbers": noting(numbers), "wholes": noting(wholes)}
        kind = type("Noting", (Function,), {"names": {**Function.names, **names}})
        never = (False, False, -math.inf, math.inf)
        noted = kind(along.name, along.source, along.constants, along.code)
        noted.call(*self._ends(self.known), never)
        return sorted(set(found))

    def is_rounding(self, **values):
        """Whether exact arithmetic tells another story here, or just beside."""
        facts = {**self.known, **values}
        granted, amount = self.at(**values)
        exactly, worth = self._exactly(facts)
        if granted != exactly or abs(worth - amount) > 1e-9 * max(1, amount):
            return True
        name, value = next(iter(values.items()))
        beside = [{**facts, name: value * (1 + side)} for side in (1e-10, -1e-10)]
        return all(self._exactly(one)[0] != granted for one in beside)

    def _exactly(self, facts):
        reader = Reader(self.book, facts, Fraction)
        holds = all(reader.of(text) for text in self.conditions)
        return holds, float(max(reader.of(self.amount), 0)) if holds else 0.0

    def _ends(self, known):
        facts = self.book.facts.items()
        pairs = [bounds_of(self.book, fact, known.get(name)) for name, fact in facts]
        return [list(ends) for ends in zip(*pairs, strict=True)]


def asked(book, conditions, amount, seed, unknown):
    """What chance made of it, or nothing where the language refuses it.

    unknown  how many of the facts that it rests on are unknown; of one, a number
    """
    draw = random.Random(seed)
    words = _fewer_facts(draw)
    conditions = [_renamed(text, words) for text in conditions]
    amount = _renamed(amount, words)
    if max(map(len, [*conditions, amount])) > 500:
        return None
    values = {name: value_of(fact, draw) for name, fact in book.facts.items()}
    try:
        question = Asked(book, conditions, amount, values)
    except PackError:
        return None
    names = [*question.rule.facts]
    if unknown == 1:
        names = [name for name in names if book.facts[name].is_numeric]
        repeated = [
            n for n in names if list(book.facts).index(n) in question.rule.along
        ]
        names = repeated or names
    open_ = draw.sample(names, min(unknown, len(names)))
    if not open_:
        return None
    question.draw, question.open = draw, {name: values[name] for name in open_}
    for name in open_:
        del question.known[name]
    return question


def _fewer_facts(draw):
    """Facts that stand for others, so that one fact stands many times."""
    few = draw.sample(MONEY_FACTS, 2)
    words = {name: draw.choice(few) for name in ("own_funds", "land", "balance")}
    if draw.random() < 0.5:
        words["turnover"] = "cost"
    if draw.random() < 0.4:
        words |= {"part": "factor", "swing": "factor", "depth": "factor"}
    elif draw.random() < 0.4:
        words |= {"part": "swing", "factor": "depth"}
    return words


def _renamed(text, words):
    return re.sub(r"\w+", lambda found: words.get(found[0], found[0]), text)


def samples(fact, tried, draw):
    """400 values: both ends, figures of the law, and by chance on two scales; then
    beside and between those that the engine tried.
    """
    least, most = fact.least, fact.most
    found = [least, most, *SPECIAL[fact.name]]
    found += [value + side for value in SPECIAL[fact.name] for side in (1e-6, -1e-6)]
    found += [draw.uniform(least, most) for _ in range(150)]
    while len(found) < 400:
        size = max(abs(least), most) ** draw.uniform(-0.5, 1)
        found.append(draw.choice([1, -1]) * size if least < 0 else size)
    for one, other in itertools.pairwise(tried):
        found += [draw.uniform(one, other) for _ in range(3)]
    found += [value * (1 + side) for value in tried for side in (0, 1e-6, -1e-6)]
    inside = {min(max(value, least), most) for value in found}
    if fact.type == "count":
        inside = {float(round(value)) for value in inside}
    return sorted(inside)


def contradiction(bounds, granted, amount):
    """How a value contradicts the bounds; empty where it does not."""
    slack = 1e-9 * max(1.0, amount, bounds.most) + 1e-6
    if not granted:
        return "surely granted" if bounds.sure else ""
    if not bounds.possible:
        return "surely refused"
    is_inside = bounds.least - slack <= amount <= bounds.most + slack
    return "" if is_inside else "outside the bounds"


@settings(CHECKED, max_examples=250)
@given(st.lists(CLAIM, max_size=3), AMOUNT, SEEDS)
def test_with_one_unknown_number_no_value_of_it_contradicts_the_bounds(
    book, conditions, amount, seed
):
    question = asked(book, conditions, amount, seed, unknown=1)
    if question is None:
        return
    (name,) = question.open
    fact, bounds = book.facts[name], question.bounds()
    is_followed = question.rule.along.get(list(book.facts).index(name))
    tried = question.tried(name) if is_followed else []
    for value in samples(fact, tried, question.draw):
        said = contradiction(bounds, *question.at(**{name: value}))
        assert not said or question.is_rounding(**{name: value}), (said, value, bounds)


@settings(CHECKED, max_examples=250)
@given(st.lists(CLAIM, max_size=3), AMOUNT, SEEDS)
def test_a_value_of_the_unknown_number_reaches_each_bound(
    book, conditions, amount, seed
):
    question = asked(book, conditions, amount, seed, unknown=1)
    if question is None:
        return
    (name,) = question.open
    if not question.rule.along.get(list(book.facts).index(name)):
        return
    bounds = question.bounds()
    answers = [question.at(**{name: value}) for value in question.tried(name)]
    amounts = [amount for granted, amount in answers if granted]
    assert bounds.possible == bool(amounts)
    assert bounds.sure == (len(amounts) == len(answers))
    if amounts:
        assert bounds.least == pytest.approx(min(amounts), rel=1e-9)
        assert bounds.most == pytest.approx(max(amounts), rel=1e-9)


@settings(CHECKED, max_examples=250)
@given(st.lists(CLAIM, max_size=3), AMOUNT, SEEDS, st.integers(2, 6))
def test_with_several_unknown_facts_no_completion_contradicts_the_bounds(
    book, conditions, amount, seed, unknown
):
    question = asked(book, conditions, amount, seed, unknown)
    if question is None:
        return
    bounds = question.bounds()
    for _ in range(60):
        filled = {n: value_of(book.facts[n], question.draw) for n in question.open}
        said = contradiction(bounds, *question.at(**filled))
        assert not said or question.is_rounding(**filled), (said, filled, bounds)


@settings(CHECKED, max_examples=200)
@given(st.lists(CLAIM, max_size=3), AMOUNT, SEEDS, st.integers(2, 5))
def test_answers_one_after_the_other_never_widen_the_bounds(
    book, conditions, amount, seed, unknown
):
    question = asked(book, conditions, amount, seed, unknown)
    if question is None:
        return
    before = question.bounds()
    for name, value in question.open.items():
        question.known[name] = value
        after = question.bounds()
        assert after.sure >= before.sure
        assert after.possible <= before.possible
        if after.possible:
            slack = 1e-9 * max(1.0, before.most)
            assert after.least >= before.least - slack
            assert after.most <= before.most + slack
        before = after


@settings(CHECKED, max_examples=250)
@given(st.lists(CLAIM, max_size=3), AMOUNT, SEEDS)
def test_where_all_is_known_the_answer_is_what_the_words_say(
    book, conditions, amount, seed
):
    question = asked(book, conditions, amount, seed, unknown=1)
    if question is None:
        return
    facts = {**question.known, **question.open}
    reader = Reader(book, facts, float)
    granted, found = question.at(**question.open)
    assert granted == all(reader.of(text) for text in question.conditions)
    if granted:
        expected = max(reader.of(question.amount), 0)
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-6)


# By hand: conditions, amount, what is known, least and most that may be granted.

BY_HAND = {
    "whole numbers only: 13 jobs, where 13.5 would do": (
        ["jobs_per_million <= minimum_jobs"],
        "jobs_per_million / minimum_jobs * threshold", {"cost": 9_000_000},
        (0, 1_000_000 * 13 / 13.5)),
    "a summit where two remainders are both nothing": (
        [], "small - max(balance, 0) - max(0 - balance, 0)", {}, (0, 250_000)),
    "a product with a factor of unknown sign": (
        ["swing <= 1"], "swing * land", {"land": 500}, (0, 500)),
    "a difference of the same fact, below its summit": (
        [], "cost * (1 - part) + small * part", {"cost": 100_000}, (100_000, 250_000)),
    "branches that cross: both give 250 000 at their least": (
        [], "max(threshold - cost, cost - threshold + small)", {}, (125_000, 999_250_000)),
    "an if whose branches jump at its own threshold": (
        [], "cost if cost > threshold else threshold - cost", {}, (0, 1_000_000_000)),
    "a band above its threshold: 0.4 up to 3 million, 0.1 beyond": (
        ["cost <= threshold + threshold + threshold"], "bands(cost, cost_rates) * cost", {},
        (0.2, 1_200_000)),
    "a band from its threshold on: 0.2 just below a million": (
        ["cost < threshold"], "bands(cost, cost_rates) * cost", {}, (0.2, 200_000)),
    "a strict limit is never reached but approached": (
        ["own_funds < small"], "own_funds", {}, (0, 250_000)),
    "a jump at 0": (
        ["balance > 0 or balance < 0"], "threshold + balance", {}, (0, 6_000_000)),
    "a jump at the end of the fact": (
        ["part < 1"], "threshold * part", {}, (0, 1_000_000)),
    "whole numbers only: 12 jobs, not 11.5": (
        ["jobs >= few_jobs", "jobs_per_million <= minimum_jobs"],
        "jobs_per_million / minimum_jobs * threshold", {"cost": 9_000_000},
        (888_888.8889, 888_888.8889 * 13 / 12)),
    "no whole number between: refused": (
        ["jobs > few_jobs", "jobs < few_jobs + 1"], "small", {}, None),
    "the fact below a quotient, and above it": (
        ["threshold / turnover + turnover / threshold <= 1 + 1 + quarter"], "turnover", {},
        ((2.25 - math.sqrt(2.25**2 - 4)) / 2 * 1e6, (2.25 + math.sqrt(2.25**2 - 4)) / 2 * 1e6)),
    "a summit between the ends": (
        [], "threshold / factor + small * factor", {}, (1_000_000, 2_125_000)),
    "a summit of a fact that is negative": (
        [], "(0 - threshold / depth) - small * depth", {}, (1_000_000, 2_125_000)),
    "an equation of second degree that a known 0 makes one of first degree": (
        ["own_funds / factor + balance * factor >= threshold"], "own_funds * factor",
        {"own_funds": 2_000_000, "balance": 0}, (1_000_000, 4_000_000)),
    "the same that a small figure nearly makes so": (
        ["own_funds / factor + balance * factor >= threshold"], "own_funds * factor",
        {"own_funds": 2_000_000, "balance": 1e-6}, (1_000_000, 4_000_000)),
    "the lesser of two beside one of them": (
        [], "cost - min(cost, small)", {}, (0, 999_750_000)),
    "the lesser of two beside one of them, once more": (
        [], "max(min(land, cost), cost - land)", {"land": 400}, (1, 999_999_600)),
    "a progressive scale beside its base": (
        ["own_funds <= threshold"], "own_funds - scale(own_funds, tax)", {},
        (0, 1_000_000 - 86_000 - 30_000)),
    "a small remainder of great sums": (
        ["own_funds + land > cost"], "own_funds", {"cost": 1e9, "land": 999_999_000}, (1_000, 1e9)),
    "a small remainder of great sums, told as a difference": (
        ["own_funds + land - cost < 0"], "own_funds", {"cost": 1e9, "land": 999_999_000}, (0, 1_000)),
    "an equation that only one value meets": (
        ["own_share == 1"], "tenth * own_funds", {"cost": 959.07}, (95.907, 95.907)),
    "a sum that only one value meets": (
        ["own_funds + land == cost"], "own_funds", {"cost": 137.01, "land": 45.67}, (91.34, 91.34)),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BY_HAND)
def test_bounds_worked_out_by_hand(book, sentence):
    conditions, amount, known, expected = BY_HAND[sentence]
    bounds = Asked(book, conditions, amount, known).bounds()
    assert bounds.possible == (expected is not None)
    if expected is not None:
        assert bounds.least == pytest.approx(expected[0], rel=1e-9, abs=1e-5)
        assert bounds.most == pytest.approx(expected[1], rel=1e-9, abs=1e-5)


def test_an_equation_that_somebody_can_meet_is_never_a_no(book):
    for number in range(1, 500):
        cost = round(number * 137.01, 2)
        question = Asked(book, ["own_share == 1"], "tenth * own_funds", {"cost": cost})
        assert question.at(own_funds=cost)[0]
        assert question.bounds().possible, cost


# Where the critical points cannot be written down, the fact is split instead.

SQUARES = {
    "own_share * own_funds < cost / factor": (0, 2_000_000),
    "own_share * own_funds > cost / factor": (2_000_000, 250_000_000_000),
}


@pytest.mark.parametrize("condition", SQUARES)
def test_a_square_is_within_5_percent_of_the_truth(book, condition):
    known = {"cost": 4_000_000, "factor": 2}
    question = Asked(book, [condition], "own_share * own_funds", known)
    assert None in question.rule.along.values()
    bounds, (least, most) = question.bounds(), SQUARES[condition]
    assert (bounds.sure, bounds.possible) == (False, True)
    assert bounds.least == pytest.approx(least, rel=0.05, abs=CENTIME)
    assert bounds.most == pytest.approx(most, rel=0.05)
    assert bounds.least <= least + CENTIME and bounds.most >= most - CENTIME
