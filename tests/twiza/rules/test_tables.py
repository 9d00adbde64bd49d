from __future__ import annotations

import pytest

from twiza.packs.model import Row
from twiza.rules.tables import Bands, Scale

JOBS = Bands([Row(2, True, 0.05), Row(5, False, 0.07), Row(10, False, 0.10)])


@pytest.mark.parametrize(
    ("ratio", "rate"),
    [(1.9999999, 0), (2, 0.05), (5, 0.05), (5.0000001, 0.07), (10, 0.07), (11, 0.10)],
)
def test_a_band_belongs_to_the_side_that_its_row_states(ratio, rate):
    assert JOBS(ratio, ratio) == (rate, rate)


def test_bands_over_an_interval_give_the_least_and_most_rate_it_reaches():
    assert JOBS(1, 5) == (0, 0.05)
    assert JOBS(2, 10.5) == (0.05, 0.10)
    assert JOBS(5, 6) == (0.05, 0.07)


def test_a_progressive_scale_taxes_each_part_at_its_own_rate():
    scale = Scale(
        [Row(0, False, 0), Row(40_000, False, 0.10), Row(60_000, False, 0.20)]
    )
    assert scale(40_000, 40_000) == (0, 0)
    assert scale(60_000, 60_000)[0] == pytest.approx(2_000)
    assert scale(100_000, 100_000)[0] == pytest.approx(2_000 + 8_000)
