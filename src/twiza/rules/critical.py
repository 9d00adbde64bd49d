"""The critical points of a rule along one fact: where its bounds can turn.

Along one fact x, all else fixed, both ends of every value are pieces of the form
m/x + c + p·x. A rule turns only where two pieces that it compares meet, where a piece
has a summit, and at the ends of the fact. Tried there and beside, its bounds are sharp.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from twiza.records import record
from twiza.rules.form import COMPARISONS, Node
from twiza.rules.intervals import Intervals, number

MOST_PIECES = 48
MOST_TURNS = 80
GRID = 1e4  # a hundredth of a centime, or of a percent
ROUNDED = 4e-16  # what a sum may lose of its greatest part


class Tangled(Exception):
    """A rule whose values along a fact are not of the simple form."""


@record
class Piece:
    """m/x + c + p·x; a coefficient is a figure or the name of one."""

    m: float | str
    c: float | str
    p: float | str

    @property
    def is_level(self) -> bool:
        return self.m == 0 and self.p == 0


Ends = tuple[tuple[Piece, ...], tuple[Piece, ...]]
SLOPE, LEVEL = Piece(0, 0, 1), Piece(0, 0, 0)


class Turns:
    """Finds where the values of some nodes turn along one fact, and writes it down."""

    def __init__(
        self, written: Intervals, axis: int, *, is_whole: bool = False
    ) -> None:
        self.written, self.form, self.axis = written, written.form, axis
        self.is_whole = is_whole
        self.ends: dict[int, Ends] = {}
        self.turns: dict[tuple[Piece, Piece], bool] = {}  # whether a value jumps there
        self.sizes: dict[tuple[Piece, Piece], float] = {}  # greatest part of a sum
        self.reach: dict[int, float] = {}  # how great what x moves can be
        self.equals: set[tuple[Piece, Piece]] = set()  # what must meet exactly

    def follow(
        self, places: Iterable[int], amount: int | None
    ) -> tuple[list[str], list[str]]:
        """Names of the critical points between the ends: where a value jumps, where it
        only bends.

        raises  Tangled where the form is too rich
        """
        for place in places:
            node = self.form.nodes[place]
            self.reach[place] = self._size(place)
            self.ends[place] = self._ends(place, node)
            if sum(map(len, self.ends[place])) > 2 * MOST_PIECES:
                raise Tangled
        if len(self.turns) > MOST_TURNS:
            raise Tangled
        jumps: dict[str, None] = {}
        bends: dict[str, None] = {}
        for (one, two), is_jump in self.turns.items():
            found = self._meeting(one, two)
            (jumps if is_jump else bends).update(dict.fromkeys(map(_written, found)))
            if is_jump and not self.is_whole:
                more = self._beside_sum(one, two, found)
                if (one, two) in self.equals:
                    more += [self._on_the_grid(point) for point in found]
                bends.update(dict.fromkeys(map(_written, more)))
        for piece in dict.fromkeys(itertools.chain(*self._of(amount))):
            if piece.m != 0 and piece.p != 0:
                summit = self._root(self._ratio(piece.m, piece.p))
                bends[summit] = None
                if self.form.nodes[self.axis].least < 0:
                    bends[_written(self._by(summit, -1.0))] = None
        return list(jumps), [name for name in bends if name not in jumps]

    def _of(self, place: int | None) -> Ends:
        """The pieces of a node: followed, or level because x does not reach it."""
        if place is None:
            return (), ()
        if place in self.ends:
            return self.ends[place]
        node = self.form.nodes[place]
        if node.op == "constant":
            pair: tuple[float | str, float | str] = (node.least, node.most)
        else:
            pair = self.written.pairs[place]
        return (Piece(0, pair[0], 0),), (Piece(0, pair[1], 0),)

    def _ends(self, place: int, node: Node) -> Ends:
        if place == self.axis:
            return ((SLOPE,), (SLOPE,)) if node.kind == "number" else ((), ())
        if node.op in COMPARISONS:
            one, two = (self._of(operand) for operand in node.operands)
            size = max(self._size(operand) for operand in node.operands)
            exact = node.op in ("==", "!=")
            self._compare(one[0], two[1], jumping=size, is_exact=exact)
            self._compare(one[1], two[0], jumping=size, is_exact=exact)
            return (), ()
        if node.kind != "number":
            return (), ()  # claims and choices turn where what they compare meets
        if node.op == "lookup":
            values = tuple(
                Piece(0, value, 0) for value in sorted(set(node.payload.values))
            )
            return values, values
        parts = [self._of(operand) for operand in node.operands]
        if node.op in ("bands", "scale"):
            return self._table(node, parts[0])
        if node.op in ("min", "max", "if"):
            one, two = parts[-2:]
            self._choose(*node.operands[-2:])
            return _joined(one[0] + two[0]), _joined(one[1] + two[1])
        return self._arithmetic(node, parts[0], parts[1])

    def _compare(
        self,
        one: tuple[Piece, ...],
        two: tuple[Piece, ...],
        *,
        jumping: float = 0,
        is_exact: bool = False,
    ) -> None:
        """Notes every pair of pieces whose order decides something.

        jumping   where a value jumps there: the greatest part of what is compared
        """
        for a, b in itertools.product(one, two):
            if a == b or (a.is_level and b.is_level):
                continue
            pair = (b, a) if (b, a) in self.turns else (a, b)
            self.turns[pair] = jumping > 0 or self.turns.get(pair, False)
            self.sizes[pair] = max(jumping, self.sizes.get(pair, 0))
            if is_exact and SLOPE not in pair:
                self.equals.add(pair)

    def _choose(self, one: int, two: int) -> None:
        """Notes where the lesser of two values becomes the greater."""
        nodes = self.form.nodes
        for a, b in ((one, two), (two, one)):
            if nodes[b].op == "constant" and nodes[b].least == nodes[b].most == 0:
                return self._cross(a)
            if nodes[a].op in ("min", "max") and b in nodes[a].operands:
                # min(b, c) beside b: only c can cross it.
                other = next((o for o in nodes[a].operands if o != b), b)
                return self._choose(other, b) if other != b else None
        for x, y in zip(self._of(one), self._of(two), strict=True):
            self._compare(x, y)
        return None

    def _cross(self, place: int) -> None:
        """Notes where a value crosses 0; a product does where a factor does."""
        node = self.form.nodes[place]
        if node.op in ("min", "max", "if"):
            for operand in node.operands[-2:]:
                self._cross(operand)
        elif node.op != "*" or max(self.form.nodes[o].least for o in node.operands) < 0:
            low, high = self._of(place)
            self._compare(low + high, (LEVEL,))

    def _table(self, node: Node, given: Ends) -> Ends:
        marks = tuple(Piece(0, mark, 0) for mark in node.payload.thresholds)
        jumping = self._size(node.operands[0]) if node.op == "bands" else 0
        self._compare(given[0] + given[1], marks, jumping=jumping)
        if node.op == "bands":
            values = tuple(
                Piece(0, value, 0) for value in sorted(set(node.payload.values))
            )
            return values, values
        ends = []
        for pieces in given:
            found = [Piece(0, 0, 0)]
            for below, rate, mark in node.payload.pieces:
                for piece in pieces:
                    above = self._sum(piece, Piece(0, -mark, 0))
                    found.append(
                        self._sum(
                            self._times(above, Piece(0, rate, 0)), Piece(0, below, 0)
                        )
                    )
            ends.append(_joined(tuple(found)))
        return ends[0], ends[1]

    def _arithmetic(self, node: Node, one: Ends, two: Ends) -> Ends:
        a, b = (self.form.nodes[operand] for operand in node.operands)
        if node.op in "+-":
            other = two if node.op == "+" else (two[1], two[0])
            combine = self._sum if node.op == "+" else self._difference
            return (
                _joined(tuple(combine(x, y) for x in one[0] for y in other[0])),
                _joined(tuple(combine(x, y) for x in one[1] for y in other[1])),
            )
        if node.op == "*" and max(a.least, b.least) >= 0 > min(a.least, b.least):
            factor, part = (one, two) if a.least >= 0 else (two, one)
            return self._scaled(factor, part)
        combine = self._times if node.op == "*" else self._over
        if a.least >= 0 and b.least >= 0:
            other = two if node.op == "*" else (two[1], two[0])
            low = tuple(combine(x, y) for x in one[0] for y in other[0])
            high = tuple(combine(x, y) for x in one[1] for y in other[1])
            return _joined(low), _joined(high)
        every = _joined(
            tuple(combine(x, y) for x in one[0] + one[1] for y in two[0] + two[1])
        )
        self._compare(every, every)
        return every, every

    def _scaled(self, factor: Ends, part: Ends) -> Ends:
        """Product with a factor that is never negative: turns where the other is 0."""
        self._compare(part[0] + part[1], (LEVEL,))
        either = _joined(factor[0] + factor[1])
        low = tuple(self._times(x, y) for x in either for y in part[0])
        high = tuple(self._times(x, y) for x in either for y in part[1])
        return _joined(low), _joined(high)

    # Pieces

    def _sum(self, one: Piece, two: Piece) -> Piece:
        return Piece(
            self._plus(one.m, two.m), self._plus(one.c, two.c), self._plus(one.p, two.p)
        )

    def _difference(self, one: Piece, two: Piece) -> Piece:
        return self._sum(one, self._times(two, Piece(0, -1.0, 0)))

    def _times(self, one: Piece, two: Piece) -> Piece:
        if (one.m != 0 and two.m != 0) or (one.p != 0 and two.p != 0):
            raise Tangled
        crossed = self._plus(self._by(one.m, two.p), self._by(one.p, two.m))
        return Piece(
            self._plus(self._by(one.m, two.c), self._by(one.c, two.m)),
            self._plus(self._by(one.c, two.c), crossed),
            self._plus(self._by(one.c, two.p), self._by(one.p, two.c)),
        )

    def _over(self, one: Piece, two: Piece) -> Piece:
        if two.is_level:
            parts = (self._ratio(part, two.c) for part in (one.m, one.c, one.p))
            return Piece(*parts)
        if two.m == 0 and two.c == 0 and one.m == 0:
            return Piece(self._ratio(one.c, two.p), self._ratio(one.p, two.p), 0)
        if two.p == 0 and two.c == 0 and one.p == 0:
            return Piece(0, self._ratio(one.m, two.m), self._ratio(one.c, two.m))
        raise Tangled

    def _meeting(self, one: Piece, two: Piece) -> list[float | str]:
        """The points at which two pieces are equal."""
        gap = self._difference(one, two)
        minus = self._by(gap.c, -1.0)
        if gap.is_level:
            return []
        if gap.m == 0:
            return [self._ratio(minus, gap.p)]
        if gap.p == 0:
            return [self._ratio(self._by(gap.m, -1.0), gap.c)] if gap.c != 0 else []
        # p·x² + c·x + m = 0, also where p turns out to be 0 or nearly so
        width = self._root(
            self._plus(self._by(gap.c, gap.c), self._by(self._by(gap.m, gap.p), -4.0))
        )
        found: list[float | str] = []
        for top in (self._plus(minus, width), self._difference_of(minus, width)):
            found.append(self._ratio(top, self._by(gap.p, 2.0)))
            if gap.c != 0:
                found.append(self._ratio(self._by(gap.m, 2.0), top))
        return found

    def _beside_sum(
        self, one: Piece, two: Piece, points: list[float | str]
    ) -> list[float | str]:
        """Both sides of where a sum meets a value: nearer by, rounding decides.

        What it lost is told by the sum itself, or, where its parts cancel, by how
        great they can be.
        """
        is_sum = any(piece.c != 0 and not piece.is_level for piece in (one, two))
        if len(points) != 1 or not is_sum:
            return []
        gap, at, found = self._difference(one, two), points[0], []
        parts = [self._by(one.c if one.c != 0 else two.c, ROUNDED)]
        parts.append(self.sizes[one, two] * ROUNDED)
        for lost in parts:
            if gap.m == 0:
                aside = self._ratio(lost, gap.p)
            else:
                aside = self._by(at, self._ratio(lost, gap.c))
            found += [self._plus(at, aside), self._difference_of(at, aside)]
        return found

    def _on_the_grid(self, point: float | str) -> str:
        """The value that a person would give: an equation met it but for rounding."""
        scaled = self._line(f"{_written(point)} * {GRID!r}")
        whole = self._line(self.written.dialect.rounded(scaled))
        return self._line(f"{whole} / {GRID!r}")

    def _size(self, place: int) -> float:
        """How great a value, or what x makes of its parts, can be."""
        node = self.form.nodes[place]
        own = max(abs(node.least), abs(node.most)) if node.kind == "number" else 0.0
        parts = [self.reach.get(operand, 0.0) for operand in node.operands]
        return max(own, self.reach.get(place, 0.0), *parts, 0.0)

    # Coefficients

    def _plus(self, one: float | str, two: float | str) -> float | str:
        if one == 0 or two == 0:
            return two if one == 0 else one
        if isinstance(one, str) or isinstance(two, str):
            return self._line(f"{_written(one)} + {_written(two)}")
        return one + two

    def _difference_of(self, one: float | str, two: float | str) -> float | str:
        return self._plus(one, self._by(two, -1.0))

    def _by(self, one: float | str, two: float | str) -> float | str:
        if one == 0 or two == 0:
            return 0
        if one == 1 or two == 1:
            return two if one == 1 else one
        if isinstance(one, str) or isinstance(two, str):
            return self._line(f"{_written(one)} * {_written(two)}")
        return one * two

    def _ratio(self, top: float | str, below: float | str) -> float | str:
        if top == 0 or below == 1:
            return top
        if isinstance(top, str) or isinstance(below, str) or below == 0:
            return self._line(
                self.written.dialect.ratio(_written(top), _written(below))
            )
        return top / below

    def _root(self, inside: float | str) -> str:
        return self._line(self.written.dialect.root(_written(inside)))

    def _line(self, source: str) -> str:
        return self.written.once(source)


def _written(value: float | str) -> str:
    return value if isinstance(value, str) else number(value)


def _joined(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    if len(pieces) > MOST_PIECES**2:
        raise Tangled
    return tuple(dict.fromkeys(pieces))
