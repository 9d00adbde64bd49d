"""Which stays one travels for, and the first day on which a task can begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from twiza.advice.path.network import Network
from twiza.advice.path.offices import OpenDays
from twiza.records import record

NEVER = 10**8  # a day that does not come: no stay is left for the visit

Days = list[int]  # one ordinal per task
Span = tuple[int, int]  # first and last day of a stay


@record
class Travel:
    """Who is where: days of stays on which a visit can be planned, and all days of
    those stays, on which nobody stands at a counter at home. None: no stays were
    stated, one can be there on any day.
    """

    visit_days: tuple[int, ...] | None
    away_days: frozenset[int]
    stays: tuple[int, ...] = ()

    def visit_on_or_after(self, day: int, opens: OpenDays) -> int:
        if self.visit_days is None:
            return opens.on_or_after(day)
        place = bisect_left(self.visit_days, day)
        return self.visit_days[place] if place < len(self.visit_days) else NEVER

    def home_on_or_after(self, day: int, opens: OpenDays) -> int:
        found = opens.on_or_after(day)
        while found in self.away_days:
            found = opens.on_or_after(found + 1)
        return found


ANYWHERE = Travel(None, frozenset())


def sets_of_stays(network: Network, stays: Sequence[Span] | None) -> Iterator[Travel]:
    """Every choice of stays to travel for; without visits none is needed."""
    if stays is None:
        yield ANYWHERE
        return
    visit = next(iter(network.visits), None)
    if visit is None:
        yield Travel((), frozenset())
        return
    for count in range(len(stays) + 1):
        for chosen in combinations(range(len(stays)), count):
            yield travel_for(stays, chosen, network.starts[visit])


def loosest_travel(network: Network, stays: Sequence[Span] | None) -> Travel:
    """As if one could be in every stay and at home on the same day: a bound."""
    if stays is None:
        return ANYWHERE
    visit = next(iter(network.visits), None)
    if visit is None:
        return Travel((), frozenset())
    every = travel_for(stays, range(len(stays)), network.starts[visit])
    return Travel(every.visit_days, frozenset())


def travel_for(
    stays: Sequence[Span], chosen: Sequence[int], visits: OpenDays
) -> Travel:
    """visits  the days on which a visit in the country can be planned"""
    spans = [stays[place] for place in chosen]
    days = [day for first, last in spans for day in range(first, last + 1)]
    return Travel(
        visit_days=tuple(day for day in days if visits.is_open(day)),
        away_days=frozenset(days),
        stays=tuple(chosen),
    )


def earliest(
    network: Network,
    travel: Travel,
    releases: Sequence[int],
    days: Sequence[int] | None = None,
) -> tuple[Days, Days]:
    """Start and end of each task, as early as prerequisites, offices and stays allow.

    releases  per task the day before which it may not start
    days      other lengths than the typical ones
    """
    count = len(network.tasks)
    starts, ends = [NEVER] * count, [NEVER] * count
    lengths = network.days if days is None else days
    for task in network.order:
        ready = releases[task]
        for other in network.before[task]:
            if ends[other] > ready:
                ready = ends[other]
        start = next_start(network, travel, task, ready)
        if start < NEVER:
            starts[task] = start
            ends[task] = network.end(task, start, lengths[task])
    return starts, ends


def next_start(network: Network, travel: Travel, task: int, ready: int) -> int:
    """The first day from `ready` on which the task can begin."""
    if ready >= NEVER:
        return NEVER
    opens = network.starts[task]
    if task in network.visits:
        return travel.visit_on_or_after(ready, opens)
    if task in network.home:
        return travel.home_on_or_after(ready, opens)
    return opens.on_or_after(ready)
