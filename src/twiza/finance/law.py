"""What a plan takes from the rulebook: rates, wages and taxes by month."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np

from twiza.errors import InputError
from twiza.finance.charges import Charge
from twiza.finance.months import Months, Numbers
from twiza.packs.model import DatedValue, Parameter, Rulebook
from twiza.records import record


@record
class Figure:
    """A figure of the rulebook that a plan used, as it stood on a day."""

    role: str
    name: str
    on: datetime.date
    held: DatedValue


class Law:
    """The figures of one rulebook over the months of one plan.

    facts    what is known of the venture: legal form, sector…
    typed    figures by role that the plan's author sets in place of the rulebook's
    """

    def __init__(
        self,
        rulebook: Rulebook,
        months: Months,
        facts: Mapping[str, object],
        typed: Mapping[str, float] | None = None,
    ) -> None:
        self.rulebook, self.months, self.facts = rulebook, months, facts
        self.typed = dict(typed or {})
        self.used: dict[tuple[str, str, datetime.date], Figure] = {}
        self._charges: dict[str, Charge] = {}

    def figure(self, role: str, on: datetime.date, otherwise: float = 0.0) -> float:
        """The figure of a role on a day; several names in one role add up.

        otherwise  where the packs have no such role, or no figure yet on that day
        """
        if role in self.typed:
            return self.typed[role]
        entry = self.rulebook.plan_roles.get(role)
        if entry is None:
            return otherwise
        found = [self._held(role, name, on) for name in entry.entries]
        values = [held.value for held in found if held is not None]
        stated = [value for value in values if isinstance(value, (int, float))]
        return float(sum(stated)) if stated else otherwise

    def monthly(self, role: str) -> Numbers:
        """The figure of a role in each month, shape (months,)."""
        days = [self.months.day(place) for place in range(self.months.count)]
        return np.array([self.figure(role, day) for day in days])

    def rows(self, role: str, on: datetime.date) -> list[tuple[float, float]]:
        """The thresholds and rates of a progressive scale."""
        entry = self.rulebook.plan_roles.get(role)
        held = self._held(role, entry.entries[0], on) if entry else None
        if held is None or not isinstance(held.value, tuple):
            return []
        return [(row.threshold, row.value) for row in held.value]  # type: ignore[union-attr]

    def charge(self, role: str, fact_role: str) -> Charge | None:
        """A tax that a mechanism of the rulebook computes from one fact."""
        roles = self.rulebook.plan_roles
        if role not in roles or fact_role not in roles:
            return None
        if role not in self._charges:
            mechanism, fact = roles[role].entries[0], roles[fact_role].entries[0]
            self._charges[role] = Charge(self.rulebook, mechanism, fact, self.facts)
        return self._charges[role]

    def _held(self, role: str, name: str, on: datetime.date) -> DatedValue | None:
        held = _parameter(self.rulebook, name).at(on)
        if held is not None:
            self.used.setdefault((role, name, held.start), Figure(role, name, on, held))
        return held


def _parameter(rulebook: Rulebook, name: str) -> Parameter:
    parameter = rulebook.parameters.get(name)
    if parameter is None:
        raise InputError(
            f"the packs of {rulebook.name}, plan",
            found=f"the figure {name}",
            expected="a parameter of these packs",
            mend="correct the name in plan.yaml",
        )
    return parameter
