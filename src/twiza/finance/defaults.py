"""What a plan leaves out: what is used instead, listed with its ground."""

from __future__ import annotations

import datetime

from twiza.finance.model import Assumed
from twiza.packs.model import DatedValue, Rulebook

# Where neither the plan nor the packs state a figure; no rate of any law.
PLAIN = {"inflation_rate": 0.0, "stock_days": 0.0, "payout_share": 0.0, "eur_mad": 1.0}
# The parameter of the packs that stands for a key of the plan.
NAMES = {"discount_rate": "default_discount_rate", "eur_mad": "eur_mad"}


class Defaults:
    """Gathers every value that was filled in while one plan is read."""

    def __init__(
        self, rulebook: Rulebook, on: datetime.date, start: datetime.date
    ) -> None:
        self.rulebook, self.on, self.start = rulebook, on, start
        self._used: list[Assumed] = []

    def note(self, key: str, value: object, source: str) -> None:
        self._used.append(Assumed(key, value, source))

    def figure(self, key: str) -> float:
        """The latest figure of the packs known on the date of the rules."""
        held = self._held(NAMES.get(key, key), self.on)
        value = held.value if held else None
        if held is None or not isinstance(value, (int, float)):
            self.note(key, PLAIN.get(key, 0.0), "plan")
            return PLAIN.get(key, 0.0)
        self.note(key, float(value), held.source)
        return float(value)

    def vat(self, key: str) -> float:
        role = self.rulebook.plan_roles.get("standard_vat")
        held = self._held(role.entries[0], self.start) if role else None
        value = held.value if held else None
        rate = float(value) if isinstance(value, (int, float)) else 0.0
        self.note(key, rate, held.source if held else "plan")
        return rate

    def used(self) -> tuple[Assumed, ...]:
        return tuple(self._used)

    def _held(self, name: str, on: datetime.date) -> DatedValue | None:
        parameter = self.rulebook.parameters.get(name)
        return parameter.at(on) if parameter else None
