"""Rows of a table as situations of one person, for the few facts that are asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from twiza.reforms.causes import Columns
from twiza.reforms.laws import Law
from twiza.rules import form_at, rules_at
from twiza.rules.situation import Blank, Situation, blank
from twiza.rules.table.filling import Filling


class Reading:
    """How rows are read for some facts, assumptions filled in."""

    def __init__(self, law: Law, facts: Sequence[str]) -> None:
        self.facts = facts
        self.start = blank(law.packs)
        rules, form = rules_at(law.packs, law.on), form_at(law.packs, law.on)
        self.filling = Filling(law.packs, rules, form, facts)
        self.wanted = {*facts, *self.filling.excepting}

    def of(self, columns: Columns, rows: int) -> Situations:
        known = {name: columns[name] for name in self.wanted if name in columns}
        filled = self.filling.open(self.filling.fill(known, rows, self.wanted))
        bounds = []
        for name in self.facts:
            index = self.start.index[name]
            ends = filled.low[index], filled.high[index]
            bounds.append((index, *self._listed(index, *ends)))
        return Situations(self.start, bounds)

    def _listed(self, index: int, low: Any, high: Any) -> tuple[list[Any], list[Any]]:
        if self.start.kinds[index] != "choice":
            return low.tolist(), high.tolist()
        whole = self.start.low[index]
        sets = [whole if code < 0 else 1 << code for code in low.tolist()]
        return sets, sets


class Situations:
    """What is known of each row about those facts; about all others nothing."""

    def __init__(
        self, start: Blank, bounds: list[tuple[int, list[Any], list[Any]]]
    ) -> None:
        self.start, self.bounds = start, bounds

    def at(self, row: int) -> Situation:
        low, high = list(self.start.low), list(self.start.high)
        for index, lows, highs in self.bounds:
            low[index], high[index] = lows[row], highs[row]
        return Situation(low, high, {})
