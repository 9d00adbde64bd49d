"""The sheets of statements: sums of rows of months and of one variant, by period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from twiza.finance.statements import Line, Period, Statement, periods
from twiza.finance.study import Variant
from twiza.finance.wording import heading
from twiza.finance.workbook.layout import Formats, Sheet
from twiza.finance.workbook.terms import TERMS
from twiza.finance.workbook.variant import VariantRows

FIRST_COLUMN = 2


class StatementsSheet:
    """Every statement of one variant, months for three years, then years."""

    def __init__(
        self,
        book: Any,
        name: str,
        variant: Variant,
        rows: VariantRows,
        formats: Formats,
        language: str,
    ) -> None:
        self.sheet = book.add_worksheet(name)
        self.rows, self.formats, self.language = rows, formats, language
        self.one = variant.projection
        self.columns = periods(self.one)
        self.lines: dict[tuple[str, str, str], int] = {}
        self.sheet.set_column(0, 0, 40)
        self.sheet.set_column(1, 1, 18)
        self.sheet.set_column(FIRST_COLUMN, FIRST_COLUMN + len(self.columns), 13)
        self.sheet.freeze_panes(1, FIRST_COLUMN)
        for place, column in enumerate(self.columns, FIRST_COLUMN):
            month = f"-{column.month:02d}" if column.month else ""
            self.sheet.write_string(0, place, f"{column.year}{month}", formats.heading)
        line = 1
        for statement in variant.statements:
            line = self._statement(statement, line)

    def _statement(self, statement: Statement, line: int) -> int:
        title = heading(statement.name, self.language)
        self.sheet.write_string(line, 0, title, self.formats.heading)
        for entry in statement.lines:
            line += 1
            self._line(statement.name, entry, line)
        return line + 2

    def _line(self, statement: str, entry: Line, line: int) -> None:
        formats = self.formats
        look = formats.total if entry.is_total else formats.money
        name = formats.total_label if entry.is_total else formats.label
        self.lines[statement, entry.name, entry.of] = line
        self.sheet.write_string(line, 0, heading(entry.name, self.language), name)
        self.sheet.write_string(line, 1, entry.of, formats.note)
        for place, column in enumerate(self.columns, FIRST_COLUMN):
            formula = self._formula(statement, entry, column, place)
            self.sheet.write_formula(
                line, place, f"={formula}", look, column.value(entry)
            )

    def _formula(self, statement: str, entry: Line, column: Period, place: int) -> str:
        terms = TERMS[statement][entry.name].split()
        is_floored = terms[0] == "max"
        parts = [
            f"{term[0]}{cells}"
            for term in terms[is_floored:]
            for cells in self._cells(statement, term[1:], entry, column, place)
        ]
        text = "".join(parts).removeprefix("+") or "0"
        return f"MAX(0,{text})" if is_floored else text

    def _cells(
        self, statement: str, term: str, entry: Line, column: Period, place: int
    ) -> Iterator[str]:
        scope, key = term.split(":")
        first, last = column.first + 1, column.last + 1
        months, variant = self.rows.months.sheet, self.rows.sheet
        if scope == "c":
            for (of_statement, name, _), line in self.lines.items():
                if (of_statement, name) == (statement, key):
                    yield xl_rowcol_to_cell(line, place)
        elif scope in "Ee":
            yield (months if scope == "E" else variant).at(key, last)
        elif scope == "P":
            start = 0 if entry.is_stock else first - 1
            yield _sum(months, key, start, last - 1)
        elif scope == "y":
            yield _sum(variant, key, self._new_year(column), last)
        else:
            start = 1 if entry.is_stock else first
            sheet = variant if scope in "vg" else months
            for row in self._rows(scope, key, entry.of):
                yield _sum(sheet, row, start, last)

    def _rows(self, scope: str, key: str, of: str) -> list[object]:
        """The rows of a term: one, or one for each line of a plan's list."""
        if scope == "k":
            return [tuple(key.split("/"))]
        lists = {
            "s": [line.name for line in self.one.plan.sales],
            "p": [line.name for line in self.one.plan.purchases],
            "l": [line.name for line in self.one.plan.loans],
            "g": [premium.mechanism for premium in self.rows.package.premiums],
        }
        if scope not in lists:
            return [key]
        names = lists[scope]
        return [(key, i) for i, name in enumerate(names) if of in ("", name)]

    def _new_year(self, column: Period) -> int:
        months = self.one.months
        year = months.years[column.last]
        return int((months.years == year).argmax()) + 1


def _sum(sheet: Sheet, key: object, first: int, last: int) -> str:
    return f"SUM({sheet.between(key, first, last)})"
