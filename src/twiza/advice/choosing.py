"""Chooses the heaviest set in which no two members refuse each other: exact.

Candidates that refuse nobody are in; the others fall into groups that have nothing to
do with one another, and each group is searched with a bound that drops what cannot win.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Weight = tuple[float, float, float, float]  # the first difference decides
NOTHING: Weight = (0.0, 0.0, 0.0, 0.0)


def heaviest_set(weights: Sequence[Weight], refused: Sequence[set[int]]) -> list[int]:
    """The places of the members, in order.

    weights  none below 0
    refused  per candidate those it may not stand with, symmetric
    """
    found: list[int] = []
    for group in _groups(refused):
        found += group if len(group) == 1 else _Search(weights, refused).best(group)
    return sorted(found)


def _groups(refused: Sequence[set[int]]) -> Iterator[list[int]]:
    """Candidates that are joined by refusals."""
    seen: set[int] = set()
    for start in range(len(refused)):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            more = refused[waiting.pop()] - group
            group |= more
            waiting += more
        seen |= group
        yield sorted(group)


class _Search:
    """Branch and bound over one group."""

    def __init__(self, weights: Sequence[Weight], refused: Sequence[set[int]]) -> None:
        self.weights, self.refused = weights, refused
        self.masks = [sum(1 << other for other in others) for others in refused]
        self.top: Weight = NOTHING
        self.chosen: list[int] = []

    def best(self, group: list[int]) -> list[int]:
        self._extend([], group, NOTHING)
        return self.chosen

    def _extend(self, held: list[int], free: list[int], weight: Weight) -> None:
        if weight > self.top:
            self.top, self.chosen = weight, held
        for place, index in enumerate(free):
            rest = free[place:]
            if _sum(weight, self._bound(rest)) <= self.top:
                return
            after = [other for other in rest[1:] if other not in self.refused[index]]
            self._extend([*held, index], after, _sum(weight, self.weights[index]))

    def _bound(self, free: list[int]) -> Weight:
        """At least what any allowed set of them weighs: of candidates that all refuse
        one another at most one can be in.
        """
        cliques: list[int] = []
        mosts: list[Weight] = []
        for index in free:
            for number, clique in enumerate(cliques):
                if clique & ~self.masks[index] == 0:
                    cliques[number] |= 1 << index
                    mosts[number] = _most(mosts[number], self.weights[index])
                    break
            else:
                cliques.append(1 << index)
                mosts.append(self.weights[index])
        total = NOTHING
        for most in mosts:
            total = _sum(total, most)
        return total


def _sum(one: Weight, two: Weight) -> Weight:
    return one[0] + two[0], one[1] + two[1], one[2] + two[2], one[3] + two[3]


def _most(one: Weight, two: Weight) -> Weight:
    return (
        max(one[0], two[0]),
        max(one[1], two[1]),
        max(one[2], two[2]),
        max(one[3], two[3]),
    )
