"""Ventures near the edges of the law: signed cases, completed and bent at random."""

from __future__ import annotations

import datetime
import random

from twiza.packs.model import Fact, Rulebook


def figures_of(rulebook: Rulebook, unit: str) -> list[float]:
    """Every figure of a unit, and every threshold of a table over it."""
    parameters = [*rulebook.parameters.values()]
    for mechanism in rulebook.mechanisms.values():
        parameters += mechanism.parameters.values()
    found = set()
    for parameter in parameters:
        for held in parameter.values:
            if isinstance(held.value, (int, float)) and parameter.unit == unit:
                found.add(float(held.value))
            if parameter.form in ("bands", "scale") and parameter.key == unit:
                found.update(row.threshold for row in held.value or ())
    return sorted(found)


class Situations:
    """Complete situations, the same for the same seed."""

    def __init__(self, rulebook: Rulebook, seed: int) -> None:
        self.rulebook = rulebook
        self.chance = random.Random(seed)
        self.figures = {
            fact.unit: figures_of(rulebook, fact.unit or "share")
            for fact in rulebook.facts.values()
            if fact.is_numeric
        }
        self.shares = figures_of(rulebook, "share")

    def draw(self, given: dict, changes: int) -> dict[str, object]:
        """A case's facts, the others as usual, and some of them changed."""
        situation = {
            name: given[name] if given.get(name) is not None else self._usual(fact)
            for name, fact in self.rulebook.facts.items()
        }
        for name in self.chance.sample(list(situation), changes):
            situation[name] = self._any(self.rulebook.facts[name], situation)
        return situation

    def _usual(self, fact: Fact) -> object:
        is_usual = fact.assume is not None and self.chance.random() < 0.8
        return fact.assume.value if is_usual else self._any(fact, {})

    def _any(self, fact: Fact, situation: dict) -> object:
        if fact.type == "flag":
            return self.chance.random() < 0.5
        if fact.type == "place":
            return self.chance.choice(list(self.rulebook.places.provinces))
        if fact.type == "choice":
            return self.chance.choice(fact.choices)
        number = min(max(self._number(fact, situation), fact.least), fact.most)
        return round(number) if fact.type == "count" else number

    def _number(self, fact: Fact, situation: dict) -> float:
        """On a figure of the law, just beside it, a share of the cost, or anywhere."""
        kind = self.chance.random()
        figures = self.figures[fact.unit]
        if kind < 0.5 and figures:
            step = 0.001 if fact.type == "share" else 1
            return self.chance.choice(figures) + self.chance.choice((-step, 0, 0, step))
        cost = situation.get("total_cost_mad")
        if kind < 0.7 and fact.type == "money" and cost:
            return self.chance.choice(self.shares) * cost
        if fact.type == "share":
            return self.chance.random()
        return float(
            round(10 ** self.chance.uniform(0, 9 if fact.type == "money" else 3))
        )


def days(texts: str) -> list[datetime.date]:
    return [datetime.date.fromisoformat(text) for text in texts.split()]
