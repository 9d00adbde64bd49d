"""The columns of a comparison: each variant with the fields of its answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from twiza_web.advisor.amounts import Rate
from twiza_web.advisor.answers import Answers
from twiza_web.advisor.comparing.address import (
    LETTERS,
    STAYING,
    Column,
    Comparison,
)
from twiza_web.advisor.presentation.facts import FieldView, field_view
from twiza_web.advisor.presentation.wording import Wording
from twiza_web.advisor.reading import typed_money

# These have a field in every comparison; others once they differ or are asked for.
ALWAYS = ("province", "total_cost_mad", "stable_jobs", "own_funds_mad")


@dataclass(frozen=True)
class VariantView:
    letter: str
    name: str
    place: str
    query: str
    can_drop: bool


@dataclass(frozen=True)
class FieldCell:
    """One answer of one variant as a field; `beside` is what the first one has."""

    variant: str
    letter: str
    name: str
    field: FieldView
    beside: str


@dataclass(frozen=True)
class FieldRow:
    name: str
    label: str
    differs: bool
    cells: list[FieldCell]


def letter_name(letter: str) -> str:
    return {
        "a": pgettext("name of a variant", "A"),
        "b": pgettext("name of a variant", "B"),
        "c": pgettext("name of a variant", "C"),
        "d": pgettext("name of a variant", "D"),
    }[letter]


def variant_views(comparison: Comparison, wording: Wording) -> list[VariantView]:
    count = len(comparison.columns)
    return [
        VariantView(
            letter=letter,
            name=letter_name(letter),
            place=place_of(column, wording),
            query=comparison.answers(number).query(),
            can_drop=count > 1,
        )
        for number, (letter, column) in enumerate(
            zip(LETTERS, comparison.columns, strict=False)
        )
    ]


def place_of(column: Column, wording: Wording) -> str:
    place = wording.rulebook.places.provinces.get(str(column.facts.get("province")))
    return place.name(wording.language) if place else _("no province chosen")


# Answers


def field_rows(
    comparison: Comparison, wording: Wording, rate: Rate | None
) -> list[FieldRow]:
    """A row per answer that differs, then those that stand in every comparison."""
    rows = [
        _field_row(name, comparison, wording, rate)
        for name in _names(comparison, wording)
    ]
    return sorted(rows, key=lambda row: not row.differs)


def _names(comparison: Comparison, wording: Wording) -> list[str]:
    wrong = {field[2:] for field in comparison.errors if field[1:2] == "."}
    return [
        name
        for name in (*wording.rulebook.facts, *STAYING)
        if name in ALWAYS
        or name in STAYING
        or name in comparison.shown
        or name in wrong
        or _differs(name, comparison)
    ]


def _differs(name: str, comparison: Comparison) -> bool:
    first, *others = [column.value(name) for column in comparison.columns]
    return any(other != first for other in others)


def _field_row(
    name: str, comparison: Comparison, wording: Wording, rate: Rate | None
) -> FieldRow:
    differs = _differs(name, comparison)
    cells = [
        FieldCell(
            variant=letter_name(letter),
            letter=letter,
            name=f"{letter}.{name}",
            field=_field(name, letter, column, comparison, wording, rate),
            beside=_beside(name, comparison, wording) if differs and number else "",
        )
        for number, (letter, column) in enumerate(
            zip(LETTERS, comparison.columns, strict=False)
        )
    ]
    return FieldRow(name, value_label(name, wording), differs, cells)


def value_label(name: str, wording: Wording) -> str:
    if name in STAYING:
        return {
            "wages": _("Wages paid in a full year"),
            "purchases": _("Purchases in the province, a year"),
        }[name]
    return wording.fact(name)


def _field(
    name: str,
    letter: str,
    column: Column,
    comparison: Comparison,
    wording: Wording,
    rate: Rate | None,
) -> FieldView:
    """The field of one answer, with what was typed where that is to be mended."""
    place = f"{letter}.{name}"
    errors = {name: comparison.errors[place]} if place in comparison.errors else {}
    texts = {name: comparison.texts[place]} if place in comparison.texts else {}
    if name in STAYING:
        return _money_field(name, column, errors, texts)
    answers = Answers(column.facts, errors=errors, texts=texts)
    return field_view(wording.rulebook.facts[name], answers, wording, rate)


def _money_field(
    name: str, column: Column, errors: dict[str, str], texts: dict[str, str]
) -> FieldView:
    value = column.staying.get(name)
    text = "" if value is None else typed_money(value)
    return FieldView(
        name=name,
        label="",
        question="",
        why="",
        kind="number",
        unit="MAD",
        value=texts.get(name, text),
        options=[],
        groups=[],
        error=errors.get(name, ""),
        read_back="",
    )


def _beside(name: str, comparison: Comparison, wording: Wording) -> str:
    """What the first variant answers, for a screen that shows one at a time."""
    return with_first(value_in_words(name, comparison.columns[0], wording), wording)


def with_first(text: str, wording: Wording) -> str:
    return wording.labelled(letter_name("a"), text)


def value_in_words(name: str, column: Column, wording: Wording) -> str:
    value = column.value(name)
    if value is None:
        return _("not known yet")
    if name in STAYING:
        return wording.money(float(value))
    return wording.value(wording.rulebook.facts[name], value)


def more_options(comparison: Comparison, wording: Wording) -> list[tuple[str, str]]:
    """Other answers a person may want a row for."""
    shown = set(_names(comparison, wording))
    facts = wording.rulebook.facts.values()
    named = [
        (fact.name, wording.fact(fact.name))
        for fact in facts
        if fact.name not in shown and fact.assume is None
    ]
    return sorted(named, key=lambda option: option[1])
