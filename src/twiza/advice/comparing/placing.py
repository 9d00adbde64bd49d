"""What each variant would mean in its province, and the order that the weights give.

No score stands alone: each criterion shows its own figure, its rank, its contribution,
and the weight at which the order would turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from twiza.advice.comparing.outlook import Outlook, money_of, price_of_moving
from twiza.advice.comparing.variants import Variant
from twiza.advice.figures import Json, tidy
from twiza.packs.gazetteer import Gazetteer
from twiza.packs.model import Places, Rulebook
from twiza.records import record
from twiza.territory.criteria import CRITERIA, EQUAL
from twiza.territory.distances import to_customers, to_nearest
from twiza.territory.figure import Figure, absent
from twiza.territory.need import jobs_per_thousand, poverty_of
from twiza.territory.weighing import Turn, Weighed, Weighing, weigh

PLACES_KEPT = 4  # decimals of points and shares in an answer


@record
class Row:
    """A variant with what the rules give it; `home` is what its price is told from."""

    variant: Variant
    outlook: Outlook
    home: Outlook | None


def placed_answer(
    rulebook: Rulebook,
    gazetteer: Gazetteer,
    rows: Sequence[Row],
    weights: Mapping[str, float],
) -> Json:
    """What docs/comparing.md lists under `places`."""
    figures = _figures(rulebook.places, gazetteer, rows)
    columns = {
        name: [figure.value if _sorts(figure) else None for figure in column]
        for name, column in figures.items()
    }
    weighing = weigh(columns, weights)
    names = [row.variant.name for row in rows]
    return {
        "weights": {name: weights.get(name, EQUAL) for name in CRITERIA},
        "equal": len({weights.get(name, EQUAL) for name in CRITERIA}) == 1,
        "criteria": [
            _criterion(weighed, figures[weighed.name], names)
            for weighed in weighing.criteria
        ],
        "rows": [
            _row(row, number, figures, weighing) for number, row in enumerate(rows)
        ],
        "order": [names[place] for place in weighing.order],
    }


def _sorts(figure: Figure) -> bool:
    """Two rates of two kinds or years are no figures to rank."""
    return bool(figure.made_of.get("is_shared", True))


def _figures(
    places: Places, gazetteer: Gazetteer, rows: Sequence[Row]
) -> dict[str, list[Figure]]:
    """By criterion, in the order of CRITERIA, the figure of each row."""
    poverty = _poverty(places, rows)
    found: dict[str, list[Figure]] = {name: [] for name in CRITERIA}
    for number, row in enumerate(rows):
        of_row = {
            **_at(places, gazetteer, row.variant),
            "wages": row.variant.staying.wages,
            "purchases": row.variant.staying.purchases,
            "poverty": poverty[number],
            "money": money_of(row.outlook),
        }
        for name in found:
            found[name].append(of_row[name])
    return found


def _poverty(places: Places, rows: Iterable[Row]) -> list[Figure]:
    provinces = [row.variant.province for row in rows]
    known = iter(poverty_of(places, [code for code in provinces if code]))
    return [next(known) if code else absent("no_place", "share") for code in provinces]


def _at(places: Places, gazetteer: Gazetteer, variant: Variant) -> dict[str, Figure]:
    province = variant.province
    if province is None:
        names = ("jobs", "port", "airport", "customers")
        return {name: absent("no_place", "") for name in names}
    jobs = variant.number("stable_jobs")
    return {
        "jobs": jobs_per_thousand(places, province, jobs),
        "port": to_nearest(gazetteer, "ports", province),
        "airport": to_nearest(gazetteer, "airports", province),
        "customers": to_customers(gazetteer, variant.customers, province),
    }


def _criterion(weighed: Weighed, column: list[Figure], names: list[str]) -> Json:
    missing = zip(names, column, strict=True)
    return {
        "criterion": weighed.name,
        "better": CRITERIA[weighed.name].better,
        "unit": next((one.unit for one in column if one.value is not None), None),
        "weight": weighed.weight,
        "share": _shown(weighed.share),
        "left_out": weighed.left_out,
        "missing": [name for name, figure in missing if figure.value is None],
        "swap_at": None if weighed.swap is None else _shown(weighed.swap),
        "below": _turn(weighed.below, names),
        "above": _turn(weighed.above, names),
    }


def _turn(turn: Turn | None, names: list[str]) -> Json | None:
    if turn is None:
        return None
    return {"weight": _shown(turn.weight), "first": names[turn.first]}


def _row(
    row: Row, number: int, figures: Mapping[str, list[Figure]], weighing: Weighing
) -> Json:
    variant = row.variant
    return {
        "name": variant.name,
        "label": variant.label,
        "province": variant.province,
        "rank": weighing.ranks[number],
        "score": _shown(weighing.scores[number]),
        "figures": {
            weighed.name: _figure(figures[weighed.name][number], weighed, number)
            for weighed in weighing.criteria
        },
        "moving": None if row.home is None else price_of_moving(row.home, row.outlook),
    }


def _figure(figure: Figure, weighed: Weighed, number: int) -> Json:
    contribution = weighed.contribution(number)
    return {
        "value": None if figure.value is None else tidy(round(figure.value, 6)),
        "unit": figure.unit,
        "reason": figure.reason,
        "year": figure.year,
        "sources": list(figure.sources),
        "made_of": figure.made_of,
        "rank": weighed.ranks[number],
        "points": _shown(weighed.points[number]) if weighed.points else None,
        "contribution": None if contribution is None else _shown(contribution),
    }


def _shown(value: object) -> float:
    return round(float(value), PLACES_KEPT)  # type: ignore[arg-type]
