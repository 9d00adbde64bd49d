"""Sums under ceilings that lie one in another or apart, in whole numbers: exact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def places_in(bits: int) -> Iterator[int]:
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last


class Nest:
    """Ceilings as a forest, inner ones first.

    members  per ceiling the candidates it covers, as bits
    leaf     per candidate its innermost ceiling; one that has none stands at the end
    """

    def __init__(self, members: Sequence[int], count: int) -> None:
        self.order = sorted(
            range(len(members)), key=lambda one: members[one].bit_count()
        )
        self.members = [members[one] for one in self.order]
        self.end = len(members)
        self.leaf = [self.end] * count
        for number in reversed(range(self.end)):
            for place in places_in(self.members[number]):
                self.leaf[place] = number
        self.parent = [self._parent(number) for number in range(self.end)]

    def _parent(self, number: int) -> int:
        """The next ceiling outwards that covers all of it."""
        bits, outer = self.members[number], range(number + 1, self.end)
        return next((one for one in outer if not bits & ~self.members[one]), self.end)

    def capped(self, sums: list[int], most: Sequence[int]) -> int:
        """What is left of sums per leaf once each ceiling has cut what it covers."""
        for place, parent in enumerate(self.parent):
            found, limit = sums[place], most[place]
            sums[parent] += limit if found > limit else found
        return sums[self.end]


def cliques_of(
    places: Iterable[int], leaf: Sequence[int], refused: Sequence[int]
) -> list[list[int]]:
    """Candidates under one ceiling that all refuse one another: one at most can be in.

    places  the heaviest first
    """
    found: dict[int, list[tuple[int, list[int]]]] = {}
    for place in places:
        under = found.setdefault(leaf[place], [])
        for number, (bits, clique) in enumerate(under):
            if not bits & ~refused[place]:
                clique.append(place)
                under[number] = bits | 1 << place, clique
                break
        else:
            under.append((1 << place, [place]))
    return [clique for under in found.values() for _, clique in under]


class Layer:
    """One amount per candidate, and what a set of them comes to under the ceilings.

    singles  candidates that no other of their ceiling refuses: leaf, bit, amount
    cliques  the others: leaf, bits, then bit and amount of each, the largest first
    """

    def __init__(
        self, amounts: Sequence[int], nest: Nest, cliques: Iterable[list[int]]
    ) -> None:
        self.amounts, self.nest = amounts, nest
        self.singles: list[tuple[int, int, int]] = []
        self.cliques: list[tuple[int, int, list[tuple[int, int]]]] = []
        for clique in cliques:
            leaf = nest.leaf[clique[0]]
            ranked = [
                (amounts[place], 1 << place) for place in clique if amounts[place]
            ]
            if len(ranked) == 1:
                self.singles.append((leaf, ranked[0][1], ranked[0][0]))
            elif ranked:
                ranked.sort(reverse=True)
                bits = sum([bit for _, bit in ranked])
                self.cliques.append((leaf, bits, ranked))

    def total(self, held: Iterable[int], free: int, most: Sequence[int]) -> int:
        """Of the members held; where some are free, no less than any choice of them
        could add, for of a clique only the largest counts.
        """
        amounts, leaf_of = self.amounts, self.nest.leaf
        sums = [0] * (self.nest.end + 1)
        for place in held:
            sums[leaf_of[place]] += amounts[place]
        if free:
            for leaf, bit, amount in self.singles:
                if bit & free:
                    sums[leaf] += amount
            for leaf, bits, clique in self.cliques:
                if bits & free:
                    sums[leaf] += next(amount for amount, bit in clique if bit & free)
        return self.nest.capped(sums, most)
