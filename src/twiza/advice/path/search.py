"""The best plan for given stays: an exact search, whose status is always told.

What is best, in this order: every task is placed; the plan ends early; few stays are
used; few papers are obtained twice. Where not all can be placed, only their number is
searched for: a plan that is not complete has no end worth comparing.

The earliest days of a network are a lower bound, for a conflict (a day with too many
visits, a paper that has lapsed) only ever moves tasks to later days. Each conflict is
mended in every way that can mend it, and a branch is left when its bound is no better
than the best plan found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from twiza.advice.path.bounds import (
    Cost,
    bound_with_crowds,
    cost_of,
    crowded_visits,
)
from twiza.advice.path.network import Network, Paper
from twiza.advice.path.papers import (
    lapsed_paper,
    least_lag,
    release_for,
    with_renewal,
)
from twiza.advice.path.travel import (
    NEVER,
    Days,
    Span,
    Travel,
    earliest,
    loosest_travel,
    sets_of_stays,
)
from twiza.records import record, replaced

MOST_PLACED = 20_000  # tasks placed in all partial plans: about a tenth of a second

_Choice = tuple[Cost, tuple[int, ...], Travel]


@record
class Schedule:
    """A plan: what is done on which day, and whether none is better.

    least_end  no plan for these stays ends before this day
    examined   how many partial plans were looked at
    """

    network: Network
    travel: Travel
    releases: Days
    starts: Days
    ends: Days
    cost: Cost
    is_proved: bool = True
    least_end: int = 0
    examined: int = 0

    @property
    def is_complete(self) -> bool:
        return self.cost[0] == 0


@record
class _Node:
    network: Network
    releases: Days
    renewals: int

    @property
    def mark(self) -> tuple[object, ...]:
        papers = tuple(paper.giver for paper in self.network.papers)
        return (len(self.network.tasks), papers, *self.releases)


def best_schedule(
    network: Network,
    releases: Sequence[int],
    stays: Sequence[Span] | None,
    visits_per_day: int,
    *,
    most_examined: int | None = None,
) -> Schedule:
    """The best plan for those stays; None: one can be in the country on any day.

    releases       per task the day before which it may not start
    most_examined  partial plans to look at; left out: fewer for a larger network
    """
    most = most_examined
    if most is None:
        most = MOST_PLACED // max(1, len(network.tasks))
    return _Search(visits_per_day, most).run(network, list(releases), stays)


class _Search:
    """What was found so far is shared by all choices of stays."""

    def __init__(self, visits_per_day: int, most_examined: int) -> None:
        self.visits_per_day = visits_per_day
        self.most_examined, self.examined = most_examined, 0
        self.best: Schedule | None = None
        self.unseen: list[Cost] = []  # bounds of what was not looked at

    def run(
        self, network: Network, releases: Days, stays: Sequence[Span] | None
    ) -> Schedule:
        root = _Node(network, releases, 0)
        loosest = self._root_bound(root, loosest_travel(network, stays))
        later: list[_Choice] = []
        for count, travels in groupby(
            sets_of_stays(network, stays), key=lambda travel: len(travel.stays)
        ):  # few stays first
            if self._is_reached(loosest) and count > self._stays_used:
                break
            later += self._choices(root, travels, stays)
            later = self._dive_all(root, later, loosest)
        self._dive_all(root, later, None)
        assert self.best is not None  # the first choice always ends in a plan
        return self._told(self.best)

    def _told(self, best: Schedule) -> Schedule:
        better = [bound for bound in self.unseen if not self._is_no_better(bound)]
        return replaced(
            best,
            is_proved=not better,
            least_end=min([best.cost[1], *(bound[1] for bound in better)]),
            examined=self.examined,
        )

    def _root_bound(self, root: _Node, travel: Travel) -> Cost:
        starts, ends = earliest(root.network, travel, root.releases)
        return self._bound(root, travel, starts, ends)[0]

    def _choices(
        self, root: _Node, travels: Iterable[Travel], stays: Sequence[Span] | None
    ) -> list[_Choice]:
        """The sets of stays with their bounds. A stay that begins after the end of a
        plan already found helps no better one.
        """
        found = []
        for travel in travels:
            last = (
                max((stays[place][0] for place in travel.stays), default=0)
                if stays
                else 0
            )
            if (
                self.best is None
                or not self.best.is_complete
                or last < self.best.cost[1]
            ):
                found.append((self._root_bound(root, travel), travel.stays, travel))
        return sorted(found, key=lambda choice: choice[:2])

    def _dive_all(
        self, root: _Node, choices: list[_Choice], loosest: Cost | None
    ) -> list[_Choice]:
        """The choices put off: those that leave more steps without a day than the
        loosest bound does. None: none is put off.
        """
        later = []
        for choice in choices:
            bound, _, travel = choice
            if loosest and bound[0] > loosest[0]:
                later.append(choice)
            elif not self._is_no_better(bound):
                self._dive(root, travel)
        return later

    def _is_reached(self, loosest: Cost) -> bool:
        """Whether the best plan is as good as if all stays were one's home, too."""
        if self.best is None:
            return False
        counted = 2 if self.best.is_complete else 1
        return self.best.cost[:counted] == loosest[:counted]

    @property
    def _stays_used(self) -> int:
        return 0 if self.best is None else self.best.cost[2]

    def _is_no_better(self, bound: Cost) -> bool:
        if self.best is None:
            return False
        is_complete = self.best.is_complete
        return bound >= self.best.cost if is_complete else bound[0] >= self.best.cost[0]

    def _bound(
        self, node: _Node, travel: Travel, starts: Days, ends: Days
    ) -> tuple[Cost, list[int]]:
        """What no plan from here undercuts, and the visits that crowd first."""
        cost = cost_of(node.network, travel, ends, node.renewals)
        crowd = crowded_visits(node.network, travel, starts, self.visits_per_day)
        if not crowd:
            return cost, crowd
        return bound_with_crowds(
            node.network, travel, starts, cost, self.visits_per_day
        ), crowd

    def _dive(self, root: _Node, travel: Travel) -> None:
        """Depth first, the most promising child first."""
        waiting, seen = [root], set()
        while waiting:
            node = waiting.pop()
            if node.mark not in seen:
                seen.add(node.mark)
                waiting += self._look_at(node, travel)

    def _look_at(self, node: _Node, travel: Travel) -> list[_Node]:
        starts, ends = earliest(node.network, travel, node.releases)
        bound, crowd = self._bound(node, travel, starts, ends)
        if self._is_no_better(bound):
            return []
        if self.examined >= self.most_examined and self.best is not None:
            self.unseen.append(bound)
            return []
        self.examined += 1
        lapsed = None if crowd else lapsed_paper(node.network, starts, ends)
        if not crowd and lapsed is None:
            self.best = Schedule(
                node.network, travel, node.releases, starts, ends, bound
            )
            return []
        if self.examined > self.most_examined:  # no plan yet: give the conflict up
            self.unseen.append(bound)
            task = crowd[0] if crowd else lapsed.holder  # type: ignore[union-attr]
            return [_delayed(node, task, NEVER)]
        if crowd:
            return [_delayed(node, task, starts[task] + 1) for task in reversed(crowd)]
        return _mended(node, lapsed, starts)  # type: ignore[arg-type]


def _delayed(node: _Node, task: int, release: int) -> _Node:
    releases = node.releases.copy()
    releases[task] = max(releases[task], release)
    return _Node(node.network, releases, node.renewals)


def _mended(node: _Node, paper: Paper, starts: Days) -> list[_Node]:
    """The paper obtained later, where that can help, or obtained anew; the latter is
    looked at first, for it always ends in a plan.
    """
    wanted = starts[paper.holder] - paper.valid_days
    children = []
    if least_lag(node.network, paper) <= paper.valid_days:
        release = release_for(node.network, paper.giver, wanted)
        children.append(_delayed(node, paper.giver, release))
    network, place = with_renewal(node.network, paper)
    is_new = place == len(node.releases)
    renewed = _Node(
        network, [*node.releases, *([0] if is_new else [])], node.renewals + is_new
    )
    return [*children, _delayed(renewed, place, release_for(network, place, wanted))]
