"""The steps a venture needs, each as early as its prerequisites allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from twiza.advice.figures import Json
from twiza.errors import PackError
from twiza.packs.model import Rulebook, Step
from twiza.records import record
from twiza.rules.compiled import Pair, Rules
from twiza.rules.situation import Situation


@record
class PlannedStep:
    """A step with its days counted from the day of the advice; `is_sure` is False while
    a fact is missing.
    """

    step: Step
    where: str
    start_day: int
    end_day: int
    after: tuple[str, ...]
    is_sure: bool


MOST_PATHS_KEPT = 256
_paths: dict[tuple[Any, ...], list[Json]] = {}


def path_answer(rulebook: Rulebook, rules: Rules, situation: Situation) -> list[Json]:
    """What docs/answer.md lists under `path`; kept, for few different ones exist."""
    claims = rules.steps.evaluate(situation.low, situation.high)
    key = (rulebook.content_hash, *claims.values())
    if key not in _paths:
        if len(_paths) >= MOST_PATHS_KEPT:
            _paths.clear()
        _paths[key] = [_step_answer(planned) for planned in path_of(rulebook, claims)]
    return _paths[key]


def path_of(rulebook: Rulebook, claims: Mapping[str, Pair]) -> list[PlannedStep]:
    """The needed steps by earliest start; while a fact is missing a step is marked.

    claims   per step with a `when`, whether it is surely and possibly needed
    """
    needed = {
        name: step
        for name, step in rulebook.steps.items()
        if name not in claims or claims[name][1]
    }
    planned: dict[str, PlannedStep] = {}
    for name in in_order(needed):
        step = needed[name]
        after = tuple(before for before in step.after if before in needed)
        start = max((planned[before].end_day for before in after), default=0)
        planned[name] = PlannedStep(
            step=step,
            where=step.ways[0],
            start_day=start,
            end_day=start + int(step.days.typical or 0),
            after=after,
            is_sure=name not in claims or bool(claims[name][0]),
        )
    return sorted(planned.values(), key=lambda plan: (plan.start_day, plan.end_day))


def in_order(steps: Mapping[str, Step]) -> list[str]:
    """Names of the steps, each after its prerequisites; a circle is a PackError."""
    order: list[str] = []
    waiting = dict(steps)
    while waiting:
        ready = [
            name
            for name, step in waiting.items()
            if all(before not in waiting for before in step.after)
        ]
        if not ready:
            name, step = next(iter(waiting.items()))
            raise PackError(
                step.where,
                found=f"a circle of prerequisites through {name}",
                expected="steps that can be put in order",
                mend="remove one `after`",
            )
        for name in ready:
            order.append(name)
            del waiting[name]
    return order


def _step_answer(planned: PlannedStep) -> Json:
    step = planned.step
    return {
        "step": step.name,
        "body": step.body,
        "where": planned.where,
        "ways": list(step.ways),
        "start_day": planned.start_day,
        "end_day": planned.end_day,
        "days": {
            "least": step.days.least,
            "typical": step.days.typical,
            "most": step.days.most,
            "basis": step.days_basis,
        },
        "cost": {
            "least": step.cost.least,
            "most": step.cost.most,
            "currency": step.currency,
            "grade": step.cost_grade,
            "reason": step.cost_reason,
        },
        "after": list(planned.after),
        "needs": list(step.needs),
        "gives": step.gives,
        "is_sure": planned.is_sure,
        "sources": list(step.sources),
    }
