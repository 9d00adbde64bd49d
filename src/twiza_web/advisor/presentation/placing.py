"""What a venture would mean in each place: figures, ranks, points, gains of moving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza_web.advisor.presentation.cards import amount_in_words
from twiza_web.advisor.presentation.mechanisms import COLOURS, status_label
from twiza_web.advisor.presentation.wording import Json, Wording
from twiza_web.guide.sources import SourceView

DISTANCES = ("port", "airport", "customers")

Naming = Callable[[str], str]


@dataclass(frozen=True)
class FigureView:
    """One criterion of one place; `standing` is empty where it sorts nobody."""

    label: str
    text: str
    is_known: bool
    note: str
    standing: str


@dataclass(frozen=True)
class PlaceRow:
    name: str
    province: str
    is_home: bool
    rank: str
    points: str
    figures: list[FigureView]


@dataclass(frozen=True)
class ChangeView:
    mechanism: str
    name: str
    here: str
    there: str


@dataclass(frozen=True)
class MoveView:
    """Places in which the same aids change by the same amounts."""

    places: str
    difference: str
    sign: str  # gain, loss, or nothing
    changes: list[ChangeView]


def place_rows(
    answer: Json, wording: Wording, named: Naming, home: str | None
) -> list[PlaceRow]:
    """The places in their order, with the criteria of which a figure is known."""
    places = answer["places"]
    rows = {row["name"]: row for row in places["rows"]}
    known = [one for one in places["criteria"] if not is_nowhere(one, places)]
    return [
        PlaceRow(
            name=named(name),
            province=rows[name]["province"] or "",
            is_home=home is not None and name == home,
            rank=wording.number(rows[name]["rank"]),
            points=_points(rows[name]["score"], wording),
            figures=figures_of(rows[name], known, wording),
        )
        for name in places["order"]
    ]


def is_nowhere(criterion: Json, places: Json) -> bool:
    """Whether no place has a figure of it."""
    return len(criterion["missing"]) == len(places["rows"])


def figures_of(row: Json, criteria: list[Json], wording: Wording) -> list[FigureView]:
    """The figures of one place, one per criterion."""
    return [_figure(row, criterion, wording) for criterion in criteria]


def _figure(row: Json, criterion: Json, wording: Wording) -> FigureView:
    name = criterion["criterion"]
    figure = row["figures"][name]
    return FigureView(
        label=criterion_label(name),
        text=figure_in_words(name, figure, wording),
        is_known=figure["value"] is not None,
        note=_note(name, figure, row["province"], wording),
        standing=_standing(figure, criterion, wording),
    )


def criterion_label(name: str) -> str:
    return {
        "jobs": _("Stable jobs per 1 000 unemployed"),
        "wages": _("Wages that stay, a year"),
        "purchases": _("Purchases made there, a year"),
        "poverty": _("Poverty rate"),
        "money": _("Aid, as worth today"),
        "port": _("Nearest port"),
        "airport": _("Nearest airport"),
        "customers": _("Distance to customers"),
    }[name]


def figure_in_words(criterion: str, figure: Json, wording: Wording) -> str:
    value = figure["value"]
    if value is None:
        return {
            "not_stated": _("not stated"),
            "not_published": _("not published"),
            "no_position": _("position not known"),
            "no_site": _("none in the rulebook"),
            "no_place": _("no province chosen"),
            "other_currency": _("the plan is not in dirhams"),
        }[figure["reason"]]
    if criterion in DISTANCES:
        said = _("%(distance)s km") % {"distance": wording.number(round(value))}
        name = figure["made_of"].get("name")
        return f"{said} · {_isolated(name)}" if name else said
    if criterion == "poverty":
        return wording.share(value)
    return wording.number(value) if criterion == "jobs" else wording.money(value)


def _isolated(name: str) -> str:
    """A name in another script, kept from reordering the words around it."""
    return f"\u2068{name}\u2069"


def _note(criterion: str, figure: Json, province: str | None, wording: Wording) -> str:
    """A port inside the province itself whose position no source tells."""
    unplaced = figure["made_of"].get("unplaced", ())
    inside = [site["name"] for site in unplaced if site["province"] == province]
    if criterion not in ("port", "airport") or not inside:
        return ""
    return _("%(name)s lies in the province; its position is not known.") % {
        "name": wording.listed([_isolated(name) for name in inside])
    }


def _standing(figure: Json, criterion: Json, wording: Wording) -> str:
    if criterion["left_out"] is not None or figure["contribution"] is None:
        return ""
    return _("No. %(rank)s, brings %(points)s") % {
        "rank": wording.number(figure["rank"]),
        "points": _points(figure["contribution"], wording),
    }


def _points(part: float, wording: Wording) -> str:
    return wording.number(round(part * 100, 1))


# The price of moving


def moves(answer: Json, wording: Wording, named: Naming) -> list[MoveView]:
    """Places that change alike stand together, those that gain most first."""
    groups: dict[str, list[Json]] = {}
    for row in answer["places"]["rows"]:
        if row["moving"]:
            groups.setdefault(repr(row["moving"]), []).append(row)
    ordered = sorted(
        groups.values(), key=lambda rows: -rows[0]["moving"]["present_value"]
    )
    return [_move(rows, wording, named) for rows in ordered]


def _move(rows: list[Json], wording: Wording, named: Naming) -> MoveView:
    price = rows[0]["moving"]
    return MoveView(
        places=wording.listed([named(row["name"]) for row in rows]),
        difference=_difference(price["present_value"], wording),
        sign=_sign(price["present_value"]),
        changes=[
            ChangeView(
                mechanism=item["id"],
                name=wording.mechanism(item["id"]),
                here=result_in_words(item["here"], wording),
                there=result_in_words(item["there"], wording),
            )
            for item in price["mechanisms"]
        ],
    )


def _sign(value: float) -> str:
    if not value:
        return ""
    return "gain" if value > 0 else "loss"


def _difference(value: float, wording: Wording) -> str:
    if not value:
        return _("as much as here")
    sum_of_money = {"amount": wording.money(abs(value))}
    if value > 0:
        return _("%(amount)s more, as worth today") % sum_of_money
    return _("%(amount)s less, as worth today") % sum_of_money


def result_in_words(item: Json, wording: Wording) -> str:
    """Status and amount of one mechanism."""
    amount = amount_in_words(item, wording)
    status = status_label(item)
    return wording.labelled(status, amount) if amount else status


def colour_of(item: Json) -> str:
    return COLOURS[item["status"]]


# What it rests on


def basis_of(answer: Json, wording: Wording) -> list[str]:
    """What the figures are, in a sentence each."""
    return list(_basis(answer["places"]["rows"], wording))


def _basis(rows: list[Json], wording: Wording) -> Iterator[str]:
    jobs, poverty = _first(rows, "jobs"), _first(rows, "poverty")
    if jobs is not None:
        yield _unemployed(jobs)
    if _first(rows, "wages") is not None:
        yield _("Wages: gross, of a full year once everybody is hired.")
    yield _("Purchases: only what you say is bought in the province.")
    if poverty is not None:
        indicator = wording.word("indicators", poverty["made_of"]["indicator"])
        year = {"indicator": indicator, "year": poverty["year"]}
        yield (
            _("Poverty: %(indicator)s, %(year)s. The higher, the more it counts.")
            % year
        )
    yield _money(rows, wording)
    yield _("Distances: a straight line from the middle of the province.")
    yield _("A road is longer, and whether flights are scheduled is not known.")
    unplaced = rows[0]["figures"]["port"]["made_of"].get("unplaced") if rows else None
    if unplaced:
        names = wording.listed([_isolated(site["name"]) for site in unplaced])
        yield _("Ports without a known position: %(names)s.") % {"names": names}


def _first(rows: list[Json], criterion: str) -> Json | None:
    figures = (row["figures"][criterion] for row in rows)
    return next((one for one in figures if one["value"] is not None), None)


def _unemployed(jobs: Json) -> str:
    year = {"year": jobs["year"]}
    if jobs["made_of"]["basis"] == "counted":
        return _("Unemployed: active less employed persons, %(year)s.") % year
    return _("Unemployed: active persons times the rate, %(year)s.") % year


def _money(rows: list[Json], wording: Wording) -> str:
    certain = max(row["figures"]["money"]["made_of"]["certain"] for row in rows)
    rate = rows[0]["figures"]["money"]["made_of"]["rate"]
    said = _("Aid: the best lawful package, at %(rate)s a year; certain: %(certain)s.")
    return said % {"rate": wording.share(rate), "certain": wording.money(certain)}


def sources_of(answer: Json, wording: Wording) -> list[SourceView]:
    return wording.sources(answer["sources"])
