"""The heaviest set of candidates is found, however many there are."""

from __future__ import annotations

import itertools
import random
import time

import pytest

from twiza.advice.choosing import heaviest_set


def candidates(count, share, seed):
    """Weights and refusals by chance; many weigh nothing, as aids without an amount."""
    chance = random.Random(seed)
    weights = [
        (
            float(chance.choice([0, 0, chance.randint(1, 9)])),
            float(chance.choice([0, chance.randint(1, 9)])),
            float(chance.randint(0, 3)),
            1.0,
        )
        for _ in range(count)
    ]
    refused = [set() for _ in range(count)]
    for one, two in itertools.combinations(range(count), 2):
        if chance.random() < share:
            refused[one].add(two)
            refused[two].add(one)
    return weights, refused


def weight_of(weights, members):
    return tuple(sum(weights[i][end] for i in members) for end in range(4))


def every_set(weights, refused):
    for size in range(len(weights) + 1):
        for members in itertools.combinations(range(len(weights)), size):
            if not any(b in refused[a] for a, b in itertools.combinations(members, 2)):
                yield members


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("seed", range(15))
def test_no_allowed_set_is_heavier(share, seed):
    weights, refused = candidates(10, share, seed)
    members = heaviest_set(weights, refused)
    assert not any(b in refused[a] for a, b in itertools.combinations(members, 2))
    heaviest = max(weight_of(weights, other) for other in every_set(weights, refused))
    assert weight_of(weights, members) == heaviest


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.5, 0.95])
def test_eighty_candidates_take_no_time_to_speak_of(share):
    weights, refused = candidates(80, share, seed=3)
    started = time.process_time()
    assert heaviest_set(weights, refused)
    assert time.process_time() - started < 5  # it was minutes before there were groups
