"""Why a member is not certain, and why an aid was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twiza.advice.assessment import Assessment
from twiza.advice.package.aids import (
    adds_up,
    is_too_late,
    is_too_small,
    may_combine,
    may_enter,
)
from twiza.advice.package.best import HOPEFUL, Package
from twiza.advice.package.limits import least_own_funds, least_ticket
from twiza.advice.package.sums import Cut, cuts_of
from twiza.records import record, replaced


def uncertainties(item: Assessment, package: Package, cuts: Sequence[Cut]) -> list[str]:
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
    if any(_is_doubtful(cut) and cut.limit.covers(item) for cut in cuts):
        found.append("ceiling")
    return found


def _is_doubtful(cut: Cut) -> bool:
    """Whether the members rest on a ceiling that is not certain."""
    return not cut.limit.is_known or (cut.cuts and not cut.is_certain)


@record
class SetAside:
    """An aid left out: because of which members or ceilings, and whom to ask."""

    assessment: Assessment
    reason: str
    others: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    ceilings: tuple[str, ...] = ()


def set_aside(
    assessments: Iterable[Assessment], package: Package, best: Package | None = None
) -> list[SetAside]:
    """Aids one could have and that the package leaves out, each with its reason.

    best  the package that this one simplifies
    """
    wanted = HOPEFUL if package.is_hopeful else HOPEFUL[:1]
    members = set(_names(package.members))
    simplified = set(_names(best.members if best else ()))
    found = []
    for item in assessments:
        name = item.mechanism.name
        if item.status in wanted and name not in members and may_enter(item):
            is_more = name in simplified
            found.append(
                SetAside(item, "little_more") if is_more else _reason(item, package)
            )
    return found


def _reason(item: Assessment, package: Package) -> SetAside:
    if is_too_late(item, package.terms):
        return SetAside(item, "too_late")
    if is_too_small(item, is_hopeful=package.is_hopeful):
        return SetAside(item, "below_ticket")
    combines = item.mechanism.combines
    against = [m for m in package.members if m.mechanism.name in combines.excluded]
    if against:
        return SetAside(item, "not_with", _names(against))
    unknown = [m for m in package.members if not may_combine(item, m)]
    if unknown and not package.is_hopeful:
        operators = dict.fromkeys(m.mechanism.operator for m in (item, *unknown))
        return SetAside(item, "unknown_with", _names(unknown), tuple(operators))
    return _without_room(item, package)


def _without_room(item: Assessment, package: Package) -> SetAside:
    """It would go together with all members, and adds nothing to what they bring."""
    whole = replaced(package, members=(*package.members, item))
    cuts = [cut for cut in cuts_of(whole) if cut.cuts]
    lowered = tuple(c.limit.name for c in cuts if c.limit.ceiling.leaves_own_funds)
    own = max(map(least_own_funds, package.members), default=0.0)
    if lowered and least_own_funds(item) > own:
        return SetAside(item, "own_funds", ceilings=lowered)
    over = [cut.limit for cut in cuts if cut.limit.covers(item)]
    if not over:
        return SetAside(item, "adds_paperwork")
    others = [m for m in package.members if any(limit.covers(m) for limit in over)]
    reason = "below_ticket" if least_ticket(item) and not adds_up(item) else "ceiling"
    names = tuple(limit.name for limit in over)
    return SetAside(item, reason, _names(others), ceilings=names)


def _names(members: Iterable[Assessment]) -> tuple[str, ...]:
    return tuple(member.mechanism.name for member in members)
