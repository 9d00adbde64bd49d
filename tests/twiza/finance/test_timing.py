from __future__ import annotations

import numpy as np
import pytest

from twiza.finance.timing import coming, delayed


def test_forty_five_days_send_half_to_the_next_month_and_half_beyond():
    flow = np.array([100.0, 0, 0, 0])
    assert delayed(flow, 45).tolist() == [0, 50, 50, 0]


def test_no_delay_changes_nothing_and_what_falls_after_the_end_is_left_out():
    flow = np.array([10.0, 20, 30])
    assert delayed(flow, 0).tolist() == [10, 20, 30]
    assert delayed(flow, 60).tolist() == [0, 0, 10]
    assert delayed(flow, 4_000).sum() == 0


def test_scenarios_with_their_own_delay_are_those_of_each_alone():
    flow = np.array([10.0, 20, 30, 40])
    days = np.array([[0.0], [15.0], [30.0], [75.0]])
    many = delayed(flow, days)
    for row, alone in zip(many, days[:, 0], strict=True):
        assert row.tolist() == pytest.approx(delayed(flow, alone).tolist())


def test_sixty_days_of_stock_hold_the_next_two_months():
    use = np.array([5.0, 6, 7, 8, 9])
    assert coming(use, 60, 3).tolist() == [13, 15, 17]
    assert coming(use, 15, 3).tolist() == [3, 3.5, 4]
