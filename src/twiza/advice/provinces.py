"""The same venture in every pilot province of the programmes on its corridor."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from twiza.advice.assessment import Assessment
from twiza.advice.figures import Json, cents
from twiza.advice.mechanism_answer import amount_answer, flags_answer
from twiza.advice.what_if import WhatIf, what_if_of
from twiza.packs.model import Rulebook
from twiza.packs.programmes import pilot_areas
from twiza.rules.situation import read_facts

PROVINCE = "province"


def provinces_answer(what_if: WhatIf) -> list[Json]:
    """What docs/answer.md lists under `provinces`: one entry per programme."""
    rulebook = what_if.rulebook
    if PROVINCE not in rulebook.facts:
        return []
    return [
        {
            "programme": programme,
            "province": what_if.present(PROVINCE),
            "package": what_if.package,
            "elsewhere": [
                _in_province(what_if, code)
                for code in provinces
                if code in rulebook.places.provinces
                and code != what_if.present(PROVINCE)
            ],
        }
        for programme, provinces in pilot_areas(rulebook.name).items()
    ]


def in_provinces(
    rulebook: Rulebook,
    facts: Mapping[str, object],
    provinces: Iterable[str],
    *,
    on: datetime.date,
    plan: Mapping[str, object] | None = None,
) -> list[Json]:
    """The money side of the same venture in other provinces, for whoever compares them:
    each as `elsewhere` in docs/answer.md (package after, difference, mechanisms that
    change, marks of inferred categories, answers to ask again), in the order given.

    facts, on, plan  as `advise` takes them
    raises           InputError as `advise` does, and for an unknown province
    """
    what_if = what_if_of(rulebook, facts, on=on, plan=plan)
    codes = [read_facts(rulebook, {PROVINCE: code})[PROVINCE] for code in provinces]
    return [_in_province(what_if, str(code)) for code in codes]


def _in_province(what_if: WhatIf, code: str) -> Json:
    values = {PROVINCE: code}
    variant = what_if.variant(values)
    package = what_if.package_of(variant)
    touched = [(before, after) for _, before, after in what_if.pairs(variant)]
    return {
        "province": code,
        "package": package,
        "difference": _difference(what_if.package, package),
        "mechanisms": [
            _changed(before, after)
            for before, after in touched
            if _differ(before, after)
        ],
        "inferred": _inferred([after for _, after in touched]),
        "ask_again": what_if.asked_again(values),
    }


def _differ(before: Assessment, after: Assessment) -> bool:
    return (before.status, before.amount) != (after.status, after.amount)


def _changed(before: Assessment, after: Assessment) -> Json:
    return {
        "id": after.mechanism.name,
        "status_before": before.status,
        "status_after": after.status,
        "amount_before": amount_answer(before),
        "amount_after": amount_answer(after),
    }


def _difference(before: Json, after: Json) -> Json:
    """By how much the total of the package changes; `value` where both are known."""
    one, two = before["total"], after["total"]
    ends = [
        end for end in ("value", "least", "most") if None not in (one[end], two[end])
    ]
    return {"value": None, **{end: cents(two[end] - one[end]) for end in ends}}


def _inferred(items: list[Assessment]) -> list[Json]:
    """Aids that may be had there and whose amount rests on an inferred category."""
    return [
        {"mechanism": item.mechanism.name, **flag}
        for item in items
        if item.status in ("eligible", "undetermined")
        for flag in flags_answer(item)
        if flag["what"] == "place"
    ]


# Read together


def alike(elsewhere: list[Json]) -> list[list[Json]]:
    """Provinces in which the venture would get the same, the best package first."""
    groups: dict[object, list[Json]] = {}
    for there in sorted(elsewhere, key=_rank):
        total, members = there["package"]["total"], there["package"]["members"]
        key = (*total.values(), *members, *opened(there), "", *closed(there))
        groups.setdefault(key, []).append(there)
    return list(groups.values())


def _rank(there: Json) -> tuple[float, float]:
    total = there["package"]["total"]
    return -total["least"], -total["most"]


def opened(there: Json) -> list[str]:
    """What is refused here and not there."""
    return _turned(there, "status_before", "status_after")


def closed(there: Json) -> list[str]:
    """What is refused there and not here."""
    return _turned(there, "status_after", "status_before")


def _turned(there: Json, refused: str, other: str) -> list[str]:
    return [
        item["id"]
        for item in there["mechanisms"]
        if item[refused] == "ineligible" and item[other] != "ineligible"
    ]
