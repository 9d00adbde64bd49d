"""What is counted while rows are compared: by province, by mechanism, by cause.

A tally is plain numbers under names, so that those of many parts add up in any order
and a part that is finished keeps its own on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from twiza.records import record
from twiza.reforms.packages import Priced
from twiza.rules.table.answers import Array

ROWS = (
    *("rows", "touched", "gain", "lose", "mixed", "newly", "no_longer"),
    *("priced", "without_amount", "repackaged"),
)
MONEY = tuple(
    f"{side}.{kind}.{bound}"
    for side in ("before", "after")
    for kind in ("money", "guaranteed", "borrowed")
    for bound in ("least", "most")
)
ANSWERS = ("changed", "newly", "no_longer", "more", "less")

UNKNOWN_PLACE = ""


class Tally:
    """Counts under `group|name`, each a list in the order of its columns."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = {}
        self.totals: dict[str, float] = {}

    def count(self, group: str, name: str, numbers: Sequence[int]) -> None:
        key = f"{group}|{name}"
        held = self.counts.get(key, [0] * len(numbers))
        self.counts[key] = [a + b for a, b in zip(held, numbers, strict=True)]

    def add(self, name: str, amount: float) -> None:
        if amount:
            self.totals[name] = self.totals.get(name, 0.0) + amount

    def add_all(self, counts: dict[str, list[int]], totals: dict[str, float]) -> None:
        for key, numbers in counts.items():
            group, _, name = key.partition("|")
            self.count(group, name, numbers)
        for name, amount in totals.items():
            self.add(name, amount)

    def under(self, group: str) -> dict[str, list[int]]:
        """The counts of a group by name, in the order in which they came."""
        start = f"{group}|"
        return {
            key.removeprefix(start): numbers
            for key, numbers in self.counts.items()
            if key.startswith(start)
        }

    def money(self, place: str) -> dict[str, float]:
        return {name: self.totals.get(f"{place}|{name}", 0.0) for name in MONEY}


@record
class Marks:
    """Of the rows of a block: their province as a code, and what happened to them."""

    codes: Array
    flags: dict[str, Array]


class ByPlace:
    """Counts rows and sums money by province; the last code stands for no province."""

    def __init__(self, provinces: Iterable[str]) -> None:
        self.names = [*provinces, UNKNOWN_PLACE]

    def count(self, tally: Tally, marks: Marks) -> None:
        codes = np.where(marks.codes < 0, len(self.names) - 1, marks.codes)
        columns = [
            np.bincount(codes[marks.flags[name]], minlength=len(self.names))
            for name in ROWS
        ]
        for name, numbers in zip(self.names, np.array(columns).T, strict=True):
            if numbers[0]:
                tally.count("place", name, numbers.tolist())

    def add(self, tally: Tally, code: int, before: Priced, after: Priced) -> None:
        place = self.names[code]
        for side, priced in (("before", before), ("after", after)):
            for kind in ("money", "guaranteed", "borrowed"):
                least, most = getattr(priced, kind)
                tally.add(f"{place}|{side}.{kind}.least", least)
                tally.add(f"{place}|{side}.{kind}.most", most)


def flags_of(rows: int, **chosen: Any) -> dict[str, Array]:
    """A truth per row and mark, all false but where rows are named."""
    flags = {name: np.zeros(rows, dtype=bool) for name in ROWS}
    flags["rows"][:] = True
    for name, at in chosen.items():
        flags[name][at] = True
    return flags
