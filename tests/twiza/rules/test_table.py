"""A table of many gives each row the answer that one person gets."""

from __future__ import annotations

import datetime
import math

import pytest

from tests.twiza.rules.people import columns_of, random_situations
from twiza.advice.assessment import assess_all
from twiza.rules import rules_at
from twiza.rules.situation import situation_of
from twiza.rules.table import STATUSES, Table

ON = datetime.date(2026, 11, 24)


def one_by_one(rulebook, situations):
    rules = rules_at(rulebook, ON)
    for facts in situations:
        situation = situation_of(rulebook, rules, facts)
        yield {a.mechanism.name: a for a in assess_all(rulebook, rules, situation, ON)}


def is_close(one, other):
    if one is None or math.isnan(other):
        return one is None and math.isnan(other)
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)


def assert_equal_answers(rulebook, situations, answer):
    for row, assessments in enumerate(one_by_one(rulebook, situations)):
        for name, one in assessments.items():
            many = answer[name]
            assert STATUSES[many.status[row]] == one.status, (name, situations[row])
            for end in ("value", "least", "most"):
                found = getattr(many, end)[row]
                expected = getattr(one.amount, end)
                assert is_close(expected, found), (
                    name,
                    end,
                    expected,
                    found,
                    situations[row],
                )


@pytest.mark.parametrize("holes", [0, 0.05, 0.5, 0.9])
@pytest.mark.parametrize("corridor", ["mini", "be_ma"])
def test_every_row_gets_the_answer_of_one_person(request, corridor, holes):
    rulebook = request.getfixturevalue(corridor)
    situations = random_situations(rulebook, ON, 1_250, holes=holes, seed=7)
    columns = columns_of(rulebook, situations)
    answer = Table(rulebook, ON).evaluate(columns, len(situations))
    assert_equal_answers(rulebook, situations, answer)
