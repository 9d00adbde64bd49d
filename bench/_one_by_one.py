"""The natural way to the smallest changes: every value of every lever, one at a time.

It runs the same compiled rules over the same values; only the search differs. Values
come nearest first, and a pair is left as soon as it is further than one that opens.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any

from twiza.advice.assessment import Assessment
from twiza.advice.changes import Levers
from twiza.advice.what_if import WhatIf

Value = tuple[float, Any, Any, Any]  # how far, the value, its bounds in a situation
Sizes = dict[tuple[str, ...], float]


class TooLong(Exception):
    """The time that a case may take has run out."""


class OneByOne:
    def __init__(self, what_if: WhatIf, *, seconds: float) -> None:
        self.what_if, self.levers = what_if, Levers(what_if)
        self.until = time.perf_counter() + seconds
        self.trials = 0

    def smallest(self, item: Assessment) -> Sizes:
        """How far the smallest change of each lever goes, else of each pair."""
        facts = self._facts(item, is_failing=False)
        values = {name: self._values(name) for name in facts}
        values = {name: held for name, held in values.items() if held}
        single = {
            (name,): size
            for name, held in values.items()
            if (size := self._one(item, name, held)) is not None
        }
        failing = self._facts(item, is_failing=True)
        if single or not failing & values.keys():
            return single
        return {
            (one, two): size
            for one, two in itertools.combinations(values, 2)
            if {one, two} & failing
            and (size := self._two(item, one, two, values)) is not None
        }

    def _facts(self, item: Assessment, *, is_failing: bool) -> set[str]:
        claims = item.bounds.outcome[4]
        conditions = [c for c in item.rule.conditions if c.slot is not None]
        failing = [c for c in conditions if not claims[c.slot][1]]
        found = {n for c in (failing if is_failing else conditions) for n in c.facts}
        if is_failing:
            return found
        return found | {n for name in found for n in self.levers.of(name).beside}

    def _values(self, name: str) -> list[Value]:
        index = self.what_if.rules.index[name]
        found = [
            (move.size(number), move.value(number), index, move.bounds(number, number))
            for move in self.levers.of(name).moves
            for number in range(move.count)
        ]
        return sorted(found, key=lambda value: value[0])

    def _one(self, item: Assessment, name: str, held: list[Value]) -> float | None:
        for value in held:
            if self._opens(item, ((name, value),)):
                return value[0]
        return None

    def _two(
        self, item: Assessment, one: str, two: str, values: dict[str, list[Value]]
    ) -> float | None:
        best = None
        for first in values[one]:
            for second in values[two]:
                size = first[0] + second[0]
                if best is not None and size >= best:
                    break
                if self._opens(item, ((one, first), (two, second))):
                    best = size
                    break
        return best

    def _opens(self, item: Assessment, moved: tuple[tuple[str, Value], ...]) -> bool:
        self.trials += 1
        if not self.trials % 10_000 and time.perf_counter() > self.until:
            raise TooLong
        situation = self.what_if.situation
        low, high = situation.low.copy(), situation.high.copy()
        for _, (_, _, index, bounds) in moved:
            low[index], high[index] = bounds
        if not item.rule.may_hold.call(low, high):
            return False
        return not self.what_if.breaks({name: value[1] for name, value in moved})


def refused(what_if: WhatIf) -> Iterator[Assessment]:
    for item in what_if.assessments:
        if item.status == "ineligible" and item.mechanism.role == "aid":
            yield item
