"""Asks a rule about ranges of values, as about facts that are not known."""

from __future__ import annotations

from collections.abc import Iterable

from twiza.advice.assessment import Assessment
from twiza.advice.changes.cells import Cell
from twiza.advice.changes.levers import Group
from twiza.advice.what_if import WhatIf


class Ranges:
    """Asks one rule about ranges of values."""

    def __init__(self, what_if: WhatIf, item: Assessment) -> None:
        assert item.rule.may_hold is not None
        situation, claims = what_if.situation, what_if.rules.consistency
        self.looks = 0
        self.start = (situation.low, situation.high)
        self.low, self.high = list(situation.low), list(situation.high)
        self.may_hold = item.rule.may_hold.call
        self.claims = claims.function.call
        self.standing = [
            place
            for place, name in enumerate(claims.names)
            if name not in what_if.broken
        ]

    def might_open(self, group: Group, cell: Cell) -> bool:
        """Whether the rule may hold somewhere in the cell, and no claim is broken in
        all of it.
        """
        self.looks += 1
        low, high = self.low, self.high
        for move, (least, most) in zip(group.moves, cell, strict=True):
            low[move.index], high[move.index] = move.bounds(least, most)
        for index, bottom, top in group.opened:
            low[index], high[index] = bottom, top
        is_open = bool(self.may_hold(low, high)) and self._may_be_sound(group)
        self._restore([move.index for move in group.moves])
        self._restore([index for index, _, _ in group.opened])
        return is_open

    def might_open_at_all(self, group: Group) -> bool:
        """Whether the rule may hold with every lever of the group free at once."""
        low, high = list(self.low), list(self.high)
        for move in group.moves:
            here = low[move.index], high[move.index]
            low[move.index], high[move.index] = move.widened(*here)
        for index, bottom, top in group.opened:
            low[index], high[index] = bottom, top
        return bool(self.may_hold(low, high))

    def _may_be_sound(self, group: Group) -> bool:
        low, high = self.low, self.high
        start_low, start_high = self.start
        for one, most in group.limits:
            if low[one] > high[most] and not start_low[one] > start_high[most]:
                return False
        if not group.bears_on_claims:
            return True
        pairs = self.claims(low, high)
        return all(pairs[place][1] for place in self.standing)

    def _restore(self, places: Iterable[int]) -> None:
        for index in places:
            self.low[index], self.high[index] = (
                self.start[0][index],
                self.start[1][index],
            )
