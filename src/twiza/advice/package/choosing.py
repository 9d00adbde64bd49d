"""Chooses the heaviest lawful set of aids: branch and bound, exact.

Aids that neither refuse one another nor share a ceiling that may cut them have nothing
to do with one another: each such group is searched alone. An aid that nobody left
refuses is in at once; a branch is dropped where the most that it could still weigh is
no more than what was found.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence

from twiza.advice.package.nesting import places_in
from twiza.advice.package.weighing import (
    Candidate,
    Ceiling,
    Choice,
    Held,
    Weighing,
    cutting,
)
from twiza.records import record

# Candidates looked at: some thirty milliseconds. 30 candidates took 40 000 at most.
MOST_LOOKS = 120_000


@record
class Found:
    """A chosen set.

    members    places of candidates, in order
    is_proved  False where the search was cut before it had looked at everything
    at_most    what no lawful set exceeds, in centimes and billionths of today
    """

    members: tuple[int, ...]
    is_proved: bool
    at_most: int


def heaviest_set(choice: Choice, most_looks: int = MOST_LOOKS) -> Found:
    """The lawful set worth most, without any aid that adds nothing to it."""
    ceilings = cutting(choice)
    members: list[int] = []
    at_most, is_proved = 0, True
    for group in _groups(choice, ceilings):
        one = choice.candidates[group[0]]
        if len(group) == 1 and not any(
            each.members >> group[0] & 1 for each in ceilings
        ):
            members += group
            at_most += one.paid * one.today
            continue
        search = _Search(Weighing(choice, group, ceilings), choice.refused, most_looks)
        members += search.best()
        most_looks, at_most = search.looks, at_most + search.at_most
        is_proved &= search.is_proved
    return Found(tuple(sorted(members)), is_proved, at_most)


def _groups(choice: Choice, ceilings: Sequence[Ceiling]) -> Iterator[list[int]]:
    """Useful candidates that are joined by refusals or by a ceiling."""
    waiting = sum(1 << i for i, one in enumerate(choice.candidates) if one.is_useful)
    joined = [_touched(each, choice.candidates) for each in ceilings]
    while waiting:
        group, fresh = 0, waiting & -waiting
        while fresh:
            group |= fresh
            bits = 0
            for place in places_in(fresh):
                bits |= choice.refused[place]
            for each in joined:
                bits |= each if each & fresh else 0
            fresh = bits & waiting & ~group
        waiting &= ~group
        yield list(places_in(group))


def _touched(ceiling: Ceiling, candidates: Sequence[Candidate]) -> int:
    """Those under a ceiling, and those that lower it."""
    bits = ceiling.members
    if ceiling.leaves_own_funds:
        bits |= sum(1 << i for i, one in enumerate(candidates) if one.own_funds)
    return bits


class _Search:
    """Branch and bound over one group."""

    def __init__(self, weighing: Weighing, refused: Sequence[int], looks: int) -> None:
        self.weighing, self.refused, self.looks = weighing, refused, looks
        self.parts = weighing.parts
        self.top: tuple[int, ...] = ()  # the first difference decides
        self.chosen: list[int] = []
        self.unseen, self.is_settled = 0, False
        self.burdens = [one.paid or one.lent or one.most for one in weighing.candidates]
        self.everyone = sum(1 << place for place in weighing.order)
        # One that lowers a ceiling, or asks for a part of it, is not always welcome.
        self.unsettled = 0
        if weighing.is_lowered or weighing.has_tickets:
            self.unsettled = sum(1 << i for i in weighing.order if self._asks(i))

    def _asks(self, place: int) -> bool:
        one, weighing = self.weighing.candidates[place], self.weighing
        lowers = weighing.is_lowered and one.own_funds
        return bool(lowers or (weighing.has_tickets and one.ticket))

    @property
    def is_proved(self) -> bool:
        return self.unseen <= self.top[0]

    @property
    def at_most(self) -> int:
        return max(self.top[0], self.unseen)

    def best(self) -> list[int]:
        self._extend([], self.everyone)
        return self._without_idle() if self.weighing.ceilings else self.chosen

    def _extend(self, held: list[int], free: int) -> None:
        if self.is_settled or not self._outweighs(held, free):
            return
        if self.looks < 0 and self.top:
            self.unseen = max(self.unseen, self.weighing.money(held, free))
            return
        self.looks -= len(self.weighing.order)
        pick, alone, rest = self._picked(free)
        held = held + alone if alone else held
        if self.weighing.has_tickets and not self.weighing.is_lawful(held):
            return
        if pick is None:
            self._weigh(held)
            return
        for members, left in self._branches(held, rest & ~(1 << pick), pick):
            self._extend(members, left)

    def _branches(
        self, held: list[int], rest: int, pick: int
    ) -> tuple[tuple[list[int], int], tuple[list[int], int]]:
        """With it and without. Until a first set is found the better promise comes
        first: a good set early leaves less to look at.
        """
        one, two = ([*held, pick], rest & ~self.refused[pick]), (held, rest)
        if not self.top and self.weighing.money(*two) > self.weighing.money(*one):
            return two, one
        return one, two

    def _weigh(self, held: list[int]) -> None:
        """Keeps the best; where nothing can outweigh it the search is over."""
        if self._outweighs(held, 0):
            self.top = tuple(part(held, 0) for part in self.parts)
            self.chosen = held
            if self.weighing.ceilings:
                self.is_settled = not self._outweighs((), self.everyone)

    def _picked(self, free: int) -> tuple[int | None, list[int], int]:
        """On whom to decide, those that need no decision, and the rest: first whoever
        weighs much and refuses many.
        """
        pick, most = None, -1
        alone: list[int] = []
        left, refused, unsettled = free, self.refused, self.unsettled
        for place in self.weighing.order:
            if free >> place & 1:
                against = refused[place] & free
                if against or unsettled >> place & 1:
                    burden = against.bit_count() * self.burdens[place]
                    if burden > most:
                        pick, most = place, burden
                else:
                    alone.append(place)
                    left ^= 1 << place
        return pick, alone, left

    def _outweighs(self, held: Held, free: int) -> bool:
        """Whether the members, with whatever is free, may weigh more than the best."""
        for part, best in zip(self.parts, self.top, strict=False):
            weight = part(held, free)
            if weight != best:
                return weight > best
        return not self.top

    def _without_idle(self) -> list[int]:
        """Those without which the set would weigh less."""
        members = set(self.chosen)
        kept = [place for place in self.weighing.order if place in members]
        if not self.unsettled:
            # Whoever is in never lowers a weight: the heaviest may suffice.
            enough = bisect(
                range(len(kept)), x=0, key=lambda n: self._suffice(kept[:n])
            )
            kept = kept[:enough]
        for place in reversed(kept):
            others = [other for other in kept if other != place]
            if self._suffice(others):
                kept = others
        return kept

    def _suffice(self, held: Held) -> bool:
        """Whether they weigh as much as the best set."""
        return all(
            part(held, 0) >= best
            for part, best in zip(self.parts, self.top, strict=True)
        )
