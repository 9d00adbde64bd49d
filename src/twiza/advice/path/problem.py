"""What is to be planned, what a person wishes, and the search that joins both."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from twiza.advice.assessment import assess_all
from twiza.advice.package import Package, best_package, terms_of
from twiza.advice.path.network import Network, chosen_way, network_of
from twiza.advice.path.offices import Offices, offices_of
from twiza.advice.path.search import Schedule, best_schedule
from twiza.advice.path.stays import Stay, checked_start, checked_stays
from twiza.advice.path.tasks import Task, tasks_of
from twiza.advice.path.travel import Span
from twiza.errors import InputError, did_you_mean
from twiza.packs.model import Rulebook
from twiza.records import record, replaced
from twiza.rules import rules_at
from twiza.rules.situation import read_facts, situation_of

MOST_VISITS_PER_DAY = 4


@record
class Wishes:
    """What a person asks of a plan.

    start           the first day on which anything is done
    stays           stays in the country of investment, in order; None: one can be there
                    on any day
    visits_per_day  how many offices one person visits in a day of a stay
    without_proxy   visits in person rather than a power of attorney where both will do
    with_proxy      tasks for which a power of attorney is given all the same
    """

    start: datetime.date
    stays: tuple[Stay, ...] | None = None
    visits_per_day: int = 1
    without_proxy: bool = False
    with_proxy: frozenset[str] = frozenset()

    @property
    def spans(self) -> list[Span] | None:
        """First and last day of each stay."""
        if self.stays is None:
            return None
        return [(stay.first.toordinal(), stay.last.toordinal()) for stay in self.stays]


@record
class Problem:
    """All a search needs, and what stays the same when the wishes change."""

    rulebook: Rulebook
    tasks: tuple[Task, ...]
    offices: Offices
    realisation: datetime.date
    members: tuple[str, ...]


def checked(problem: Problem, wishes: Wishes) -> Wishes:
    """The wishes with their stays in order.

    raises  InputError for a start, stays, a number or a task that cannot be used
    """
    checked_start(wishes.start)
    if not 1 <= wishes.visits_per_day <= MOST_VISITS_PER_DAY:
        raise InputError(
            "--visits-per-day",
            found=str(wishes.visits_per_day),
            expected=f"a number from 1 to {MOST_VISITS_PER_DAY}",
            mend="1 is the careful choice",
        )
    known = [task.name for task in problem.tasks if "proxy" in task.ways]
    for name in wishes.with_proxy:
        if name not in known:
            raise _no_proxy(name, known)
    if wishes.stays is None:
        return wishes
    return replaced(wishes, stays=checked_stays(wishes.stays, wishes.start))


def _no_proxy(name: str, known: list[str]) -> InputError:
    return InputError(
        "--proxy-for",
        found=name[:80],
        expected=f"a step of this path that a proxy can do: {', '.join(known)}",
        mend=did_you_mean(name, known) or "correct its name",
    )


def problem_of(
    rulebook: Rulebook,
    facts: Mapping[str, object],
    *,
    on: datetime.date,
    plan: Mapping[str, object] | None = None,
) -> Problem:
    rules = rules_at(rulebook, on)
    situation = situation_of(rulebook, rules, read_facts(rulebook, facts))
    terms = terms_of(rulebook, dict(plan or {}), on)
    package: Package = best_package(assess_all(rulebook, rules, situation, on), terms)
    members = tuple(item.mechanism.name for item in package.members)
    claims = rules.steps.evaluate(situation.low, situation.high)
    corridor = rulebook.packs[-1]
    return Problem(
        rulebook=rulebook,
        tasks=tuple(tasks_of(rulebook, claims, members)),
        offices=offices_of(corridor.residence or "", corridor.investment or ""),
        realisation=terms.realisation,
        members=members,
    )


def network_for(problem: Problem, wishes: Wishes) -> Network:
    ways = [
        chosen_way(
            task,
            without_proxy=wishes.without_proxy and task.name not in wishes.with_proxy,
        )
        for task in problem.tasks
    ]
    return network_of(problem.rulebook, problem.tasks, problem.offices, ways)


def schedule_for(problem: Problem, wishes: Wishes) -> Schedule:
    return best_schedule(
        network_for(problem, wishes),
        releases_for(problem, wishes),
        wishes.spans,
        wishes.visits_per_day,
    )


def releases_for(problem: Problem, wishes: Wishes) -> list[int]:
    """What is claimed for an investment waits until it is made."""
    start = wishes.start.toordinal()
    made = max(start, problem.realisation.toordinal())
    return [made if task.is_later else start for task in problem.tasks]
