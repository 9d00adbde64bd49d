"""Answers in an address: the same answers come back, whatever else is refused."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twiza.packs import load_rulebook
from twiza_web.advisor.answers import Answers, read_answers

RULEBOOK = load_rulebook()


def value_of(fact):
    if fact.type == "flag":
        return st.booleans()
    if fact.type == "choice":
        return st.sampled_from(fact.choices)
    if fact.type == "place":
        return st.sampled_from(sorted(RULEBOOK.places.provinces))
    if fact.type == "share":
        return st.integers(0, 10_000).map(lambda part: part / 10_000)
    if fact.type == "count":
        return st.integers(int(fact.least), int(fact.most))
    return st.integers(int(fact.least) * 100, int(fact.most) * 100).map(
        lambda c: c / 100
    )


facts = st.fixed_dictionaries(
    {}, optional={name: value_of(fact) for name, fact in RULEBOOK.facts.items()}
)
days = st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


@given(facts, days, st.sets(st.sampled_from(sorted(RULEBOOK.facts)), max_size=5))
def test_answers_read_back_from_their_address_are_the_same(known, day, asked):
    unknown = tuple(sorted(asked - known.keys()))
    answers = Answers(known, day, unknown)
    assert read_answers(RULEBOOK, answers.query()) == answers


@given(st.text(max_size=200))
def test_no_address_breaks_the_reading(query):
    read_answers(RULEBOOK, query)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("total_cost_mad=-5", "total_cost_mad"),
        ("total_cost_mad=1e9", "total_cost_mad"),
        ("total_cost_mad=nan", "total_cost_mad"),
        ("stable_jobs=2.5", "stable_jobs"),
        ("investor_share=25", "investor_share"),
        ("is_moroccan=maybe", "is_moroccan"),
        ("province=MA-XXX", "province"),
        ("stable_jobs=3&stable_jobs=4", "stable_jobs"),
        ("total_cost=5", "total_cost"),
        ("date=tomorrow", "date"),
        ("date=1875-01-01", "date"),
        ("unknown=nothing", "unknown"),
        ("age=" + "9" * 200, "age"),
        ("province=MA-TAO&" + "x" * 9000, ""),
    ],
)
def test_what_cannot_be_used_is_told_by_name(query, name):
    answers = read_answers(RULEBOOK, query)
    assert list(answers.errors) == [name]
    assert answers.errors[name]
    assert name not in answers.facts


def test_a_question_passed_over_is_remembered_until_it_is_answered():
    passed = Answers().with_unknown("age")
    assert passed.query() == "unknown=age"
    assert passed.with_fact("age", 40).query() == "age=40"
