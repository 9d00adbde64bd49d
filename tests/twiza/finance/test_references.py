"""Published cases: each figure stands in the guide or book that is named beside it."""

from __future__ import annotations

import numpy as np
import pytest
import pyxirr
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.twiza.finance.test_rates import yearly
from twiza.finance.appraisal.discounting import (
    internal_rate,
    internal_rates,
    modified_internal_rate,
    net_present_value,
    payback_months,
)
from twiza.finance.loans import loan_schedule, monthly_instalment
from twiza.finance.model import Loan

MICROSOFT = "Microsoft, Excel functions"
BMA = "Brealey, Myers & Allen, Principles of Corporate Finance, ch. 5"

PRESENT_VALUES = [
    # Excel's NPV counts the first flow a year from now: one year of rate more than ours.
    (MICROSOFT, 0.10, [-10_000, 3_000, 4_200, 6_800], 1_188.44 * 1.10),
    (MICROSOFT, 0.08, [-40_000, 8_000, 9_200, 10_000, 12_000, 14_500], 1_922.06),
    (
        MICROSOFT,
        0.08,
        [-40_000, 8_000, 9_200, 10_000, 12_000, 14_500, -9_000],
        -3_749.47,
    ),
    (BMA, 0.10, [-2_000, 500, 500, 5_000], 2_624),
    (BMA, 0.10, [-2_000, 500, 1_800], -58),
    (BMA, 0.10, [-2_000, 1_800, 500], 50),
    (BMA, 0.10, [-1_000, 1_500], 364),
    (BMA, 0.10, [1_000, -1_500], -364),
    (BMA, 0.10, [-10_000, 20_000], 8_182),
    (BMA, 0.10, [-20_000, 35_000], 11_818),
    (BMA, 0.10, [-1_000, 800, 150, 150, 150, 150, -150], 74.9),
    (BMA, 0.10, [1_000, -3_000, 2_500], 339),
]

RATES = [
    (MICROSOFT, [-70_000, 12_000, 15_000, 18_000, 21_000], [-0.021]),
    (MICROSOFT, [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000], [0.087]),
    (MICROSOFT, [-70_000, 12_000, 15_000], [-0.444]),
    (BMA, [-4_000, 2_000, 4_000], [0.2808]),
    (BMA, [-1_000, 1_500], [0.50]),
    (BMA, [1_000, -1_500], [0.50]),
    (BMA, [-10_000, 20_000], [1.00]),
    (BMA, [-20_000, 35_000], [0.75]),
    (BMA, [-1_000, 800, 150, 150, 150, 150, -150], [-0.50, 0.152]),
    (BMA, [1_000, -3_000, 2_500], []),
]

MODIFIED = [
    (MICROSOFT, [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000], 0.12, 0.1261),
    (MICROSOFT, [-120_000, 39_000, 30_000, 21_000], 0.12, -0.0480),
    (MICROSOFT, [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000], 0.14, 0.1348),
]


@pytest.mark.parametrize(("source", "rate", "flows", "value"), PRESENT_VALUES)
def test_present_values_are_those_of_the_guides(source, rate, flows, value):
    # A book rounds to whole units, a guide to the cent.
    assert net_present_value(yearly(*flows), rate) == pytest.approx(value, abs=0.51)


@pytest.mark.parametrize(("source", "flows", "rates"), RATES)
def test_rates_of_return_are_those_of_the_guides(source, flows, rates):
    assert internal_rates(yearly(*flows)) == pytest.approx(rates, abs=6e-4)


@pytest.mark.parametrize(("source", "flows", "reinvested", "rate"), MODIFIED)
def test_modified_rates_are_those_of_the_guides(source, flows, reinvested, rate):
    found = modified_internal_rate(
        yearly(*flows), finance_rate=0.10, reinvestment_rate=reinvested
    )
    assert found == pytest.approx(rate, abs=6e-5)


def test_instalments_interest_and_principal_are_those_of_the_guides():
    # Microsoft, PMT: 10 000 at 8 % over 10 months costs 1 037.03 a month.
    assert monthly_instalment(10_000, 0.08, 10) == pytest.approx(1_037.03, abs=0.005)
    # Microsoft, IPMT: the first month of 8 000 at 10 % over three years costs 66.67.
    assert loan_schedule(Loan("", 8_000, 0.10, 36, 0, 1), 40).interest[
        1
    ] == pytest.approx(66.67, abs=0.005)
    # Microsoft, PPMT: the first month of 2 000 at 10 % over two years repays 75.62.
    assert loan_schedule(Loan("", 2_000, 0.10, 24, 0, 1), 30).repaid[
        1
    ] == pytest.approx(75.62, abs=0.005)
    # Microsoft, CUMIPMT and CUMPRINC: the second year of 125 000 at 9 % over thirty.
    mortgage = loan_schedule(Loan("", 125_000, 0.09, 360, 0, 1), 400)
    assert mortgage.interest[13:25].sum() == pytest.approx(11_135.23, abs=0.005)
    assert mortgage.repaid[13:25].sum() == pytest.approx(934.11, abs=0.005)


def test_payback_is_that_of_the_book():
    # Brealey, Myers & Allen, ch. 5: -2 000, 500, 500, 5 000 pays back in the third year.
    months = payback_months(yearly(-2_000, 500, 500, 5_000))
    assert months is not None and 24 < months <= 36
    assert payback_months(yearly(-2_000, 500, 1_500)) == pytest.approx(24, abs=1e-9)


conventional = st.lists(st.floats(0, 5_000), min_size=2, max_size=60).map(
    lambda later: np.array([-10_000.0, *later])
)


@settings(max_examples=200, deadline=None)
@given(conventional)
def test_a_rate_of_an_ordinary_flow_is_that_of_pyxirr(flows):
    theirs = pyxirr.irr(flows, silent=True)
    ours = internal_rates(flows)
    if theirs is None or not -0.3 < theirs < 0.4:
        return  # a monthly rate beyond what is looked for
    assert ours == pytest.approx([(1 + theirs) ** 12 - 1], rel=1e-6, abs=1e-9)
    assert internal_rate(flows[None, :])[0] == pytest.approx(ours[0], abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-5_000, 5_000), min_size=1, max_size=60), st.floats(0, 0.5))
def test_a_present_value_is_that_of_pyxirr(flows, rate):
    monthly = (1 + rate) ** (1 / 12) - 1
    theirs = pyxirr.npv(monthly, flows, start_from_zero=True)
    assert net_present_value(np.array(flows), rate) == pytest.approx(
        theirs, rel=1e-9, abs=1e-6
    )


@settings(max_examples=100, deadline=None)
@given(conventional, st.floats(0, 0.3))
def test_a_modified_rate_is_that_of_pyxirr(flows, rate):
    monthly = (1 + rate) ** (1 / 12) - 1
    theirs = pyxirr.mirr(flows, monthly, monthly, silent=True)
    ours = modified_internal_rate(flows, finance_rate=rate, reinvestment_rate=rate)
    if theirs is None or ours is None:
        assert not (flows > 0).any()
    else:
        assert ours == pytest.approx((1 + theirs) ** 12 - 1, rel=1e-6, abs=1e-9)
