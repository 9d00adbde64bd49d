"""The advice as a workbook: typed cells, frozen heads, sheets from right to left."""

from __future__ import annotations

import datetime
import io
from typing import Any

from twiza.dossier.document import dossier_of
from twiza.dossier.sheets import Cell, Column, Sheet, sheets_of
from twiza.dossier.voice import Json, Voice
from twiza.packs.model import Rulebook

FORMS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "number": {"num_format": "#,##0.####", "text_wrap": True, "align": "left"},
    "money": {"num_format": "#,##0.##"},
    "share": {"num_format": "0.##%"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
}
MOST_TEXT = 32_767  # what a cell of the format can hold
# A text is never a formula, an address or a number, whatever it looks like.
AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook_of(
    rulebook: Rulebook,
    answer: Json,
    *,
    trace: list[Json] | None,
    language: str,
    seen_on: datetime.date,
    path: Json | None = None,
) -> bytes:
    """The same answer gives the same bytes: the file bears the date of its rules.

    trace  the rows of `trace_rows`; None where that rulebook is no longer in use
    path   the dated plan of docs/path.md; left out, the days of the answer
    """
    import xlsxwriter

    dossier = dossier_of(
        rulebook, answer, language=language, seen_on=seen_on, path=path
    )
    voice = Voice(rulebook, answer, language, seen_on, path)
    file = io.BytesIO()
    made_on = datetime.date.fromisoformat(answer["date"])
    with xlsxwriter.Workbook(file, AS_WRITTEN) as book:
        created = datetime.datetime.combine(made_on, datetime.time())
        book.set_properties({"title": dossier["title"], "created": created})
        writer = _Writer(book, is_rtl=dossier["direction"] == "rtl")
        for sheet in sheets_of(voice, dossier, trace):
            writer.add(sheet)
    return file.getvalue()


class _Writer:
    def __init__(self, book: Any, *, is_rtl: bool) -> None:
        self.book, self.is_rtl = book, is_rtl
        top: dict[str, Any] = {"valign": "top"}
        self.forms = {name: book.add_format(form | top) for name, form in FORMS.items()}
        self.head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True} | top
        )

    def add(self, sheet: Sheet) -> None:
        page = self.book.add_worksheet(sheet.name[:31])
        page.freeze_panes(1, 0)
        if self.is_rtl:
            page.right_to_left()
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, column.title, self.head)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
        for number, row in enumerate(sheet.rows, 1):
            for place, cell in enumerate(row):
                self._write(page, number, place, cell, sheet.columns[place])

    def _write(
        self, page: Any, row: int, place: int, cell: Cell, column: Column
    ) -> None:
        form = self.forms[column.form]
        if isinstance(cell, bool):
            page.write_boolean(row, place, cell, self.forms["text"])
        elif isinstance(cell, datetime.date):
            page.write_datetime(row, place, cell, self.forms["date"])
        elif isinstance(cell, str):
            text = self.forms["text"]
            page.write_string(row, place, cell[:MOST_TEXT], text) if cell else None
        elif cell is not None:
            page.write_number(row, place, cell, form)
