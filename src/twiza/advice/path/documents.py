"""The papers of a plan: who gives each, when, until when it holds, who needs it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from twiza.advice.path.plan import PathPlan
from twiza.advice.path.travel import NEVER
from twiza.records import record


@record
class Document:
    """One paper of the checklist.

    giver      the task that gives it; None: one brings it along
    obtained   the day on which the plan obtains it
    valid_days how long it holds; None: no limit is stated
    needed     the tasks that need it and have a day, by day
    obtain_from, obtain_by   when to obtain a paper that lapses and no task gives
    is_needed_again          it lapses between the first and the last need
    """

    name: str
    giver: int | None
    obtained: datetime.date | None
    valid_days: int | None
    needed: tuple[int, ...]
    obtain_from: datetime.date | None = None
    obtain_by: datetime.date | None = None
    is_needed_again: bool = False

    @property
    def valid_until(self) -> datetime.date | None:
        if self.obtained is None or self.valid_days is None:
            return None
        return self.obtained + datetime.timedelta(self.valid_days)


def documents_of(plan: PathPlan) -> list[Document]:
    """Every paper that a task needs, in the order in which they are first needed."""
    starts = plan.schedule.starts
    found = [*_given(plan), *_brought(plan)]
    return sorted(
        (document for document in found if document.needed),
        key=lambda document: (starts[document.needed[0]], document.name),
    )


def _holders(plan: PathPlan, name: str) -> list[int]:
    starts = plan.schedule.starts
    holders = [
        place
        for place, task in enumerate(plan.network.tasks)
        if name in task.needs and starts[place] < NEVER
    ]
    return sorted(holders, key=lambda place: (starts[place], place))


def _given(plan: PathPlan) -> Iterator[Document]:
    """What the tasks give, each copy of a renewed paper apart."""
    ends, papers = plan.schedule.ends, plan.network.papers
    for place, task in enumerate(plan.network.tasks):
        if task.gives is None:
            continue
        lapsing = [paper for paper in papers if paper.giver == place]
        holders = _holders(plan, task.gives)
        if lapsing or task.renews or any(p.name == task.gives for p in papers):
            mine = {paper.holder for paper in lapsing}
            holders = [holder for holder in holders if holder in mine]
        end = ends[place]
        yield Document(
            name=task.gives,
            giver=place,
            obtained=None if end >= NEVER else datetime.date.fromordinal(end),
            valid_days=plan.problem.rulebook.documents[task.gives].validity_days,
            needed=tuple(holders),
        )


def _brought(plan: PathPlan) -> Iterator[Document]:
    """What no task of the plan gives; one that lapses has days to be obtained on."""
    given = {task.gives for task in plan.network.tasks}
    needed = dict.fromkeys(name for task in plan.network.tasks for name in task.needs)
    for name in needed:
        if name in given:
            continue
        valid_days = plan.problem.rulebook.documents[name].validity_days
        holders = tuple(_holders(plan, name))
        if valid_days is None or not holders:
            yield Document(name, None, None, valid_days, holders)
        else:
            yield _dated(plan, name, valid_days, holders)


def _dated(
    plan: PathPlan, name: str, valid_days: int, holders: tuple[int, ...]
) -> Document:
    first, last = (plan.schedule.starts[place] for place in (holders[0], holders[-1]))
    is_needed_again = last - valid_days > first
    since = (first if is_needed_again else last) - valid_days
    return Document(
        name=name,
        giver=None,
        obtained=None,
        valid_days=valid_days,
        needed=holders,
        obtain_from=datetime.date.fromordinal(since),
        obtain_by=datetime.date.fromordinal(first),
        is_needed_again=is_needed_again,
    )
