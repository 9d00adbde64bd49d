"""The dated plan of a venture: what, when, where, and during which stay."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from twiza.advice.path.network import Network
from twiza.advice.path.problem import (
    Problem,
    Wishes,
    checked,
    problem_of,
    schedule_for,
)
from twiza.advice.path.search import Schedule
from twiza.advice.path.settling import ends_if_longest, ends_if_shortest, settled
from twiza.advice.path.slack import Link, critical_path, latest_starts
from twiza.advice.path.travel import NEVER, Days
from twiza.packs.model import Rulebook
from twiza.records import record


@record
class PathPlan:
    """A plan laid out over the calendar.

    latest     per task the last day on which it may start without a later end
    shortest, longest   the end of each task if all take their least, or most, days
    """

    problem: Problem
    wishes: Wishes
    schedule: Schedule
    latest: Days
    chain: tuple[Link, ...]
    shortest: Days
    longest: Days

    @property
    def network(self) -> Network:
        return self.schedule.network


def plan_path(
    rulebook: Rulebook,
    facts: Mapping[str, object],
    wishes: Wishes,
    *,
    on: datetime.date,
    plan: Mapping[str, object] | None = None,
) -> PathPlan:
    """The plan that ends soonest within the stays, and among those uses the fewest.

    facts, plan   as for `advise`; what is left out is not known
    on            the date of the rules
    raises        InputError for facts, a start or stays that cannot be used
    """
    problem = problem_of(rulebook, facts, on=on, plan=plan)
    return planned(problem, checked(problem, wishes))


def planned(problem: Problem, wishes: Wishes) -> PathPlan:
    schedule = settled(schedule_for(problem, wishes), wishes)
    return PathPlan(
        problem=problem,
        wishes=wishes,
        schedule=schedule,
        latest=latest_starts(schedule, wishes.visits_per_day),
        chain=tuple(critical_path(schedule, wishes.start.toordinal())),
        shortest=ends_if_shortest(schedule, problem, wishes),
        longest=ends_if_longest(schedule, problem, wishes),
    )


def end_of(plan: PathPlan, ends: Days) -> datetime.date | None:
    """The end of the plan by those ends; None where a task has none."""
    counted = [
        end
        for task, end in zip(plan.network.tasks, ends, strict=True)
        if not task.is_later
    ]
    last = max(counted, default=plan.wishes.start.toordinal())
    return None if last >= NEVER else datetime.date.fromordinal(last)
