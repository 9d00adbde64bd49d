"""The first sheet: what each variant is worth, by formula, and how to read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from twiza.finance.appraisal.measures import CONVENTIONS, Appraisal
from twiza.finance.study import Study
from twiza.finance.wording import sentence
from twiza.finance.workbook.inputs import Inputs
from twiza.finance.workbook.layout import Formats
from twiza.finance.workbook.variant import VariantRows

GUESS = 0.008  # a month, where a spreadsheet starts to look for a rate


class MeasuresSheet:
    """One column for each variant."""

    def __init__(
        self,
        sheet: Any,
        study: Study,
        rows: list[VariantRows],
        inputs: Inputs,
        formats: Formats,
        language: str,
    ) -> None:
        self.sheet, self.study, self.rows = sheet, study, rows
        self.inputs, self.formats, self.language = inputs, formats, language
        self.line = 0
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, len(rows), 22)
        sheet.write_string(0, 0, sentence("plan", language), formats.title)
        sheet.write_string(1, 0, sentence("workbook_note", language), formats.note)
        self._titles()
        self._returns("project", "project_flow")
        self._returns("equity", "equity_flow")
        self._cash()
        self._conventions()

    def _titles(self) -> None:
        self.line = 3
        for column, variant in enumerate(self.study.variants, 1):
            name = self.study.name_of(variant, self.language)
            self.sheet.write_string(self.line, column, name, self.formats.heading)

    def _returns(self, owner: str, flow: str) -> None:
        self.line += 1
        self.sheet.write_string(
            self.line, 0, sentence(owner, self.language), self.formats.heading
        )
        rate, euro = self.inputs.cell("discount_rate"), self.inputs.cell("eur_mad")
        worth = self.line + 1

        def value(row: VariantRows, _: int) -> str:
            cells, number = row.sheet.all(flow), self._numbers(row)
            return f"SUMPRODUCT({cells},(1+{rate})^-(({number}-1)/12))"

        def in_euros(_: VariantRows, column: int) -> str:
            return f"{xl_rowcol_to_cell(worth, column)}/{euro}"

        def internal(row: VariantRows, _: int) -> str:
            return f'IFERROR((1+IRR({row.sheet.all(flow)},{GUESS}))^12-1,"–")'

        self._row(
            "present_value", value, lambda a: getattr(a, owner).present_value, "money"
        )
        self._row(
            "present_value_eur",
            in_euros,
            lambda a: getattr(a, owner).present_value_eur,
            "money",
        )
        self._row(
            "rates", internal, lambda a: (getattr(a, owner).rates or (0.0,))[0], "share"
        )

    def _numbers(self, row: VariantRows) -> str:
        return row.months.sheet.all("number")

    def _cash(self) -> None:
        self.line += 1
        self._row(
            "deepest_cash",
            lambda row, _: f"MIN({row.sheet.all('cash')})",
            lambda a: a.deepest_cash,
            "money",
        )
        self._row(
            "deepest_month",
            lambda row, _: "MATCH(MIN({0}),{0},0)".format(row.sheet.all("cash")),
            lambda a: a.deepest_month, "plain",
        )  # fmt: skip
        posts = [
            self.inputs.cell("staff", p, "number")
            for p in range(len(self.study.plan.staff))
        ]
        costs = [
            self.inputs.cell("investments", p, "amount")
            for p in range(len(self.study.plan.investments))
        ]
        if posts and costs:
            self._row(
                "cost_per_job",
                lambda *_: f"({'+'.join(costs)})/({'+'.join(posts)})",
                lambda a: a.cost_per_job or 0.0,
                "money",
            )

    def _row(
        self,
        label: str,
        formula: Callable[[VariantRows, int], str],
        value: Callable[[Appraisal], float],
        style: str,
    ) -> None:
        self.line += 1
        self.sheet.write_string(
            self.line, 0, sentence(label, self.language), self.formats.label
        )
        for column, (row, variant) in enumerate(
            zip(self.rows, self.study.variants, strict=True), 1
        ):
            shown = np.nan_to_num(value(variant.appraisal))
            look = getattr(self.formats, style)
            self.sheet.write_formula(
                self.line, column, f"={formula(row, column)}", look, float(shown)
            )

    def _conventions(self) -> None:
        self.line += 2
        for key in CONVENTIONS:
            self.sheet.write_string(
                self.line, 0, sentence(key, self.language), self.formats.note
            )
            self.line += 1
