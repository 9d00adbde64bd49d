"""The best lawful package: which aids may stand together, and what they are worth.

The search over the sets that the declared combinations allow is exact. Only grants
and premiums add up; guarantees and loans have lines of their own.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from twiza.advice.assessment import Assessment
from twiza.advice.choosing import heaviest_set
from twiza.advice.venture import (
    month_after,
    realisation_month,
    shown_month,
    started_on,
)
from twiza.packs.model import Rulebook
from twiza.records import record

ADDING_KINDS = ("grant", "premium")
# What a tax rule, a customs or exchange regime, coaching or training gives stands
# beside any package: it is no money of a plan, and silence about it excludes nothing.
PACKAGE_KINDS = (*ADDING_KINDS, "guarantee", "loan", "equity")
SIMPLEST_SHARE = 0.9
ORDER = {"agreement": 0, "call": 1, "realisation": 2}

Allowed = Callable[[Assessment, Assessment], bool]


@record
class Terms:
    """At what rate and from which month the money of a package is counted."""

    on: datetime.date
    rate: float
    rate_source: str
    realisation: datetime.date

    def months_until(self, assessment: Assessment) -> int:
        pays = assessment.mechanism.pays
        if pays is None:
            return 0
        start = self.realisation if pays.after == "realisation" else self.on
        year, month = month_after(start, pays.months)
        return max(0, (year - self.on.year) * 12 + month - self.on.month)

    def present(self, assessment: Assessment, money: float) -> float:
        discount: float = (1 + self.rate) ** (-self.months_until(assessment) / 12)
        return money * discount

    def pays_on(self, assessment: Assessment) -> str | None:
        if assessment.mechanism.pays is None:
            return None
        return shown_month(*month_after(self.on, self.months_until(assessment)))


@record
class Package:
    """A set of mechanisms that may stand together, in the order to apply."""

    members: tuple[Assessment, ...]
    is_hopeful: bool
    terms: Terms


def terms_of(rulebook: Rulebook, plan: dict[str, object], on: datetime.date) -> Terms:
    """The plan's rate and month of realisation, else the rulebook's conventions."""
    rate, source = plan.get("discount_rate"), "plan"
    if not isinstance(rate, (int, float)):
        rate, source = _convention(rulebook, "default_discount_rate", on, 0.0)
    start, month = started_on(plan), realisation_month(plan)
    if start is not None and month is not None:
        realisation = datetime.date(*month_after(start, month - 1), 1)
    else:
        months, _ = _convention(rulebook, "default_realisation_months", on, 12)
        realisation = datetime.date(*month_after(on, int(months)), 1)
    return Terms(on, float(rate), source, realisation)


def _convention(
    rulebook: Rulebook, name: str, on: datetime.date, otherwise: float
) -> tuple[float, str]:
    parameter = rulebook.parameters.get(name)
    held = parameter.at(on) if parameter else None
    if held is None or not isinstance(held.value, (int, float)):
        return otherwise, "none"
    return float(held.value), held.source


def may_combine(first: Assessment, second: Assessment) -> bool:
    """Declared to combine. Silence is unknown, and unknown is not yes."""
    return second.mechanism.name in first.mechanism.combines.allowed


def might_combine(first: Assessment, second: Assessment) -> bool:
    return second.mechanism.name not in first.mechanism.combines.excluded


def best_package(assessments: Sequence[Assessment], terms: Terms) -> Package:
    """Eligible aids under declared combinations, worth most at present value."""
    aids = [item for item in assessments if _may_enter(item) and item.is_granted]
    members = _search(aids, may_combine, lambda item: _worth(item, terms))
    return Package(_in_order(members), False, terms)


def likely_package(assessments: Sequence[Assessment], terms: Terms) -> Package:
    """Also aids not yet certain and combinations on which no text was found."""
    wanted = ("eligible", "undetermined")
    aids = [item for item in assessments if _may_enter(item) and item.status in wanted]
    members = _search(aids, might_combine, lambda item: _worth(item, terms, True))
    return Package(_in_order(members), True, terms)


def simplest_package(
    assessments: Sequence[Assessment], terms: Terms, best: Package
) -> Package:
    """The least paperwork that keeps nine tenths of the best package's value.

    Where nothing is certain to be paid, what may be paid at most counts instead.
    """
    if len(best.members) < 2:
        return best
    is_paid = present_value(best) > 0
    worths = {
        item.mechanism.name: _worth(item, terms) if is_paid else _most(item)
        for item in best.members
    }

    def worth(item: Assessment) -> float:
        return worths[item.mechanism.name]

    wanted = SIMPLEST_SHARE * sum(worths.values())
    if not wanted:
        return best
    worthy = [item for item in best.members if worth(item) > 0]
    by_worth = sorted(worthy, key=lambda item: -worth(item))
    return Package(_in_order(_fewest(by_worth, wanted, worth)), False, terms)


def _most(item: Assessment) -> float:
    return item.most if adds_up(item) else 0.0


def _fewest(
    members: Sequence[Assessment],
    wanted: float,
    worth_of: Callable[[Assessment], float],
) -> list[Assessment]:
    """Of all subsets worth enough, the one with the fewest application steps."""
    best: tuple[int, float] | None = None
    chosen: list[Assessment] = list(members)

    def extend(index: int, held: list[Assessment], papers: int, worth: float) -> None:
        nonlocal best, chosen
        if worth >= wanted - 1e-9 and (best is None or (papers, -worth) < best):
            best, chosen = (papers, -worth), list(held)
        if best is not None and papers > best[0]:
            return
        for later in range(index, len(members)):
            item = members[later]
            more = max(1, len(item.mechanism.apply))
            held.append(item)
            extend(later + 1, held, papers + more, worth + worth_of(item))
            held.pop()

    extend(0, [], 0, 0.0)
    return chosen


def _may_enter(assessment: Assessment) -> bool:
    mechanism = assessment.mechanism
    return mechanism.role == "aid" and mechanism.kind in PACKAGE_KINDS


def adds_up(assessment: Assessment) -> bool:
    return assessment.mechanism.kind in ADDING_KINDS


def _worth(item: Assessment, terms: Terms, is_hopeful: bool = False) -> float:
    if not adds_up(item):
        return 0.0
    return terms.present(item, item.hopeful_worth if is_hopeful else item.worth)


def _search(
    aids: list[Assessment], allowed: Allowed, worth: Callable[[Assessment], float]
) -> list[Assessment]:
    """The allowed set worth most; among equals the one that holds more."""
    priced = [(-worth(item), item.mechanism.name, item) for item in aids]
    priced.sort(key=lambda entry: entry[:2])
    ranked = [item for _, _, item in priced]
    # What is sure to be covered comes before what may be paid at most.
    weights = [(-p, _cover(item), _most(item), 1.0) for p, _, item in priced]
    refused = [
        {j for j, other in enumerate(ranked) if j != i and not allowed(item, other)}
        for i, item in enumerate(ranked)
    ]
    return [ranked[i] for i in heaviest_set(weights, refused)]


def _cover(item: Assessment) -> float:
    """What is guaranteed or lent: it never adds to a grant, it only breaks a tie."""
    return 0.0 if adds_up(item) else item.worth


def _in_order(members: list[Assessment]) -> tuple[Assessment, ...]:
    """First what must be signed before spending, then what is paid after; then by
    worth.
    """

    def key(item: Assessment) -> tuple[int, float, str]:
        pays = item.mechanism.pays
        after = ORDER[pays.after] if pays else 0
        return after, -item.worth, item.mechanism.name

    return tuple(sorted(members, key=key))


# What a package says of itself


def uncertainties(item: Assessment, package: Package) -> list[str]:
    """Why a member does not count in the certain total."""
    found = []
    version = item.rule.version
    if item.status != "eligible" or item.amount.value is None:
        found.append("range")
    if version is None or version.state != "open":
        found.append("window")
    if item.assumed or any(flag.grade == "unverified" for flag in item.flags):
        found.append("assumed")
    if any(flag.what == "place" for flag in item.flags):
        found.append("place")
    if any(flag.what != "place" and flag.grade == "flagged" for flag in item.flags):
        found.append("flagged")
    if any(
        other is not item and not may_combine(item, other) for other in package.members
    ):
        found.append("combination")
    return found


def certain_total(package: Package) -> float:
    return sum(
        item.worth
        for item in package.members
        if adds_up(item) and not uncertainties(item, package)
    )


def present_value(package: Package) -> float:
    return sum(
        _worth(item, package.terms, package.is_hopeful) for item in package.members
    )


@record
class SetAside:
    """An aid left out: because of which members, and whom to ask."""

    assessment: Assessment
    reason: str
    others: tuple[str, ...]
    ask: tuple[str, ...]


def set_aside(assessments: Sequence[Assessment], package: Package) -> list[SetAside]:
    """Aids one could have and that the package leaves out, each with its reason."""
    wanted = ("eligible", "undetermined") if package.is_hopeful else ("eligible",)
    left = []
    for item in assessments:
        if not _may_enter(item) or item.status not in wanted or item in package.members:
            continue
        left.append(_reason(item, package))
    return left


def _reason(item: Assessment, package: Package) -> SetAside:
    combines = item.mechanism.combines
    against = [m for m in package.members if m.mechanism.name in combines.excluded]
    if against:
        return SetAside(item, "not_with", _names(against), ())
    unknown = [m for m in package.members if not may_combine(item, m)]
    if unknown:
        operators = dict.fromkeys(m.mechanism.operator for m in (item, *unknown))
        return SetAside(item, "unknown_with", _names(unknown), tuple(operators))
    return SetAside(item, "adds_paperwork", (), ())


def _names(members: list[Assessment]) -> tuple[str, ...]:
    return tuple(member.mechanism.name for member in members)
