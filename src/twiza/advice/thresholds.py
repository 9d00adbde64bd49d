"""Thresholds near at hand: the nearest value of a lever at which an aid that one gets,
or may get, jumps up; and the small slip that would lose one.

Where a rule jumps along a figure follows from the rule (`rules/critical.py`): no step
between has to be tried. What is told is verified by running the rules again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from twiza.advice.assessment import Assessment
from twiza.advice.changes.levers import Levers
from twiza.advice.changes.moves import CLOSE, Ladder
from twiza.advice.changes.telling import moved, to_finance
from twiza.advice.figures import Json, cents
from twiza.advice.mechanism_answer import amount_answer
from twiza.advice.what_if import Values, WhatIf, worth_of
from twiza.records import record
from twiza.rules import jumps_at

MOST_GAINS = MOST_LOSSES = 4
SLIP = 0.2  # what counts as small, relative to the present value; one step always does
TELLING = 1.0  # of money: less is no jump


@record
class Crossing:
    """A value of a figure beyond which an aid jumps."""

    fact: str
    value: float
    effort: float
    is_gain: bool
    item: Assessment


@record
class Threshold:
    """A crossing and what it means: the aid and the package after it."""

    crossing: Crossing
    after: Assessment
    package: Json
    also: tuple[str, ...]
    difference: float  # of the package, in money

    @property
    def own_difference(self) -> float:
        return _granted(self.after) - _granted(self.crossing.item)

    def rank(self) -> tuple[float, float]:
        """By what it brings or costs for how little is moved, of the package first."""
        sign, effort = 1 if self.crossing.is_gain else -1, self.crossing.effort
        return -sign * self.difference / effort, -sign * self.own_difference / effort


def thresholds_answer(levers: Levers) -> list[Json]:
    """What docs/answer.md lists under `thresholds`: gains first, the dearest last."""
    found = sorted(_thresholds(levers), key=Threshold.rank)
    gains = [one for one in found if one.crossing.is_gain][:MOST_GAINS]
    losses = [one for one in found if not one.crossing.is_gain][:MOST_LOSSES]
    return [_told(levers.what_if, one) for one in (*gains, *losses)]


def _thresholds(levers: Levers) -> Iterator[Threshold]:
    """Each value that is crossed once, with the aid that it touches most."""
    what_if = levers.what_if
    before = worth_of(what_if.package)
    groups: dict[tuple[str, float, bool], list[Crossing]] = {}
    for crossing in _crossings(levers):
        key = (crossing.fact, crossing.value, crossing.is_gain)
        groups.setdefault(key, []).append(crossing)
    for (fact, value, is_gain), crossings in groups.items():
        values: Values = {fact: value}
        if what_if.breaks(values):
            continue
        variant = what_if.variant(values)
        found = {one.mechanism.name: one for _, _, one in what_if.pairs(variant)}
        package = what_if.package_of(variant)
        difference = worth_of(package) - before
        told = [
            Threshold(one, found[one.item.mechanism.name], package, (), difference)
            for one in crossings
        ]
        told = [one for one in told if _is_so(one)]
        if told and difference * (1 if is_gain else -1) >= 0:
            told.sort(key=Threshold.rank)
            others = tuple(one.crossing.item.mechanism.name for one in told[1:])
            first = told[0]
            yield Threshold(first.crossing, first.after, package, others, difference)


def _is_so(one: Threshold) -> bool:
    """Whether the rules, run again, say what the jump promised."""
    if one.crossing.is_gain:
        return one.after.status != "ineligible" and one.own_difference > TELLING
    return one.after.status == "ineligible" or one.own_difference < -TELLING


def _granted(item: Assessment) -> float:
    """What the aid may bring, its ceiling where the operator decides."""
    return item.most


# Where a rule jumps


def _crossings(levers: Levers) -> Iterator[Crossing]:
    what_if = levers.what_if
    jumps = jumps_at(what_if.rulebook, what_if.on)
    for item in what_if.assessments:
        if item.mechanism.role != "aid" or item.status not in (
            "eligible",
            "undetermined",
        ):
            continue
        along = _Along(what_if, item)
        for fact, function in jumps[item.mechanism.name].items():
            moves = levers.of(fact).moves
            if not moves or function is None:
                continue
            situation = what_if.situation
            points = set(function.call(situation.low, situation.high))
            for ladder in moves:
                if isinstance(ladder, Ladder):
                    yield from along.crossings(ladder, points)


class _Along:
    """One aid along one figure, all else as it is."""

    def __init__(self, what_if: WhatIf, item: Assessment) -> None:
        self.item, self.facts = item, what_if.rulebook.facts
        self.low = list(what_if.situation.low)
        self.high = list(what_if.situation.high)

    def crossings(self, ladder: Ladder, points: set[float]) -> Iterator[Crossing]:
        """The nearest gain within reach and the nearest loss by a small slip."""
        sign, last = ladder.direction, ladder.value(ladder.count - 1)
        near, far = sorted((ladder.start, last))
        ahead = sorted(
            (point for point in points if near <= point <= far),
            key=lambda point: sign * point,
        )
        here, wanted = self._at(ladder, ladder.start), {True, False}
        for point in ahead:
            number = self._beyond(ladder, point)
            if number is None or not wanted:
                continue
            value, effort = ladder.value(number), ladder.size(number)
            is_held, most = self._at(ladder, value)
            is_gain = is_held and most > here[1] + TELLING
            is_loss = not is_held or most < here[1] - TELLING
            if is_loss and number and effort > SLIP:
                continue
            if (is_gain or is_loss) and is_gain in wanted:
                wanted.discard(is_gain)
                yield Crossing(ladder.fact, value, effort, is_gain, self.item)

    def _beyond(self, ladder: Ladder, point: float) -> int | None:
        """The first step past the jump; None where nothing jumps, or none is there."""
        sign, aside = ladder.direction, CLOSE * max(abs(point), ladder.step)
        near = self._at(ladder, point - sign * aside)
        far = self._at(ladder, point + sign * aside)
        on = self._at(ladder, point)
        if not _differ(near, far) and not _differ(near, on):
            return None
        steps = point / ladder.step
        step = math.ceil(steps - CLOSE) if sign == 1 else math.floor(steps + CLOSE)
        number = max(0, sign * (step - ladder.first))
        is_there = abs(ladder.value(number) - point) <= aside
        if is_there and not _differ(near, on):
            number += 1
        return number if number < ladder.count else None

    def _at(self, ladder: Ladder, value: float) -> tuple[bool, float]:
        """Whether the rule may hold at a value, and the most it may grant there."""
        low, high, index = self.low, self.high, ladder.index
        fact = self.facts[ladder.fact]
        kept = low[index], high[index]
        low[index] = high[index] = min(max(value, fact.least), fact.most)
        outcome: tuple[Any, ...] = self.item.rule.evaluate(low, high)
        low[index], high[index] = kept
        return (True, max(0.0, outcome[3])) if outcome[1] else (False, 0.0)


def _differ(one: tuple[bool, float], two: tuple[bool, float]) -> bool:
    return one[0] != two[0] or abs(one[1] - two[1]) > TELLING


def _told(what_if: WhatIf, one: Threshold) -> Json:
    crossing, values = one.crossing, {one.crossing.fact: one.crossing.value}
    return {
        "kind": "gain" if crossing.is_gain else "loss",
        "fact": crossing.fact,
        **moved(what_if, crossing.fact, crossing.value),
        "mechanism": crossing.item.mechanism.name,
        "also": list(one.also),
        "status_before": crossing.item.status,
        "status_after": one.after.status,
        "amount_before": amount_answer(crossing.item),
        "amount_after": amount_answer(one.after),
        "difference": cents(one.difference),
        "to_finance": to_finance(what_if, values),
        "package_before": what_if.package,
        "package_after": one.package,
    }
