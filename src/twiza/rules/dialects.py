"""How two languages write the same operation: Python for one person, NumPy for a block
of many. What is written means the same number to the last bit in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Dialect(Protocol):
    """Writes one operation on named values as source."""

    def all_of(self, claims: Sequence[str]) -> str: ...
    def any_of(self, claims: Sequence[str]) -> str: ...
    def negation(self, claim: str) -> str: ...
    def lesser(self, one: str, two: str) -> str: ...
    def greater(self, one: str, two: str) -> str: ...
    def chosen(self, test: str, yes: str, no: str) -> str: ...
    def ratio(self, top: str, below: str) -> str: ...
    def root(self, number: str) -> str: ...
    def rounded(self, number: str) -> str: ...
    def within(self, number: str, least: str, most: str) -> str: ...


class Python:
    """Scalars; what a name holds is a number, a truth or a set of bits."""

    def all_of(self, claims: Sequence[str]) -> str:
        return " and ".join(claims)

    def any_of(self, claims: Sequence[str]) -> str:
        return " or ".join(claims)

    def negation(self, claim: str) -> str:
        return f"not {claim}"

    def lesser(self, one: str, two: str) -> str:
        return f"{one} if {one} < {two} else {two}"

    def greater(self, one: str, two: str) -> str:
        return f"{one} if {one} > {two} else {two}"

    def chosen(self, test: str, yes: str, no: str) -> str:
        return f"{yes} if {test} else {no}"

    def ratio(self, top: str, below: str) -> str:
        return f"ratio({top}, {below})"

    def root(self, number: str) -> str:
        return f"root({number})"

    def rounded(self, number: str) -> str:
        return f"rounded({number})"

    def within(self, number: str, least: str, most: str) -> str:
        return f"within({number}, {least}, {most})"


class Numpy:
    """Arrays of one value per row, or a single value for all rows."""

    def all_of(self, claims: Sequence[str]) -> str:
        return " & ".join(claims)

    def any_of(self, claims: Sequence[str]) -> str:
        return " | ".join(claims)

    def negation(self, claim: str) -> str:
        return f"logical_not({claim})"

    def lesser(self, one: str, two: str) -> str:
        return f"minimum({one}, {two})"

    def greater(self, one: str, two: str) -> str:
        return f"maximum({one}, {two})"

    def chosen(self, test: str, yes: str, no: str) -> str:
        return f"where({test}, {yes}, {no})"

    def ratio(self, top: str, below: str) -> str:
        return f"divide({top}, {below})"

    def root(self, number: str) -> str:
        return f"sqrt({number})"

    def rounded(self, number: str) -> str:
        return f"rint({number})"

    def within(self, number: str, least: str, most: str) -> str:
        return f"fmin(fmax({number}, {least}), {most})"


PYTHON, NUMPY = Python(), Numpy()
