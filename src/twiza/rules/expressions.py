"""The expressions of a pack, once parsed: operations, names and literals."""

from __future__ import annotations

from twiza.records import record


@record
class Call:
    """One operation: an operator or function and what it works on."""

    operation: str
    operands: tuple[Expression, ...]


@record
class Name:
    name: str


@record
class Literal:
    """0 or 1; a choice value; or a list of choice values."""

    value: float | str | tuple[str, ...]


Expression = Call | Name | Literal
