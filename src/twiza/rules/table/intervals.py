"""Writes the typed form as NumPy source over intervals: for rows in which something is
unknown.

A fact that is a choice is a column of codes, -1 where it is unknown; a choice that is
computed is a column of sets, as bits.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from twiza.rules.critical import Tangled
from twiza.rules.dialects import NUMPY
from twiza.rules.form import Form, Node
from twiza.rules.intervals import Intervals, Pair
from twiza.rules.table.names import ArrayFunction

MOST_IN_SET = 12
MOST_BITS = 62


class NumpyIntervals(Intervals):
    """Over the columns of a block: `L` and `H` by the place of a fact."""

    def __init__(self, form: Form, unknown: int) -> None:
        super().__init__(form, NUMPY)
        self.unknown = unknown  # the facts that may be unknown, one bit each

    def fact(self, node: Node) -> Pair:
        low = self.line(f"L[{node.payload}]")
        if node.kind == "choice" or not self.unknown & node.depends:
            return low, low
        return low, self.line(f"H[{node.payload}]")

    def _if(self, node: Node, parts: list[Pair]) -> Pair:
        if node.kind == "choice":
            sets = [self._set(operand) for operand in node.operands[1:]]
            parts = [parts[0], *((name, name) for name in sets)]
        return super()._if(node, parts)

    def _set(self, place: int) -> str:
        """A choice as a set of bits."""
        node, name = self.form.nodes[place], self.pairs[place][0]
        if node.op != "fact":
            return name
        if len(node.values) > MOST_BITS:
            raise Tangled
        each = [1 << index for index in range(len(node.values))]
        return self._taken(np.array([*each, sum(each)], dtype=np.int64), name)

    def table(self, node: Node, operand: Pair) -> Pair:
        low = operand[0]
        source = self.form.nodes[node.operands[0]]
        if node.op in ("bands", "scale"):
            return self._numeric(node, operand)
        if source.op == "fact":
            return self._of_codes(node, source, low)
        return self._of_sets(node, source, low)

    def _of_codes(self, node: Node, source: Node, codes: str) -> Pair:
        """Tables with one entry more: what holds where the choice is unknown."""
        each = [1 << index for index in range(len(source.values))]
        every = (1 << len(source.values)) - 1
        if node.op == "column":
            held = [node.payload(bit) for bit in (*each, every)]
            name = self._taken(np.array(held, dtype=np.int64), codes)
            return name, name
        if node.op == "member":
            ends = [
                (bool(node.payload & bit), bool(node.payload & bit)) for bit in each
            ]
            ends.append((node.payload == every, node.payload != 0))
        else:
            ends = [node.payload(bit) for bit in (*each, every)]
        return self._pair_of(ends, codes, is_known=not self.unknown & source.depends)

    def _of_sets(self, node: Node, source: Node, sets: str) -> Pair:
        every = (1 << len(source.values)) - 1
        if node.op == "member":
            sure = self.line(f"({sets} & {every & ~node.payload}) == 0")
            return sure, self.line(f"({sets} & {node.payload}) != 0")
        if len(source.values) > MOST_IN_SET:
            raise Tangled
        ends = [(0.0, 0.0), *(node.payload(held) for held in range(1, every + 1))]
        return self._pair_of(ends, sets, is_known=False)

    def _pair_of(
        self, ends: Sequence[tuple[float, float]], codes: str, *, is_known: bool
    ) -> Pair:
        low, high = (np.array(end) for end in zip(*ends, strict=True))
        first = self._taken(low, codes)
        return first, first if is_known else self._taken(high, codes)

    def _taken(self, table: np.ndarray, codes: str) -> str:
        return self.line(f"{self.constant(table)}[{codes}]")

    def _numeric(self, node: Node, operand: Pair) -> Pair:
        low, high = (self._count(node, end) for end in operand)
        if node.op == "scale":
            ends = [
                self._scaled_at(node, number, count)
                for number, count in zip(operand, (low, high), strict=True)
            ]
            return ends[0], ends[1]
        values = node.payload.values
        if low == high:
            name = self._taken(np.array(values), low)
            return name, name
        size = range(len(values))
        least, most = (
            np.array([[best(values[i : j + 1] or (0.0,)) for j in size] for i in size])
            for best in (min, max)
        )
        return self._taken(least, f"{low}, {high}"), self._taken(most, f"{low}, {high}")

    def _count(self, node: Node, number: str) -> str:
        """How many thresholds a number has passed."""
        if node.op == "scale":
            marks = [(threshold, 0) for threshold in node.payload.thresholds]
        else:
            marks = node.payload.marks
        passed = [
            f"multiply({number} {'>' if side else '>='} {float(mark)!r}, 1)"
            for mark, side in marks
        ]
        return self.once(" + ".join(passed))

    def _scaled_at(self, node: Node, number: str, count: str) -> str:
        table = node.payload
        columns = (table.below, table.rates, table.thresholds)
        below, rate, mark = (
            self._taken(np.array((0.0, *column)), count) for column in columns
        )
        return self.line(f"{below} + {rate} * ({number} - {mark})")

    def choice_if(self, test: Pair, yes: str, no: str) -> str:
        unsure = f"where({test[1]}, {yes} | {no}, {no})"
        return f"where({test[0]}, {yes}, {unsure})"


def interval_function(
    form: Form, roots: tuple[int, ...], unknown: int
) -> ArrayFunction:
    """`rule(L, H)`: least and most, or surely and possibly, of every root."""
    written = NumpyIntervals(form, unknown)
    written.write(form.slice(roots))
    answer = "".join(f"({', '.join(written.pairs[root])}), " for root in roots)
    body = "\n    ".join([*written.lines, f"return ({answer})"])
    source = f"def rule(L, H):\n    {body}\n"
    return ArrayFunction("intervals", source, written.constants)
