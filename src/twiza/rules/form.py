"""The typed form of rules at a date: what every evaluator is written from.

Names are resolved, dated figures folded, types and units checked. A node stands for one
value; equal nodes are one node, so rules share what they have in common. Operands come
before what uses them.
"""

from __future__ import annotations

from typing import Any, Literal

from twiza.records import record
from twiza.rules.units import Unit

Kind = Literal["number", "flag", "choice"]

# fact, constant; + - * / min max; comparisons; member (a choice is in a set);
# and or not if; bands scale lookup (tables); column (a category of places)
ARITHMETIC = frozenset("+-*/") | {"min", "max"}
COMPARISONS = frozenset((">=", ">", "<=", "<", "==", "!="))
TABLES = frozenset(("bands", "scale", "lookup", "column"))


@record
class Node:
    """One typed value.

    payload   a fact's place in the situation; a constant's (least, most); the bits of
              a member's set; the table of a table
    least     bounds of a number, whatever the facts
    values    the values a choice may take, in the order of their bits
    depends   the facts it rests on, one bit each
    """

    op: str
    operands: tuple[int, ...]
    payload: Any
    kind: Kind
    unit: Unit | None  # None: 0 or 1, of any unit
    least: float
    most: float
    domain: str
    values: tuple[str, ...]
    depends: int


class Form:
    """Nodes in the order of evaluation."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._known: dict[tuple[object, ...], int] = {}

    def add(self, node: Node) -> int:
        """The place of a node, the same for an equal one."""
        # The unit belongs to it: 0 dirhams and 0 jobs are two constants.
        known = (node.op, node.operands, node.payload, node.kind, node.unit)
        if known not in self._known:
            self._known[known] = len(self.nodes)
            self.nodes.append(node)
        return self._known[known]

    def slice(self, roots: tuple[int, ...]) -> list[int]:
        """Every node that the roots rest on, in the order of evaluation."""
        wanted, waiting = set(roots), list(roots)
        while waiting:
            for operand in self.nodes[waiting.pop()].operands:
                if operand not in wanted:
                    wanted.add(operand)
                    waiting.append(operand)
        return sorted(wanted)

    def has_range(self, roots: tuple[int, ...]) -> bool:
        """Whether they rest on a figure of which only the range is known."""
        nodes = (self.nodes[place] for place in self.slice(roots))
        return any(node.op == "constant" and node.least < node.most for node in nodes)

    def paths(self, roots: tuple[int, ...]) -> dict[int, int]:
        """In how many ways each node reaches the roots; more than two count as two."""
        found = dict.fromkeys(self.slice(roots), 0)
        for root in roots:
            found[root] = min(found[root] + 1, 2)
        for place in sorted(found, reverse=True):
            for operand in self.nodes[place].operands:
                found[operand] = min(found[operand] + found[place], 2)
        return found
