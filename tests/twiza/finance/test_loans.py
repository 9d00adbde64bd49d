from __future__ import annotations

import numpy as np
import pytest

from twiza.finance.loans import loan_schedule, monthly_instalment
from twiza.finance.model import Loan


def test_instalments_discounted_at_the_loan_rate_are_worth_the_principal():
    instalment = monthly_instalment(100_000, 0.06, 84)
    present_value = sum(float(instalment) / 1.005**month for month in range(1, 85))
    assert present_value == pytest.approx(100_000)


def test_a_loan_pays_interest_alone_in_its_months_of_grace_which_count_within_its_term():
    # 84 months at 5.75 %, 12 of grace: 72 level instalments, the first in the 13th month.
    loan = Loan("bank", 3_900_000, 0.0575, 84, 12, 5)
    schedule = loan_schedule(loan, 120)
    first = 4  # the place of month 5, in which it is paid out
    assert (
        schedule.paid_out[first] == 3_900_000 and schedule.paid_out.sum() == 3_900_000
    )
    assert schedule.interest[first] == 0
    assert schedule.interest[first + 1 : first + 13] == pytest.approx(
        [3_900_000 * 0.0575 / 12] * 12
    )
    assert schedule.repaid[: first + 13].sum() == 0
    service = schedule.interest + schedule.repaid
    level = float(monthly_instalment(3_900_000, 0.0575, 72))
    assert service[first + 13 : first + 85] == pytest.approx([level] * 72)
    assert service[first + 85 :].sum() == 0
    assert schedule.owed[first + 84] == pytest.approx(0, abs=1e-6)


def test_a_loan_without_interest_is_repaid_in_equal_parts():
    schedule = loan_schedule(Loan("family", 1_200, 0.0, 12, 0, 1), 24)
    assert schedule.repaid[1:13].tolist() == pytest.approx([100] * 12)
    assert schedule.interest.sum() == 0


def test_a_loan_that_the_bank_refuses_in_one_scenario_is_whole_in_the_other():
    schedule = loan_schedule(
        Loan("bank", 1_000, 0.06, 12, 0, 1), 24, factor=np.array([[0.0], [1.0]])
    )
    assert schedule.owed[0].max() == 0
    assert schedule.paid_out[1].sum() == 1_000
