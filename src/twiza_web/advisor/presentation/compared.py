"""What the two pages of a comparison show, as flat values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from twiza_web.advisor.comparing.address import LETTERS, WEIGHT, Comparison
from twiza_web.advisor.presentation.columns import (
    field_rows,
    letter_name,
    more_options,
    value_label,
    variant_views,
)
from twiza_web.advisor.presentation.comparison import (
    figure_rows,
    result_rows,
    same_answers,
)
from twiza_web.advisor.presentation.facts import place_groups
from twiza_web.advisor.presentation.pages import ErrorView
from twiza_web.advisor.presentation.placing import (
    PlaceRow,
    basis_of,
    criterion_label,
    is_nowhere,
    moves,
    place_rows,
    sources_of,
)
from twiza_web.advisor.presentation.weights import customers_view, weight_views
from twiza_web.advisor.presentation.wording import Json, Wording

if TYPE_CHECKING:
    from twiza_web.advisor.comparing.asked import Compared

SHOWN_PLACES = 6


def compared_context(asked: Compared, answer: Json | None) -> dict[str, Any]:
    """The columns with their fields; once there are two, what each would get."""
    comparison, wording = asked.comparison, asked.wording
    variants = variant_views(comparison, wording)
    rows = field_rows(comparison, wording, asked.rate)
    context: dict[str, Any] = {
        "query": comparison.query(),
        "kept": comparison.without([row.name for row in rows]).query(),
        "is_empty": comparison.is_empty and not comparison.errors,
        "variants": variants,
        "seen": _seen_first(comparison),
        "rows": rows,
        "more": more_options(comparison, wording),
        "groups": place_groups("", wording),
        "can_add": len(variants) < len(LETTERS),
        "errors": error_views(comparison, wording),
        "date": asked.on,
    }
    if answer is None:
        return context
    names = {view.letter.upper(): f"{view.name} · {view.place}" for view in variants}
    return context | {
        "results": result_rows(answer, wording),
        "same": same_answers(answer, wording),
        "same_mechanisms": answer["same"]["mechanisms"],
        "figures": figure_rows(answer, variants, wording),
        "order": place_rows(answer, wording, names.__getitem__, None),
        **_weighed(asked, answer, names.__getitem__),
    }


def _seen_first(comparison: Comparison) -> str:
    """The column a narrow screen shows: the first to mend, else the second."""
    wrong = [name[0] for name in comparison.errors if name[1:2] == "."]
    return min(wrong, default="b")


def elsewhere_context(asked: Compared, answer: Json) -> dict[str, Any]:
    """The places in their order, the first few before the others."""
    wording, home = asked.wording, answer["home"]

    def named(code: str) -> str:
        return wording.rulebook.places.provinces[code].name(wording.language)

    rows = place_rows(answer, wording, named, home)
    first, others = _first_few(rows)
    return {
        "query": asked.comparison.query(),
        "home": named(home) if home else "",
        "is_empty": asked.comparison.is_empty,
        "not_stated": _not_stated(answer["places"], wording),
        "places": [(row, _beside(asked, row)) for row in first],
        "others": [(row, _beside(asked, row)) for row in others],
        "date": asked.on,
        "errors": error_views(asked.comparison, wording),
        **_weighed(asked, answer, named),
    }


def _not_stated(places: Json, wording: Wording) -> str:
    """Criteria of which no place has a figure."""
    names = [
        criterion_label(one["criterion"])
        for one in places["criteria"]
        if is_nowhere(one, places)
    ]
    return wording.listed(names)


def _first_few(rows: list[PlaceRow]) -> tuple[list[PlaceRow], list[PlaceRow]]:
    """The first ones, and the venture's own province wherever it stands."""
    first = [
        row for number, row in enumerate(rows) if number < SHOWN_PLACES or row.is_home
    ]
    return first, [row for row in rows if row not in first]


def _beside(asked: Compared, row: PlaceRow) -> str:
    """The address that sets the venture beside itself in that place."""
    if row.is_home:
        return ""
    first = asked.comparison.columns[0]
    there = first.with_value("province", row.province)
    return asked.comparison.with_columns([first, there]).query()


def _weighed(asked: Compared, answer: Json, named: Any) -> dict[str, Any]:
    comparison, wording = asked.comparison, asked.wording
    return {
        "weights": weight_views(answer["places"], comparison, wording, named),
        "is_equal": answer["places"]["equal"],
        "customers": customers_view(comparison, wording),
        "moves": moves(answer, wording, named),
        "basis": basis_of(answer, wording),
        "sources": sources_of(answer, wording),
        "age": wording.age_note(answer["sources"]),
    }


def error_views(comparison: Comparison, wording: Wording) -> list[ErrorView]:
    return [
        ErrorView(name, _label(name, wording), message, is_field=_is_field(name))
        for name, message in comparison.errors.items()
    ]


def _is_field(name: str) -> bool:
    return name[1:2] == "." or name.startswith(WEIGHT) or name == "customers"


def _label(name: str, wording: Wording) -> str:
    """`B: total cost`, `Weight: poverty`, or a stranger's name as it was found."""
    letter, point, fact = name.partition(".")
    if name.startswith(WEIGHT):
        return _weight_label(fact)
    if point and letter in LETTERS:
        label = value_label(fact, wording)
        return wording.labelled(letter_name(letter), label)
    if name == "customers":
        return _("Place of the customers")
    if name == "date":
        return _("Date of the rules")
    known = name in wording.rulebook.facts
    return wording.fact(name) if known else name or _("The address")


def _weight_label(criterion: str) -> str:
    try:
        return criterion_label(criterion)
    except KeyError:
        return f"{WEIGHT}{criterion}"
