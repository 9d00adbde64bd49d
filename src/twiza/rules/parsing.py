"""Parses an expression of a pack: a small subset of Python's syntax, nothing else.

Size and depth are limited before Python's own parser sees the text.
"""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache

from twiza.errors import PackError, shortened
from twiza.rules.expressions import Call, Expression, Literal, Name

MOST_CHARACTERS = 500
MOST_NODES = 200
MOST_DEPTH = 20
FUNCTIONS = ("min", "max", "bands", "scale", "lookup")

_ALLOWED = re.compile(r"[A-Za-z0-9_. \t\n+\-*/<>=!(),'\"\[\]]*", re.ASCII)
_ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISON = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
}


@lru_cache(maxsize=16_384)  # a checker asks for each rule on every day that changes it
def parse(text: str, where: str) -> Expression:
    """The expression in `text`; a PackError says what is not allowed."""
    _limit(text, where)
    text = text.strip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _refused(where, shortened(text), "an expression such as a >= b") from None
    return _Reader(where, text).read(tree.body)


def _limit(text: str, where: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise _refused(where, f"{len(text)} characters", f"at most {MOST_CHARACTERS}")
    if not _ALLOWED.fullmatch(text):
        stranger = next(sign for sign in text if not _ALLOWED.fullmatch(sign))
        raise _refused(where, f"the sign {stranger!r}", "names, operators and brackets")
    depth = deepest = 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        deepest = max(deepest, depth)
    operators = len(re.findall(r"\b(?:not|if|else)\b|-", text))
    if deepest > MOST_DEPTH or operators > MOST_NODES // 2:
        raise _refused(where, "an expression too deep", f"at most {MOST_DEPTH} levels")


def _refused(where: str, found: str, expected: str) -> PackError:
    return PackError(
        where,
        found=found,
        expected=expected,
        mend="use + - * / comparisons, and or not, in, if else,"
        f" {' '.join(FUNCTIONS)}, names, 0 and 1; other figures are parameters",
    )


class _Reader:
    def __init__(self, where: str, text: str) -> None:
        self.where, self.text = where, text
        self.nodes = 0

    def read(self, node: ast.expr, depth: int = 1) -> Expression:
        self.nodes += 1
        if depth > MOST_DEPTH or self.nodes > MOST_NODES:
            raise _refused(
                self.where,
                "an expression too long or too deep",
                f"at most {MOST_NODES} parts and {MOST_DEPTH} levels",
            )
        match node:
            case ast.Name(id=name):
                return Name(name)
            case ast.Constant(value=value):
                return Literal(self._constant(value))
            case ast.List(elts=items):
                return Literal(tuple(self._choice(item) for item in items))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                return self._call(_ARITHMETIC[type(op)], [left, right], depth)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._call("not", [operand], depth)
            case ast.BoolOp(op=op, values=values):
                name = "and" if isinstance(op, ast.And) else "or"
                return self._call(name, values, depth)
            case ast.Compare(left=left, ops=[op], comparators=[right]) if (
                type(op) in _COMPARISON
            ):
                return self._call(_COMPARISON[type(op)], [left, right], depth)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self._call("if", [test, body, orelse], depth)
            case ast.Call(func=ast.Name(id=name), args=operands, keywords=[]) if (
                name in FUNCTIONS
            ):
                self._arity(name, operands)
                return self._call(name, operands, depth)
        raise _refused(self.where, self._said(node), "an operation of the language")

    def _call(self, name: str, nodes: list[ast.expr], depth: int) -> Call:
        return Call(name, tuple(self.read(node, depth + 1) for node in nodes))

    def _constant(self, value: object) -> float | str:
        if type(value) is int and value in (0, 1):
            return value
        if isinstance(value, str):
            return value
        raise _refused(
            self.where, f"the figure {value!r}", "0, 1, or the name of a parameter"
        )

    def _choice(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        raise _refused(self.where, self._said(node), "a choice in quotes")

    def _said(self, node: ast.expr) -> str:
        # Cut from the text: `ast.unparse` would go as deep as the text is nested.
        return shortened(ast.get_source_segment(self.text, node))

    def _arity(self, name: str, operands: list[ast.expr]) -> None:
        wanted = (2, 10) if name in ("min", "max") else (2, 2)
        if not wanted[0] <= len(operands) <= wanted[1]:
            raise _refused(
                self.where, f"{name} of {len(operands)} values", f"{name}(a, b)"
            )
