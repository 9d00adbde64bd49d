"""What has to be done: the procedure steps, and the applications for the package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from twiza.advice.path.days import is_surely_needed, needed_steps
from twiza.advice.path.order import ordered, prerequisites
from twiza.packs.model import ApplyStep, Mechanism, Range, Rulebook, Step
from twiza.records import record, replaced
from twiza.rules.compiled import Pair

UNKNOWN = Range(None, None)


@record
class Task:
    """One thing to do with one body.

    days      where None they are not known: it ends, at the earliest, as it starts
    before    names of the tasks that must have ended
    is_later  asked for once the investment is made; the plan ends without it
    renews    the task of which this one repeats the paper
    """

    name: str
    step: Step | None
    mechanism: str | None
    body: str
    ways: tuple[str, ...]
    days: Range
    counts_working_days: bool
    before: tuple[str, ...]
    needs: tuple[str, ...]
    gives: str | None
    sources: tuple[str, ...]
    is_sure: bool = True
    is_later: bool = False
    renews: str | None = None

    @property
    def has_known_days(self) -> bool:
        return self.days.typical is not None


def tasks_of(
    rulebook: Rulebook, claims: Mapping[str, Pair], members: Sequence[str]
) -> list[Task]:
    """All tasks of a venture, each after those that come before it.

    claims   per step with a `when`, whether it is surely and possibly needed
    members  the mechanisms to apply for, in the order to apply
    """
    steps = needed_steps(rulebook, claims)
    before = prerequisites(steps)
    applying = [
        task
        for member in members
        for task in _applications(rulebook.mechanisms[member], steps)
    ]
    held_first = tuple(_held_before_spending(rulebook, members))
    tasks = {
        name: _task(step, before[name], is_surely_needed(claims, name))
        for name, step in steps.items()
    }
    for name, step in steps.items():
        if step.spends and held_first:
            first = (*tasks[name].before, *held_first)
            tasks[name] = replaced(tasks[name], before=first)
    tasks |= {task.name: task for task in applying}
    places = {name: step.where for name, step in steps.items()}
    order = ordered({name: task.before for name, task in tasks.items()}, places)
    return [tasks[name] for name in order]


def _task(step: Step, before: tuple[str, ...], is_sure: bool) -> Task:
    return Task(
        name=step.name,
        step=step,
        mechanism=None,
        body=step.body,
        ways=step.ways,
        days=step.days,
        counts_working_days=step.counts_working_days,
        before=before,
        needs=step.needs,
        gives=step.gives,
        sources=step.sources,
        is_sure=is_sure,
    )


def _applications(mechanism: Mechanism, steps: Mapping[str, Step]) -> Iterator[Task]:
    """One after the other. Where the pack is silent the firm has to exist first."""
    founding = tuple(name for name, step in steps.items() if step.founds)
    spending = tuple(name for name, step in steps.items() if step.spends)
    previous: tuple[str, ...] = ()
    is_later = False
    for apply in mechanism.apply:
        stated = None if apply.after is None else _known(apply.after, steps)
        first = previous + (stated if stated is not None else ())
        if not previous and stated is None:
            first = founding
        if apply.after_realisation:
            is_later = True
            first += spending
        task = _application(mechanism, apply, tuple(dict.fromkeys(first)), is_later)
        yield task
        previous = (task.name,)


def _known(names: tuple[str, ...], steps: Mapping[str, Step]) -> tuple[str, ...]:
    return tuple(name for name in names if name in steps)


def application_name(mechanism: str, apply: ApplyStep) -> str:
    return f"{mechanism}/{apply.name}"


def _application(
    mechanism: Mechanism, apply: ApplyStep, before: tuple[str, ...], is_later: bool
) -> Task:
    days = UNKNOWN if apply.days is None else Range(apply.days, apply.days, apply.days)
    return Task(
        name=application_name(mechanism.name, apply),
        step=None,
        mechanism=mechanism.name,
        body=apply.body,
        ways=apply.ways,
        days=days,
        counts_working_days=apply.counts_working_days,
        before=before,
        needs=(),
        gives=None,
        sources=mechanism.sources,
        is_later=is_later,
    )


def _held_before_spending(rulebook: Rulebook, members: Sequence[str]) -> Iterator[str]:
    for member in members:
        for apply in rulebook.mechanisms[member].apply:
            if apply.before_spending:
                yield application_name(member, apply)
