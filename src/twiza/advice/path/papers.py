"""Papers that lapse: found where one would be too old, and mended."""

from __future__ import annotations

from twiza.advice.path.network import Network, Paper, successors
from twiza.advice.path.order import ordered
from twiza.advice.path.tasks import Task
from twiza.advice.path.travel import NEVER, Days
from twiza.records import replaced


def lapsed_paper(network: Network, starts: Days, ends: Days) -> Paper | None:
    """The first paper that is no longer valid on the day its holder needs it."""
    lapsed = [
        paper
        for paper in network.papers
        if ends[paper.giver] < NEVER
        and ends[paper.giver] + paper.valid_days < starts[paper.holder] < NEVER
    ]
    return min(lapsed, key=lambda paper: starts[paper.holder], default=None)


def least_lag(network: Network, paper: Paper) -> int:
    """The days that lie between paper and holder in any plan."""
    lags = {paper.giver: 0}
    for task in network.order:
        for other in network.before[task]:
            if other in lags:
                days = 0 if other == paper.giver else network.days[other]
                lags[task] = max(lags.get(task, 0), lags[other] + days)
    return lags.get(paper.holder, 0)


def release_for(network: Network, task: int, wanted: int) -> int:
    """The first day on which it may start so that its result is not older than that."""
    opens = network.starts[task]
    start = opens.on_or_after(wanted - 2 * network.days[task] - 15)
    while network.end(task, start) < wanted:
        start = opens.on_or_after(start + 1)
    return start


def with_renewal(network: Network, paper: Paper) -> tuple[Network, int]:
    """The network in which `paper.holder` uses a paper obtained anew, and the place of
    the task that renews it. A renewal made for another holder serves this one too.
    """
    known = next(
        (place for place, task in enumerate(network.tasks)
         if task.renews == network.tasks[paper.giver].name), None
    )  # fmt: skip
    place = len(network.tasks) if known is None else known
    renewed = Paper(paper.name, place, paper.holder, paper.valid_days)
    papers = tuple(renewed if held == paper else held for held in network.papers)
    before = list(network.before)
    before[paper.holder] = (*before[paper.holder], place)
    if known is None:
        before.append((paper.giver,))
    return _rewired(network, paper.giver, tuple(before), papers, place), place


def _rewired(
    network: Network,
    giver: int,
    before: tuple[tuple[int, ...], ...],
    papers: tuple[Paper, ...],
    place: int,
) -> Network:
    is_new = place == len(network.tasks)
    more = [giver] if is_new else []
    tasks = (*network.tasks, *(_renewal(network.tasks[giver]) for giver in more))
    by_name = {
        str(index): tuple(map(str, needed)) for index, needed in enumerate(before)
    }
    return Network(
        tasks=tasks,
        ways=(*network.ways, *(network.ways[giver] for giver in more)),
        order=tuple(map(int, ordered(by_name, {}))),
        before=before,
        after=successors(before),
        days=(*network.days, *(network.days[giver] for giver in more)),
        starts=(*network.starts, *(network.starts[giver] for giver in more)),
        closes=(*network.closes, *(network.closes[giver] for giver in more)),
        visits=network.visits | ({place} if giver in network.visits else set()),
        home=network.home | ({place} if giver in network.home else set()),
        papers=papers,
    )


def _renewal(task: Task) -> Task:
    return replaced(task, name=f"{task.name}+", renews=task.name, before=(task.name,))
