"""What a person typed into the columns of a comparison."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict

from twiza.packs.model import Rulebook
from twiza.rules.situation import FactValue
from twiza.territory.criteria import CRITERIA, EQUAL
from twiza_web.advisor.amounts import AmountError, Rate, read_amount
from twiza_web.advisor.answers import MOST_CHARACTERS
from twiza_web.advisor.comparing.address import (
    LETTERS,
    STAYING,
    WEIGHT,
    Column,
    Comparison,
    customers_in,
    refuse_only_noughts,
    weight_in,
)
from twiza_web.advisor.reading import FieldError, amount_trouble, read_typed


def typed_comparison(
    rulebook: Rulebook, base: Comparison, form: QueryDict, rate: Rate | None
) -> Comparison:
    """The comparison with what the form says otherwise, errors beside their fields.

    Its buttons may add a variant, drop one, or ask for the row of one more answer.
    """
    typing = _Typing(rulebook, form, rate)
    columns = [
        typing.column(letter, column)
        for letter, column in zip(LETTERS, base.columns, strict=False)
    ]
    changed = replace(
        base,
        weights=typing.weights(base.weights),
        customers=typing.customers(base.customers),
        shown=typing.shown(base.shown),
    )
    if not typing.errors:
        columns = typing.added_or_dropped(columns)
    told = changed.with_columns(columns)
    return replace(told, errors=typing.errors, texts=typing.texts)


class _Typing:
    def __init__(self, rulebook: Rulebook, form: QueryDict, rate: Rate | None) -> None:
        self.rulebook, self.form, self.rate = rulebook, form, rate
        self.errors: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    def column(self, letter: str, column: Column) -> Column:
        for name in [*self.rulebook.facts, *STAYING]:
            field = f"{letter}.{name}"
            if field not in self.form:
                continue
            text = self.form.get(field, "").strip()[:MOST_CHARACTERS]
            try:
                value = self._value(name, text) if text else None
            except FieldError as mistake:
                self._refuse(field, text, mistake)
            else:
                column = column.with_value(name, value)
        return column

    def _value(self, name: str, text: str) -> FactValue:
        if name not in STAYING:
            return read_typed(self.rulebook, self.rulebook.facts[name], text, self.rate)
        try:
            amount = read_amount(text)
        except AmountError as trouble:
            raise FieldError(amount_trouble(trouble)) from None
        return self.rate.in_mad(amount) if self.rate else amount.value

    def weights(self, before: dict[str, float]) -> dict[str, float]:
        """Those that are not 1: an address holds no more than it must."""
        weights = dict(before)
        for name in CRITERIA:
            text = self.form.get(f"{WEIGHT}{name}", "").strip()[:MOST_CHARACTERS]
            if not text:
                continue
            try:
                weights[name] = weight_in(name, text)
            except FieldError as mistake:
                self._refuse(f"{WEIGHT}{name}", text, mistake)
        refuse_only_noughts(weights, self.errors)
        return {name: value for name, value in weights.items() if value != EQUAL}

    def customers(self, before: str) -> str:
        if "customers" not in self.form:
            return before
        text = (
            self.form.get("point", "").strip() or self.form.get("customers", "").strip()
        )
        try:
            return customers_in(self.rulebook, text[:MOST_CHARACTERS])
        except FieldError as mistake:
            self._refuse("customers", text[:MOST_CHARACTERS], mistake)
            return before

    def shown(self, before: tuple[str, ...]) -> tuple[str, ...]:
        name = self.form.get("more", "")
        known = name in self.rulebook.facts and name not in before
        return (*before, name) if known else before

    def added_or_dropped(self, columns: list[Column]) -> list[Column]:
        dropped = self.form.get("drop", "")
        if len(dropped) == 1 and dropped in LETTERS[: len(columns)]:
            columns.pop(LETTERS.index(dropped))
        if "add" in self.form and len(columns) < len(LETTERS):
            place = self.form.get("place", "")
            is_place = place in self.rulebook.places.provinces
            first = columns[0] if columns else Column()
            columns.append(first.with_value("province", place) if is_place else first)
        return columns

    def _refuse(self, field: str, text: str, mistake: FieldError) -> None:
        self.errors[field] = str(mistake)
        self.texts[field] = text
