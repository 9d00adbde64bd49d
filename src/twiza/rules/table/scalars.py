"""Writes the typed form as one loop over rows in which all is known, for numba.

Every value is a scalar in a register and every choice between two a selection without a
branch, so that the compiler works on several rows at once. Operations and their order
are those of `blocks`: both engines give the same bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from twiza.rules.compiled import Rule
from twiza.rules.form import COMPARISONS, Form, Node

TILE = 512  # rows looked through for holes, then computed while they are near
MOST_SELECTED = 8  # entries of a table: more are quicker looked up than selected
MOST_BITS = 64


class Scalars:
    """Source under construction: `v1`, `v2`… are the values of the row `r`."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.lines: list[str] = []
        self.tables: list[str] = []
        self.names: dict[int, str] = {}

    def write(self, roots: Iterable[int]) -> None:
        for place in self.form.slice(tuple(roots)):
            node = self.form.nodes[place]
            given = [self.names[operand] for operand in node.operands]
            self.names[place] = self._value(node, given)

    def line(self, value: str) -> str:
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = {value}")
        return name

    def _value(self, node: Node, given: list[str]) -> str:
        if node.op == "constant":
            return str(node.payload) if node.kind == "flag" else figure(node.least)
        if node.op == "fact":
            sign = " != 0" if node.kind == "flag" else ""
            return self.line(f"x{node.payload}[r]{sign}")
        if node.op in ("min", "max"):
            return self._nearest("<" if node.op == "min" else ">", *given)
        if node.op in ("+", "-", "*", "/") or node.op in COMPARISONS:
            return self.line(f" {node.op} ".join(given))
        if node.op in ("and", "or"):
            return self.line((" & " if node.op == "and" else " | ").join(given))
        if node.op == "not":
            return self.line(f"not {given[0]}")
        if node.op == "if":
            return self._if(*given)
        return _TABLES[node.op](self, node, given[0])

    def _nearest(self, sign: str, one: str, two: str) -> str:
        """As NumPy: of two zeros the second, and nothing stays nothing."""
        return self.line(f"{one} if ({one} {sign} {two}) | ({one} != {one}) else {two}")

    def _if(self, test: str, yes: str, no: str) -> str:
        if no == "0.0":  # as `blocks` writes it: 0 times a loss is -0
            return self.line(f"{test} * {yes}")
        return self.line(f"{yes} if {test} else {no}")

    # Tables

    def _selected(self, values: Sequence[str], tests: Sequence[str]) -> str:
        """The first value, or the one after the last test that holds."""
        name = values[0]
        for value, test in zip(values[1:], tests, strict=True):
            if value != name:
                name = self.line(f"{value} if {test} else {name}")
        return name

    def _table(self, values: Sequence[float], kind: str) -> str:
        listed = ", ".join(figure(v) if kind == "float64" else str(v) for v in values)
        return self._constant(f'array([{listed}], "{kind}")')

    def _constant(self, value: str) -> str:
        name = f"T{len(self.tables)}"
        self.tables.append(f"{name} = {value}")
        return name

    def _coded(self, values: Sequence[float], codes: str, kind: str) -> str:
        """The entry of a code. One outside the table finds some entry of it."""
        if len(values) <= MOST_SELECTED:
            tests = [f"{codes} == {code}" for code in range(1, len(values))]
            texts = [figure(v) if kind == "float64" else str(v) for v in values]
            return self._selected(texts, tests)
        table = self._table(values, kind)
        last = self._constant(f"uint64({len(values) - 1})")
        place = self.line(f"uint64({codes})")
        return self.line(f"{table}[{place} if {place} < {last} else {last}]")

    def _member(self, node: Node, codes: str) -> str:
        size = len(self.form.nodes[node.operands[0]].values)
        if size > MOST_BITS:
            inside = [node.payload >> index & 1 for index in range(size)]
            return self.line(f"{self._coded(inside, codes, 'int64')} != 0")
        bits = self._constant(f"uint64({node.payload & (1 << size) - 1})")
        return self.line(f"(({bits} >> (uint64({codes}) & LAST_BIT)) & ONE) != ZERO")

    def _bands(self, node: Node, number: str) -> str:
        tests = [
            self.line(f"{number} {'>' if side else '>='} {figure(mark)}")
            for mark, side in node.payload.marks
        ]
        return self._selected([figure(value) for value in node.payload.values], tests)

    def _scale(self, node: Node, number: str) -> str:
        table = node.payload
        tests = [self.line(f"{number} >= {figure(mark)}") for mark in table.thresholds]
        below, rate, mark = (
            self._selected([figure(value) for value in (0.0, *column)], tests)
            for column in (table.below, table.rates, table.thresholds)
        )
        return self.line(f"{below} + ({number} - {mark}) * {rate}")

    def _lookup(self, node: Node, codes: str) -> str:
        return self._coded(node.payload.values, codes, "float64")

    def _column(self, node: Node, codes: str) -> str:
        places = [bit.bit_length() - 1 for bit in node.payload.bits]
        return self._coded(places, codes, "int64")


_TABLES: dict[str, Callable[[Scalars, Node, str], str]] = {
    "member": Scalars._member,
    "bands": Scalars._bands,
    "scale": Scalars._scale,
    "lookup": Scalars._lookup,
    "column": Scalars._column,
}


def figure(value: float) -> str:
    if math.isinf(value):
        return "INFINITE" if value > 0 else "-INFINITE"
    return repr(float(value))


def kernel_source(form: Form, rules: Sequence[Rule], facts: dict[int, str]) -> str:
    """`kernel`: status (1 where refused) and amount (0 there) of the blocks from
    `first` to before `stop`. With `is_checked`, a block with a hole is given up and
    told in `left`.

    facts   place and kind of every column; `x`, then `s` and `o` of every rule
    """
    scalars = Scalars(form)
    roots = [claim for rule in rules for claim in rule.claims]
    scalars.write(roots + [r.amount for r in rules if r.amount is not None])
    endings = [
        line for n, rule in enumerate(rules) for line in _ending(n, rule, scalars)
    ]
    names = ["first", "stop", "rows", "size", "is_checked", "left"]
    names += [f"x{fact}" for fact in facts]
    names += [f"{letter}{n}" for letter in ("s", "o") for n in range(len(rules))]
    return _KERNEL.format(
        tables="\n".join(scalars.tables),
        names=", ".join(names),
        checks=_indented(_checks(facts), 4),
        lines=_indented([*scalars.lines, *endings], 4),
    )


# Places are unsigned: one that might be negative would be looked up row by row.
_KERNEL = """\
{tables}

def kernel({names}):
    for block in range(first, stop):
        end = min((block + ONE) * size, rows)
        for start in range(block * size, end, TILE):
            last = min(start + TILE, end)
            if is_checked:
                seen = False
{checks}
                if seen:
                    left[block] = 1
                    break
            for r in range(start, last):
{lines}
"""


def _indented(lines: Iterable[str], depth: int) -> str:
    return "\n".join("    " * depth + line for line in lines)


def _checks(facts: dict[int, str]) -> Iterable[str]:
    """One loop for columns of one type: as many rows at once as fit."""
    for kind in ("number", "flag", "choice"):
        columns = [f"x{fact}[r]" for fact, held in facts.items() if held == kind]
        test = "{0} != {0}" if kind == "number" else "{0} < 0"
        if columns:
            holes = " | ".join(f"({test.format(column)})" for column in columns)
            yield from ("for r in range(start, last):", f"    seen |= {holes}")
    yield "pass"


def _ending(number: int, rule: Rule, scalars: Scalars) -> Iterable[str]:
    held = [scalars.names[claim] for claim in rule.claims]
    held = [claim for claim in held if claim != "True"]
    amount = None if rule.amount is None else scalars.names[rule.amount]
    granted = f"h{number}"
    if held:  # otherwise nothing is refused, as the answer begins
        yield f"{granted} = {' & '.join(held)}"
        yield f"s{number}[r] = not {granted}"
    if amount is not None:
        yield f"o{number}[r] = {f'{granted} * {amount}' if held else amount}"
