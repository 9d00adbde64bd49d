"""A package in an answer: members, totals apart, what is set aside and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from twiza.advice.assessment import Assessment
from twiza.advice.figures import CURRENCY, Json, cents
from twiza.advice.package import (
    Package,
    adds_up,
    certain_total,
    present_value,
    set_aside,
    uncertainties,
)


def package_answer(package: Package, assessments: Sequence[Assessment]) -> Json:
    """What docs/answer.md lists under `package`."""
    guaranteed = [m for m in package.members if m.mechanism.kind == "guarantee"]
    borrowed = [m for m in package.members if m.mechanism.kind == "loan"]
    return {
        **package_in_short(package),
        "certain_total": cents(certain_total(package)),
        "present_value": cents(present_value(package)),
        "rate": package.terms.rate,
        "rate_source": package.terms.rate_source,
        "guaranteed": _sum(guaranteed),
        "borrowed": _sum(borrowed),
        "set_aside": [
            {
                "id": item.assessment.mechanism.name,
                "reason": item.reason,
                "with": list(item.others),
                "ask": list(item.ask),
            }
            for item in set_aside(assessments, package)
        ],
        "uncertain": [
            {"id": item.mechanism.name, "because": because}
            for item in package.members
            if (because := uncertainties(item, package))
        ],
        "to_ask": _to_ask(package),
        "proved": True,
    }


def package_in_short(package: Package) -> Json:
    adding = [item for item in package.members if adds_up(item)]
    return {
        "members": [item.mechanism.name for item in package.members],
        "total": _sum(adding),
    }


def _sum(items: Sequence[Assessment]) -> Json:
    values = [item.amount.value for item in items]
    total = None if None in values else sum(value or 0.0 for value in values)
    return {
        "value": cents(total),
        "least": cents(sum(item.amount.least or 0.0 for item in items)),
        "most": cents(sum(item.most for item in items)),
        "currency": CURRENCY,
    }


def _to_ask(package: Package) -> list[Json]:
    """Pairs of members on which no text was found, and whom to ask."""
    found = []
    for index, first in enumerate(package.members):
        for second in package.members[index + 1 :]:
            if second.mechanism.name not in first.mechanism.combines.allowed:
                ask = dict.fromkeys(
                    (first.mechanism.operator, second.mechanism.operator)
                )
                names = [first.mechanism.name, second.mechanism.name]
                found.append({"mechanisms": names, "ask": list(ask)})
    return found
