"""Where a lever takes a fact: the steps of a figure, the other values of a choice."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from twiza.advice.what_if import WhatIf
from twiza.packs.model import Fact, Lever
from twiza.records import record
from twiza.rules.situation import FactValue, bounds_of

CLOSE = 1e-9  # of a step: so near a multiple, a value counts as it


@record
class Ladder:
    """One direction of a figure: values at whole steps, the nearest first."""

    fact: str
    index: int
    start: float
    step: float
    direction: int
    first: int  # the first multiple of the step beyond the present value
    count: int
    is_equal = False

    def value(self, number: int) -> float:
        value = (self.first + self.direction * number) * self.step
        return value if self.step >= 1 else round(value, 10)

    def bounds(self, least: int, most: int) -> tuple[float, float]:
        near = self.value(least)
        far = near if least == most else self.value(most)
        return (near, far) if self.direction == 1 else (far, near)

    def widened(self, low: float, high: float) -> tuple[float, float]:
        """The bounds that hold all its values beside others."""
        least, most = self.bounds(0, self.count - 1)
        return min(low, least), max(high, most)

    def size(self, number: int) -> float:
        """How far a value lies, relative to the present one."""
        return relative_effort(self.start, self.value(number), self.step)

    def last_below(self, size: float) -> int:
        """The last step that lies nearer than a size; below 0 where none does."""
        far = self.start + self.direction * size * (abs(self.start) or self.step)
        number = math.floor((far / self.step - self.first) * self.direction) + 1
        number = min(number, self.count - 1)
        while number >= 0 and self.size(number) >= size:
            number -= 1
        return number


@record
class Options:
    """The other values of a flag, a choice or a place: none is nearer than another."""

    fact: str
    index: int
    values: tuple[FactValue, ...]
    pairs: tuple[tuple[Any, Any], ...]  # what each is in a situation
    count: int
    is_equal = True

    def value(self, number: int) -> FactValue:
        return self.values[number]

    def bounds(self, least: int, most: int) -> tuple[Any, Any]:
        low, high = self.pairs[least]
        for other, also in self.pairs[least + 1 : most + 1]:
            low, high = low | other, high | also
        return low, high

    def widened(self, low: Any, high: Any) -> tuple[Any, Any]:
        """The bounds that hold all its values beside others."""
        if isinstance(self.values[0], bool):
            return 0, 1
        for other, also in self.pairs:
            low, high = low | other, high | also
        return low, high

    def size(self, number: int) -> float:
        return 1.0

    def last_below(self, size: float) -> int:
        return self.count - 1 if size > 1.0 else -1


Move = Ladder | Options


def relative_effort(start: float, value: float, step: float) -> float:
    """How far a figure moves: relative to where it is, from nothing in steps."""
    return abs(value - start) / (abs(start) or step)


def moves_of(what_if: WhatIf, name: str) -> Iterator[Move]:
    """Every way in which a fact can be moved: none of what is no lever or unknown."""
    fact, present = what_if.rulebook.facts[name], what_if.present(name)
    if fact.lever is None or present is None:
        return
    index = what_if.rules.index[name]
    if fact.is_numeric:
        yield from ladders(fact, index, float(present))
    else:
        yield from _options(what_if, fact, index, present)


def ladders(fact: Fact, index: int, present: float) -> Iterator[Ladder]:
    """Upwards, then downwards, as far as the lever reaches."""
    lever = fact.lever
    assert lever is not None
    top, bottom = reach_of(fact, lever, present)
    step = lever.step
    first, last = math.floor(present / step + CLOSE) + 1, math.floor(top / step + CLOSE)
    if last >= first:
        yield Ladder(fact.name, index, present, step, 1, first, last - first + 1)
    first, last = (
        math.ceil(present / step - CLOSE) - 1,
        math.ceil(bottom / step - CLOSE),
    )
    if first >= last and present:
        yield Ladder(fact.name, index, present, step, -1, first, first - last + 1)


def reach_of(fact: Fact, lever: Lever, present: float) -> tuple[float, float]:
    """The most and the least to which it can be moved."""
    top = present * lever.reach if present else lever.from_zero
    return min(top, fact.most), max(present / lever.reach, fact.least)


def _options(
    what_if: WhatIf, fact: Fact, index: int, present: FactValue
) -> Iterator[Options]:
    rulebook = what_if.rulebook
    values = [value for value in _aims(what_if, fact, present) if value != present]
    if values:
        pairs = tuple(bounds_of(rulebook, fact, value) for value in values)
        yield Options(fact.name, index, tuple(values), pairs, len(values))


def _aims(what_if: WhatIf, fact: Fact, present: FactValue) -> list[FactValue]:
    if fact.lever is not None and fact.lever.to:
        return list(fact.lever.to)
    if fact.type == "flag":
        return [True, False]
    if fact.type == "choice":
        return list(fact.choices)
    provinces = what_if.rulebook.places.provinces
    here = provinces[str(present)].region

    def key(code: str) -> tuple[bool, bool]:
        """The neighbours first, then where a programme works."""
        return provinces[code].region != here, not provinces[code].is_pilot

    nearest: list[FactValue] = [*sorted(provinces, key=key)]
    return nearest
