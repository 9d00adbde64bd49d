"""Writes the typed form as NumPy source for a block of rows in which all is known.

Every operation writes into a buffer that is taken again once nobody reads it any more,
so that a block stays in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from twiza.rules.form import COMPARISONS, Form, Node

_NAMES = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide",
    "min": "minimum", "max": "maximum", "and": "logical_and", "or": "logical_or",
    ">=": "greater_equal", ">": "greater", "<=": "less_equal", "<": "less",
    "==": "equal", "!=": "not_equal",
}  # fmt: skip
MOST_COMPARED = 6  # a set this small is quicker compared one by one than looked up

TYPES = {"f": np.float64, "b": np.bool_, "c": np.int8}


class Blocks:
    """Source under construction; a buffer is a letter for its type and a number."""

    def __init__(self, form: Form, roots: tuple[int, ...]) -> None:
        self.form = form
        self.lines: list[str] = []
        self.constants: dict[str, object] = {}
        self.names: dict[int, str] = {}
        self.filled: dict[float, str] = {}
        self.size = dict.fromkeys(TYPES, 0)
        self._free: dict[str, list[str]] = {kind: [] for kind in TYPES}
        self._held: dict[int, str] = {}
        self._readers = dict.fromkeys(form.slice(roots), 0)
        for place in self._readers:
            for operand in form.nodes[place].operands:
                self._readers[operand] += 1
        for root in roots:
            self._readers[root] += 1

    def write(self) -> None:
        for place in self._readers:
            node = self.form.nodes[place]
            self.names[place] = self._value(place, node)
            for operand in node.operands:
                self.read(operand)

    def read(self, place: int) -> None:
        """One reader less; without a reader its buffer is free."""
        self._readers[place] -= 1
        if not self._readers[place] and place in self._held:
            buffer = self._held.pop(place)
            self._free[buffer[0]].append(buffer)

    def constant(self, value: object) -> str:
        name = f"T{len(self.constants)}"
        self.constants[name] = value
        return name

    @contextmanager
    def spare(self, kind: str) -> Iterator[str]:
        """A buffer for the length of one operation."""
        buffer = self._taken(kind)
        yield buffer
        self._free[kind].append(buffer)

    def _taken(self, kind: str) -> str:
        if self._free[kind]:
            return self._free[kind].pop()
        self.size[kind] += 1
        return f"{kind}{self.size[kind] - 1}"

    def _into(self, place: int, kind: str) -> str:
        self._held[place] = self._taken(kind)
        return self._held[place]

    def _filled(self, place: int) -> str:
        """A constant as a column: the lesser of two columns is found at full speed."""
        node = self.form.nodes[place]
        if node.op != "constant":
            return self.names[place]
        return self.filled.setdefault(node.least, f"k{len(self.filled)}")

    def _say(self, name: str, *values: str, out: str) -> str:
        self.lines.append(f"{name}({', '.join(values)}, out={out})")
        return out

    # Nodes

    def _value(self, place: int, node: Node) -> str:
        given = [self.names[operand] for operand in node.operands]
        if node.op == "constant":
            return repr(node.payload if node.kind == "flag" else node.least)
        if node.op == "fact":
            return f"x{node.payload}"
        if node.op in ("min", "max"):
            given = [self._filled(operand) for operand in node.operands]
        if node.op in ("+", "-", "*", "/", "min", "max"):
            return self._say(_NAMES[node.op], *given, out=self._into(place, "f"))
        if node.op in COMPARISONS:
            return self._say(_NAMES[node.op], *given, out=self._into(place, "b"))
        if node.op in ("and", "or"):
            return self._logic(place, node.op, given)
        if node.op == "not":
            return self._say("logical_not", *given, out=self._into(place, "b"))
        if node.op == "member":
            return self._member(place, node, given[0])
        if node.op == "if":
            kind = {"number": "f", "flag": "b", "choice": "c"}[node.kind]
            if given[2] == "0.0":
                return self._say("multiply", *given[:2], out=self._into(place, kind))
            out = self._into(place, kind)
            self.lines.append(f"{out}[:] = where({', '.join(given)})")
            return out
        return _TABLES[node.op](self, place, node, given[0])

    def _logic(self, place: int, op: str, given: list[str]) -> str:
        out = self._into(place, "b")
        self._say(_NAMES[op], *given[:2], out=out)
        for claim in given[2:]:
            self._say(_NAMES[op], out, claim, out=out)
        return out

    def _member(self, place: int, node: Node, codes: str) -> str:
        size = len(self.form.nodes[node.operands[0]].values)
        inside = [index for index in range(size) if node.payload >> index & 1]
        outside = [index for index in range(size) if not node.payload >> index & 1]
        out = self._into(place, "b")
        if min(len(inside), len(outside)) > MOST_COMPARED:
            held = self.constant(np.array([i in inside for i in range(size)]))
            return self._taken_from(held, codes, out)
        wanted, op, join = inside, "equal", "logical_or"
        if len(outside) < len(inside):
            wanted, op, join = outside, "not_equal", "logical_and"
        if not wanted:
            self.lines.append(f"{out}.fill({op == 'not_equal'})")
            return out
        self._say(op, codes, str(wanted[0]), out=out)
        with self.spare("b") as other:
            for index in wanted[1:]:
                self._say(op, codes, str(index), out=other)
                self._say(join, out, other, out=out)
        return out

    def _taken_from(self, table: str, codes: str, out: str) -> str:
        self.lines.append(f"take({table}, {codes}, out={out}, mode='clip')")
        return out

    def _bands(self, place: int, node: Node, number: str) -> str:
        """Counts the thresholds passed, then looks the value up."""
        values = self.constant(np.array(node.payload.values))
        out = self._into(place, "f")
        with self.spare("c") as count, self.spare("b") as passed:
            self.lines.append(f"{count}.fill(0)")
            for threshold, side in node.payload.marks:
                op = "greater" if side else "greater_equal"
                self._say(op, number, repr(float(threshold)), out=passed)
                self._say("add", count, f"{passed}.view(int8)", out=count)
            return self._taken_from(values, count, out)

    def _scale(self, place: int, node: Node, number: str) -> str:
        tables = (node.payload.below, node.payload.rates, node.payload.thresholds)
        below, rates, marks = (self.constant(np.array((0.0, *t))) for t in tables)
        out = self._into(place, "f")
        with self.spare("c") as count, self.spare("b") as passed, self.spare("f") as at:
            self.lines.append(f"{count}.fill(0)")
            for threshold in node.payload.thresholds:
                self._say("greater_equal", number, repr(threshold), out=passed)
                self._say("add", count, f"{passed}.view(int8)", out=count)
            self._taken_from(marks, count, at)
            self._say("subtract", number, at, out=at)
            self._taken_from(rates, count, out)
            self._say("multiply", at, out, out=out)
            self._taken_from(below, count, at)
            return self._say("add", at, out, out=out)

    def _lookup(self, place: int, node: Node, codes: str) -> str:
        table = self.constant(np.array(node.payload.values, dtype=np.float64))
        return self._taken_from(table, codes, self._into(place, "f"))

    def _column(self, place: int, node: Node, codes: str) -> str:
        bits = [bit.bit_length() - 1 for bit in node.payload.bits]
        table = self.constant(np.array(bits, dtype=np.int8))
        return self._taken_from(table, codes, self._into(place, "c"))


_TABLES = {
    "bands": Blocks._bands,
    "scale": Blocks._scale,
    "lookup": Blocks._lookup,
    "column": Blocks._column,
}
