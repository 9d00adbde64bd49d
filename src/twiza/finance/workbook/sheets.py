"""XlsxWriter's workbook, for formulas that use no function newer than Excel 2007."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet


class Page(Worksheet):  # type: ignore[misc]
    """XlsxWriter looks for some thirty newer functions in every formula, which takes
    two thirds of the time of a plan; ours hold none.
    """

    def _prepare_formula(
        self, formula: str, expand_future_functions: bool = False
    ) -> str:
        return formula.removeprefix("=")


class Book(Workbook):  # type: ignore[misc]
    def add_worksheet(
        self, name: str | None = None, worksheet_class: Any = None
    ) -> Any:
        return super().add_worksheet(name, worksheet_class or Page)
