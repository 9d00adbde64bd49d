"""Folds what needs no fact: figures among themselves, comparisons that the bounds of
the facts decide, branches that a condition has closed.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence

from twiza.records import replaced
from twiza.rules.form import COMPARISONS, Form, Node
from twiza.rules.units import Unit

_FOLDED: dict[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "min": min,
    "max": max,
}


def constant(least: float, most: float, unit: Unit | None) -> Node:
    """A figure; two ends where only its range is known."""
    pair = (least, most)
    return Node("constant", (), pair, "number", unit, least, most, "", (), 0)


def truth(*, holds: bool) -> Node:
    """A claim that no fact can change."""
    pair = (float(holds), float(holds))
    return Node("constant", (), holds, "flag", None, *pair, "", (), 0)


def is_decided(node: Node) -> bool:
    return node.op == "constant" and node.kind == "flag"


def add_folded(form: Form, node: Node) -> int:
    """The place of a node, or of the simpler one that means the same."""
    operands = [form.nodes[operand] for operand in node.operands]
    if node.op in COMPARISONS:
        decided = _compared(node.op, *operands)
        return form.add(node if decided is None else truth(holds=decided))
    if node.op == "not" and is_decided(operands[0]):
        return form.add(truth(holds=not operands[0].payload))
    if node.op in ("and", "or"):
        return _joined(form, node, operands)
    if node.op == "if" and is_decided(operands[0]):
        return node.operands[1] if operands[0].payload else node.operands[2]
    pair = _figured(node, operands)
    return form.add(node if pair is None else constant(*pair, node.unit))


def _compared(op: str, one: Node, two: Node) -> bool | None:
    """What the bounds alone say of a comparison."""
    if op in ("<=", "<"):
        return _compared(">=" if op == "<=" else ">", two, one)
    if op == ">=":
        if one.least >= two.most:
            return True
        return False if one.most < two.least else None
    if op == ">":
        if one.least > two.most:
            return True
        return False if one.most <= two.least else None
    apart = one.most < two.least or two.most < one.least
    equal = one.least == one.most == two.least == two.most
    if not apart and not equal:
        return None
    return equal == (op == "==")


def _joined(form: Form, node: Node, operands: Sequence[Node]) -> int:
    ends = node.op == "or"  # the truth that settles it alone
    if any(is_decided(item) and item.payload is ends for item in operands):
        return form.add(truth(holds=ends))
    left = tuple(
        place
        for place, item in zip(node.operands, operands, strict=True)
        if not is_decided(item)
    )
    if len(left) < 2:
        return left[0] if left else form.add(truth(holds=not ends))
    return form.add(replaced(node, operands=left))


def _figured(node: Node, operands: Sequence[Node]) -> tuple[float, float] | None:
    """Least and most of an operation on single figures."""
    if not operands or any(item.op != "constant" for item in operands):
        return None
    if any(item.least != item.most for item in operands):
        return None
    if node.op in _FOLDED:
        value = _FOLDED[node.op](operands[0].least, operands[1].least)
        return value, value
    if node.op in ("bands", "scale"):
        least, most = node.payload(operands[0].least, operands[0].most)
        return least, most
    return None


def given_that(form: Form, place: int, claims: Iterable[int]) -> int:
    """What a value is worth where every claim holds: branches they close are gone."""
    known: dict[int, bool] = {}
    waiting = [(claim, True) for claim in claims]
    while waiting:
        claim, holds = waiting.pop()
        if claim in known:
            continue
        known[claim] = holds
        node = form.nodes[claim]
        if node.op == ("and" if holds else "or"):
            waiting += [(operand, holds) for operand in node.operands]
        elif node.op == "not":
            waiting.append((node.operands[0], not holds))
    made: dict[int, int] = {}
    for old in form.slice((place,)):
        node = form.nodes[old]
        if old in known:
            made[old] = form.add(truth(holds=known[old]))
            continue
        operands = tuple(made[operand] for operand in node.operands)
        same = operands == node.operands
        made[old] = old if same else add_folded(form, replaced(node, operands=operands))
    return made[place]
