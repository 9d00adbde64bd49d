"""Which differences between two laws an answer that changed rests on.

A difference is a cause where it matters alone: put into the earlier law it changes the
answer, or taken out of the later one it does. Whether these are all is verified: with
the causes undone the later law must give the earlier answer back. Where it does not,
for differences can stand in for one another, all of them are told.
"""

from __future__ import annotations

import numpy as np

from twiza.reforms.differences import Pair
from twiza.reforms.laws import Law
from twiza.reforms.mixing import Mixed, Mixing
from twiza.rules.table import Column
from twiza.rules.table.answers import Array

Columns = dict[str, Array]

HALF_A_CENTIME = 0.005


def differs(one: Column, other: Column) -> Array:
    """The rows in which a status or an amount, to the centime, is another."""
    found: Array = one.status != other.status
    for name in ("value", "least", "most"):
        found |= ~_is_equal(getattr(one, name), getattr(other, name))
    return found


def _is_equal(one: Array, other: Array) -> Array:
    with np.errstate(invalid="ignore"):
        near: Array = np.abs(one - other) < HALF_A_CENTIME
    same: Array = near | (one == other) | (np.isnan(one) & np.isnan(other))
    return same


def rows_of(column: Column, rows: Array) -> Column:
    return Column(
        column.status[rows], column.value[rows], column.least[rows], column.most[rows]
    )


class Causes:
    """Asks, for one mechanism, which differences an answer rests on."""

    def __init__(self, before: Law, after: Law, pair: Pair, engine: str) -> None:
        self.pair = pair
        self.all = (1 << len(pair.differences)) - 1
        self.mixing = Mixing(before, after, pair, engine)

    def of(self, read: tuple[Columns, Columns], before: Column, after: Column) -> Array:
        """For rows that all changed: their causes, one bit per difference.

        read    the facts of these rows as the earlier and as the later law reads them
        """
        rows = len(before.status)
        if self.all == 1:
            return np.ones(rows, dtype=np.int64)
        found = np.zeros(rows, dtype=np.int64)
        for place in range(len(self.pair.differences)):
            bit = 1 << place
            found[self._matters(read, before, after, bit)] |= bit
        return self._verified(read, before, found)

    def _matters(
        self, read: tuple[Columns, Columns], before: Column, after: Column, bit: int
    ) -> Array:
        applied, undone = self.mixing.applied(bit), self.mixing.undone(bit)
        rows = len(before.status)
        matters = np.zeros(rows, dtype=bool)
        if applied is not None:
            matters |= differs(self._asked(applied, read, rows), before)
        if undone is not None:
            matters |= differs(self._asked(undone, read, rows), after)
        if applied is None and undone is None:
            matters[:] = True  # it makes no sense without the others
        return matters

    def _verified(
        self, read: tuple[Columns, Columns], before: Column, found: Array
    ) -> Array:
        for chosen in np.unique(found).tolist():
            if chosen == self.all:
                continue
            rows = np.flatnonzero(found == chosen)
            undone = self.mixing.undone(chosen)
            if undone is not None:
                part = tuple({n: c[rows] for n, c in each.items()} for each in read)
                answer = self._asked(undone, (part[0], part[1]), len(rows))
                rows = rows[differs(answer, rows_of(before, rows))]
            found[rows] = self.all
        return found

    def _asked(self, mixed: Mixed, read: tuple[Columns, Columns], rows: int) -> Column:
        return mixed.table.evaluate(read[mixed.reads_after], rows)[self.pair.name]
