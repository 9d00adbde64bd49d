"""Ranking by weights: what must hold whatever the figures, and one order by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from twiza.errors import InputError
from twiza.territory.criteria import CRITERIA, read_weight_options, read_weights
from twiza.territory.weighing import weigh

NAMES = tuple(CRITERIA)
whole = st.integers(0, 50)


@st.composite
def cases(draw, holes=True):
    """Columns of two to five places, and weights of which one at least is above 0."""
    count = draw(st.integers(2, 5))
    cell = st.one_of(st.none(), whole) if holes else whole
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
    columns = {
        name: draw(st.lists(cell, min_size=count, max_size=count)) for name in names
    }
    weights = {name: draw(st.integers(0, 9)) for name in names}
    assume(any(weights.values()))
    return columns, weights


def counting(weighing):
    return [one for one in weighing.criteria if one.points]


def test_three_places_by_hand():
    """Jobs 2, 1, 0 (more is better) give 1, ½, 0; a port at 10, 40, 20 km (less) gives
    1, 0, ⅔. With weights 3 and 1: A (3+1)/4 = 1; B 3/8 = 0.375; C (⅔)/4 = ⅙.
    """
    weighing = weigh(
        {"jobs": [2, 1, 0], "port": [10, 40, 20]}, {"jobs": 3.0, "port": 1.0}
    )
    assert weighing.scores == (1, Fraction(3, 8), Fraction(1, 6))
    assert weighing.order == (0, 1, 2)
    jobs, port = weighing.criteria
    assert (jobs.share, port.share) == (Fraction(3, 4), Fraction(1, 4))
    assert (jobs.ranks, port.ranks) == ((1, 2, 3), (1, 3, 2))
    assert port.contribution(2) == Fraction(1, 6)


def test_where_the_first_two_swap_by_hand():
    """A has all the jobs, B is at the port: with jobs at 2 they are level at port = 2."""
    weighing = weigh({"jobs": [9, 3], "port": [80, 20]}, {"jobs": 2.0, "port": 1.0})
    jobs, port = weighing.criteria
    assert weighing.order == (0, 1)
    assert (port.swap, jobs.swap) == (2, 1)
    assert (port.above.weight, port.above.first, port.below) == (2, 1, None)
    assert (jobs.below.weight, jobs.below.first, jobs.above) == (1, 1, None)


def test_without_weights_every_criterion_counts_the_same():
    columns = {"jobs": [1, 2], "port": [5, 3], "money": [7, 1]}
    assert weigh(columns, {}) == weigh(columns, dict.fromkeys(columns, 1.0))
    assert {one.share for one in weigh(columns, {}).criteria} == {Fraction(1, 3)}


@given(cases(), st.integers(1, 100))
def test_scaling_all_weights_changes_nothing(case, times):
    columns, weights = case
    one = weigh(columns, weights)
    other = weigh(columns, {name: value * times for name, value in weights.items()})
    assert (one.order, one.ranks, one.scores) == (
        other.order,
        other.ranks,
        other.scores,
    )
    assert [c.share for c in one.criteria] == [c.share for c in other.criteria]


@given(cases(holes=False))
def test_a_place_that_is_nowhere_worse_is_never_ranked_below(case):
    columns, weights = case
    weighing = weigh(columns, weights)
    count = len(weighing.scores)
    for one in range(count):
        for other in range(count):
            if all(
                dominates(name, column, one, other) for name, column in columns.items()
            ):
                assert weighing.ranks[one] <= weighing.ranks[other]


def dominates(name, column, one, other):
    if CRITERIA[name].better == "more":
        return column[one] >= column[other]
    return column[one] <= column[other]


@given(cases())
def test_the_contributions_add_up_to_the_score_and_lie_between_nought_and_one(case):
    weighing = weigh(*case)
    for place, score in enumerate(weighing.scores):
        parts = [one.contribution(place) for one in counting(weighing)]
        assert sum(parts) == score
        assert 0 <= score <= 1


@given(cases())
def test_what_lacks_a_figure_or_is_the_same_everywhere_sorts_nobody(case):
    columns, weights = case
    weighing = weigh(columns, weights)
    for one in weighing.criteria:
        column = columns[one.name]
        sorts = None not in column and len(set(column)) > 1
        assert bool(one.points) is sorts
        assert (one.left_out in ("missing", "same")) is not sorts
    kept = {one.name: columns[one.name] for one in counting(weighing)}
    if kept:
        assert weigh(kept, weights).scores == weighing.scores


@given(cases())
def test_the_order_of_the_rows_does_not_change_the_scores(case):
    columns, weights = case
    backwards = {name: column[::-1] for name, column in columns.items()}
    assert weigh(backwards, weights).scores == weigh(columns, weights).scores[::-1]


@given(cases(holes=False))
def test_at_the_weight_told_the_first_two_places_are_level(case):
    columns, weights = case
    weighing = weigh(columns, weights)
    first, second = weighing.order[:2]
    for one in weighing.criteria:
        if one.swap is not None:
            scores = weigh(columns, {**weights, one.name: one.swap}).scores
            assert scores[first] == scores[second]


@given(cases(holes=False))
def test_beyond_the_weight_told_the_other_place_is_first_and_before_it_the_leader(case):
    columns, weights = case
    weighing = weigh(columns, weights)
    leader, step = weighing.order[0], Fraction(1, 10**9)
    for one in weighing.criteria:
        for turn, way in ((one.below, -1), (one.above, 1)):
            if turn is None:
                continue
            beyond = weigh(columns, {**weights, one.name: turn.weight + way * step})
            assert beyond.ranks[turn.first] == 1
            assert beyond.ranks[leader] > 1
            middle = (turn.weight + Fraction(weights[one.name])) / 2
            assert weigh(columns, {**weights, one.name: middle}).ranks[leader] == 1


@given(cases(holes=False), st.integers(0, 40))
def test_where_no_turn_is_told_no_weight_changes_the_first(case, weight):
    columns, weights = case
    weighing = weigh(columns, weights)
    for one in weighing.criteria:
        others = sum(w for name, w in weights.items() if name != one.name)
        if one.points and one.below is None and one.above is None and weight + others:
            moved = weigh(columns, {**weights, one.name: weight})
            assert moved.ranks[weighing.order[0]] == 1


BAD = {
    "an unknown criterion": ({"povrty": 1}, "did you mean 'poverty'?"),
    "below zero": ({"poverty": -1}, "from 0 to 1000"),
    "no number": ({"poverty": float("nan")}, "from 0 to 1000"),
    "infinite": ({"poverty": float("inf")}, "from 0 to 1000"),
    "beyond measure": ({"poverty": 1001}, "from 0 to 1000"),
    "a word": ({"poverty": "high"}, "from 0 to 1000"),
    "a flag": ({"poverty": True}, "from 0 to 1000"),
    "nothing that counts": (dict.fromkeys(CRITERIA, 0), "above 0"),
}


@pytest.mark.parametrize("given", BAD.values(), ids=BAD)
def test_a_weight_that_is_none_is_an_error_that_says_how(given):
    weights, said = given
    with pytest.raises(InputError, match=said):
        read_weights(weights, "weights")


@pytest.mark.parametrize("options", [["poverty"], ["poverty=1", "poverty=2"], ["=2"]])
def test_an_option_that_states_no_weight_is_an_error(options):
    with pytest.raises(InputError):
        read_weight_options(options)


def test_weights_are_read_as_they_are_written():
    assert read_weight_options(["poverty=2", "port=0.5"]) == {"poverty": 2, "port": 0.5}
