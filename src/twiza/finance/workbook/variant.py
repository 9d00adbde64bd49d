"""One sheet for each variant: its grants, result, tax, dividends and cash, as formulas.

The accounting years stand in the same sheet as the months, block by block.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.law import Law
from twiza.finance.premiums import Package
from twiza.finance.study import LATE_MONTHS, Variant
from twiza.finance.wording import heading, sentence
from twiza.finance.workbook.inputs import Inputs
from twiza.finance.workbook.layout import Formula, Sheet
from twiza.finance.workbook.rows import MonthRows


class VariantRows:
    """The sheet of one variant while it is written.

    places  which premiums of the package it pays, and how many months later
    """

    def __init__(
        self,
        sheet: Sheet,
        months: MonthRows,
        inputs: Inputs,
        variant: Variant,
        law: Law,
        package: Package,
        language: str,
    ) -> None:
        self.sheet, self.months, self.inputs = sheet, months, inputs
        self.one, self.law, self.language = variant.projection, law, language
        self.package, self.places = package, premiums_of(variant, package)
        self.count = self.one.months.count
        self.years = len(self.one.months.year_ends)
        self.days = [self.one.months.day(int(p)) for p in self.one.months.year_ends]

    def at(self, key: object, number: int) -> str:
        return self.sheet.at(key, number, self.sheet)

    def of_months(self, key: object, number: int) -> str:
        """A cell of the sheet of months."""
        return self.months.sheet.at(key, number, self.sheet)

    def whole_of_months(self, key: object) -> str:
        """The sum of a row of months over the whole plan."""
        return f"SUM({self.months.sheet.between(key, 1, self.count, self.sheet)})"

    def whole(self, key: object) -> str:
        return f"SUM({self.sheet.all(key, self.sheet)})"

    def add(
        self, key: object, label: str, formula: Formula, values: Any, **more: Any
    ) -> None:
        """label  a sentence; after an equals sign, a line of a statement"""
        words = heading if label.startswith("=") else sentence
        name = words(label.removeprefix("="), self.language)
        self.sheet.row(key, name, formula, values, **{"count": self.count, **more})

    def add_years(
        self, key: object, label: str, formula: Formula, values: Any, **more: Any
    ) -> None:
        """A row over accounting years: its columns are years, from 1."""
        self.add(key, label, formula, values, count=self.years, **more)

    def span(self, year: int) -> tuple[int, int]:
        """The first and the last month of an accounting year, both from 1."""
        months = self.one.months
        first, last = months.year_starts[year - 1], months.year_ends[year - 1]
        return int(first) + 1, int(last) + 1

    def of_year(self, key: object) -> Formula:
        """The sum of a row over each accounting year."""

        def formula(year: int) -> str:
            first, last = self.span(year)
            return f"SUM({self.sheet.between(key, first, last, self.sheet)})"

        return formula


def write_grants(rows: VariantRows) -> None:
    """What each premium pays, and what of it counts as income."""
    rows.sheet.heading(sentence("list_premiums", rows.language))
    terms = [_grant(rows, place, later) for place, later in rows.places]
    life = _life(rows)

    def release(month: int) -> str:
        parts = []
        for amount, when in terms:
            age = f"({rows.of_months('number', month)}-{when})"
            share = f"MAX(0,MIN(1,{life}*12-{age}))/({life}*12)"
            parts.append(f"IF({age}<0,0,{amount}*{share})")
        return "+".join(parts) or "0"

    def paid(month: int) -> str:
        cells = (rows.at(("grant", place), month) for place, _ in rows.places)
        return "+".join(cells) or "0"

    grants = rows.one.grants
    all_paid = grants.all_paid + np.zeros(rows.count)
    rows.add("grants", "grants_paid", paid, all_paid)
    rows.add("released", "=grants_released", release, grants.released)


def _grant(rows: VariantRows, place: int, later: int) -> tuple[str, str]:
    """Its row; returned are the cells of its amount and of its month."""
    name = rows.package.premiums[place].mechanism
    amount = rows.inputs.cell("premiums", place, "amount")
    month = rows.inputs.cell("premiums", place, "month")
    when = f"({month}+{later})" if later else month

    def formula(number: int) -> str:
        return f"IF({rows.of_months('number', number)}={when},{amount},0)"

    paid = rows.one.grants.paid[name]
    rows.add(("grant", place), "=grant", formula, paid, of=name)
    return amount, when


def _life(rows: VariantRows) -> str:
    """The average life of what wears out, weighed by its cost."""
    lines = [
        place
        for place, line in enumerate(rows.one.plan.investments)
        if line.life_years is not None and line.amount
    ]
    if not lines:
        return "10"
    cell = rows.inputs.cell
    amounts = [cell("investments", place, "amount") for place in lines]
    lives = [cell("investments", place, "life_years") for place in lines]
    years = "+".join(f"{a}*{b}" for a, b in zip(amounts, lives, strict=True))
    return f"(({years})/({'+'.join(amounts)}))"


def premiums_of(variant: Variant, package: Package) -> list[tuple[int, int]]:
    """Which premiums of the package a variant pays, and how many months later."""
    if variant.name == "bare":
        return []
    found = []
    for place, premium in enumerate(package.premiums):
        if premium.mechanism != variant.mechanism:
            found.append((place, 0))
        elif variant.name == "late":
            found.append((place, LATE_MONTHS))
    return found
