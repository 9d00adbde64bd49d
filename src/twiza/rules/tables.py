"""Bands, scales, keyed tables and columns of places over an interval: what the
generated rules call. Equal tables are one table.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from twiza.packs.model import Row


class Table:
    """A value that is compared by what it holds."""

    __slots__ = ()

    def content(self) -> tuple[Any, ...]:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return type(self) is type(other) and self.content() == other.content()

    def __hash__(self) -> int:
        return hash(self.content())


class Bands(Table):
    """A step function, 0 below its first row. Thresholds are exact: no epsilon."""

    __slots__ = ("edges", "marks", "ranges", "values")

    def __init__(self, rows: Sequence[Row]) -> None:
        self.marks = tuple((row.threshold, 0 if row.inclusive else 2) for row in rows)
        self.values = (0.0, *(float(row.value) for row in rows))
        # Above a threshold is from the next number on.
        self.edges = [
            float(mark) if not side else math.nextafter(mark, math.inf)
            for mark, side in self.marks
        ]
        reached = [self.values[first:] for first in range(len(self.values))]
        self.ranges = [
            [(min(v[: i + 1]), max(v[: i + 1])) for i in range(len(v))] for v in reached
        ]

    @property
    def thresholds(self) -> tuple[float, ...]:
        return tuple(threshold for threshold, _ in self.marks)

    def content(self) -> tuple[Any, ...]:
        return self.marks, self.values

    def at(self, number: float) -> float:
        return self.values[bisect_right(self.edges, number)]

    def __call__(self, least: float, most: float) -> tuple[float, float]:
        first = bisect_right(self.edges, least)
        return self.ranges[first][bisect_right(self.edges, most) - first]


class Scale(Table):
    """A progressive scale: each row's rate applies to the part above its threshold."""

    __slots__ = ("below", "rates", "thresholds")

    def __init__(self, rows: Sequence[Row]) -> None:
        self.thresholds = tuple(float(row.threshold) for row in rows)
        self.rates = tuple(float(row.value) for row in rows)
        below = [0.0]
        for index in range(1, len(rows)):
            width = self.thresholds[index] - self.thresholds[index - 1]
            below.append(below[-1] + self.rates[index - 1] * width)
        self.below = tuple(below)

    @property
    def pieces(self) -> list[tuple[float, float, float]]:
        """What is due below a threshold, the rate above it, the threshold."""
        return list(zip(self.below, self.rates, self.thresholds, strict=True))

    def content(self) -> tuple[Any, ...]:
        return self.thresholds, self.rates

    def __call__(self, least: float, most: float) -> tuple[float, float]:
        return self.at(least), self.at(most)

    def at(self, number: float) -> float:
        index = bisect_right(self.thresholds, number) - 1
        if index < 0:
            return 0.0
        above = number - self.thresholds[index]
        return self.below[index] + self.rates[index] * above


class Lookup(Table):
    """A table keyed by a set of choices, as bits: the set's least and most value."""

    __slots__ = ("known", "values")

    def __init__(self, values: Sequence[float]) -> None:
        self.values = tuple(values)
        self.known: dict[int, tuple[float, float]] = {
            1 << index: (value, value) for index, value in enumerate(values)
        }

    def content(self) -> tuple[Any, ...]:
        return self.values

    def __call__(self, mask: int) -> tuple[float, float]:
        found = self.known.get(mask)
        if found is None:
            held = [value for i, value in enumerate(self.values) if mask >> i & 1]
            found = self.known[mask] = (min(held), max(held))
        return found


class Column(Table):
    """A category of places: from a set of places to the set of their categories."""

    __slots__ = ("bits", "known")

    def __init__(self, bits: Sequence[int]) -> None:
        self.bits = tuple(bits)
        self.known = {1 << index: bit for index, bit in enumerate(bits)}

    def content(self) -> tuple[Any, ...]:
        return self.bits

    def __call__(self, mask: int) -> int:
        found = self.known.get(mask)
        if found is None:
            found = 0
            for index, bit in enumerate(self.bits):
                if mask >> index & 1:
                    found |= bit
            self.known[mask] = found
        return found
