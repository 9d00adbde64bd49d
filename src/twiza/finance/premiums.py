"""The grants and premiums of a package as lines of a plan, in the months they pay."""

from __future__ import annotations

from typing import Any

from twiza.finance.assets import Premium
from twiza.finance.model import Plan
from twiza.records import record

ADDING_KINDS = ("grant", "premium")


@record
class Package:
    """What a plan takes from an advice.

    premiums  those that pay within the plan, with a known amount
    late      that pay after its horizon
    open      members without a known amount: they bring nothing into the plan
    beside    guarantees, loans and equity: no money of the plan's own
    """

    premiums: tuple[Premium, ...]
    late: tuple[str, ...]
    open: tuple[str, ...]
    beside: tuple[str, ...]


NO_PACKAGE = Package((), (), (), ())


def package_of(answer: dict[str, Any], plan: Plan) -> Package:
    """The best package of `twiza.advice.advise`, as money of this plan.

    A member of which only bounds are known counts for its least.
    """
    by_name = {item["id"]: item for item in answer["mechanisms"]}
    premiums, late, unknown, beside = [], [], [], []
    for name in answer["package"]["members"]:
        item = by_name[name]
        amount = item["amount"] or {}
        value = amount.get("value")
        value = amount.get("least") if value is None else value
        if item["kind"] not in ADDING_KINDS:
            beside.append(name)
        elif not value:
            unknown.append(name)
        elif (month := _month_of(item, plan)) > plan.months:
            late.append(name)
        else:
            premiums.append(Premium(name, float(value), month))
    return Package(tuple(premiums), tuple(late), tuple(unknown), tuple(beside))


def _month_of(item: dict[str, Any], plan: Plan) -> int:
    """The month of the plan in which it pays: the first where no text says when."""
    pays = item["pays"]
    if pays is None or pays["date"] is None:
        return 1
    year, month = map(int, pays["date"].split("-")[:2])
    place = (year - plan.start.year) * 12 + month - plan.start.month + 1
    return max(1, place)
