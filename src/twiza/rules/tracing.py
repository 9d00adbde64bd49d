"""The recorded values of an evaluation: an explanation reads them, computes nothing."""

from __future__ import annotations

from typing import Any

from twiza.rules.compiled import Rule
from twiza.rules.expressions import Call, Expression, Literal, Name
from twiza.rules.scope import Scope

Trace = dict[Expression, tuple[Any, Any]]


def trace_of(rule: Rule, low: list[Any], high: list[Any]) -> Trace:
    """Every expression of the rule with the least and most value it took."""
    assert rule.trace is not None
    return dict(zip(rule.made, rule.trace.call(low, high), strict=True))


def open_facts(
    expression: Expression, trace: Trace, scope: Scope, is_open: set[str]
) -> set[str]:
    """The unknown facts that can still change the value of an expression.

    A branch that a known test has closed, and a claim already settled, do not count.
    """
    if isinstance(expression, Literal):
        return set()
    if isinstance(expression, Name):
        if expression.name in is_open:
            return {expression.name}
        rule = scope.rule_of(expression.name)
        return open_facts(rule[0], trace, scope, is_open) if rule else set()
    if _is_settled(expression, trace):
        return set()
    operands = expression.operands
    if expression.operation in ("lookup", "bands", "scale"):
        operands = operands[:1]
    if expression.operation == "if":
        sure, possible = trace[operands[0]]
        if sure or not possible:
            operands = (operands[1] if sure else operands[2],)
    found: set[str] = set()
    for operand in operands:
        found |= open_facts(operand, trace, scope, is_open)
    return found


def _is_settled(expression: Call, trace: Trace) -> bool:
    """A number with one value left, or a claim known to be true or false."""
    found = trace.get(expression)
    if found is None or expression.operation == "lookup":
        return False
    low, high = found
    return bool(low == high)
