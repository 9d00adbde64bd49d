"""A table gives each row the answer of one person, at its edges too: few columns, few
rows, one block more, and every kind of amount and of rule.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.twiza.minipack import KNOWN, write_packs
from tests.twiza.rules.invented import AMOUNT, CLAIM, invented_rulebook, value_of
from tests.twiza.rules.people import columns_of, random_situations
from tests.twiza.rules.test_table import ON, assert_equal_answers
from twiza.advice.assessment import assess_all
from twiza.errors import PackError
from twiza.packs import load_rulebook
from twiza.packs.model import Condition
from twiza.packs.rulebook import read_rulebook
from twiza.records import replaced
from twiza.rules.building import build_rules
from twiza.rules.situation import situation_of
from twiza.rules.table import STATUSES, Table, evaluating

DOZEN = Path(__file__).parents[3] / "bench" / "dozen"
CORRIDORS = pytest.mark.parametrize("corridor", ["mini", "be_ma", "dozen", "varied"])

# A mechanism for each kind of amount: up to a ceiling, verified by nobody, none at all.
KINDS = {
    "ceiling": ("aid", "grant", "amount: rate * cost\n    amount_is: up_to"),
    "unverified": ("aid", "grant", "amount: nobodys_rate * cost"),
    "duty": ("duty", "exchange", ""),
    "charge": ("charge", "tax", "amount: max(cost - own_funds, own_funds - cost)"),
}
VARIED = """
mechanism: {name}
role: {role}
kind: {kind}
operator: office
parameters:
  rate: {{unit: share, values: [{{from: 2020-01-01, value: 0.1, source: law}}]}}
  ranged_rate: {{unit: share, values: [{{from: 2020-01-01, value: null, unverified: not published, least: 0.1, most: 0.2, source: law}}]}}
  nobodys_rate: {{unit: share, values: [{{from: 2020-01-01, value: null, unverified: not published, source: law}}]}}
  limit: {{unit: MAD, values: [{{from: 2020-01-01, value: 2_000_000, source: law}}]}}
versions:
  - from: 2020-01-01
    state: open
    source: law
    conditions: {{costs_enough: cost >= limit, is_not_deep: not deep or jobs == 0}}
    {amount}
apply: [{{step: file, body: office}}]
"""


@pytest.fixture(scope="module")
def dozen():
    return load_rulebook("xa-xb", DOZEN)


RANGED = {"ranged": ("aid", "grant", "amount: ranged_rate * cost + own_funds")}


@pytest.fixture(scope="module")
def varied(tmp_path_factory):
    return with_mechanisms(tmp_path_factory.mktemp("varied"), KINDS)


@pytest.fixture(scope="module")
def ranged(tmp_path_factory):
    return with_mechanisms(tmp_path_factory.mktemp("ranged"), RANGED)


def with_mechanisms(folder, kinds):
    root = write_packs(folder)
    for name, (role, kind, amount) in kinds.items():
        text = VARIED.format(name=name, role=role, kind=kind, amount=amount)
        path = root / "countries/bb/mechanisms" / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
    return read_rulebook(root, "aa-bb")


@pytest.fixture
def book(request, corridor):
    return request.getfixturevalue(corridor)


def assert_as_one_by_one(book, situations, without=()):
    """Every row of the table against one person at a time."""
    columns = columns_of(book, situations)
    columns = {name: column for name, column in columns.items() if name not in without}
    answer = Table(book, ON).evaluate(columns, len(situations))
    told = [{n: v for n, v in s.items() if n not in without} for s in situations]
    assert_equal_answers(book, told, answer)


# Columns


@CORRIDORS
@pytest.mark.parametrize("holes", [0, 0.2])
def test_any_column_may_be_absent(book, holes):
    situations = random_situations(book, ON, 5, holes=holes, seed=5)
    for name in book.facts:
        assert_as_one_by_one(book, situations, without={name})


@CORRIDORS
def test_any_set_of_columns_may_be_absent(book):
    situations, draw = (
        random_situations(book, ON, 25, holes=0.1, seed=6),
        random.Random(6),
    )
    for _ in range(8):
        absent = {name for name in book.facts if draw.random() < 0.5}
        assert_as_one_by_one(book, situations, without=absent)


@CORRIDORS
@pytest.mark.parametrize("rows", [0, 1, 2, 40])
def test_a_table_of_nothing_known_says_what_one_says_of_a_stranger(book, rows):
    assert_as_one_by_one(book, [{}] * rows)
    assert_as_one_by_one(book, [{}] * rows, without=set(book.facts))


# Rows


@CORRIDORS
def test_a_table_of_no_rows_has_an_empty_answer_about_every_mechanism(book):
    for columns in ({}, columns_of(book, [])):
        answer = Table(book, ON).evaluate(columns, 0)
        assert list(answer) == list(book.mechanisms)
        for column in answer.values():
            assert len(column.status) == len(column.value) == 0
            assert len(column.least) == len(column.most) == 0


@CORRIDORS
@pytest.mark.parametrize("holes", [0, 0.3])
def test_a_table_of_one_row_is_one_person(book, holes):
    table = Table(book, ON)
    for situation in random_situations(book, ON, 40, holes=holes, seed=9):
        answer = table.evaluate(columns_of(book, [situation]), 1)
        assert_equal_answers(book, [situation], answer)


@CORRIDORS
@pytest.mark.parametrize("holes", [0, 0.02])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_border_of_a_block_divides_no_answer(book, holes, more):
    rows = evaluating.BLOCK + more
    few = random_situations(book, ON, 50, holes=holes, seed=12)
    columns = columns_of(book, few)
    places = np.arange(rows) % len(few)
    many = {name: column[places] for name, column in columns.items()}
    answer = Table(book, ON).evaluate(many, rows)
    expected = Table(book, ON).evaluate(columns, len(few))
    assert_equal_answers(book, few, expected)
    for name, column in answer.items():
        for end in ("status", "value", "least", "most"):
            one = getattr(expected[name], end)[places]
            np.testing.assert_allclose(getattr(column, end), one, rtol=1e-12, atol=1e-9)


@CORRIDORS
@pytest.mark.parametrize("fewest", [1, 10, 10_000])
def test_rows_in_which_one_fact_is_unknown_are_answered_by_that_fact(
    book, fewest, monkeypatch
):
    monkeypatch.setattr(evaluating, "FEWEST", fewest)
    names, draw = list(book.facts), random.Random(4)
    situations = random_situations(book, ON, 150, holes=0, seed=14)
    for facts in situations:
        del facts[draw.choice(names)]
    assert_as_one_by_one(book, situations)


@CORRIDORS
@pytest.mark.parametrize("share", [0.1, 0.55, 0.65, 1])
def test_rows_with_and_without_holes_may_stand_in_any_proportion(book, share):
    known = random_situations(book, ON, 80, holes=0, seed=15)
    open_ = random_situations(book, ON, 80, holes=0.3, seed=16)
    draw = random.Random(7)
    rows = [
        b if draw.random() < share else a for a, b in zip(known, open_, strict=True)
    ]
    assert_as_one_by_one(book, rows)


def test_a_second_table_may_have_other_holes_than_the_first(be_ma):
    table, draw = Table(be_ma, ON), random.Random(3)
    for seed in range(6):
        situations = random_situations(be_ma, ON, 30, holes=draw.random(), seed=seed)
        answer = table.evaluate(columns_of(be_ma, situations), len(situations))
        assert_equal_answers(be_ma, situations, answer)


# Kinds of amounts and rules


def told(book, situations, name):
    answer = Table(book, ON).evaluate(columns_of(book, situations), len(situations))
    column = answer[name]
    return [
        (STATUSES[column.status[row]], *(getattr(column, end)[row] for end in ENDS))
        for row in range(len(situations))
    ]


ENDS = ("value", "least", "most")
NAN = pytest.approx(np.nan, nan_ok=True)
BIG = {"cost": 3_000_000, "own_funds": 100, "sector": "mill", "jobs": 4, "deep": False}
SMALL = {**BIG, "cost": 1_000_000}
REFUSED = ("ineligible", 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ceiling", ("eligible", NAN, 0, 300_000)),
        ("unverified", ("eligible", NAN, NAN, NAN)),
        ("charge", ("eligible", 2_999_900, 2_999_900, 2_999_900)),
    ],
)
@pytest.mark.parametrize("beside", [{}, {"land": None}])
def test_an_amount_is_told_by_its_kind(varied, name, expected, beside):
    situations = [{**BIG, **beside}, {**SMALL, **beside}]
    assert told(varied, situations, name) == [expected, REFUSED]


def test_a_figure_known_as_a_range_gives_an_amount_that_is_a_range(ranged):
    situations = [{**KNOWN, "cost": 3_000_000, "own_funds": 100, "deep": False}]
    situations[0] |= {"is_quarrel": False}
    assert told(ranged, situations, "ranged") == [("eligible", NAN, 300_100, 600_100)]


def test_where_something_is_unknown_a_range_stays_a_range(ranged):
    found = told(ranged, [BIG, SMALL], "ranged")
    assert found == [("eligible", NAN, 300_100, 600_100), REFUSED]


def test_a_duty_has_no_amount_granted_or_not(varied):
    statuses = ["eligible", "ineligible"]
    found = told(varied, [BIG, SMALL], "duty")
    assert found == [(status, NAN, NAN, NAN) for status in statuses]


@pytest.mark.parametrize("rows", [1, 3])
def test_an_assumption_holds_unless_its_exception_may(varied, rows):
    """Nobody is taken to fish the deep sea but a farm, or who might be one."""
    some = {name: BIG[name] for name in ("cost", "own_funds", "jobs")}
    sectors = [{"sector": "mill"}, {"sector": "farm"}, {}]
    answers = ["eligible", "undetermined", "undetermined"]
    for sector, status in zip(sectors, answers, strict=True):
        situations = [{**some, **sector}] * rows
        assert [row[0] for row in told(varied, situations, "charge")] == [status] * rows
        assert_as_one_by_one(varied, situations)
    mixed = [{**some, **sector} for sector in sectors]
    assert [row[0] for row in told(varied, mixed, "charge")] == answers
    assert_as_one_by_one(varied, mixed)
    assert_as_one_by_one(varied, mixed, without={"deep"})


# Mechanisms by chance


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    return invented_rulebook(tmp_path_factory.mktemp("invented"))


def saying(book, conditions, amount, on):
    """The book in which the invented mechanism says this, with rules of its own."""
    mechanism = book.mechanisms["invented"]
    told_as = tuple(
        Condition(f"claim_{number}", text, None, "sourced", None, "here")
        for number, text in enumerate(conditions)
    )
    version = replaced(mechanism.versions[0], conditions=told_as, amount=amount)
    mechanism = replaced(mechanism, versions=(version,))
    found = replaced(book, mechanisms={"invented": mechanism})
    rules, form = build_rules(found, on)
    table = Table.__new__(Table)
    table.__setstate__(
        {
            "rulebook": found, "on": on, "engine": "numpy", "rules": rules, "form": form,
        }
    )  # fmt: skip
    return table


@settings(
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(CLAIM, min_size=1, max_size=3), AMOUNT, st.integers(0, 10**9))
def test_whatever_a_mechanism_says_a_row_gets_the_answer_of_one_person(
    invented, conditions, amount, seed
):
    if max(map(len, [*conditions, amount])) > 500:
        return
    try:
        table = saying(invented, conditions, amount, ON)
    except PackError:
        return
    draw = random.Random(seed)
    situations = []
    for _ in range(12):
        facts = {n: value_of(fact, draw) for n, fact in invented.facts.items()}
        unknown = draw.sample(sorted(facts), draw.choice([0, 0, 1, 1, 2, 4]))
        situations.append({n: v for n, v in facts.items() if n not in unknown})
    answer = table.evaluate(columns_of(invented, situations), len(situations))
    assert_rows(table, situations, answer)


def assert_rows(table, situations, answer):
    column = answer["invented"]
    for row, facts in enumerate(situations):
        situation = situation_of(table.rulebook, table.rules, facts)
        (one,) = assess_all(table.rulebook, table.rules, situation, ON)
        assert STATUSES[column.status[row]] == one.status, facts
        for end in ENDS:
            expected, found = getattr(one.amount, end), getattr(column, end)[row]
            if expected is None:
                assert np.isnan(found), (end, facts)
            else:
                assert found == pytest.approx(expected, rel=1e-12, abs=1e-9), (
                    end,
                    facts,
                )
