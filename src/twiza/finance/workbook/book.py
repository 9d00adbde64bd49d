"""The whole workbook of a study: inputs, measures, statements, variants, months."""

from __future__ import annotations

import datetime
import io
from typing import Any

from twiza.finance.study import Study
from twiza.finance.wording import sentence
from twiza.finance.workbook.inputs import Inputs
from twiza.finance.workbook.layout import LABEL, OF, START, Formats, Sheet
from twiza.finance.workbook.measures import MeasuresSheet
from twiza.finance.workbook.months import write_months
from twiza.finance.workbook.notes import NotesSheet
from twiza.finance.workbook.origin import write_origin
from twiza.finance.workbook.profit_tax import write_profit_tax
from twiza.finance.workbook.results import (
    write_cash,
    write_dividends,
    write_flows,
    write_result,
)
from twiza.finance.workbook.rows import MonthRows
from twiza.finance.workbook.statements import StatementsSheet
from twiza.finance.workbook.variant import VariantRows, write_grants

# The same bytes for the same plan: no moment of writing is kept.
WRITTEN_AT = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
MONEY, SHARE, PLAIN = "#,##0;[Red]-#,##0", "0.00%", "#,##0.####"


def xlsx_file(study: Study, language: str) -> bytes:
    """The study as a workbook whose every figure but the inputs is a formula."""
    content, _ = written(study, language)
    return content


def written(study: Study, language: str) -> tuple[bytes, Inputs]:
    """The workbook, and where its inputs stand."""
    from twiza.finance.workbook.sheets import Book

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = Book(content, options)
    book.set_properties({"created": WRITTEN_AT})
    inputs = _write(book, study, language)
    if language == "ar":
        for sheet in book.worksheets():
            sheet.right_to_left()
    book.close()
    return content.getvalue(), inputs


def _write(book: Any, study: Study, language: str) -> Inputs:
    formats = _formats(book)
    measures = book.add_worksheet(sentence("measures", language))
    inputs = Inputs(book, study.plan, study.package, formats, language)
    shown = study.variants
    statements_at = [sentence("plan_bare", language), sentence("plan_funded", language)]
    one = study.bare.projection
    # Statements come first for a reader, though they name rows that are written later.
    months = MonthRows(
        _sheet(book, sentence("by_month", language), formats, one.months.count),
        inputs, one, study.law, language,
    )  # fmt: skip
    write_months(months)
    rows = []
    for place, variant in enumerate(shown):
        name = f"{sentence('variant', language)} {place + 1}"
        sheet = _sheet(book, name, formats, one.months.count)
        one_variant = VariantRows(
            sheet, months, inputs, variant, study.law, study.package, language
        )
        _write_variant(one_variant)
        rows.append(one_variant)
    for place, name in enumerate(statements_at[: len(shown)]):
        StatementsSheet(book, name, shown[place], rows[place], formats, language)
    MeasuresSheet(measures, study, rows, inputs, formats, language)
    NotesSheet(book, study, formats, language)
    write_origin(book, study, language)
    return inputs


def _write_variant(rows: VariantRows) -> None:
    """Every block, each after those it names."""
    write_grants(rows)
    write_result(rows)
    write_profit_tax(rows)
    write_dividends(rows)
    write_cash(rows)
    write_flows(rows)


def _sheet(book: Any, name: str, formats: Formats, count: int) -> Sheet:
    sheet = Sheet(book, name, formats, count)
    sheet.sheet.set_column(LABEL, LABEL, 44)
    sheet.sheet.set_column(OF, OF, 18)
    sheet.sheet.set_column(START, START + count, 12)
    sheet.sheet.freeze_panes(0, START)
    return sheet


def _formats(book: Any) -> Formats:
    def made(**how: Any) -> Any:
        return book.add_format({"font_name": "Arial", "font_size": 10, **how})

    typed = {
        "bg_color": "#FFF7D6",
        "locked": False,
        "border": 1,
        "border_color": "#D9C67A",
    }
    return Formats(
        title=made(bold=True, font_size=14),
        heading=made(bold=True, bg_color="#E8EEF4"),
        label=made(),
        total_label=made(bold=True, top=1),
        money=made(num_format=MONEY),
        total=made(num_format=MONEY, bold=True, top=1),
        share=made(num_format=SHARE),
        plain=made(num_format=PLAIN),
        text=made(),
        input_money=made(num_format=MONEY, **typed),
        input_share=made(num_format=SHARE, **typed),
        input_plain=made(num_format=PLAIN, **typed),
        note=made(font_color="#5A6570"),
    )
