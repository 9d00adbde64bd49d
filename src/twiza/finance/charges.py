"""A tax as the rulebook computes it: one fact varies, the others are the venture's.

The plan holds no second version of a tax: it asks the rule that answers elsewhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np

from twiza.finance.months import Numbers
from twiza.packs.model import Row, Rulebook
from twiza.rules.compiled import Rule
from twiza.rules.epochs import epochs_of
from twiza.rules.situation import Situation, read_facts, situation_of


class Charge:
    """What one mechanism of role `charge` asks, by the value of one fact."""

    def __init__(
        self, rulebook: Rulebook, mechanism: str, fact: str, facts: Mapping[str, object]
    ) -> None:
        self.rulebook, self.fact = rulebook, fact
        self.known = {
            name: value
            for name, value in read_facts(rulebook, facts).items()
            if name != fact
        }
        self._mechanism = rulebook.mechanisms[mechanism]
        self._epochs = epochs_of(rulebook, mechanism)
        self._ready: dict[datetime.date, tuple[Rule, Situation, int] | None] = {}

    def applies(self, on: datetime.date) -> bool:
        """Whether the tax is surely due by a venture like this one."""
        ready = self._at(on)
        if ready is None:
            return False
        rule, situation, _ = ready
        return bool(rule.evaluate(situation.low, situation.high)[0])

    def due(self, values: Numbers, on: datetime.date) -> Numbers:
        """The tax on each value of the fact; values below 0 pay nothing.

        values  any shape; money of the rulebook
        """
        ready = self._at(on)
        if ready is None:
            return np.zeros_like(values)
        flat = np.maximum(values, 0.0).ravel()
        found = np.array([self._one(ready, float(value)) for value in flat])
        return found.reshape(values.shape)

    def thresholds(self, on: datetime.date) -> list[float]:
        """Every figure of the mechanism that the fact may be compared with: between
        them the tax runs straight.
        """
        found: set[float] = set()
        for parameter in self._mechanism.parameters.values():
            held = parameter.at(on)
            if held is None:
                continue
            if parameter.form in ("bands", "scale") and isinstance(held.value, tuple):
                found |= {row.threshold for row in held.value if isinstance(row, Row)}
            elif parameter.unit != "share" and isinstance(held.value, (int, float)):
                found.add(float(held.value))
        return sorted(found)

    def _one(self, ready: tuple[Rule, Situation, int], value: float) -> float:
        rule, situation, place = ready
        situation.low[place] = situation.high[place] = value
        outcome = rule.evaluate(situation.low, situation.high)
        return float(outcome[3]) if outcome[1] else 0.0

    def _at(self, on: datetime.date) -> tuple[Rule, Situation, int] | None:
        if on not in self._ready:
            rules, _ = self._epochs.built(on)
            rule = next(iter(rules.rules.values()))
            if rule.function is None:
                self._ready[on] = None
            else:
                known = {**self.known, self.fact: 0.0}
                situation = situation_of(self.rulebook, rules, known)
                self._ready[on] = (rule, situation, rules.index[self.fact])
        return self._ready[on]
