"""Bands and scales over an interval: what the generated rules call."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from twiza.packs.model import Row


class Bands:
    """A step function, 0 below its first row. Thresholds are exact: no epsilon."""

    __slots__ = ("marks", "values")

    def __init__(self, rows: Sequence[Row]) -> None:
        # A row that holds from its threshold comes before a number equal to it,
        # one that holds above it comes after.
        self.marks = [(row.threshold, 0 if row.inclusive else 2) for row in rows]
        self.values = (0.0, *(row.value for row in rows))

    def __call__(self, least: float, most: float) -> tuple[float, float]:
        first = bisect_left(self.marks, (least, 1))
        if least == most:
            value = self.values[first]
            return value, value
        reached = self.values[first : bisect_left(self.marks, (most, 1)) + 1]
        return min(reached), max(reached)


class Scale:
    """A progressive scale: each row's rate applies to the part above its threshold."""

    __slots__ = ("below", "rates", "thresholds")

    def __init__(self, rows: Sequence[Row]) -> None:
        self.thresholds = [row.threshold for row in rows]
        self.rates = [row.value for row in rows]
        self.below = [0.0]
        for index in range(1, len(rows)):
            width = self.thresholds[index] - self.thresholds[index - 1]
            self.below.append(self.below[-1] + self.rates[index - 1] * width)

    def __call__(self, least: float, most: float) -> tuple[float, float]:
        return self._at(least), self._at(most)

    def _at(self, number: float) -> float:
        index = bisect_right(self.thresholds, number) - 1
        if index < 0:
            return 0.0
        above = number - self.thresholds[index]
        return self.below[index] + self.rates[index] * above


class Lookup:
    """A table keyed by a set of choices, as bits: the set's least and most value."""

    __slots__ = ("known", "values")

    def __init__(self, values: Sequence[float]) -> None:
        self.values = tuple(values)
        self.known: dict[int, tuple[float, float]] = {
            1 << index: (value, value) for index, value in enumerate(values)
        }

    def __call__(self, mask: int) -> tuple[float, float]:
        found = self.known.get(mask)
        if found is None:
            held = [value for i, value in enumerate(self.values) if mask >> i & 1]
            found = self.known[mask] = (min(held), max(held))
        return found


class Column:
    """A category of places: from a set of places to the set of their categories."""

    __slots__ = ("bits", "known")

    def __init__(self, bits: Sequence[int]) -> None:
        self.bits = tuple(bits)
        self.known = {1 << index: bit for index, bit in enumerate(bits)}

    def __call__(self, mask: int) -> int:
        found = self.known.get(mask)
        if found is None:
            found = 0
            for index, bit in enumerate(self.bits):
                if mask >> index & 1:
                    found |= bit
            self.known[mask] = found
        return found
