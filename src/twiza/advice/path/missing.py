"""Which tasks the stays cannot hold, and why."""

from __future__ import annotations

import datetime
from collections import Counter

from twiza.advice.path.plan import PathPlan
from twiza.advice.path.travel import NEVER
from twiza.records import record


@record
class Missing:
    """A task without a day.

    reason  of a visit: too_late (it can be made only after the last stay), closed (no
            day of the stays that are left can be planned), full (other visits take
            them), lapsed (a paper it needs would be too old); of any other: after, it
            waits for one of these
    ready   the first day on which the visit could be made; None where that waits too
    """

    place: int
    reason: str
    ready: datetime.date | None


def missing_tasks(plan: PathPlan) -> list[Missing]:
    """The visits that the stays cannot hold, and what waits for them."""
    schedule, network = plan.schedule, plan.network
    found = []
    for place in network.order:
        if schedule.starts[place] < NEVER:
            continue
        waits = [schedule.ends[other] for other in network.before[place]]
        ready = max([plan.wishes.start.toordinal(), *waits])
        if ready >= NEVER:
            found.append(Missing(place, "after", None))
        else:
            found.append(_missing_visit(plan, place, ready))
    return found


def _missing_visit(plan: PathPlan, place: int, ready: int) -> Missing:
    opens = plan.network.starts[place]
    left = [span for span in plan.wishes.spans or () if span[1] >= ready]
    days = [
        day
        for first, last in left
        for day in range(max(first, ready), last + 1)
        if opens.is_open(day)
    ]
    taken = Counter(plan.schedule.starts[other] for other in plan.network.visits)
    if not left:
        reason = "too_late"
    elif not days:
        reason = "closed"
    else:
        is_free = any(taken[day] < plan.wishes.visits_per_day for day in days)
        reason = "lapsed" if is_free else "full"
    return Missing(place, reason, datetime.date.fromordinal(opens.on_or_after(ready)))
