"""What a set of aids is worth under shared ceilings, and the most it could still be.

Money counts first, at what it is worth today; then what is guaranteed or lent; then
what money may come to at most; then aids of which no figure is known. Grants and
premiums use up a ceiling before loans do, and what is paid earlier before what is paid
later. Under nested ceilings that order is the best one: sums of capped sums say it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from twiza.advice.package.nesting import Layer, Nest, cliques_of
from twiza.records import record

Held = Sequence[int]
Part = Callable[[Held, int], int]  # of the members held, with what else is free


@record
class Candidate:
    """One aid as a search sees it: whole numbers, money in centimes.

    paid       grant or premium that is sure
    today      what one centime of it is worth today, in billionths
    most       grant or premium that it may come to
    cover      guaranteed, lent or invested for sure
    is_open    it brings something of which no figure is known
    own_funds  what the investor has to bring beside it
    ticket     the least that is lent or invested
    papers     the steps of its application
    """

    paid: int = 0
    today: int = 1
    most: int = 0
    cover: int = 0
    is_open: bool = False
    own_funds: int = 0
    ticket: int = 0
    papers: int = 1

    @property
    def is_useful(self) -> bool:
        return bool(self.paid or self.most or self.cover or self.ticket or self.is_open)

    @property
    def lent(self) -> int:
        """Once it is lent at all, no less than its ticket."""
        return self.cover if self.cover > self.ticket else self.ticket


@record
class Ceiling:
    """The most that its members may come to together.

    members           the candidates it covers, as bits
    least, most       the same twice where its figure is known
    leaves_own_funds  it falls by what the chosen aids ask the investor to bring
    """

    members: int
    least: int
    most: int
    leaves_own_funds: bool = False


@record
class Choice:
    """Candidates, for each those it may not stand with as bits, and ceilings."""

    candidates: tuple[Candidate, ...]
    refused: tuple[int, ...]
    ceilings: tuple[Ceiling, ...] = ()


def cutting(choice: Choice) -> list[Ceiling]:
    """The ceilings that may cut something: the others need not be looked at."""
    if not choice.ceilings:
        return []
    candidates = choice.candidates
    own = max([one.own_funds for one in candidates], default=0)
    sure = [one.paid + one.lent for one in candidates]
    most = [one.most for one in candidates]
    found = []
    for each in choice.ceilings:
        left = own if each.leaves_own_funds else 0
        lowest, highest = each.least - left, each.most - left
        if sum(sure) > lowest or sum(most) > highest:
            places = [i for i in range(len(sure)) if each.members >> i & 1]
            asked = sum([sure[i] for i in places]), sum([most[i] for i in places])
            if asked[0] > lowest or asked[1] > highest:
                found.append(each)
    return found


class Weighing:
    """Weighs sets of some candidates under ceilings that may cut them.

    order  the candidates, the heaviest first
    """

    def __init__(
        self,
        choice: Choice,
        places: Iterable[int],
        ceilings: Sequence[Ceiling],
    ) -> None:
        self.candidates = candidates = choice.candidates
        self.order = sorted(places, key=lambda place: _rank(candidates[place]))
        self.nest = Nest([each.members for each in ceilings], len(candidates))
        self.ceilings = [ceilings[number] for number in self.nest.order]
        self.cliques = cliques_of(self.order, self.nest.leaf, choice.refused)
        self.dated = self._dated()
        self.open = sum(1 << i for i in self.order if candidates[i].is_open)
        self._least = [each.least for each in self.ceilings]
        self._most = [each.most for each in self.ceilings]
        asking = [candidates[place] for place in self.order]
        self.is_lowered = any(each.leaves_own_funds for each in ceilings) and any(
            one.own_funds for one in asking
        )
        self.has_tickets = bool(ceilings) and any(one.ticket for one in asking)
        self.parts = tuple(self._parts(asking))

    def _parts(self, asking: Sequence[Candidate]) -> Iterator[Part]:
        """What a weight is made of, but for what says no more than the money before."""
        yield self.money
        if any(one.lent for one in asking):
            yield self.covered
        is_known = all(each.least == each.most for each in self.ceilings)
        is_sure = all(one.paid == one.most for one in asking)
        if not (is_known and is_sure and len(self.dated) < 2):
            yield self.reachable
        if self.open:
            yield self.opened

    # Layers are made when they are first asked for: most choices need two or three

    def _layer(self, amounts: list[int]) -> Layer:
        return Layer(amounts, self.nest, self.cliques)

    @cached_property
    def paid(self) -> Layer:
        return self._layer([one.paid for one in self.candidates])

    @cached_property
    def lent(self) -> Layer:
        return self._layer([one.lent for one in self.candidates])

    @cached_property
    def all(self) -> Layer:
        return self._layer([one.paid + one.lent for one in self.candidates])

    @cached_property
    def asked(self) -> Layer:
        return self._layer([one.paid + one.ticket for one in self.candidates])

    @cached_property
    def reach(self) -> Layer:
        return self._layer([one.most for one in self.candidates])

    def _dated(self) -> list[tuple[int, Layer]]:
        """What is paid up to each date, and what a centime loses until the next."""
        worths = {one.today for one in self._paying()}
        found = []
        for worth, later in itertools.pairwise([*sorted(worths, reverse=True), 0]):
            amounts = [one.paid * (one.today >= worth) for one in self.candidates]
            found.append((worth - later, self._layer(amounts)))
        return found

    def _paying(self) -> Iterable[Candidate]:
        return (one for i in self.order if (one := self.candidates[i]).paid)

    def _limits(self, held: Held, stated: list[int]) -> list[int]:
        """The ceilings once the investor's own part is set aside."""
        if not self.is_lowered:
            return stated
        own = max((self.candidates[place].own_funds for place in held), default=0)
        return [
            max(0, most - own) if each.leaves_own_funds else most
            for each, most in zip(self.ceilings, stated, strict=True)
        ]

    # Parts of a weight: of the members held; with some free, at least what any choice
    # among them could add

    def money(self, held: Held, free: int = 0) -> int:
        most = self._limits(held, self._least) if self.is_lowered else self._least
        found = 0
        for loss, layer in self.dated:
            found += loss * layer.total(held, free, most)
        return found

    def covered(self, held: Held, free: int = 0) -> int:
        """Beside the money, which is counted first unless some are free."""
        most = self._limits(held, self._least)
        if free or not self.dated or not self.ceilings:
            return self.lent.total(held, free, most)
        return self.all.total(held, 0, most) - self.paid.total(held, 0, most)

    def reachable(self, held: Held, free: int = 0) -> int:
        return self.reach.total(held, free, self._limits(held, self._most))

    def opened(self, held: Held, free: int = 0) -> int:
        sure = sum(self.candidates[place].is_open for place in held)
        return sure + (self.open & free).bit_count()

    def is_lawful(self, held: Held) -> bool:
        """Whether the least that its loans ask for is left beside the money."""
        if not self.has_tickets:
            return True
        most = self._limits(held, self._least)
        wanted = sum(self.candidates[place].ticket for place in held)
        paid = self.paid.total(held, 0, most)
        return self.asked.total(held, 0, most) - paid >= wanted


def _rank(one: Candidate) -> tuple[int, ...]:
    return -one.paid * one.today, -one.lent, -one.most, -one.is_open
