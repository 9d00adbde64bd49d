"""What a plan costs, and what no plan with these earliest days can undercut."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from heapq import heappop, heappush

from twiza.advice.path.network import Network
from twiza.advice.path.travel import NEVER, Days, Travel

Cost = tuple[int, int, int, int]  # tasks without a day, end, stays, papers renewed


def cost_of(
    network: Network, travel: Travel, ends: Days, renewals: int, missing: int = 0
) -> Cost:
    """Tasks that follow the investment count neither as missing nor for the end."""
    last = 0
    for task, end in enumerate(ends):
        if network.tasks[task].is_later:
            continue
        if end >= NEVER:
            missing += 1
        elif end > last:
            last = end
    return missing, last, len(travel.stays), renewals


def crowded_visits(
    network: Network, travel: Travel, starts: Days, visits_per_day: int
) -> list[int]:
    """The visits of the first day that has too many, the least urgent first."""
    if travel.visit_days is None:
        return []
    count = Counter(starts[task] for task in network.visits)
    days = [
        day for day, visits in count.items() if visits > visits_per_day and day < NEVER
    ]
    if not days:
        return []
    first, tails = min(days), tails_of(network)
    visits = (task for task in network.visits if starts[task] == first)
    return sorted(visits, key=lambda task: (tails[task], -task))


def tails_of(network: Network) -> list[int]:
    """Per task the least number of days from its start to the end of the plan."""
    tails = [0] * len(network.tasks)
    for task in reversed(network.order):
        if not network.tasks[task].is_later:
            later = max((tails[other] for other in network.after[task]), default=0)
            tails[task] = network.days[task] + later
    return tails


def bound_with_crowds(
    network: Network, travel: Travel, starts: Days, cost: Cost, visits_per_day: int
) -> Cost:
    """A sharper bound where visits crowd: as if each depended on its own day alone.

    Visits of one day each, released one by one, are best made by the longest tail first
    (Jackson's rule); those for which no day is left are missing in any plan.
    """
    assert travel.visit_days is not None
    tails = tails_of(network)
    coming = sorted(
        (starts[visit], -tails[visit])
        for visit in network.visits
        if starts[visit] < NEVER and not network.tasks[visit].is_later
    )
    left, last = _made(coming, travel.visit_days, visits_per_day)
    missing, end, stays, renewals = cost
    if left:  # which visits are left out is open, and so is the end
        return missing + _least_lost(network, starts, left), 0, stays, renewals
    return missing, max(end, last), stays, renewals


def _least_lost(network: Network, starts: Days, left: int) -> int:
    """How many tasks are lost with that many visits: of any choice, one drags along at
    least as many as the last of those that drag along the fewest.
    """
    dragged = sorted(
        len(followers(network, visit))
        for visit in network.visits
        if starts[visit] < NEVER and not network.tasks[visit].is_later
    )
    return max(left, dragged[left - 1])


def followers(network: Network, task: int) -> set[int]:
    """The task and all that wait for it."""
    found, waiting = set(), [task]
    while waiting:
        one = waiting.pop()
        if one not in found and not network.tasks[one].is_later:
            found.add(one)
            waiting += network.after[one]
    return found


def _made(
    coming: list[tuple[int, int]], days: tuple[int, ...], visits_per_day: int
) -> tuple[int, int]:
    """How many visits find no day, and the end of the plan they imply."""
    ready: list[int] = []
    last = made = place = 0
    for day in days[bisect_left(days, coming[0][0]) :] if coming else ():
        while place < len(coming) and coming[place][0] <= day:
            heappush(ready, coming[place][1])
            place += 1
        for _ in range(min(visits_per_day, len(ready))):
            last = max(last, day - heappop(ready))
            made += 1
    return len(coming) - made, last
