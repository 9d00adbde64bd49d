"""What places are compared by, which way each criterion points, and how much it weighs.

A weight is the person's own, never this program's: where none is given all count the
same, and the answer says so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TypeGuard

from twiza.errors import InputError, did_you_mean, shortened
from twiza.records import record

MOST = 1000
EQUAL = 1.0


@record
class Criterion:
    """`better` is `more` or `less`: which way a figure speaks for a place."""

    name: str
    better: str


CRITERIA = {
    criterion.name: criterion
    for criterion in (
        Criterion("jobs", "more"),
        Criterion("wages", "more"),
        Criterion("purchases", "more"),
        Criterion("poverty", "more"),
        Criterion("money", "more"),
        Criterion("port", "less"),
        Criterion("airport", "less"),
        Criterion("customers", "less"),
    )
}


def read_weights(given: Mapping[str, object], where: str) -> dict[str, float]:
    """Weights by criterion as a person states them.

    raises  InputError on an unknown criterion, on what is no number from 0 to 1000, and
            where all of them are 0
    """
    weights = {name: _weight(name, value, where) for name, value in given.items()}
    if all(weights.get(name, EQUAL) == 0 for name in CRITERIA):
        raise InputError(
            where,
            found="every weight 0",
            expected="at least one weight above 0",
            mend="raise the one that matters most",
        )
    return weights


def read_weight_options(options: Iterable[str]) -> dict[str, float]:
    """Weights as a command line states them: `poverty=2`, each criterion once."""
    given: dict[str, object] = {}
    for option in options:
        name, mark, text = option.partition("=")
        name = name.strip()
        if not mark or name in given:
            raise InputError(
                "--weight",
                found=f"{name} twice" if mark else shortened(option),
                expected="a criterion and its weight, such as poverty=2, each once",
                mend=f"name one of: {', '.join(CRITERIA)}",
            )
        given[name] = _number(text.strip())
    return read_weights(given, "--weight")


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def _weight(name: str, value: object, where: str) -> float:
    if name not in CRITERIA:
        raise InputError(
            where,
            found=f"the criterion {shortened(name)}",
            expected=f"one of: {', '.join(CRITERIA)}",
            mend=did_you_mean(name, CRITERIA) or "correct its spelling",
        )
    if _is_number(value) and math.isfinite(value) and 0 <= value <= MOST:
        return float(value)
    raise InputError(
        f"{where}, {name}",
        found=shortened(value),
        expected=f"a number from 0 to {MOST}",
        mend="0 leaves the criterion out, 2 makes it count twice",
    )


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
