"""A workbook: the tables of the summary, then the lines; a stamp on every sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from twiza.errors import InputError
from twiza.population.origin import stamp
from twiza.reforms.files.texts import CsvWriter
from twiza.reforms.phrases import phrase
from twiza.reforms.report import Report
from twiza.reforms.tables import Shown, Tables

MOST_LINES = 1_048_570  # a sheet holds 1,048,576 rows
WIDTH, MOST_COLUMNS = 18, 12


def require_workbooks() -> None:
    try:
        import xlsxwriter  # noqa: F401
    except ImportError:
        raise InputError(
            "--output",
            found="no package XlsxWriter, which writes workbooks",
            expected="the extra `documents`",
            mend="pip install 'twiza[documents]', or write .csv",
        ) from None


class WorkbookWriter(CsvWriter):
    def merge(self, parts: list[Path], path: Path, report: Report) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "strings_to_formulas": False}
        options["strings_to_urls"] = False
        with xlsxwriter.Workbook(str(path), options) as book:
            bold = book.add_format({"bold": True})
            self._summary(book, bold, Tables(report, self.language))
            self._lines(book, bold, parts, report)

    def _sheet(self, book: Any, bold: Any, name: str, report: Report) -> Any:
        sheet = book.add_worksheet(phrase(name, self.language)[:31])
        if self.language == "ar":
            sheet.right_to_left()
        sheet.write_string(0, 0, stamp(report.origin, self.language), bold)
        return sheet

    def _summary(self, book: Any, bold: Any, tables: Tables) -> None:
        sheet = self._sheet(book, bold, "title", tables.report)
        sheet.set_column(0, 0, 2 * WIDTH)
        sheet.set_column(1, MOST_COLUMNS, WIDTH)
        comparison = tables.report.comparison
        for row, side in enumerate(("before", "after"), start=1):
            law = tables.law(getattr(comparison, side))
            sheet.write_row(row, 0, [tables.say(side), law])
        row = 4
        for shown in tables.all():
            sheet.write_row(row, 0, [shown.title, shown.stamp], bold)
            sheet.write_row(row + 1, 0, [column.title for column in shown.columns])
            for line in self._cells(shown):
                sheet.write_row(row + 2, 0, line)
                row += 1
            for note in shown.notes:
                sheet.write_string(row + 2, 0, note)
                row += 1
            row += 3

    def _cells(self, shown: Shown) -> Iterator[list[Any]]:
        """Numbers as numbers; money of which two bounds are known in words."""
        for line, texts in zip(shown.rows, shown.texts(self.language), strict=True):
            yield [
                cell[0] if is_known(cell) else cell if isinstance(cell, int) else text
                for cell, text in zip(line, texts, strict=True)
            ]

    def _lines(self, book: Any, bold: Any, parts: list[Path], report: Report) -> None:
        sheet = self._sheet(book, bold, "changes", report)
        sheet.set_column(0, len(self.head), WIDTH)
        sheet.write_row(1, 0, self.head, bold)
        for number, line in enumerate(self.rows(parts)):
            if number >= MOST_LINES:
                raise InputError(
                    "--output",
                    found=f"more than {MOST_LINES:,} lines",
                    expected="no more than a sheet of a workbook holds",
                    mend="write .parquet or .csv",
                )
            sheet.write_row(number + 2, 0, line)


def is_known(cell: Any) -> bool:
    return isinstance(cell, tuple) and cell[0] == cell[1]
