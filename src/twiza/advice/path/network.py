"""Tasks as numbers, with the way, the office and the papers of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from twiza.advice.path.offices import Offices, OpenDays
from twiza.advice.path.tasks import Task
from twiza.packs.model import Document, Rulebook
from twiza.records import record


@record
class Paper:
    """A paper that lapses: `holder` needs it at its start, `giver` obtains it."""

    name: str
    giver: int
    holder: int
    valid_days: int


@record
class Network:
    """The tasks of a plan with the way chosen for each.

    order   places of the tasks, each after its prerequisites
    starts  per task the days on which it may begin
    closes  per task the days on which its body can hand over the result
    visits  tasks that need somebody in the country of investment on their first day
    home    tasks that need somebody at a counter in the country of residence
    """

    tasks: tuple[Task, ...]
    ways: tuple[str | None, ...]
    order: tuple[int, ...]
    before: tuple[tuple[int, ...], ...]
    after: tuple[tuple[int, ...], ...]
    days: tuple[int, ...]
    starts: tuple[OpenDays, ...]
    closes: tuple[OpenDays, ...]
    visits: frozenset[int]
    home: frozenset[int]
    papers: tuple[Paper, ...]

    def end(self, task: int, start: int, days: int | None = None) -> int:
        """The day on which the result of a task that starts then is there."""
        length = self.days[task] if days is None else days
        closes = self.closes[task]
        if self.tasks[task].counts_working_days:
            return closes.after(start, length)
        return closes.on_or_after(start + length)


def chosen_way(task: Task, *, without_proxy: bool = False) -> str | None:
    """The lightest way the pack lists; one's own visit before a power of attorney where
    that is asked for. None where the pack is silent.
    """
    allowed = [way for way in task.ways if not (without_proxy and way == "proxy")]
    return next(iter(allowed or task.ways), None)


def network_of(
    rulebook: Rulebook,
    tasks: Sequence[Task],
    offices: Offices,
    ways: Sequence[str | None],
) -> Network:
    places = {task.name: place for place, task in enumerate(tasks)}
    before = tuple(tuple(places[name] for name in task.before) for task in tasks)
    sites = [
        office_of(rulebook, task, way, offices.residence.name)
        for task, way in zip(tasks, ways, strict=True)
    ]
    at_counter = {
        place for place, way in enumerate(ways) if way in ("in_person", "consulate")
    }
    visits = {place for place in at_counter if sites[place] == "investment"}
    return Network(
        tasks=tuple(tasks),
        ways=tuple(ways),
        order=tuple(range(len(tasks))),  # tasks come in order
        before=before,
        after=successors(before),
        days=tuple(int(task.days.typical or 0) for task in tasks),
        starts=tuple(
            offices.open_days(site, for_visit=place in at_counter)
            for place, site in enumerate(sites)
        ),
        closes=tuple(offices.open_days(site) for site in sites),
        visits=frozenset(visits),
        home=frozenset(at_counter - visits),
        papers=tuple(_papers(tasks, rulebook.documents)),
    )


def office_of(rulebook: Rulebook, task: Task, way: str | None, residence: str) -> str:
    """Whose calendar a task keeps: that of the pack that defines its body."""
    operator = rulebook.operators[task.body]
    if operator.kind == "investor":
        return "investment" if way == "in_person" else "self"
    if way == "consulate":
        return "consulate"
    is_at_home = operator.where.startswith(f"packs/countries/{residence}/")
    return "residence" if is_at_home else "investment"


def _papers(
    tasks: Sequence[Task], documents: Mapping[str, Document]
) -> Iterable[Paper]:
    for giver, giving in enumerate(tasks):
        held = documents.get(giving.gives or "")
        if held is None or held.validity_days is None:
            continue
        for holder, holding in enumerate(tasks):
            if held.name in holding.needs:
                yield Paper(held.name, giver, holder, held.validity_days)


def successors(before: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in before]
    for place, needed in enumerate(before):
        for other in needed:
            found[other].append(place)
    return tuple(map(tuple, found))
