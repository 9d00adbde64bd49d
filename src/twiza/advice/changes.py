"""The smallest changes that would open a mechanism: one lever, else two together.

The search runs over cells of lever steps, smallest change first, and drops every cell
in which the rule surely refuses; what it finds is therefore smallest, and each change
is verified by running the rules again.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable, Iterator, Sequence

from twiza.advice.assessment import Assessment
from twiza.packs.model import Fact, Rulebook
from twiza.records import record
from twiza.rules.compiled import Rules
from twiza.rules.situation import Situation

MOST_CHANGES = 3
MOST_CELLS = 4_000


@record
class Move:
    """One direction of a lever: values at whole steps, the nearest first."""

    fact: str
    index: int
    start: float
    step: float
    direction: int
    first: int  # the first multiple of the step beyond the present value
    count: int

    def value(self, number: int) -> float:
        value = (self.first + self.direction * number) * self.step
        return value if self.step >= 1 else round(value, 10)

    def bounds(self, least: int, most: int) -> tuple[float, float]:
        near = self.value(least)
        far = near if least == most else self.value(most)
        return (near, far) if self.direction == 1 else (far, near)

    def size(self, number: int) -> float:
        """How far a value lies, relative to the present one."""
        return abs(self.value(number) - self.start) / (abs(self.start) or self.step)


@record
class Change:
    """New values of one fact or two, after which the mechanism no longer refuses."""

    values: dict[str, float]
    size: float


Cell = tuple[tuple[int, int], ...]
Accepted = Callable[[dict[str, float]], bool]


def smallest_changes(
    rulebook: Rulebook,
    rules: Rules,
    situation: Situation,
    item: Assessment,
    accepted: Accepted,
) -> list[Change]:
    """At most three smallest changes, none where nothing within reach opens it.

    accepted  runs the rules again on the changed facts; refuses what breaks a
              consistency claim
    """
    failing = _failing_facts(item)
    moves = list(_moves(rulebook, rules, situation, item))
    search = _Search(situation, item, accepted)
    if not search.is_within_reach(moves):
        return []
    single = search.find([(move,) for move in moves if move.fact in failing])
    if single:
        return single
    # What mends one condition may break another, so the second lever may be any.
    pairs = [
        (one, two)
        for one, two in itertools.combinations(moves, 2)
        if one.fact != two.fact and (one.fact in failing or two.fact in failing)
    ]
    return search.find(pairs)


def _moves(
    rulebook: Rulebook, rules: Rules, situation: Situation, item: Assessment
) -> Iterator[Move]:
    """Both directions of every known lever that the conditions rest on."""
    names = dict.fromkeys(
        f for c in item.rule.conditions if c.slot is not None for f in c.facts
    )
    for name in names:
        fact = rulebook.facts[name]
        present = situation.known.get(name)
        if fact.lever is None or not isinstance(present, (int, float)):
            continue
        for direction in (1, -1):
            move = _move(fact, rules.index[name], float(present), direction)
            if move is not None:
                yield move


def _failing_facts(item: Assessment) -> set[str]:
    assert item.bounds is not None
    claims = item.bounds.outcome[4]
    held = [c for c in item.rule.conditions if c.slot is not None]
    failing = [c for c in held if not claims[c.slot or 0][1]] or held
    return {name for condition in failing for name in condition.facts}


def _move(fact: Fact, index: int, present: float, direction: int) -> Move | None:
    lever = fact.lever
    assert lever is not None
    if direction == 1:
        limit = present * lever.reach if present else lever.from_zero
        limit = min(limit, fact.most)
        first = math.floor(present / lever.step + 1e-9) + 1
        last = math.floor(limit / lever.step + 1e-9)
    else:
        limit = max(present / lever.reach, fact.least)
        first = math.ceil(present / lever.step - 1e-9) - 1
        last = math.ceil(limit / lever.step - 1e-9)
    count = direction * (last - first) + 1
    if count < 1 or (not present and direction == -1):
        return None
    return Move(fact.name, index, present, lever.step, direction, first, count)


class _Search:
    """Best-first over cells of one or two moves."""

    def __init__(
        self, situation: Situation, item: Assessment, accepted: Accepted
    ) -> None:
        assert item.rule.may_hold is not None
        self.low, self.high = list(situation.low), list(situation.high)
        self.start = (situation.low, situation.high)
        self.may_hold = item.rule.may_hold.call
        self.accepted = accepted

    def is_within_reach(self, moves: list[Move]) -> bool:
        """Whether the rule might open with every lever free at once."""
        low, high = list(self.low), list(self.high)
        for move in moves:
            least, most = move.bounds(0, move.count - 1)
            low[move.index] = min(low[move.index], least)
            high[move.index] = max(high[move.index], most)
        return bool(self.may_hold(low, high))

    def find(self, groups: Sequence[tuple[Move, ...]]) -> list[Change]:
        heap: list[tuple[float, int, tuple[Move, ...], Cell]] = []
        ticket = itertools.count()

        def push(moves: tuple[Move, ...], cell: Cell) -> None:
            if self._may_open(moves, cell):
                size = moves[0].size(cell[0][0])
                if len(moves) > 1:
                    size += moves[1].size(cell[1][0])
                heapq.heappush(heap, (size, next(ticket), moves, cell))

        for moves in groups:
            push(moves, tuple((0, move.count - 1) for move in moves))
        found: list[Change] = []
        points: list[tuple[tuple[Move, ...], tuple[int, ...]]] = []
        while heap and len(found) < MOST_CHANGES and next(ticket) < MOST_CELLS:
            size, _, moves, cell = heapq.heappop(heap)
            numbers = tuple(part[0] for part in cell)
            if _is_dominated(moves, numbers, points):
                continue
            if any(least != most for least, most in cell):
                for half in _halves(cell):
                    push(moves, half)
                continue
            values = {
                move.fact: move.value(number)
                for move, number in zip(moves, numbers, strict=True)
            }
            if self.accepted(values):
                found.append(Change(values, size))
                points.append((moves, numbers))
        return found

    def _may_open(self, moves: tuple[Move, ...], cell: Cell) -> bool:
        low, high = self.low, self.high
        for move, part in zip(moves, cell, strict=True):
            low[move.index], high[move.index] = move.bounds(*part)
        is_open = bool(self.may_hold(low, high))
        for move in moves:
            low[move.index] = self.start[0][move.index]
            high[move.index] = self.start[1][move.index]
        return is_open


def _halves(cell: Cell) -> list[Cell]:
    """Splits the longest side."""
    widths = [most - least for least, most in cell]
    side = widths.index(max(widths))
    least, most = cell[side]
    middle = (least + most) // 2
    return [
        (*cell[:side], half, *cell[side + 1 :])
        for half in ((least, middle), (middle + 1, most))
    ]


def _is_dominated(
    moves: tuple[Move, ...],
    numbers: tuple[int, ...],
    points: list[tuple[tuple[Move, ...], tuple[int, ...]]],
) -> bool:
    """Whether a change of the same levers, found before, moves each no further."""
    return any(
        moves == others and all(b <= a for a, b in zip(numbers, found, strict=True))
        for others, found in points
    )
