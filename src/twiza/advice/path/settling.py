"""Choices that cost nothing: a plan that stands what its days do not say."""

from __future__ import annotations

from twiza.advice.path.bounds import cost_of, crowded_visits
from twiza.advice.path.papers import lapsed_paper
from twiza.advice.path.problem import Problem, Wishes, releases_for
from twiza.advice.path.search import Schedule
from twiza.advice.path.slack import latest_starts
from twiza.advice.path.travel import Days, Travel, earliest, sets_of_stays
from twiza.records import replaced


def settled(schedule: Schedule, wishes: Wishes) -> Schedule:
    """A paper obtained anew comes as late as the plan allows, and one that was put off
    halfway between too old and too late: offices do not always keep to typical days.
    """
    moved = [
        place
        for place, task in enumerate(schedule.network.tasks)
        if task.renews or _was_put_off(schedule, place, wishes)
    ]
    if not moved or not schedule.is_complete:
        return schedule
    latest = latest_starts(schedule, wishes.visits_per_day)
    releases = list(schedule.releases)
    for place in moved:
        start, slack = schedule.starts[place], latest[place] - schedule.starts[place]
        is_renewal = schedule.network.tasks[place].renews
        releases[place] = start + (slack if is_renewal else slack // 2)
    return _if_no_worse(schedule, releases, wishes)


def _was_put_off(schedule: Schedule, place: int, wishes: Wishes) -> bool:
    is_giver = any(paper.giver == place for paper in schedule.network.papers)
    return is_giver and schedule.releases[place] > wishes.start.toordinal()


def _if_no_worse(schedule: Schedule, releases: Days, wishes: Wishes) -> Schedule:
    network, travel = schedule.network, schedule.travel
    starts, ends = earliest(network, travel, releases)
    is_worse = (
        cost_of(network, travel, ends, schedule.cost[3]) > schedule.cost
        or crowded_visits(network, travel, starts, wishes.visits_per_day)
        or lapsed_paper(network, starts, ends)
    )
    if is_worse:
        return schedule
    return replaced(schedule, releases=releases, starts=starts, ends=ends)


def ends_if_shortest(schedule: Schedule, problem: Problem, wishes: Wishes) -> Days:
    """The ends if every task takes its least days; unknown days count as none."""
    return _ends_if(schedule, schedule.travel, problem, wishes, "least")


def ends_if_longest(schedule: Schedule, problem: Problem, wishes: Wishes) -> Days:
    """The ends if every task takes its most days, with all the stays that were stated.

    A visit for which they leave no day never ends.
    """
    spans = wishes.spans
    *_, travel = sets_of_stays(schedule.network, spans)  # the last set holds all
    return _ends_if(schedule, travel, problem, wishes, "most")


def _ends_if(
    schedule: Schedule, travel: Travel, problem: Problem, wishes: Wishes, which: str
) -> Days:
    tasks = schedule.network.tasks
    releases = releases_for(problem, wishes)
    releases += [wishes.start.toordinal()] * (len(tasks) - len(releases))
    days = [int(getattr(task.days, which) or 0) for task in tasks]
    while True:
        starts, ends = earliest(schedule.network, travel, releases, days)
        crowd = crowded_visits(schedule.network, travel, starts, wishes.visits_per_day)
        if not crowd:
            return ends
        releases[crowd[0]] = starts[crowd[0]] + 1
