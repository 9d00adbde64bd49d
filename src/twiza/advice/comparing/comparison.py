"""Two to four variants side by side: what differs, and what each means where it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from twiza.advice.answer import sources_on
from twiza.advice.comparing.outlook import (
    Outlook,
    differing,
    outlook_of,
    outlooks_in,
)
from twiza.advice.comparing.placing import Row, placed_answer
from twiza.advice.comparing.variants import Variant, moved
from twiza.advice.figures import Json, cents
from twiza.packs.gazetteer import Gazetteer
from twiza.packs.model import Rulebook
from twiza.records import replaced


def compare(
    rulebook: Rulebook,
    gazetteer: Gazetteer,
    variants: Sequence[Variant],
    *,
    on: datetime.date,
    weights: Mapping[str, float],
    seen_on: datetime.date | None = None,
) -> Json:
    """What docs/comparing.md lists for `twiza compare`.

    variants  from two to four, as `lettered` names them
    on        the date of the rules
    weights   by criterion; what is not named weighs 1
    seen_on   the day on which the answer is read, for the age of its sources
    """
    outlooks = [outlook_of(rulebook, variant, on) for variant in variants]
    first = outlooks[0]
    rows = [
        Row(variant, outlook, None if outlook is first else first)
        for variant, outlook in zip(variants, outlooks, strict=True)
    ]
    names = differing(outlooks)
    answer = {
        "variants": [_variant(row) for row in rows],
        "facts": _different_facts(rulebook, variants),
        "mechanisms": [
            {"id": name, "values": [outlook.mechanisms[name] for outlook in outlooks]}
            for name in names
        ],
        "same": {
            "facts": _same_facts(rulebook, variants),
            "mechanisms": len(first.mechanisms) - len(names),
        },
        "places": placed_answer(rulebook, gazetteer, rows, weights),
    }
    return _dated(rulebook, answer, on, seen_on)


def elsewhere(
    rulebook: Rulebook,
    gazetteer: Gazetteer,
    variant: Variant,
    places: Sequence[str],
    *,
    on: datetime.date,
    weights: Mapping[str, float],
    seen_on: datetime.date | None = None,
) -> Json:
    """What docs/comparing.md lists for `twiza where`: one venture in many provinces.

    places  the alternatives; the venture's own province comes first by itself
    """
    home = variant.province
    others = [place for place in places if place != home]
    every = [*([home] if home else []), *others]
    outlooks = outlooks_in(rulebook, variant, every, on)
    rows = [
        Row(
            replaced(moved(variant, place), name=place),
            outlooks[place],
            None if home in (None, place) else outlooks[home or place],
        )
        for place in every
    ]
    answer = {
        "home": home,
        "facts": dict(variant.facts),
        "places": placed_answer(rulebook, gazetteer, rows, weights),
    }
    return _dated(rulebook, answer, on, seen_on)


def _dated(
    rulebook: Rulebook, answer: Json, on: datetime.date, seen_on: datetime.date | None
) -> Json:
    """The answer with its day, its pack and every source that its figures name."""
    sources = sources_on(rulebook, max(on, seen_on or on))
    named = dict.fromkeys(_named(answer["places"]))
    return {
        "date": on.isoformat(),
        "pack": {
            "name": rulebook.name,
            "version": rulebook.version,
            "content_hash": rulebook.content_hash,
        },
        **answer,
        "sources": {name: sources[name] for name in named if name in sources},
    }


def _named(places: Json) -> Iterator[str]:
    for row in places["rows"]:
        for figure in row["figures"].values():
            yield from figure["sources"]


def _variant(row: Row) -> Json:
    variant, package = row.variant, row.outlook.package
    cost, jobs = variant.number("total_cost_mad"), variant.number("stable_jobs")
    return {
        "name": variant.name,
        "label": variant.label,
        "province": variant.province,
        "facts": dict(variant.facts),
        "cost": cost,
        "jobs": jobs,
        "cost_per_job": _per_job(cost, jobs),
        "aid_per_job": _per_job(package["total"]["value"], jobs),
        "package": package,
        "path": _path(row.outlook),
    }


def _per_job(money: float | None, jobs: float | None) -> float | None:
    return cents(money / jobs) if money is not None and jobs else None


def _path(outlook: Outlook) -> Json:
    """How long the steps take at their typical days; those not yet sure are counted."""
    return {
        "days": max((step["end_day"] for step in outlook.path), default=None),
        "steps": len(outlook.path),
        "in_person": sum(step["where"] == "in_person" for step in outlook.path),
        "not_sure": sum(not step["is_sure"] for step in outlook.path),
    }


def _different_facts(rulebook: Rulebook, variants: Sequence[Variant]) -> list[Json]:
    return [
        {"fact": name, "values": values}
        for name, values in _facts(rulebook, variants)
        if any(value != values[0] for value in values)
    ]


def _same_facts(rulebook: Rulebook, variants: Sequence[Variant]) -> Json:
    return {
        name: values[0]
        for name, values in _facts(rulebook, variants)
        if values[0] is not None and all(value == values[0] for value in values)
    }


def _facts(
    rulebook: Rulebook, variants: Sequence[Variant]
) -> Iterator[tuple[str, list[object]]]:
    for name in rulebook.facts:
        yield name, [variant.facts.get(name) for variant in variants]
