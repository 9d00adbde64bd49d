"""The recorded values of an evaluation: an explanation reads them, computes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from twiza.rules.compiled import Rule

Trace = tuple[tuple[Any, Any], ...]


def trace_of(rule: Rule, low: list[Any], high: list[Any]) -> Trace:
    """Least and most of every step of the rule, in the order of `rule.steps`."""
    assert rule.trace is not None
    trace: Trace = rule.trace.call(low, high)
    return trace


def named_values(rule: Rule, trace: Trace) -> dict[str, tuple[Any, Any]]:
    """What every name of the rule was worth: facts, derived facts, figures, parts."""
    return {name: trace[step] for name, step in rule.named.items()}


def open_facts(rule: Rule, trace: Trace, unknown: Iterable[str]) -> list[int]:
    """Per step, which unknown facts can still change it: one bit each, in their order.

    A branch that a known test has closed, and a value already settled, do not count.
    """
    bits = {name: 1 << number for number, name in enumerate(unknown)}
    found: list[int] = []
    for (op, kind, operands, fact), (low, high) in zip(rule.steps, trace, strict=True):
        if op == "fact":
            found.append(bits.get(fact, 0))
            continue
        # Of a choice both ends are one set: only its operands say what is open.
        if low == high and kind != "choice":
            found.append(0)
            continue
        if op == "if":
            sure, possible = trace[operands[0]]
            if sure or not possible:
                operands = (operands[1] if sure else operands[2],)
        open_ = 0
        for operand in operands:
            open_ |= found[operand]
        found.append(open_)
    return found
