"""What is promised, and whether one run of the benchmark keeps it."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any, Literal

Rounds = dict[str, list[dict[str, Any]]]
Verdict = Literal["reached", "missed", "not run", "told"]


@dataclass(frozen=True)
class Target:
    """`ours` beside `theirs`, each a run and what is read of it.

    at_least   theirs / ours: how many times faster or smaller
    at_most    ours / theirs, or ours itself where there is no peer
    is_told_only  measured and shown, not judged
    """

    about: str
    ours: str
    theirs: str | None = None
    at_least: float | None = None
    at_most: float | None = None
    field: str = "seconds"
    is_told_only: bool = False


@dataclass(frozen=True)
class Line:
    """One target with the medians that decide about it."""

    target: Target
    ours: float | None
    theirs: float | None
    ratio: float | None
    verdict: Verdict


TABLE, NONE = "twiza.table", "twiza.table.numpy.none"
TARGETS = (
    Target("One evaluation with trace", "twiza.one", "publicodes.one", at_least=60),
    Target("One evaluation with trace", "twiza.one", "openfisca.one", at_least=30),
    Target("One fact changed", "twiza.changed", "publicodes.changed", at_least=300),
    Target(
        "Next question, nothing known",
        "twiza.question",
        "publicodes.question",
        at_least=5,
    ),
    Target("Next question, 80 mechanisms", "twiza.question.eighty", at_most=0.040),
    Target(
        "Import, interactive path", "twiza.import", "openfisca.import", at_most=1 / 3
    ),
    Target("Packs from the cache", "twiza.packs", at_most=0.025),
    Target("All packs, no cache", "twiza.cold", at_most=3),
    Target("2.5 million rows, NumPy", NONE, "openfisca.table", at_least=4),
    Target(
        "2.5 million rows, numba",
        f"{TABLE}.numba.none",
        "openfisca.table",
        at_least=20,
    ),
    Target(
        "2.5 million rows, extra memory, NumPy",
        NONE,
        "openfisca.table",
        at_most=1 / 8,
        field="memory",
    ),
    Target(
        "2.5 million rows, extra memory, numba",
        f"{TABLE}.numba.none",
        "openfisca.table",
        at_most=1 / 8,
        field="memory",
    ),
    *(
        Target(
            f"{holes}, {engine}",
            f"{TABLE}.{engine}.{name}",
            f"{TABLE}.{engine}.none",
            at_most=most,
            is_told_only=engine == "numba",
        )
        for engine in ("numpy", "numba")
        for name, holes, most in (
            ("rows", "14 % of rows hold an unknown", 3),
            ("cells", "Half of all cells unknown", 9),
        )
    ),
    Target("Beside blocked NumPy by hand", NONE, "numpy.table", at_most=1.0),
    Target("2,000 variants", "twiza.variants", "publicodes.variants", at_least=20_000),
    Target("2,000 variants", "twiza.variants", "openfisca.variants", at_least=8),
    Target("2,000 variants, 80 mechanisms", "twiza.variants.eighty", at_most=0.015),
    Target(
        "250,000 people, whole process",
        "twiza.process",
        "pyarrow.process",
        at_most=8,
        field="wall",
    ),
    Target(
        "Peak memory, 2 million people beside 500,000",
        "twiza.process.eightfold",
        "twiza.process.twice",
        at_most=1.1,
        field="peak",
    ),
    Target(
        "Table and interactive: answers that differ",
        "twiza.parity",
        at_most=0,
        field="differences",
    ),
)


def middle(rounds: Rounds, run: str, field: str) -> float | None:
    values = [
        each[field] for each in rounds.get(run, ()) if each.get(field) is not None
    ]
    return statistics.median(values) if values else None


def line(target: Target, rounds: Rounds) -> Line:
    """A peer that is missing leaves it open; a missing measure of ours is a miss."""
    ours = middle(rounds, target.ours, target.field)
    theirs = middle(rounds, target.theirs, target.field) if target.theirs else None
    if ours is None:
        return Line(target, ours, theirs, None, "missed")
    if target.theirs and theirs is None:
        return Line(target, ours, theirs, None, "not run")
    ratio = _ratio(target, ours, theirs)
    if target.is_told_only:
        return Line(target, ours, theirs, ratio, "told")
    reached = (
        ratio >= target.at_least
        if target.at_least is not None
        else ratio <= (target.at_most or 0)
    )
    return Line(target, ours, theirs, ratio, "reached" if reached else "missed")


def _ratio(target: Target, ours: float, theirs: float | None) -> float:
    if theirs is None:
        return ours
    return theirs / ours if target.at_least is not None else ours / theirs
