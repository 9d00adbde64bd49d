"""Best-first search over the values of one lever or two, smallest change first.

A cell is a range of steps of each lever. The rule is evaluated over the whole cell at
once, as over unknown facts: a cell in which it surely refuses is dropped, any other is
split until it is one value of each lever. That value is then judged by running the
rules again.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable

from twiza.advice.assessment import Assessment
from twiza.advice.changes.cells import (
    Cell,
    Change,
    Entry,
    Found,
    Values,
    equals_of,
    halves,
    trimmed,
)
from twiza.advice.changes.levers import Group
from twiza.advice.changes.ranges import Ranges
from twiza.advice.what_if import WhatIf

MOST_CHANGES = 3
MOST_LOOKS = 50_000  # some hundred milliseconds; a hard venture needs two thousand


class Search:
    """The search for what opens one mechanism that refuses."""

    def __init__(self, what_if: WhatIf, item: Assessment) -> None:
        self.what_if, self.item = what_if, item
        self.ranges = Ranges(what_if, item)
        self.tickets = itertools.count()
        self.found: dict[tuple[str, ...], list[Found]] = {}
        self.count = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing was left out because the search had become too long."""
        return self.ranges.looks <= MOST_LOOKS

    def find(self, groups: Iterable[Group]) -> list[Change]:
        """The smallest change of each set of facts, and of these the smallest three;
        where they are fewer, further changes of the same facts that none undercuts.
        """
        heap: list[Entry] = []
        for group in groups:
            whole = tuple((0, move.count - 1) for move in group.moves)
            self._push(heap, group, whole)
        left = self._take(heap, is_further=False)
        self._take(left, is_further=True)
        every = [one for found in self.found.values() for one in found]
        every.sort(key=lambda one: (one.is_further, one.entry.size))
        return [one.change() for one in every]

    def _take(self, heap: list[Entry], *, is_further: bool) -> list[Entry]:
        """Adds to what is found until it is enough; returned is what is left aside."""
        heapq.heapify(heap)
        left: list[Entry] = []
        last = 0.0  # of what was found last: its equals still count
        while heap and (self.count < MOST_CHANGES or heap[0].size <= last):
            if not self.is_complete:
                break
            entry = heapq.heappop(heap)
            known = self.found.setdefault(entry.group.facts, [])
            equal = next((one for one in known if one.equals(entry)), None)
            if equal is None and any(one.undercuts(entry) for one in known):
                continue
            is_wanted = self.count < MOST_CHANGES and (is_further or not known)
            if equal is None and not is_wanted:
                left.append(entry)
            elif not self._opens_nearest(heap, entry, [] if equal else known):
                continue
            elif equal is not None:
                equal.also.append(entry.chosen())
            else:
                known.append(Found(entry, is_further=is_further))
                self.count, last = self.count + 1, entry.size
        return left

    def _opens_nearest(
        self, heap: list[Entry], entry: Entry, known: list[Found]
    ) -> bool:
        """Whether the nearest point of a cell opens. What else of the cell may be
        smallest goes back into the heap.
        """
        group = entry.group
        for cell in (trimmed(entry, known), self._narrowed(entry)):
            if cell != entry.cell:
                self._push(heap, group, cell)
                return False
        is_open = self._opens(entry.values())
        for rest in equals_of(entry) if is_open else halves(entry.cell):
            self._push(heap, group, rest)
        return is_open

    def _narrowed(self, entry: Entry) -> Cell:
        """Without the near steps of a lever at which the rule refuses, wherever in the
        cell the other stands.
        """
        cell = entry.cell
        for side, (least, most) in enumerate(cell):
            if least < most:
                first = self._first_open(entry.group, cell, side)
                cell = (*cell[:side], (first, most), *cell[side + 1 :])
        return cell

    def _first_open(self, group: Group, cell: Cell, side: int) -> int:
        """The first step of one lever up to which the rule may hold."""
        least, last = cell[side]
        shut = least - 1
        middle = least  # mostly it is the first
        while last - shut > 1:
            slab = (*cell[:side], (least, middle), *cell[side + 1 :])
            if self.ranges.might_open(group, slab):
                last = middle
            else:
                shut = middle
            middle = (shut + last) // 2
        return last

    def _push(self, heap: list[Entry], group: Group, cell: Cell) -> None:
        if self.ranges.might_open(group, cell):
            parts = zip(group.moves, cell, strict=True)
            sizes = tuple([move.size(part[0]) for move, part in parts])
            entry = Entry(sum(sizes), next(self.tickets), sizes, group, cell)
            heapq.heappush(heap, entry)

    def _opens(self, values: Values) -> bool:
        after = self.what_if.assessment_with(self.item, values)
        return after.status != "ineligible" and not self.what_if.breaks(values)
