"""The heaviest lawful set is found, whatever refuses and whatever is capped."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.advice.package.by_hand import choices, every_set, worth
from twiza.advice.package.choosing import heaviest_set
from twiza.advice.package.weighing import Candidate, Ceiling, Choice
from twiza.records import replaced


@settings(deadline=None, max_examples=250)
@given(choices())
def test_no_lawful_set_is_worth_more(choice):
    found = heaviest_set(choice)
    heaviest = max(weight for _, weight in every_set(choice))
    assert worth(choice, found.members) == heaviest
    assert found.is_proved and found.at_most == heaviest[0]


@settings(deadline=None, max_examples=80)
@given(choices(), st.data())
def test_a_candidate_more_never_lowers_the_best_worth(choice, data):
    place = data.draw(st.integers(0, len(choice.candidates) - 1))
    fewer = list(choice.candidates)
    fewer[place] = Candidate()
    before = replaced(choice, candidates=tuple(fewer))
    assert worth(choice, heaviest_set(choice).members) >= worth(
        before, heaviest_set(before).members
    )


@settings(deadline=None, max_examples=80)
@given(choices())
def test_no_member_is_without_use(choice):
    members = heaviest_set(choice).members
    weight = worth(choice, members)
    for place in members:
        others = tuple(other for other in members if other != place)
        assert worth(choice, others) < weight


@settings(deadline=None, max_examples=100)
@given(choices(), st.integers(0, 40))
def test_a_search_that_is_cut_says_so_and_bounds_what_it_did_not_see(choice, looks):
    found = heaviest_set(choice, looks)
    best = max(weight[0] for _, weight in every_set(choice))
    reached = worth(choice, found.members)
    assert reached is not None and reached[0] <= best <= found.at_most
    assert not found.is_proved or reached[0] == best


def test_where_a_cap_is_full_the_fewest_that_fill_it_are_chosen():
    grants = tuple(Candidate(paid=100, most=100) for _ in range(3))
    choice = Choice(grants, (0, 0, 0), (Ceiling(0b111, 150, 150),))
    found = heaviest_set(choice)
    assert len(found.members) == 2 and found.at_most == 150


def test_own_funds_that_one_aid_asks_for_may_cost_more_than_it_brings():
    grants = (Candidate(paid=80, most=80), Candidate(paid=15, most=15, own_funds=50))
    capped = Choice(grants, (0, 0), (Ceiling(0b11, 100, 100, True),))
    assert heaviest_set(capped).members == (0,)
    free = Choice(grants, (0, 0), (Ceiling(0b11, 100, 100, False),))
    assert heaviest_set(free).members == (0, 1)


def thirty(share, is_capped_in_all, seed, count=30, groups=6):
    """Candidates by chance under group ceilings, as in the benchmark."""
    chance = random.Random(seed)
    amounts = [chance.randint(10, 1000) * 100_000 for _ in range(count)]
    refused = [0] * count
    for one, two in itertools.combinations(range(count), 2):
        if chance.random() < share:
            refused[one] |= 1 << two
            refused[two] |= 1 << one
    group = [chance.randrange(groups) for _ in range(count)]
    ceilings = []
    for number in range(groups):
        inside = [place for place in range(count) if group[place] == number]
        most = int(sum(amounts[place] for place in inside) * chance.uniform(0.3, 0.8))
        ceilings.append(Ceiling(sum(1 << place for place in inside), most, most))
    if is_capped_in_all:
        most = int(sum(each.most for each in ceilings) * chance.uniform(0.4, 0.8))
        ceilings.append(Ceiling((1 << count) - 1, most, most))
    candidates = tuple(Candidate(paid=amount, most=amount) for amount in amounts)
    return Choice(candidates, tuple(refused), tuple(ceilings))


@pytest.mark.parametrize("is_capped_in_all", [True, False])
@pytest.mark.parametrize("share", [0.05, 0.15, 0.30])
def test_thirty_candidates_are_searched_to_the_end_in_no_time(share, is_capped_in_all):
    started = time.process_time()
    for seed in range(10):
        assert heaviest_set(thirty(share, is_capped_in_all, seed)).is_proved
    assert time.process_time() - started < 2  # 10 × 50 ms, and a slow machine


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.5, 0.95])
def test_eighty_candidates_are_given_up_before_they_take_long(share):
    choice = thirty(share, False, seed=3, count=80)
    started = time.process_time()
    found = heaviest_set(choice)
    assert time.process_time() - started < 2
    assert found.members and worth(choice, found.members)[0] <= found.at_most
