"""Wages and what the social security asks, up to its ceiling and on the whole."""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.law import Law
from twiza.finance.model import Plan, Post
from twiza.finance.months import Months, Numbers
from twiza.finance.shocks import Shocks
from twiza.records import record


@record
class Wages:
    """Gross wages, what the firm pays on top and what it withholds, by month."""

    gross: Numbers
    employer: Numbers
    withheld: Numbers

    @property
    def cost(self) -> Numbers:
        return self.gross + self.employer

    @property
    def paid(self) -> Numbers:
        """What people get in the month, their income tax included."""
        return self.gross - self.withheld

    @property
    def social(self) -> Numbers:
        """What falls due to the social security."""
        return self.employer + self.withheld


def wages(plan: Plan, law: Law, months: Months, shocks: Shocks) -> Wages:
    level = months.price_level(plan.inflation_rate + shocks.inflation)
    capped, whole = law.monthly("capped_employer_rates"), law.monthly("employer_rates")
    own_capped = law.monthly("capped_employee_rates")
    own_whole = law.monthly("employee_rates")
    ceiling = law.monthly("capped_wage")
    gross: Any = 0.0
    below: Any = 0.0
    for post in plan.staff:
        wage = post.gross_monthly_wage * level * shocks.wages
        number = post.number * _is_there(post, months)
        gross = gross + wage * number
        below = below + np.minimum(wage, ceiling) * number
    gross, below = np.zeros(months.count) + gross, np.zeros(months.count) + below
    return Wages(
        gross=gross,
        employer=below * capped + gross * whole,
        withheld=below * own_capped + gross * own_whole,
    )


def _is_there(post: Post, months: Months) -> Numbers:
    found: Numbers = (np.arange(months.count) >= post.from_month - 1).astype(float)
    return found


def posts_below_minimum(plan: Plan, law: Law, months: Months) -> list[Post]:
    """Posts whose wage lies below the legal minimum in their first month."""
    found = []
    for post in plan.staff:
        least = law.figure("minimum_monthly_wage", months.day(post.from_month - 1))
        if post.number and post.gross_monthly_wage < least:
            found.append(post)
    return found
