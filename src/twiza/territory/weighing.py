"""Ranks places by criteria and weights in the open, with the points where it turns.

Within each criterion the best of the places compared has 1 point, the worst 0, the
others lie between in proportion. A criterion for which a figure is missing, or is the
same everywhere, sorts nobody: it is left out and told. Fractions keep equal things
equal, so that ten times all weights is the same order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from twiza.records import record
from twiza.territory.criteria import CRITERIA, EQUAL

Column = Sequence[float | None]
ONE, NONE = Fraction(1), Fraction(0)


@record
class Turn:
    """Beyond this weight of one criterion, all others kept, another place is first."""

    weight: Fraction
    first: int


@record
class Weighed:
    """One criterion: how much it counts, and what each place has of it.

    left_out  why it does not sort: missing, same, weight (it is 0); None where it does
    share     of all the weight that counts
    points    from 0 to 1, by place; empty where a figure is missing or all are the same
    ranks     by place, 1 is best; None where the figure is missing
    swap      the weight at which the first two places swap; None where none does
    below     what happens when it weighs less; above, more
    """

    name: str
    weight: float
    left_out: str | None
    share: Fraction
    points: tuple[Fraction, ...]
    ranks: tuple[int | None, ...]
    swap: Fraction | None
    below: Turn | None
    above: Turn | None

    def contribution(self, place: int) -> Fraction | None:
        return self.share * self.points[place] if self.points else None


@record
class Weighing:
    """`order` holds the numbers of the places, the first first; `ranks` is by place."""

    criteria: tuple[Weighed, ...]
    scores: tuple[Fraction, ...]
    ranks: tuple[int, ...]
    order: tuple[int, ...]


def weigh(columns: Mapping[str, Column], weights: Mapping[str, float]) -> Weighing:
    """Ranks the places whose figures stand in the columns, one column per criterion.

    columns  by criterion the figure of each place, None where it is missing
    weights  by criterion; what is not named weighs 1
    """
    chosen = {name: weights.get(name, EQUAL) for name in columns}
    why = {name: _left_out(columns[name], chosen[name]) for name in columns}
    points = {
        name: _points(name, columns[name])
        for name in columns
        if why[name] in (None, "weight")
    }
    all_weight = sum((Fraction(chosen[name]) for name in points), NONE) or ONE
    shares = {name: Fraction(chosen[name]) / all_weight for name in points}
    count = len(next(iter(columns.values()), ()))
    scores = tuple(
        sum((shares[name] * points[name][place] for name in points), NONE)
        for place in range(count)
    )
    order = tuple(sorted(range(count), key=lambda place: (-scores[place], place)))
    turning = _Turning(points, chosen, order)
    criteria = tuple(
        _weighed(name, columns[name], chosen[name], why[name], shares, turning)
        for name in columns
    )
    ranks = tuple(1 + sum(other > score for other in scores) for score in scores)
    return Weighing(criteria, scores, ranks, order)


def _weighed(
    name: str,
    column: Column,
    weight: float,
    left_out: str | None,
    shares: Mapping[str, Fraction],
    turning: _Turning,
) -> Weighed:
    return Weighed(
        name=name,
        weight=weight,
        left_out=left_out,
        share=shares.get(name, NONE),
        points=turning.points.get(name, ()),
        ranks=_ranks_of(name, column),
        swap=turning.swap(name),
        below=turning.turn(name, below=True),
        above=turning.turn(name, below=False),
    )


def _left_out(column: Column, weight: float) -> str | None:
    if not column or any(value is None for value in column):
        return "missing"
    if len(set(column)) == 1:
        return "same"
    return None if weight else "weight"


def _points(name: str, column: Column) -> tuple[Fraction, ...]:
    values = [_towards_better(name, value) for value in column if value is not None]
    worst, best = min(values), max(values)
    return tuple((value - worst) / (best - worst) for value in values)


def _towards_better(name: str, value: float) -> Fraction:
    exact = Fraction(value)
    return exact if CRITERIA[name].better == "more" else -exact


def _ranks_of(name: str, column: Column) -> tuple[int | None, ...]:
    known = [_towards_better(name, value) for value in column if value is not None]
    return tuple(
        None
        if value is None
        else 1 + sum(other > _towards_better(name, value) for other in known)
        for value in column
    )


class _Turning:
    """Where the order turns as one weight moves and the others stay.

    The score of place p less that of place q is linear in each weight: with everything
    but criterion i summed up in `rest`, it is rest + weight * gap.
    """

    def __init__(
        self,
        points: Mapping[str, tuple[Fraction, ...]],
        weights: Mapping[str, float],
        order: tuple[int, ...],
    ) -> None:
        self.points, self.order = points, order
        self.weights = {name: Fraction(weights[name]) for name in points}

    def swap(self, name: str) -> Fraction | None:
        """The weight at which the first two places stand level."""
        if name not in self.points or len(self.order) < 2:
            return None
        return self._level(name, self.order[1])

    def turn(self, name: str, *, below: bool) -> Turn | None:
        """The nearest weight on one side beyond which another place is first."""
        if name not in self.points:
            return None
        present = self.weights[name]
        found = [
            (abs(level - present), level, place)
            for place in self.order[1:]
            if (level := self._level(name, place)) is not None
            and (self._gap(name, place) > 0) == below
            and (0 < level <= present if below else level >= present)
        ]
        if not found:
            return None
        nearest = min(distance for distance, _, _ in found)
        ties = [entry for entry in found if entry[0] == nearest]
        # Of those that draw level together, the steepest is first beyond.
        _, level, place = max(ties, key=lambda entry: abs(self._gap(name, entry[2])))
        return Turn(level, place)

    def _gap(self, name: str, place: int) -> Fraction:
        points = self.points[name]
        return points[self.order[0]] - points[place]

    def _level(self, name: str, place: int) -> Fraction | None:
        gap = self._gap(name, place)
        if not gap:
            return None
        rest = sum(
            (
                self.weights[other] * self._gap(other, place)
                for other in self.points
                if other != name
            ),
            NONE,
        )
        level = -rest / gap
        return level if level >= 0 else None
