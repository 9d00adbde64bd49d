"""The smallest changes as an answer tells them."""

from __future__ import annotations

from collections.abc import Collection

from twiza.advice.assessment import Assessment
from twiza.advice.changes.cells import Change
from twiza.advice.changes.levers import Levers
from twiza.advice.changes.smallest import smallest_changes
from twiza.advice.figures import Json, cents, tidy
from twiza.advice.what_if import Values, WhatIf
from twiza.rules.situation import FactValue

COST, FUNDS = "total_cost_mad", ("own_funds_mad", "bank_loan_mad")


def changes_answer(
    levers: Levers, item: Assessment, only: Collection[str] | None = None
) -> Json:
    """`changes` and `changes_complete` of docs/answer.md: no change of what does not
    refuse.
    """
    if item.status != "ineligible" or item.mechanism.role != "aid":
        return {"changes": [], "changes_complete": True}
    found = smallest_changes(levers, item, only)
    told = [_told(levers.what_if, item, change) for change in found.changes]
    return {"changes": told, "changes_complete": found.is_complete}


def _told(what_if: WhatIf, item: Assessment, change: Change) -> Json:
    variant = what_if.variant(change.values)
    every = variant.every
    status = next(one.status for one in every if one.mechanism is item.mechanism)
    return {
        "facts": {
            name: moved(what_if, name, value) for name, value in change.values.items()
        },
        "also": [dict(values) for values in change.also],
        "status": status,
        "to_finance": to_finance(what_if, change.values),
        "ask_again": what_if.asked_again(change.values),
        "package_before": what_if.package,
        "package_after": what_if.package_of(variant),
    }


def moved(what_if: WhatIf, name: str, value: FactValue) -> Json:
    """From what a fact moves to what; `assumed` where nobody has answered it."""
    told: Json = {"from": what_if.present(name), "to": _plain(value)}
    if name not in what_if.situation.known:
        told["assumed"] = True
    return told


def _plain(value: FactValue) -> FactValue:
    return value if isinstance(value, (bool, str)) else tidy(value)


def to_finance(what_if: WhatIf, values: Values) -> float | None:
    """How much of the cost the change leaves without own funds or loan to pay it; None
    where it moves none of the three.
    """
    if not {COST, *FUNDS} & values.keys():
        return None
    more = _difference(what_if, values, COST)
    more -= sum(_difference(what_if, values, fund) for fund in FUNDS)
    return cents(max(0.0, more))


def _difference(what_if: WhatIf, values: Values, name: str) -> float:
    if name not in values:
        return 0.0
    return float(values[name]) - float(what_if.present(name) or 0)
