"""At what rate, and from which month, the money of a package is counted."""

from __future__ import annotations

import datetime

from twiza.advice.assessment import Assessment
from twiza.advice.venture import (
    month_after,
    realisation_month,
    shown_month,
    started_on,
)
from twiza.packs.model import Rulebook
from twiza.records import record


@record
class Terms:
    """When the money of a package comes, and what it is worth on the day `on`.

    spending  the first day of the plan's month 1; None where no plan states one
    """

    on: datetime.date
    rate: float
    rate_source: str
    realisation: datetime.date
    spending: datetime.date | None = None

    def months_until(self, assessment: Assessment) -> int:
        pays = assessment.mechanism.pays
        if pays is None:
            return 0
        start = self.realisation if pays.after == "realisation" else self.on
        year, month = month_after(start, pays.months)
        return max(0, (year - self.on.year) * 12 + month - self.on.month)

    def today(self, assessment: Assessment) -> float:
        """What one dirham of it is worth on the day."""
        worth: float = (1 + self.rate) ** (-self.months_until(assessment) / 12)
        return worth

    def present(self, assessment: Assessment, money: float) -> float:
        return money * self.today(assessment)

    def pays_on(self, assessment: Assessment) -> str | None:
        if assessment.mechanism.pays is None:
            return None
        return shown_month(*month_after(self.on, self.months_until(assessment)))


def terms_of(rulebook: Rulebook, plan: dict[str, object], on: datetime.date) -> Terms:
    """The plan's rate and month of realisation, else the rulebook's conventions."""
    rate, source = plan.get("discount_rate"), "plan"
    if not isinstance(rate, (int, float)):
        rate, source = _convention(rulebook, "default_discount_rate", on, 0.0)
    start, month = started_on(plan), realisation_month(plan)
    if start is not None and month is not None:
        realisation = datetime.date(*month_after(start, month - 1), 1)
    else:
        months, _ = _convention(rulebook, "default_realisation_months", on, 12)
        realisation = datetime.date(*month_after(on, int(months)), 1)
    return Terms(on, float(rate), source, realisation, start)


def _convention(
    rulebook: Rulebook, name: str, on: datetime.date, otherwise: float
) -> tuple[float, str]:
    parameter = rulebook.parameters.get(name)
    held = parameter.at(on) if parameter else None
    if held is None or not isinstance(held.value, (int, float)):
        return otherwise, "none"
    return float(held.value), held.source
