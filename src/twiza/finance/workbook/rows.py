"""How rows of months are written: what every block of them needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from twiza.finance.law import Law
from twiza.finance.months import Numbers
from twiza.finance.projection import Projection
from twiza.finance.trading import extra_months
from twiza.finance.vat import deducted_share
from twiza.finance.wording import heading, sentence
from twiza.finance.workbook.inputs import Inputs
from twiza.finance.workbook.layout import Formula, Sheet, interpolated


class MonthRows:
    """The sheet of months while it is written: its rows, and what they are made of."""

    def __init__(
        self, sheet: Sheet, inputs: Inputs, one: Projection, law: Law, language: str
    ) -> None:
        self.sheet, self.inputs, self.one = sheet, inputs, one
        self.law, self.language, self.plan = law, language, one.plan
        self.count = one.months.count
        self.beyond = self.count + extra_months(one.plan)
        self.deducted = ""  # the cell of the share of VAT that may be deducted

    def at(self, key: object, month: int) -> str:
        return self.sheet.at(key, month, self.sheet)

    def add(
        self, key: object, label: str, formula: Formula, values: Any, **more: Any
    ) -> None:
        is_line = label.startswith("=")  # named as a line of a statement
        words = heading if is_line else sentence
        name = words(label.removeprefix("="), self.language)
        self.sheet.row(key, name, formula, values, **{"count": self.count, **more})

    def block(self, label: str) -> None:
        self.sheet.heading(sentence(label, self.language))

    def later(
        self,
        key: object,
        label: str,
        source: object,
        days: str,
        values: tuple[Numbers, Numbers],
        of: str,
    ) -> None:
        """A flow `days` later: its cumulated row, then the difference between months.

        values  of the flow, and of what it becomes
        """
        so_far = ("so_far", source)
        self.add(
            so_far, "so_far",
            lambda m: f"{self.at(so_far, m - 1)}+{self.at(source, m)}",
            np.cumsum(values[0]), of=of, start=0.0,
        )  # fmt: skip
        cumulative = self.sheet.between(so_far, 0, self.count, self.sheet)

        def formula(month: int) -> str:
            ends = [
                interpolated(cumulative, f"({number}-{days}/30)", self.count)
                for number in (month, month - 1)
            ]
            return "-".join(ends) if month > 1 else ends[0]

        self.add(key, label, formula, values[1], of=of)

    def rate(self, currency: str) -> str:
        return f"*{self.inputs.cell('eur_mad')}" if currency == "EUR" else ""

    def added(self, keys: Sequence[object], month: int) -> str:
        return "+".join(self.at(key, month) for key in keys) or "0"

    def weighed(self, lines: Sequence[tuple[object, str]]) -> Formula:
        return lambda m: (
            "+".join(f"{self.at(key, m)}{factor}" for key, factor in lines) or "0"
        )

    @property
    def share(self) -> float:
        return float(np.ravel(deducted_share(list(self.one.sales)))[0])

    def times(self, key: object, factor: str) -> Formula:
        """A row with something behind it, such as a factor."""
        return lambda month: f"{self.at(key, month)}{factor}"

    def in_month(self, when: str, what: str) -> Formula:
        """Something in one month alone."""
        return lambda month: f"IF({self.at('number', month)}={when},{what},0)"

    def from_month(self, start: str, what: Formula) -> Formula:
        """Something from a month on."""
        return lambda month: f"IF({self.at('number', month)}>={start},{what(month)},0)"
