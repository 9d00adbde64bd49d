"""One figure about a place: its value with what it is made of, or why there is none."""

from __future__ import annotations

from typing import Any

from twiza.records import record


@record
class Figure:
    """A figure that is sourced, or absent for a reason.

    value    None where it is not known: never zero for that
    unit     what it counts
    reason   why it is absent; None where it is there
    year     of the statistic; None where it is of no year
    sources  names of sources in the rulebook
    made_of  what it was worked out from, by name
    """

    value: float | None
    unit: str
    reason: str | None
    year: int | None
    sources: tuple[str, ...]
    made_of: dict[str, Any]


def known(
    value: float,
    unit: str,
    *,
    year: int | None = None,
    sources: tuple[str, ...] = (),
    **made_of: Any,
) -> Figure:
    return Figure(value, unit, None, year, tuple(dict.fromkeys(sources)), made_of)


def absent(reason: str, unit: str, **made_of: Any) -> Figure:
    return Figure(None, unit, reason, None, (), made_of)
