"""The steps a venture needs, each as early as its prerequisites allow, in days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from twiza.advice.figures import Json
from twiza.advice.path.order import ordered, prerequisites
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
    needed = needed_steps(rulebook, claims)
    before = prerequisites(needed)
    planned: dict[str, PlannedStep] = {}
    for name in ordered(before, {name: step.where for name, step in needed.items()}):
        step = needed[name]
        start = max((planned[other].end_day for other in before[name]), default=0)
        planned[name] = PlannedStep(
            step=step,
            where=step.ways[0],
            start_day=start,
            end_day=start + int(step.days.typical or 0),
            after=before[name],
            is_sure=is_surely_needed(claims, name),
        )
    return sorted(planned.values(), key=lambda plan: (plan.start_day, plan.end_day))


def needed_steps(rulebook: Rulebook, claims: Mapping[str, Pair]) -> dict[str, Step]:
    """The steps that are needed, or may be while a fact is missing."""
    return {
        name: step
        for name, step in rulebook.steps.items()
        if name not in claims or claims[name][1]
    }


def is_surely_needed(claims: Mapping[str, Pair], name: str) -> bool:
    return name not in claims or bool(claims[name][0])


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
        "cost": cost_answer(step),
        "after": list(planned.after),
        "needs": list(step.needs),
        "gives": step.gives,
        "is_sure": planned.is_sure,
        "sources": list(step.sources),
    }


def cost_answer(step: Step) -> Json:
    return {
        "least": step.cost.least,
        "most": step.cost.most,
        "currency": step.currency,
        "grade": step.cost_grade,
        "reason": step.cost_reason,
    }
