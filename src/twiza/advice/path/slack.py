"""How far a task can slip, and the chain of tasks and waits that sets the end."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from twiza.advice.path.network import Network
from twiza.advice.path.search import Schedule
from twiza.advice.path.travel import NEVER, Days, next_start
from twiza.records import record


@record
class Link:
    """A task of the critical path.

    wait   days between the end of the one before (or the start) and its own start
    cause  office, stay, visits, paper, release, or none without a wait
    """

    task: int
    wait: int
    cause: str | None


def latest_starts(schedule: Schedule, visits_per_day: int) -> Days:
    """Per task the last day on which it may start so that the plan ends no later.

    All others stay as planned but for those that follow; -1 where it has no day.
    """
    network, last = schedule.network, schedule.cost[1]
    latest = [-1] * len(network.tasks)
    for task in reversed(network.order):
        start = schedule.starts[task]
        if start >= NEVER:
            continue
        limits = [latest[other] for other in network.after[task] if latest[other] >= 0]
        end_by = min([last, *limits]) if not network.tasks[task].is_later else NEVER
        start_by = _paper_limit(schedule, task)
        latest[task] = _latest_start(schedule, task, end_by, start_by, visits_per_day)
    return latest


def _paper_limit(schedule: Schedule, task: int) -> int:
    """The day after which a paper the task needs has lapsed."""
    return min(
        (
            schedule.ends[paper.giver] + paper.valid_days
            for paper in schedule.network.papers
            if paper.holder == task
        ),
        default=NEVER,
    )


def _latest_start(
    schedule: Schedule, task: int, end_by: int, start_by: int, visits_per_day: int
) -> int:
    network, planned = schedule.network, schedule.starts[task]
    if end_by >= NEVER:
        return planned
    days = schedule.travel.visit_days
    if task in network.visits and days is not None:
        taken = Counter(schedule.starts[other] for other in network.visits - {task})
        free = [day for day in days if taken[day] < visits_per_day]
        candidates = reversed(free[: bisect_right(free, min(end_by, start_by))])
    else:
        candidates = reversed(range(planned, min(end_by, start_by) + 1))
    for day in candidates:
        if day <= planned:
            break
        if _may_start(schedule, task, day) and network.end(task, day) <= end_by:
            return day
    return planned


def _may_start(schedule: Schedule, task: int, day: int) -> bool:
    return next_start(schedule.network, schedule.travel, task, day) == day


def critical_path(schedule: Schedule, release: int) -> list[Link]:
    """The tasks that set the end, each driven by the end of the one before.

    Their days and their waits add up to the length of the plan.
    """
    network, ends = schedule.network, schedule.ends
    placed = [
        task
        for task, end in enumerate(ends)
        if end < NEVER and not network.tasks[task].is_later
    ]
    links: list[Link] = []
    task: int | None = max(placed, key=lambda one: (ends[one], -one), default=None)
    while task is not None:
        driver = max(
            network.before[task], key=lambda one: (ends[one], -one), default=None
        )
        ready = release if driver is None else max(release, ends[driver])
        wait = schedule.starts[task] - ready
        links.append(Link(task, wait, _cause(schedule, task, ready)))
        task = driver
    return links[::-1]


def _cause(schedule: Schedule, task: int, ready: int) -> str | None:
    """Why a task does not start on the day on which all before it has ended."""
    network, start = schedule.network, schedule.starts[task]
    if start == ready:
        return None
    if network.starts[task].on_or_after(ready) == start:
        return "office"
    if next_start(network, schedule.travel, task, ready) == start:
        return "stay"
    if task in network.visits and not _gives_lapsing(network, task):
        return "visits"
    return "paper" if _gives_lapsing(network, task) else "release"


def _gives_lapsing(network: Network, task: int) -> bool:
    return any(paper.giver == task for paper in network.papers)
