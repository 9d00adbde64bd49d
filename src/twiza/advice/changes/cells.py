"""Cells of the search: ranges of steps of each lever, and what was found in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from twiza.advice.changes.levers import Group
from twiza.records import record
from twiza.rules.situation import FactValue

Cell = tuple[tuple[int, int], ...]
Sizes = tuple[float, ...]
Values = dict[str, FactValue]


@record
class Change:
    """New values of one fact or two, after which the mechanism no longer refuses.

    also  other values of the flags, choices and places among them that open it as well
    """

    values: Values
    also: tuple[Values, ...]


class Entry(NamedTuple):
    """A cell in the heap; `sizes` are those of its nearest point."""

    size: float
    ticket: int
    sizes: Sizes
    group: Group
    cell: Cell

    def values(self) -> Values:
        parts = zip(self.group.moves, self.cell, strict=True)
        return {move.fact: move.value(part[0]) for move, part in parts}

    def chosen(self) -> Values:
        """The values of what has no steps: flags, choices, places."""
        parts = zip(self.group.moves, self.cell, strict=True)
        return {move.fact: move.value(part[0]) for move, part in parts if move.is_equal}


class Found:
    """A smallest change and its equals."""

    def __init__(self, entry: Entry, *, is_further: bool) -> None:
        self.entry, self.is_further = entry, is_further
        self.also: list[Values] = []

    def undercuts(self, other: Entry) -> bool:
        """Whether it moves no lever further than any point of the other does."""
        pairs = zip(self.entry.sizes, other.sizes, strict=True)
        return all(mine <= theirs for mine, theirs in pairs)

    def equals(self, other: Entry) -> bool:
        """Whether the other may hold the same steps with another choice."""
        group = self.entry.group
        return group.has_options and (group, self.entry.sizes) == (
            other.group,
            other.sizes,
        )

    def change(self) -> Change:
        return Change(self.entry.values(), tuple(self.also))


def trimmed(entry: Entry, known: list[Found]) -> Cell:
    """Without the far end that a change found before undercuts whole."""
    cell = entry.cell
    for one in known:
        pairs = zip(entry.sizes, one.entry.sizes, strict=True)
        nearer = [side for side, (mine, found) in enumerate(pairs) if mine < found]
        if len(nearer) == 1:
            side = nearer[0]
            least, most = cell[side]
            last = entry.group.moves[side].last_below(one.entry.sizes[side])
            cell = (*cell[:side], (least, min(most, last)), *cell[side + 1 :])
    return cell


def halves(cell: Cell) -> Iterator[Cell]:
    """Along the longest side; nothing of a point."""
    widths = [most - least for least, most in cell]
    side = widths.index(max(widths))
    least, most = cell[side]
    middle = (least + most) // 2
    for half in ((least, middle), (middle + 1, most)) if least < most else ():
        yield (*cell[:side], half, *cell[side + 1 :])


def equals_of(entry: Entry) -> Iterator[Cell]:
    """What is as near as the nearest point: other flags, choices and places. All else
    is further.
    """
    moves, cell = entry.group.moves, entry.cell
    for side, move in enumerate(moves):
        least, most = cell[side]
        if move.is_equal and least < most:
            nearest = [(first, first) for first, _ in cell[:side]]
            free = [
                part if later.is_equal else (part[0], part[0])
                for later, part in zip(moves[side + 1 :], cell[side + 1 :], strict=True)
            ]
            yield (*nearest, (least + 1, most), *free)
