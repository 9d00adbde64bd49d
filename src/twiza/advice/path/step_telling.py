"""The steps of a dated plan, each with its days, place, cost and slack."""

from __future__ import annotations

import datetime

from twiza.advice.figures import Json
from twiza.advice.path.days import cost_answer
from twiza.advice.path.network import office_of
from twiza.advice.path.plan import PathPlan
from twiza.advice.path.tasks import Task
from twiza.advice.path.travel import NEVER

NO_COST: Json = {
    "least": None,
    "most": None,
    "currency": None,
    "grade": "unverified",
    "reason": None,
}


def step_answers(plan: PathPlan) -> list[Json]:
    """By start; what has no day comes last. Of one day, applications in their order."""
    schedule, members = plan.schedule, plan.problem.members

    def key(place: int) -> tuple[int, int, int, int]:
        mechanism = plan.network.tasks[place].mechanism
        rank = members.index(mechanism) if mechanism else -1
        return schedule.starts[place], schedule.ends[place], rank, place

    order = sorted(range(len(plan.network.tasks)), key=key)
    critical = {link.task for link in plan.chain}
    return [_step(plan, place, is_critical=place in critical) for place in order]


def _step(plan: PathPlan, place: int, *, is_critical: bool) -> Json:
    network, schedule = plan.network, plan.schedule
    task = network.tasks[place]
    is_visit = place in network.visits
    return {
        "id": task.name,
        "step": task.name.rpartition("/")[2] if task.mechanism else _step_name(task),
        "mechanism": task.mechanism,
        "renews": task.renews,
        "body": task.body,
        "where": network.ways[place],
        "ways": list(task.ways),
        "office": _office(plan, place),
        "starts_on": _iso(schedule.starts[place]),
        "ends_on": _iso(schedule.ends[place]),
        "least_ends_on": _iso(plan.shortest[place]),
        "most_ends_on": _iso(plan.longest[place]),
        "slack_days": _slack(plan, place),
        "is_critical": is_critical,
        "is_sure": task.is_sure,
        "is_later": task.is_later,
        "spends": task.step is not None and task.step.spends,
        "is_visit": is_visit,
        "stay": _stay_of(plan, schedule.starts[place]) if is_visit else None,
        "could_be_done_in": _could_be_done_in(plan, place),
        "days": _days(task),
        "cost": NO_COST if task.step is None else cost_answer(task.step),
        "after": [network.tasks[other].name for other in network.before[place]],
        "needs": list(task.needs),
        "gives": task.gives,
        "sources": list(task.sources),
    }


def _step_name(task: Task) -> str:
    assert task.step is not None
    return task.step.name


def _office(plan: PathPlan, place: int) -> str:
    offices = plan.problem.offices
    return office_of(
        plan.problem.rulebook,
        plan.network.tasks[place],
        plan.network.ways[place],
        offices.residence.name,
    )


def _iso(day: int) -> str | None:
    return None if day >= NEVER else datetime.date.fromordinal(day).isoformat()


def _slack(plan: PathPlan, place: int) -> int | None:
    if plan.latest[place] < 0 or plan.network.tasks[place].is_later:
        return None
    return plan.latest[place] - plan.schedule.starts[place]


def _stay_of(plan: PathPlan, day: int) -> int | None:
    for place, (first, last) in enumerate(plan.wishes.spans or ()):
        if first <= day <= last:
            return place
    return None


def _could_be_done_in(plan: PathPlan, place: int) -> list[int]:
    """Stays one travels for anyway in which one could do oneself what the plan leaves
    to somebody else or to the consulate, without a later end.
    """
    network, schedule = plan.network, plan.schedule
    task, travel = network.tasks[place], schedule.travel
    is_left = network.ways[place] in ("proxy", "consulate")
    if (
        not (is_left and "in_person" in task.ways)
        or not travel.visit_days
        or task.is_later
    ):
        return []
    if _office(plan, place) == "residence":
        return []
    ready = max(
        [plan.wishes.start.toordinal(), schedule.releases[place]]
        + [schedule.ends[other] for other in network.before[place]]
    )
    days = [day for day in travel.visit_days if ready <= day <= plan.latest[place]]
    return sorted({stay for day in days if (stay := _stay_of(plan, day)) is not None})


def _days(task: Task) -> Json:
    step = task.step
    return {
        "least": task.days.least,
        "typical": task.days.typical,
        "most": task.days.most,
        "basis": None if step is None else step.days_basis,
        "counts": "working" if task.counts_working_days else "calendar",
    }
