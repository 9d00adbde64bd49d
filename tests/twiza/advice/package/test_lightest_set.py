"""The set with the least paperwork for nine tenths of the worth."""

from __future__ import annotations

from hypothesis import given, settings

from tests.twiza.advice.package.by_hand import choices, every_set, worth
from twiza.advice.package.choosing import heaviest_set
from twiza.advice.package.simplifying import lightest_set
from twiza.advice.package.weighing import Candidate, Ceiling, Choice


def papers(choice, members):
    return sum(choice.candidates[place].papers for place in members)


@settings(deadline=None, max_examples=100)
@given(choices(most=6))
def test_no_lawful_set_that_is_worth_enough_takes_fewer_papers(choice):
    best = heaviest_set(choice)
    found = lightest_set(choice, best, 0.9)
    weight = worth(choice, best.members)
    part = next((part for part in range(3) if weight[part]), None)
    if part is None:
        assert found == best
        return
    wanted = weight[part] * 9 // 10
    enough = [
        (papers(choice, members), -other[part])
        for members, other in every_set(choice)
        if other[part] >= wanted
    ]
    reached = worth(choice, found.members)
    assert (papers(choice, found.members), -reached[part]) == min(enough)
    assert found.is_proved


def test_an_aid_outside_the_best_package_may_be_the_simplest():
    """One aid that refuses the two best ones brings nearly as much for one paper."""
    best = (
        Candidate(paid=60, most=60, papers=3),
        Candidate(paid=40, most=40, papers=3),
    )
    other = Candidate(paid=92, most=92, papers=1)
    choice = Choice((*best, other), (0b100, 0b100, 0b011))
    found = heaviest_set(choice)
    assert found.members == (0, 1)
    assert lightest_set(choice, found, 0.9).members == (2,)


def test_a_search_that_is_cut_keeps_what_it_has_and_says_so():
    grants = tuple(
        Candidate(paid=10 + i, most=10 + i, papers=1 + i % 3) for i in range(12)
    )
    choice = Choice(grants, (0,) * 12, (Ceiling(0xFFF, 150, 150),))
    best = heaviest_set(choice)
    found = lightest_set(choice, best, 0.9, most_looks=12)
    assert not found.is_proved
    assert worth(choice, found.members)[0] >= worth(choice, best.members)[0] * 9 // 10
