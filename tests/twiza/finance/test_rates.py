"""Rates of return: textbook cases, all roots, and an oracle for drawn flows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twiza.finance.appraisal.discounting import (
    internal_rate,
    internal_rates,
    modified_internal_rate,
    net_present_value,
    payback_months,
)


def yearly(*flows: float) -> np.ndarray:
    """Yearly flows as months: nothing falls between."""
    found = np.zeros(12 * (len(flows) - 1) + 1)
    found[::12] = flows
    return found


def test_lorie_and_savage_pump_has_two_rates():
    # -1 600, 10 000, -10 000: 25 % and 400 % (Lorie & Savage, 1955).
    assert internal_rates(yearly(-1_600, 10_000, -10_000)) == pytest.approx(
        [0.25, 4.0], abs=1e-7
    )


def test_flows_of_which_no_rate_makes_nothing_have_none():
    # 100 - 200 x + 150 x² has no real root: its discriminant is 40 000 - 60 000.
    assert internal_rates(yearly(100, -200, 150)) == []
    assert internal_rates(yearly(-100, -5)) == []
    assert internal_rates(yearly(100, 5)) == []
    assert internal_rates(np.zeros(13)) == []


def test_a_rate_at_which_the_value_only_touches_nothing_is_found_once():
    # -1 + 4 x - 4 x² = -(1 - 2 x)²: 100 % twice.
    assert internal_rates(yearly(-1, 4, -4)) == pytest.approx([1.0], abs=1e-6)


def test_rates_below_and_at_nothing_are_found():
    assert internal_rates(yearly(-100, 50)) == pytest.approx([-0.5])
    assert internal_rates(yearly(-100, 100)) == pytest.approx([0.0], abs=1e-12)


def test_a_level_payment_gives_the_rate_of_its_annuity():
    # 1 000 borrowed at 8 % for five years costs 1 000 * 0.08 / (1 - 1.08**-5) a year.
    payment = 1_000 * 0.08 / (1 - 1.08**-5)
    assert internal_rates(yearly(-1_000, *[payment] * 5)) == pytest.approx([0.08])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.floats(-0.5, 3.0), min_size=1, max_size=4, unique_by=lambda r: round(r, 1)
    ),
    st.sampled_from([-1.0, 1.0]),
)
def test_every_rate_that_was_built_in_is_found(rates, sign):
    """A polynomial with these roots: (x - f1)(x - f2)…, each f a yearly factor."""
    flows = np.array([sign])
    for rate in rates:
        flows = np.convolve(flows, [1.0, -(1 + rate)])
    assert internal_rates(yearly(*flows)) == pytest.approx(sorted(rates), abs=1e-5)


def test_many_scenarios_at_once_have_the_rates_of_each_alone():
    draws = np.random.default_rng(3)
    flows = np.concatenate(
        [-draws.uniform(500, 1500, (60, 1)), draws.normal(12, 25, (60, 59))], axis=1
    )
    together = internal_rate(flows)
    for row, rate in zip(flows, together, strict=True):
        alone = internal_rates(row)
        if len(alone) == 1:
            assert rate == pytest.approx(alone[0], abs=1e-9)
            assert net_present_value(row, rate) == pytest.approx(0, abs=1e-6)
        else:
            assert np.isnan(rate)


def test_the_first_flow_is_not_discounted_and_a_year_is_twelve_months():
    assert net_present_value(yearly(-100, 110), 0.10) == pytest.approx(0)


def test_modified_rate_of_a_guide():
    # Spreadsheet guides: -120 000, 39 000, 30 000, 21 000, 37 000, 46 000 at 10 % and 12 % give 12.61 %.
    flows = yearly(-120_000, 39_000, 30_000, 21_000, 37_000, 46_000)
    rate = modified_internal_rate(flows, finance_rate=0.10, reinvestment_rate=0.12)
    assert rate == pytest.approx(0.1261, abs=5e-5)
    assert (
        modified_internal_rate(yearly(100, 5), finance_rate=0.1, reinvestment_rate=0.1)
        is None
    )


def test_payback_is_the_month_after_which_nothing_is_owed_any_more():
    # -100, then 30 a month: 90 after three months, the last third of the fourth not needed.
    assert payback_months(np.array([-100.0, 30, 30, 30, 30])) == pytest.approx(
        3 + 10 / 30
    )
    assert payback_months(np.array([-100.0, 120, -50, 40])) == pytest.approx(
        2 + 30 / 40
    )
    assert payback_months(np.array([-100.0, 30])) is None
