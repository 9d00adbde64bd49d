"""The weights of a comparison: fields to move them, and where the order would turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twiza_web.advisor.comparing.address import WEIGHT, Comparison
from twiza_web.advisor.presentation.facts import OptionGroup, place_groups
from twiza_web.advisor.presentation.placing import Naming, criterion_label
from twiza_web.advisor.presentation.wording import Json, Wording


@dataclass(frozen=True)
class WeightView:
    field: str
    label: str
    weight: str
    share: str
    turns: list[str]
    error: str


@dataclass(frozen=True)
class CustomersView:
    groups: list[OptionGroup]
    point: str
    error: str


def weight_views(
    places: Json, comparison: Comparison, wording: Wording, named: Naming
) -> list[WeightView]:
    return [
        _weight(criterion, comparison, wording, named, len(places["rows"]))
        for criterion in places["criteria"]
    ]


def _weight(
    criterion: Json,
    comparison: Comparison,
    wording: Wording,
    named: Naming,
    count: int,
) -> WeightView:
    name = criterion["criterion"]
    field = f"{WEIGHT}{name}"
    share = wording.share(criterion["share"]) if criterion["left_out"] is None else ""
    return WeightView(
        field=field,
        label=criterion_label(name),
        weight=comparison.texts.get(field, wording.number(criterion["weight"])),
        share=share,
        turns=list(_turns(criterion, wording, named, count)),
        error=comparison.errors.get(field, ""),
    )


def _turns(
    criterion: Json, wording: Wording, named: Naming, count: int
) -> Iterator[str]:
    left_out = criterion["left_out"]
    if left_out == "same":
        yield _("Sorts nobody: it is the same everywhere.")
    elif left_out == "missing":
        yield _missing(criterion, wording, named, count)
    else:
        yield from _swaps(criterion, wording, named)


def _missing(criterion: Json, wording: Wording, named: Naming, count: int) -> str:
    if len(criterion["missing"]) in (0, count):
        return _("Sorts nobody: no figures that compare.")
    places = wording.listed([named(name) for name in criterion["missing"]])
    return _("Sorts nobody: no figure for %(places)s.") % {"places": places}


def _swaps(criterion: Json, wording: Wording, named: Naming) -> Iterator[str]:
    turns = {side: criterion[side] for side in ("below", "above") if criterion[side]}
    swap = criterion["swap_at"]
    if swap is not None and swap not in [turn["weight"] for turn in turns.values()]:
        yield _("The first two swap at %(weight)s.") % {"weight": wording.number(swap)}
    for side, turn in turns.items():
        said = {
            "below": _("Below %(weight)s, %(place)s is first."),
            "above": _("Above %(weight)s, %(place)s is first."),
        }[side]
        weight = wording.number(turn["weight"])
        yield said % {"weight": weight, "place": named(turn["first"])}
    if not turns:
        yield _("No weight of it changes who is first.")


def customers_view(comparison: Comparison, wording: Wording) -> CustomersView:
    """Provinces to choose from, and a point for customers elsewhere."""
    stated = comparison.texts.get("customers", comparison.customers)
    is_place = stated in wording.rulebook.places.provinces
    return CustomersView(
        groups=place_groups(stated if is_place else "", wording),
        point="" if is_place else stated,
        error=comparison.errors.get("customers", ""),
    )
