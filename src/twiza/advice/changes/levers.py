"""The levers of one venture: each fact's moves, and what moving it bears on."""

from __future__ import annotations

from typing import Any

from twiza.advice.changes.moves import Move, moves_of
from twiza.advice.what_if import WhatIf
from twiza.records import record
from twiza.rules.situation import blank

Opened = tuple[tuple[int, Any, Any], ...]


@record
class Lever:
    """What can be done with one fact.

    opened           facts whose assumption it decides: where they stand, least, most
    limits           pairs of a fact and the one that it stays within
    bears_on_claims  whether a claim of consistency rests on it
    beside           the facts of those claims and limits: moving one may make room
    """

    moves: tuple[Move, ...]
    opened: Opened
    limits: tuple[tuple[int, int], ...]
    bears_on_claims: bool
    beside: tuple[str, ...]


class Levers:
    """Each looked at once, for many mechanisms rest on the same few."""

    def __init__(self, what_if: WhatIf) -> None:
        self.what_if = what_if
        self._known: dict[str, Lever] = {}

    def of(self, fact: str) -> Lever:
        if fact not in self._known:
            self._known[fact] = self._lever(fact)
        return self._known[fact]

    def _lever(self, fact: str) -> Lever:
        what_if = self.what_if
        moves = tuple(moves_of(what_if, fact))
        if not moves:
            return Lever((), (), (), False, ())
        unknown, index = blank(what_if.rulebook), what_if.rules.index[fact]
        places = [
            unknown.index[name]
            for name, deciding in what_if.deciding.items()
            if fact in deciding
        ]
        claims = [
            facts for facts in what_if.rules.consistency.facts.values() if fact in facts
        ]
        limits = tuple(pair for pair in what_if.limits if index in pair)
        names = list(what_if.rulebook.facts)
        beside = [name for facts in claims for name in facts]
        beside += [names[place] for pair in limits for place in pair]
        return Lever(
            moves,
            tuple((place, unknown.low[place], unknown.high[place]) for place in places),
            limits,
            bool(claims),
            tuple(dict.fromkeys(name for name in beside if name != fact)),
        )


class Group:
    """Moves of different facts that are made together."""

    def __init__(self, moves: tuple[Move, ...], levers: tuple[Lever, ...]) -> None:
        self.moves, self.levers = moves, levers
        self.facts = tuple([move.fact for move in moves])
        self.has_options = any([move.is_equal for move in moves])
        moved = {move.index for move in moves}
        self.opened = [
            entry for lever in levers for entry in lever.opened if entry[0] not in moved
        ]
        self.limits = [pair for lever in levers for pair in lever.limits]
        self.bears_on_claims = any([lever.bears_on_claims for lever in levers])
