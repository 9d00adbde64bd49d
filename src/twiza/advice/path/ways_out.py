"""What would give the missing visits a day. Every way out was tried: with it the plan
was searched again, and is complete.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from twiza.advice.path.plan import PathPlan
from twiza.advice.path.problem import Wishes, releases_for, schedule_for
from twiza.advice.path.stays import MOST_DAYS, MOST_STAYS, Stay
from twiza.advice.path.travel import NEVER, Travel, earliest
from twiza.records import record, replaced

LONGER = (1, 2, 3, 5, 8, 13, 21, 34)
MOST_FURTHER_DAYS = 31
MOST_FURTHER_STAYS = 4


@record
class WayOut:
    """One change of the wishes that completes the plan.

    kind    longer, moved, another, proxy
    stays   the stays that are new, or as they would be
    place   which of the stated stays is longer or moved
    days    by how many days it is longer
    tasks   what somebody with a power of attorney would do
    end     the end of the plan then
    """

    kind: str
    wishes: Wishes
    end: datetime.date
    stays: tuple[Stay, ...] = ()
    place: int | None = None
    days: int = 0
    tasks: tuple[str, ...] = ()


def ways_out(plan: PathPlan) -> list[WayOut]:
    """None where nothing is missing, or where nothing of what was tried is enough."""
    if plan.schedule.is_complete or plan.wishes.stays is None:
        return []
    return [*_proxies(plan), *_longer(plan), *_other_dates(plan)]


def _end_with(plan: PathPlan, wishes: Wishes) -> datetime.date | None:
    """The end of the plan with other wishes; None where it is not complete."""
    schedule = schedule_for(plan.problem, wishes)
    return datetime.date.fromordinal(schedule.cost[1]) if schedule.is_complete else None


def _proxies(plan: PathPlan) -> Iterator[WayOut]:
    """A power of attorney for what is missing, else for all that may be done by one."""
    visits = [
        (task.name, plan.schedule.starts[place] >= NEVER)
        for place, task in enumerate(plan.network.tasks)
        if place in plan.network.visits and "proxy" in task.ways
    ]
    missing = tuple(name for name, is_missing in visits if is_missing)
    for names in dict.fromkeys([missing, tuple(name for name, _ in visits)]):
        given = plan.wishes.with_proxy | set(names)
        wishes = replaced(plan.wishes, with_proxy=frozenset(given))
        end = _end_with(plan, wishes) if names else None
        if end:
            yield WayOut("proxy", wishes, end, tasks=names)
            return


def _longer(plan: PathPlan) -> Iterator[WayOut]:
    """The last stay that can grow enough, by the fewest of the days tried."""
    stays = plan.wishes.stays or ()
    for days in LONGER:
        for place in reversed(range(len(stays))):
            found = _grown(plan, place, days)
            if found:
                while days > 1 and (fewer := _grown(plan, place, days - 1)):
                    found, days = fewer, days - 1
                yield found
                return


def _grown(plan: PathPlan, place: int, days: int) -> WayOut | None:
    stays = plan.wishes.stays or ()
    stay = stays[place]
    longer = Stay(stay.first, stay.last + datetime.timedelta(days))
    meets_next = place + 1 < len(stays) and longer.last >= stays[place + 1].first
    if meets_next or longer.days > MOST_DAYS:
        return None
    wishes = _with(plan.wishes, place, longer)
    end = _end_with(plan, wishes)
    if end is None:
        return None
    return WayOut("longer", wishes, end, (longer,), place=place, days=days)


def _other_dates(plan: PathPlan) -> Iterator[WayOut]:
    """Further stays where the missing visits would fall; or the last one, moved."""
    further = _one_further(plan) or _several_further(plan)
    if further is None:
        return
    yield further
    stays = plan.wishes.stays or ()
    if stays and len(further.stays) == 1:
        (wanted,) = further.stays
        length = datetime.timedelta(max(wanted.days, stays[-1].days) - 1)
        moved, place = Stay(wanted.first, wanted.first + length), len(stays) - 1
        wishes = _with(plan.wishes, place, moved)
        end = _end_with(plan, wishes)
        if end:
            yield WayOut("moved", wishes, end, (moved,), place=place)


def _one_further(plan: PathPlan) -> WayOut | None:
    """One more stay of a month at most: the plan ends soonest, then it is short."""
    if len(plan.wishes.stays or ()) >= MOST_STAYS:
        return None
    found = []
    wanted = wanted_days(plan)
    for first in dict.fromkeys(wanted):
        for last in _last_days(plan, first, len(wanted)):
            stay = _stay(first, last)
            wishes = _and(plan.wishes, stay)
            end = _end_with(plan, wishes)
            if end:
                found.append(WayOut("another", wishes, end, (stay,)))
                break
    return min(found, key=lambda way: (way.end, way.stays[0].days), default=None)


def _last_days(plan: PathPlan, first: int, visits: int) -> Iterator[int]:
    """A stay that just holds so many visits, then one with a week more."""
    opens = plan.network.starts[next(iter(plan.network.visits))]
    days = -(-visits // plan.wishes.visits_per_day)
    last = opens.after(opens.on_or_after(first), days - 1)
    if last < first + MOST_FURTHER_DAYS:
        yield last
        yield last + 7


def _several_further(plan: PathPlan) -> WayOut | None:
    """One short stay after the other, for what comes first of what is missing."""
    from twiza.advice.path.plan import planned

    added: list[Stay] = []
    current = plan
    while len(added) < MOST_FURTHER_STAYS and not current.schedule.is_complete:
        wanted = wanted_days(current)
        if not wanted or len(current.wishes.stays or ()) >= MOST_STAYS:
            return None
        near = [day for day in wanted if day < wanted[0] + MOST_FURTHER_DAYS]
        added.append(_stay(near[0], near[-1]))
        current = planned(plan.problem, _and(current.wishes, added[-1]))
    if not current.schedule.is_complete:
        return None
    end = datetime.date.fromordinal(current.schedule.cost[1])
    return WayOut("another", current.wishes, end, tuple(added))


def wanted_days(plan: PathPlan) -> list[int]:
    """The days of the missing visits if one could stay on after the last stay."""
    network, schedule = plan.network, plan.schedule
    after = max((last for _, last in plan.wishes.spans or ()), default=0) + 1
    releases = _releases(plan)
    missing = []
    for place in network.visits:
        held = schedule.starts[place]
        releases[place] = max(releases[place], held if held < NEVER else after)
        if held >= NEVER:
            missing.append(place)
    return _spread(plan, releases, missing)


def _releases(plan: PathPlan) -> list[int]:
    releases = releases_for(plan.problem, plan.wishes)
    return releases + [0] * (len(plan.network.tasks) - len(releases))


def _spread(plan: PathPlan, releases: list[int], missing: list[int]) -> list[int]:
    """As early as can be, no more of them a day than one makes."""
    anywhere = Travel(None, plan.schedule.travel.away_days)
    while True:
        starts, _ = earliest(plan.network, anywhere, releases)
        days = sorted(starts[place] for place in missing)
        crowded = [day for day in days if days.count(day) > plan.wishes.visits_per_day]
        if not crowded:
            return days
        late = next(place for place in missing if starts[place] == crowded[0])
        releases[late] = crowded[0] + 1


def _stay(first: int, last: int) -> Stay:
    return Stay(datetime.date.fromordinal(first), datetime.date.fromordinal(last))


def _and(wishes: Wishes, stay: Stay) -> Wishes:
    return replaced(wishes, stays=(*(wishes.stays or ()), stay))


def _with(wishes: Wishes, place: int, stay: Stay) -> Wishes:
    stays = list(wishes.stays or ())
    stays[place] = stay
    return replaced(wishes, stays=tuple(stays))
