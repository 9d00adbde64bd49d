"""Figures as an answer shows them: rounded once, here, and nowhere before."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
CURRENCY = "MAD"


def cents(value: float | None) -> float | None:
    """Money to the centime; what is not known stays not known."""
    return None if value is None else round(value, 2)


def tidy(value: float) -> float:
    """A figure without the noise of binary fractions."""
    rounded = round(value, 10)
    return int(rounded) if rounded == int(rounded) and abs(rounded) < 1e15 else rounded
