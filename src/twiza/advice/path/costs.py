"""What the steps cost, by currency; what nobody stated is told, never counted as 0."""

from __future__ import annotations

from collections.abc import Iterable

from twiza.advice.figures import cents
from twiza.advice.path.tasks import Task
from twiza.records import record


@record
class Total:
    """Sums in one currency.

    least, most   of all costs that are stated; a step that may not be needed adds to
                  `most` alone
    confirmed_least, confirmed_most   the part that rests on a source without a mark
    """

    currency: str
    least: float | None
    most: float | None
    confirmed_least: float | None
    confirmed_most: float | None


def totals_of(tasks: Iterable[Task]) -> list[Total]:
    sums: dict[str, list[float]] = {}
    for task in tasks:
        if not has_cost(task):
            continue
        assert task.step is not None
        cost, held = task.step.cost, sums.setdefault(task.step.currency, [0.0] * 4)
        least = (cost.least or 0.0) if task.is_sure else 0.0
        for place in (0, 2) if task.step.cost_grade == "sourced" else (0,):
            held[place] += least
            held[place + 1] += cost.most or 0.0
    return [
        Total(currency, *map(cents, held))
        for currency, held in sums.items()
        if held[1] or held[0]
    ]


def has_cost(task: Task) -> bool:
    """Whether the pack states what it costs; the pack prices no application."""
    return task.step is not None and None not in (
        task.step.cost.least,
        task.step.cost.most,
    )
