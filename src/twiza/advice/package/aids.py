"""Aids as a package sees them: which may enter, go together, what counts of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from twiza.advice.assessment import Assessment
from twiza.advice.package.limits import Limit, least_own_funds, least_ticket
from twiza.advice.package.terms import Terms
from twiza.advice.package.weighing import Candidate, Ceiling, Choice
from twiza.packs.model import ADDING_KINDS, PACKAGE_KINDS

CENTIMES = 100
BILLIONTHS = 1_000_000_000
LENDING_KINDS = ("loan", "equity")
UNLIMITED = 10**20  # centimes: more than any amount that a rule can state

Counted = Callable[[Assessment], float]
Allowed = Callable[[Assessment, Assessment], bool]


def may_enter(item: Assessment) -> bool:
    mechanism = item.mechanism
    return mechanism.role == "aid" and mechanism.kind in PACKAGE_KINDS


def adds_up(item: Assessment) -> bool:
    return item.mechanism.kind in ADDING_KINDS


def may_combine(first: Assessment, second: Assessment) -> bool:
    """Declared to combine. Silence is unknown, and unknown is not yes."""
    return second.mechanism.name in first.mechanism.combines.allowed


def might_combine(first: Assessment, second: Assessment) -> bool:
    return second.mechanism.name not in first.mechanism.combines.excluded


def counted(item: Assessment, *, is_hopeful: bool) -> float:
    """What counts of it: its value, else its least; hoping, the least once granted."""
    return item.hopeful_worth if is_hopeful else item.worth


def is_too_small(item: Assessment, *, is_hopeful: bool) -> bool:
    """Whether even the most that it lends is less than its smallest loan."""
    if item.mechanism.kind not in LENDING_KINDS or item.amount.most is None:
        return False
    return item.most < least_ticket(item, end=0 if is_hopeful else 1)


def is_too_late(item: Assessment, terms: Terms) -> bool:
    """Whether it had to be asked for before spending, and money is being spent."""
    return (
        is_asked_before_spending(item)
        and terms.spending is not None
        and terms.spending <= terms.on
    )


def is_asked_before_spending(item: Assessment) -> bool:
    return any(step.before_spending for step in item.mechanism.apply)


def choice_of(
    aids: Sequence[Assessment],
    terms: Terms,
    limits: Sequence[Limit],
    *,
    is_hopeful: bool,
) -> Choice:
    """What the searches are given. Hoping, only what is refused stays apart."""
    places = {item.mechanism.name: 1 << place for place, item in enumerate(aids)}
    everyone = (1 << len(aids)) - 1
    refused = []
    for item in aids:
        combines = item.mechanism.combines
        named = combines.excluded if is_hopeful else combines.allowed
        bits = sum(places[name] for name in named if name in places)
        others = bits if is_hopeful else everyone & ~bits
        refused.append(others & ~places[item.mechanism.name])
    return Choice(
        tuple(_candidate(item, terms, is_hopeful) for item in aids),
        tuple(refused),
        tuple(_ceiling(limit, places) for limit in limits if limit.is_known),
    )


def _candidate(item: Assessment, terms: Terms, is_hopeful: bool) -> Candidate:
    end = 0 if is_hopeful else 1
    worth = centimes(counted(item, is_hopeful=is_hopeful))
    own_funds = centimes(least_own_funds(item, end=end))
    is_open = item.amount.most is None
    if adds_up(item):
        today = round(terms.today(item) * BILLIONTHS)
        most = centimes(item.most)
        return Candidate(worth, today, most, 0, is_open, own_funds, 0, papers(item))
    lends = item.mechanism.kind in LENDING_KINDS
    ticket = centimes(least_ticket(item, end=end)) if lends else 0
    return Candidate(0, 1, 0, worth, is_open, own_funds, ticket, papers(item))


def _ceiling(limit: Limit, places: dict[str, int]) -> Ceiling:
    covered = sum(places.get(name, 0) for name in limit.ceiling.over)
    return Ceiling(
        covered,
        min(centimes(limit.least), UNLIMITED),
        min(centimes(limit.most), UNLIMITED),
        limit.ceiling.leaves_own_funds,
    )


def papers(item: Assessment) -> int:
    """The steps of its application; one that states none still takes one."""
    return max(1, len(item.mechanism.apply))


def centimes(money: float) -> int:
    return round(money * CENTIMES)
