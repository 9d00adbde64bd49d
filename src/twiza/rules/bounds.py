"""Sharp bounds of one rule while facts are unknown.

Plain interval arithmetic forgets that a fact stands twice in a rule, so it is too
wide. Here every unknown fact that stands more than once is tried at its critical
points, and the answers of all such facts are intersected. Trying one fact at a time
keeps a promise: a fact more never widens the answer. Where the critical points cannot
be written down, the fact is split instead, nearest to the bound first, until a value
meets the bound.
"""

from __future__ import annotations

import heapq
import math
from typing import Any

from twiza.records import record
from twiza.rules.compiled import Outcome, Rule

TOLERANCE = 1e-11
MOST_EVALUATIONS = 400


@record
class Bounds:
    """Whether a rule surely or possibly grants, and least and most if it does."""

    sure: bool
    possible: bool
    least: float
    most: float
    outcome: Outcome


@record
class Axis:
    """One unknown fact: where it stands in the situation, and how its values run."""

    index: int
    kind: str  # number, whole, choice


def bounds_of_rule(
    rule: Rule, low: list[Any], high: list[Any], kinds: list[str]
) -> Bounds:
    """The bounds of a rule over everything its unknown facts may be.

    low, high  bounds of every fact; a choice is a set of bits in both
    kinds      per fact: number, whole (counts and flags) or choice
    """
    outcome = rule.evaluate(low, high)
    sure, possible, least, most = outcome[:4]
    for index, along in rule.along.items():
        if not possible or (sure and least == most):
            break
        if not is_unknown(low[index], high[index], kinds[index]):
            continue
        if along is None:
            part = searched(rule, low, high, index, kinds[index])
        else:
            part = along.call(low, high, outcome)
        sure, possible = sure or part[0], possible and part[1]
        least, most = max(least, part[2]), min(most, part[3])
    if not possible:
        return Bounds(False, False, 0, 0, outcome)
    return Bounds(sure, possible, min(least, most), most, outcome)


def is_unknown(low: Any, high: Any, kind: str) -> bool:
    return bool(low & (low - 1)) if kind == "choice" else bool(low != high)


def searched(
    rule: Rule, low: list[Any], high: list[Any], index: int, kind: str
) -> tuple[bool, bool, float, float]:
    """Sure, possible, least and most along one fact, found by splitting it."""
    search = _Search(rule, list(low), list(high), Axis(index, kind))
    most = search.extreme(sign=1)
    if not search.is_possible:
        return False, False, 0.0, 0.0
    least = search.extreme(sign=-1)
    sure = search.is_sure()
    return sure, True, least, most


class _Search:
    """Best-first search along one fact; cells where the rule refuses are dropped."""

    def __init__(self, rule: Rule, low: list[Any], high: list[Any], axis: Axis) -> None:
        self.rule, self.low, self.high, self.axis = rule, low, high, axis
        self.whole = (low[axis.index], high[axis.index])
        self.is_possible = False

    def at(self, least: Any, most: Any) -> Outcome:
        self.low[self.axis.index], self.high[self.axis.index] = least, most
        return self.rule.evaluate(self.low, self.high)

    def extreme(self, sign: int) -> float:
        """The greatest (sign 1) or least (sign -1) amount that may be granted."""
        best = -math.inf
        cells: list[tuple[float, int, Any, Any]] = []
        count = 0

        def push(least: Any, most: Any) -> None:
            nonlocal count, best
            count += 1
            outcome = self.at(least, most)
            if not outcome[1]:
                return
            reached = sign * (outcome[3] if sign == 1 else outcome[2])
            if self._is_point(least, most):
                best = max(best, reached)
            heapq.heappush(cells, (-reached, count, least, most))

        push(*self.whole)
        for point in self._ends(*self.whole):
            push(point, point)
        while cells:
            reached, _, least, most = cells[0]
            near = abs(best) * TOLERANCE if math.isfinite(best) else 0
            if -reached <= best + near or count > MOST_EVALUATIONS:
                break
            heapq.heappop(cells)
            if self._is_point(least, most):
                break
            for cell in self._halves(least, most):
                push(*cell)
        self.is_possible = bool(cells)
        return sign * -cells[0][0] if cells else 0.0

    def is_sure(self) -> bool:
        """Whether every cell is granted, as far as the limit lets us split."""
        cells = [self.whole]
        for _ in range(MOST_EVALUATIONS // 4):
            if not cells:
                return True
            least, most = cells.pop()
            outcome = self.at(least, most)
            if outcome[0]:
                continue
            if not outcome[1] or self._is_point(least, most):
                return False
            cells += self._halves(least, most)
        return False

    def _is_point(self, least: Any, most: Any) -> bool:
        if self.axis.kind == "choice":
            return not least & (least - 1)
        return bool(least == most)

    def _ends(self, least: Any, most: Any) -> tuple[Any, ...]:
        return () if self.axis.kind == "choice" else (least, most)

    def _halves(self, least: Any, most: Any) -> list[tuple[Any, Any]]:
        if self.axis.kind == "choice":
            return _half_choices(least)
        if self.axis.kind == "whole":
            whole = min(max(math.floor(_middle(least, most)), least), most - 1)
            return [(least, whole), (whole + 1, most), (whole, whole)]
        middle = _middle(least, most)
        if not least < middle < most:
            return [(least, least), (most, most)]
        return [(least, middle), (middle, most), (middle, middle)]


def _half_choices(mask: int) -> list[tuple[int, int]]:
    bits = [1 << index for index in range(mask.bit_length()) if mask >> index & 1]
    half = len(bits) // 2
    first, second = sum(bits[:half]), sum(bits[half:])
    return [(first, first), (second, second)]


def _middle(least: float, most: float) -> float:
    """Between the ends: geometric over several magnitudes, else the mean."""
    if least >= 0 and most > 16 * max(least, 1.0):
        return math.sqrt(max(least, 1.0) * most)
    return least + (most - least) / 2
