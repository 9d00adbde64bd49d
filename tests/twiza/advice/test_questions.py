from __future__ import annotations

import datetime

from tests.twiza.minipack import KNOWN
from twiza.advice import advise

ON = datetime.date(2026, 2, 1)


def asked(book, facts):
    return advise(book, facts, on=ON)["questions"]


def without(*names):
    return {name: value for name, value in KNOWN.items() if name not in names}


def test_nothing_is_asked_once_every_fact_that_matters_is_known(mini):
    assert asked(mini, KNOWN) == []
    assert asked(mini, without("land")) == []


def test_a_missing_fact_is_asked_with_the_mechanisms_it_settles(mini):
    question = asked(mini, without("own_funds"))[0]
    assert question["fact"] == "own_funds"
    assert question["for"] == ["premium"]


def test_the_fact_that_settles_more_mechanisms_comes_first(mini):
    found = [item["fact"] for item in asked(mini, without("is_regular", "own_funds"))]
    assert found == ["is_regular", "own_funds"]


def test_a_fact_that_only_changes_an_amount_is_asked_after_one_that_settles(mini):
    questions = asked(mini, without("place", "own_funds"))
    assert [item["fact"] for item in questions] == ["own_funds", "place"]
    assert questions[1]["settles"] == 0 and questions[1]["narrows"] > 0


def test_facts_of_a_mechanism_already_refused_are_not_asked(mini):
    facts = {**without("own_funds", "place"), "is_regular": False}
    assert asked(mini, facts) == []


def test_questions_are_the_same_every_time(mini):
    assert asked(mini, {}) == asked(mini, {})
