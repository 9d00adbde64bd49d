"""The three packages: certain, likely to ask for, simplest."""

from __future__ import annotations

from collections.abc import Sequence

from twiza.advice.assessment import Assessment
from twiza.advice.package.aids import (
    BILLIONTHS,
    CENTIMES,
    choice_of,
    is_too_late,
    is_too_small,
    may_enter,
)
from twiza.advice.package.choosing import Found, heaviest_set
from twiza.advice.package.limits import Limit, limits_for
from twiza.advice.package.order import in_order
from twiza.advice.package.simplifying import lightest_set
from twiza.advice.package.terms import Terms
from twiza.records import record

SIMPLEST_SHARE = 0.9
HOPEFUL = ("eligible", "undetermined")


@record
class Package:
    """A set of aids that may stand together, in the order to apply.

    limits     the ceilings in force
    is_proved  False where the search was cut before it had looked at everything
    at_most    what no lawful package exceeds at present value
    """

    members: tuple[Assessment, ...]
    is_hopeful: bool
    terms: Terms
    limits: tuple[Limit, ...] = ()
    is_proved: bool = True
    at_most: float = 0.0


def best_package(
    assessments: Sequence[Assessment],
    terms: Terms,
    limits: tuple[Limit, ...] | None = None,
) -> Package:
    """Eligible aids under declared combinations, worth most at present value.

    limits  the ceilings in force; left out, those for the situation of the assessments
    """
    return _searched(assessments, terms, limits, is_hopeful=False)


def likely_package(assessments: Sequence[Assessment], terms: Terms) -> Package:
    """Also aids not yet certain and combinations on which no text was found."""
    return _searched(assessments, terms, None, is_hopeful=True)


def simplest_package(
    assessments: Sequence[Assessment], terms: Terms, best: Package
) -> Package:
    """The least paperwork that keeps nine tenths of the best package's value.

    Where nothing is certain to be paid, what is guaranteed or lent counts instead, else
    what may be paid at most.
    """
    if len(best.members) < 2:
        return best
    aids = candidates(assessments, terms, is_hopeful=False)
    choice = choice_of(aids, terms, best.limits, is_hopeful=False)
    names = {item.mechanism.name for item in best.members}
    chosen = tuple(i for i, item in enumerate(aids) if item.mechanism.name in names)
    known = Found(chosen, best.is_proved, round(best.at_most * CENTIMES * BILLIONTHS))
    found = lightest_set(choice, known, SIMPLEST_SHARE)
    if found.members == chosen and found.is_proved:
        return best
    return _package([aids[i] for i in found.members], best, found)


def candidates(
    assessments: Sequence[Assessment], terms: Terms, *, is_hopeful: bool
) -> list[Assessment]:
    wanted = HOPEFUL if is_hopeful else HOPEFUL[:1]
    return [
        item
        for item in assessments
        if item.status in wanted
        and may_enter(item)
        and not is_too_late(item, terms)
        and not is_too_small(item, is_hopeful=is_hopeful)
    ]


def _searched(
    assessments: Sequence[Assessment],
    terms: Terms,
    limits: tuple[Limit, ...] | None,
    *,
    is_hopeful: bool,
) -> Package:
    aids = candidates(assessments, terms, is_hopeful=is_hopeful)
    if limits is None:
        limits = limits_for(assessments, terms.on) if aids else ()
    found = heaviest_set(choice_of(aids, terms, limits, is_hopeful=is_hopeful))
    whole = Package((), is_hopeful, terms, limits)
    return _package([aids[place] for place in found.members], whole, found)


def _package(members: Sequence[Assessment], like: Package, found: Found) -> Package:
    return Package(
        in_order(members, like.terms),
        like.is_hopeful,
        like.terms,
        like.limits,
        found.is_proved,
        found.at_most / BILLIONTHS / CENTIMES,
    )
