"""What each variant would get and mean, side by side: what differs first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twiza_web.advisor.comparing.address import LETTERS
from twiza_web.advisor.presentation.columns import (
    VariantView,
    letter_name,
    with_first,
)
from twiza_web.advisor.presentation.placing import (
    FigureView,
    colour_of,
    figures_of,
    result_in_words,
)
from twiza_web.advisor.presentation.wording import Json, Wording


@dataclass(frozen=True)
class Cell:
    variant: str
    letter: str
    text: str
    colour: str
    note: str
    beside: str


@dataclass(frozen=True)
class ResultRow:
    label: str
    mechanism: str
    differs: bool
    cells: list[Cell]


def result_rows(answer: Json, wording: Wording) -> list[ResultRow]:
    """Money, jobs and steps of each variant, then the mechanisms that differ."""
    variants = answer["variants"]
    rows = [
        _row(label, "", [told(variant) for variant in variants], wording)
        for label, told in _measures(answer, wording)
    ]
    for item in answer["mechanisms"]:
        texts = [result_in_words(value, wording) for value in item["values"]]
        colours = [colour_of(value) for value in item["values"]]
        label = wording.mechanism(item["id"])
        rows.append(_row(label, item["id"], texts, wording, colours))
    return sorted(rows, key=lambda row: (bool(row.mechanism), not row.differs))


def _row(
    label: str,
    mechanism: str,
    texts: list[str],
    wording: Wording,
    colours: list[str] | None = None,
) -> ResultRow:
    differs = any(text != texts[0] for text in texts)
    cells = [
        Cell(
            variant=letter_name(LETTERS[number]),
            letter=LETTERS[number],
            text=text,
            colour=colours[number] if colours else "",
            note="",
            beside=with_first(texts[0], wording) if differs and number else "",
        )
        for number, text in enumerate(texts)
    ]
    return ResultRow(label, mechanism, differs, cells)


Told = Callable[[Json], str]


def _measures(answer: Json, wording: Wording) -> list[tuple[str, Told]]:
    """What is told of every variant; a loan only where one of them has it."""

    def per_job(key: str) -> Told:
        return lambda variant: _money(variant[key], wording)

    def of_package(key: str) -> Told:
        return lambda variant: _sum(variant["package"][key], wording)

    def is_had(key: str) -> bool:
        return any(one["package"][key]["most"] for one in answer["variants"])

    loans = {
        "guaranteed": _("Loan guaranteed, apart"),
        "borrowed": _("Borrowed, apart"),
        "invested": _("Taken in the capital, apart"),
    }
    return [
        (_("Best lawful package"), of_package("total")),
        (_("of which certain"), of_package("certain_total")),
        (_("The same, as worth today"), of_package("present_value")),
        *((label, of_package(key)) for key, label in loans.items() if is_had(key)),
        (_("Cost per stable job"), per_job("cost_per_job")),
        (_("Aid per stable job"), per_job("aid_per_job")),
        (_("Length of the steps"), lambda variant: _days(variant, wording)),
    ]


def _money(value: float | None, wording: Wording) -> str:
    return _("not known yet") if value is None else wording.money(value)


def _sum(value: Json | float, wording: Wording) -> str:
    return wording.range(value) if isinstance(value, dict) else wording.money(value)


def _days(variant: Json, wording: Wording) -> str:
    days = variant["path"]["days"]
    if days is None:
        return _("not known yet")
    shown = {"days": wording.number(days)}
    return ngettext("%(days)s day", "%(days)s days", int(days)) % shown


def same_answers(answer: Json, wording: Wording) -> list[tuple[str, str]]:
    """Answers that all variants share, in words."""
    facts = wording.rulebook.facts
    return [
        (wording.fact(name), wording.value(facts[name], value))
        for name, value in answer["same"]["facts"].items()
    ]


# What it would mean there


@dataclass(frozen=True)
class PlaceFigures:
    label: str
    cells: list[tuple[VariantView, FigureView]]
    differs: bool


def figure_rows(
    answer: Json, variants: list[VariantView], wording: Wording
) -> list[PlaceFigures]:
    """A row per criterion, what sorts first."""
    places = answer["places"]
    columns = [figures_of(row, places["criteria"], wording) for row in places["rows"]]
    rows = [
        PlaceFigures(
            label=figures[0].label,
            cells=list(zip(variants, figures, strict=True)),
            differs=criterion["left_out"] is None,
        )
        for criterion, *figures in zip(places["criteria"], *columns, strict=True)
    ]
    return sorted(rows, key=lambda row: not row.differs)
