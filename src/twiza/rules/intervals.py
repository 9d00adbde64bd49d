"""Writes the typed form as source over intervals.

Every number is a pair (least, most), every claim a pair (surely true, possibly true),
every choice the set of what it may be. A known value is a pair of equals: one name.
"""

from __future__ import annotations

from collections.abc import Iterable

from twiza.rules.dialects import Dialect
from twiza.rules.form import ARITHMETIC, COMPARISONS, Form, Node

Pair = tuple[str, str]


class Intervals:
    """Source under construction: lines, and the two names of every node."""

    def __init__(self, form: Form, dialect: Dialect) -> None:
        self.form, self.dialect = form, dialect
        self.lines: list[str] = []
        self.constants: dict[str, object] = {}
        self.pairs: dict[int, Pair] = {}
        self._given = 0
        self._once: dict[str, str] = {}

    def write(self, places: Iterable[int]) -> None:
        """Writes nodes that are not yet written, operands before what uses them."""
        for place in places:
            if place not in self.pairs:
                self.pairs[place] = self._pair(self.form.nodes[place])

    def line(self, source: str) -> str:
        """A new name for what the source says."""
        name = self.name()
        self.lines.append(f"{name} = {source}")
        return name

    def once(self, source: str) -> str:
        """As `line`; the same source gets the same name."""
        if source not in self._once:
            self._once[source] = self.line(source)
        return self._once[source]

    def name(self) -> str:
        self._given += 1
        return f"v{self._given}"

    def constant(self, value: object) -> str:
        name = f"T{len(self.constants)}"
        self.constants[name] = value
        return name

    def _pair(self, node: Node) -> Pair:
        if node.op == "constant" and node.kind == "flag":
            return repr(node.payload), repr(node.payload)
        if node.op == "constant":
            return number(node.least), number(node.most)
        if node.op == "fact":
            return self.fact(node)
        parts = [self.pairs[operand] for operand in node.operands]
        if node.op in ARITHMETIC:
            return self._arithmetic(node, parts)
        if node.op in COMPARISONS:
            return self._comparison(node.op, parts)
        if node.op in ("and", "or"):
            return self._logic(node.op, parts)
        if node.op == "not":
            low, high = parts[0]
            return self._both(
                self.dialect.negation(high), self.dialect.negation(low), parts
            )
        if node.op == "if":
            return self._if(node, parts)
        return self.table(node, parts[0])

    # What a dialect says in its own way

    def fact(self, node: Node) -> Pair:
        raise NotImplementedError

    def table(self, node: Node, operand: Pair) -> Pair:
        raise NotImplementedError

    def choice_if(self, test: Pair, yes: str, no: str) -> str:
        raise NotImplementedError

    # What every dialect shares

    def _both(self, low: str, high: str, parts: list[Pair]) -> Pair:
        """Two lines, or one where every operand is known."""
        first = self.line(low)
        if all(is_point(part) for part in parts):
            return first, first
        return first, self.line(high)

    def _arithmetic(self, node: Node, parts: list[Pair]) -> Pair:
        (a, b), (c, d) = parts
        say, op = self.dialect, node.op
        if op in ("min", "max"):
            pick = say.lesser if op == "min" else say.greater
            return self._both(pick(a, c), pick(b, d), parts)
        one, two = (self.form.nodes[operand] for operand in node.operands)
        if op == "+":
            return self._both(f"{a} + {c}", f"{b} + {d}", parts)
        if op == "-":
            return self._both(f"{a} - {d}", f"{b} - {c}", parts)
        if all(is_point(part) for part in parts):
            return self._both(f"{a} {op} {c}", "", parts)
        if one.least >= 0 and two.least >= 0:
            first, last = (c, d) if op == "*" else (d, c)
            return self._both(f"{a} {op} {first}", f"{b} {op} {last}", parts)
        if op == "*" and one.least >= 0:
            return self._scaled(parts[0], parts[1])
        if op == "*" and two.least >= 0:
            return self._scaled(parts[1], parts[0])
        return self._corners(op, parts)

    def _scaled(self, factor: Pair, part: Pair) -> Pair:
        """Product with a factor never negative: the sign of the other decides."""
        say = self.dialect
        near, far = factor
        below = say.chosen(f"({part[0]} >= 0)", near, far)
        above = say.chosen(f"({part[1]} >= 0)", far, near)
        if is_point(factor):
            below = above = near
        low, high = f"({below}) * {part[0]}", f"({above}) * {part[1]}"
        return self._both(low, high, [factor, part])

    def _corners(self, op: str, parts: list[Pair]) -> Pair:
        """Product or quotient of numbers that may be negative: the corners decide."""
        names = [self.line(f"{one} {op} {two}") for one in parts[0] for two in parts[1]]
        low = high = names[0]
        for name in names[1:]:
            low = self.line(self.dialect.lesser(low, name))
            high = self.line(self.dialect.greater(high, name))
        return low, high

    def _comparison(self, sign: str, parts: list[Pair]) -> Pair:
        (a, b), (c, d) = parts
        say = self.dialect
        if all(is_point(part) for part in parts):
            return self._both(f"{a} {sign} {c}", "", parts)
        if sign in (">=", ">"):
            return self._both(f"{a} {sign} {d}", f"{b} {sign} {c}", parts)
        if sign in ("<=", "<"):
            return self._both(f"{b} {sign} {c}", f"{a} {sign} {d}", parts)
        equal = say.all_of([f"({a} == {d})", f"({b} == {c})"])
        meet = say.all_of([f"({a} <= {d})", f"({c} <= {b})"])
        if sign == "==":
            return self._both(equal, meet, parts)
        one, two = self.line(meet), self.line(equal)
        return self.line(say.negation(one)), self.line(say.negation(two))

    def _logic(self, op: str, parts: list[Pair]) -> Pair:
        join = self.dialect.all_of if op == "and" else self.dialect.any_of
        low, high = ([part[end] for part in parts] for end in (0, 1))
        return self._both(join(low), join(high), parts)

    def _if(self, node: Node, parts: list[Pair]) -> Pair:
        test, yes, no = parts
        if node.kind == "choice":
            name = self.line(self.choice_if(test, yes[0], no[0]))
            return name, name
        say = self.dialect
        if is_point(test):
            low, high = (say.chosen(test[0], yes[end], no[end]) for end in (0, 1))
            return self._both(low, high, parts)
        least = self.line(self._lesser(node, yes[0], no[0]))
        most = self.line(self._greater(node, yes[1], no[1]))
        ends = []
        for end, open_ in ((0, least), (1, most)):
            unsure = self.line(say.chosen(test[1], open_, no[end]))
            ends.append(self.line(say.chosen(test[0], yes[end], unsure)))
        return ends[0], ends[1]

    def _lesser(self, node: Node, one: str, two: str) -> str:
        say = self.dialect
        return say.all_of([one, two]) if node.kind == "flag" else say.lesser(one, two)

    def _greater(self, node: Node, one: str, two: str) -> str:
        say = self.dialect
        return say.any_of([one, two]) if node.kind == "flag" else say.greater(one, two)


class PythonIntervals(Intervals):
    """Over the two lists of a situation, `L` and `H`."""

    def fact(self, node: Node) -> Pair:
        low = self.line(f"L[{node.payload}]")
        return (
            (low, low)
            if node.kind == "choice"
            else (low, self.line(f"H[{node.payload}]"))
        )

    def table(self, node: Node, operand: Pair) -> Pair:
        low, high = operand
        if node.op == "member":
            size = len(self.form.nodes[node.operands[0]].values)
            others = ~node.payload & (1 << size) - 1
            sure = self.line(f"not {low} & {others}")
            return sure, self.line(f"{low} & {node.payload} != 0")
        table = self.constant(node.payload)
        if node.op == "column":
            name = self.line(f"{table}({low})")
            return name, name
        given = low if node.op == "lookup" else f"{low}, {high}"
        ends = self.name(), self.name()
        self.lines.append(f"{', '.join(ends)} = {table}({given})")
        return ends

    def choice_if(self, test: Pair, yes: str, no: str) -> str:
        return f"{yes} if {test[0]} else {no} if not {test[1]} else {yes} | {no}"


def is_point(pair: Pair) -> bool:
    """Whether one name stands for both ends: a value that is known."""
    return pair[0] == pair[1]


def number(value: float) -> str:
    return f"({value!r})" if value < 0 else repr(float(value))
