"""What the rules give one variant: mechanisms in short, the best package, the path."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from twiza.advice.comparing.variants import Variant
from twiza.advice.evaluation import Evaluation
from twiza.advice.figures import Json, cents
from twiza.advice.mechanism_answer import mechanism_answer
from twiza.advice.package import (
    ADDING_KINDS,
    Terms,
    best_package,
    package_answer,
    terms_of,
)
from twiza.advice.path import path_answer
from twiza.packs.model import Rulebook
from twiza.records import record
from twiza.territory.figure import Figure, known

IN_SHORT = ("id", "role", "kind", "status", "reason", "amount", "up_to", "rate")
TELLING = ("status", "reason", "amount", "rate")
MONEY_UNIT = "MAD_today"


@record
class Outlook:
    """`mechanisms` by id; `sources` are those the members of the package rest on."""

    mechanisms: dict[str, Json]
    package: Json
    path: list[Json]
    sources: tuple[str, ...]


def outlook_of(rulebook: Rulebook, variant: Variant, on: datetime.date) -> Outlook:
    evaluation = Evaluation(rulebook, variant.facts, on)
    return _outlook(evaluation, terms_of(rulebook, variant.plan, on))


def outlooks_in(
    rulebook: Rulebook, variant: Variant, places: Iterable[str], on: datetime.date
) -> dict[str, Outlook]:
    """The same venture in each province: only what rests on the place is asked anew."""
    evaluation = Evaluation(rulebook, variant.facts, on)
    terms, found = terms_of(rulebook, variant.plan, on), {}
    for place in places:
        evaluation.change({"province": place})
        # Told at once: the next change alters the situation an assessment looks at.
        found[place] = _outlook(evaluation, terms)
    return found


def _outlook(evaluation: Evaluation, terms: Terms) -> Outlook:
    items = evaluation.assessments
    best = best_package(items, terms)
    package = package_answer(best, items)
    told = {item.mechanism.name: mechanism_answer(item, terms, {}) for item in items}
    members = [told[name] for name in package["members"]]
    return Outlook(
        mechanisms={name: _in_short(item) for name, item in told.items()},
        package=package,
        path=path_answer(evaluation.rulebook, evaluation.rules, evaluation.situation),
        sources=tuple(dict.fromkeys(_sources(members))),
    )


def _in_short(item: Json) -> Json:
    short = {name: item[name] for name in IN_SHORT}
    return {**short, "to_confirm": bool(item["flags"])}


def _sources(members: Iterable[Json]) -> Iterator[str]:
    for item in members:
        for entry in (item["availability"], *item["conditions"], *item["parts"]):
            if entry["source"]:
                yield entry["source"]


def money_of(outlook: Outlook) -> Figure:
    """What the best package is worth today; what is not yet known is named, not
    counted.
    """
    package = outlook.package
    return known(
        package["present_value"],
        MONEY_UNIT,
        sources=outlook.sources,
        total=package["total"],
        certain=package["certain_total"],
        rate=package["rate"],
        members=package["members"],
        to_confirm=[item["id"] for item in package["uncertain"]],
        open=[
            name
            for name, item in outlook.mechanisms.items()
            if item["status"] == "undetermined" and _adds_up(item)
        ],
    )


def price_of_moving(here: Outlook, there: Outlook) -> Json:
    """What the package gains or loses, and through which mechanisms."""
    gained = there.package["present_value"] - here.package["present_value"]
    return {
        "present_value": cents(gained),
        "total": _difference(here.package["total"], there.package["total"]),
        "mechanisms": [
            {
                "id": name,
                "here": here.mechanisms[name],
                "there": there.mechanisms[name],
                "difference": _gained(here.mechanisms[name], there.mechanisms[name]),
            }
            for name in differing([here, there])
        ],
    }


def differing(outlooks: Sequence[Outlook]) -> list[str]:
    """Mechanisms of which two of them say something else, in the rulebook's order."""
    first, *others = [outlook.mechanisms for outlook in outlooks]
    return [
        name
        for name in first
        if any(_telling(other[name]) != _telling(first[name]) for other in others)
    ]


def _telling(item: Json) -> list[object]:
    return [item[part] for part in TELLING]


def _gained(here: Json, there: Json) -> float | None:
    """Of a grant or premium, where both amounts are known; 0 where it is refused."""
    if not (_adds_up(here) and here["amount"] and there["amount"]):
        return None
    return _difference(here["amount"], there["amount"])


def _adds_up(item: Json) -> bool:
    return item["kind"] in ADDING_KINDS and item["role"] == "aid"


def _difference(here: Json, there: Json) -> float | None:
    if here["value"] is None or there["value"] is None:
        return None
    return cents(there["value"] - here["value"])
