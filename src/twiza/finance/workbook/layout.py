"""Sheets as rows of formulas: every row has a key, and is found by it.

A cell is written with its formula and with the value we computed, so that a reader who
does not recalculate sees the right figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from twiza.records import record

Formula = Callable[[int], str]

LABEL, OF, START = 0, 1, 2  # columns: heading, whose line, the column before month 1


@record
class Formats:
    """The cell formats of a workbook, by what a cell is."""

    title: Any
    heading: Any
    label: Any
    total_label: Any
    money: Any
    total: Any
    share: Any
    plain: Any
    text: Any
    input_money: Any
    input_share: Any
    input_plain: Any
    note: Any


class Sheet:
    """One sheet of rows over numbered columns: months, or accounting years.

    name   as it stands in formulas
    count  how many numbered columns, from 1; column 0 holds nothing, or a zero
    """

    def __init__(self, book: Any, name: str, formats: Formats, count: int) -> None:
        self.sheet = book.add_worksheet(name)
        self.name, self.formats, self.count = name, formats, count
        self.rows: dict[object, int] = {}
        self.line = 0

    def heading(self, text: str) -> None:
        """A line of text that starts a block."""
        self.line += 1 if self.line else 0
        self.sheet.write_string(self.line, LABEL, text, self.formats.heading)
        self.line += 1

    def row(
        self,
        key: object,
        label: str,
        formula: Formula,
        values: Sequence[Any],
        *,
        of: str = "",
        style: str = "money",
        start: float | None = None,
        is_total: bool = False,
        count: int | None = None,
    ) -> None:
        """formula  of a column number, from 1; values  what each comes to

        start  a number in column 0: what there is before the first month
        """
        line, formats = self.line, self.formats
        name = formats.total_label if is_total else formats.label
        look = formats.total if is_total else getattr(formats, style)
        self.rows[key] = line
        self.sheet.write_string(line, LABEL, label, name)
        self.sheet.write_string(line, OF, of, formats.note)
        if start is not None:
            self.sheet.write_number(line, START, start, look)
        for number in range(1, (count or self.count) + 1):
            text = formula(number)
            if text != "0":  # an empty cell counts as nothing, and costs nothing
                value = float(values[number - 1])
                self.sheet.write_formula(line, START + number, f"={text}", look, value)
        self.line += 1

    def at(self, key: object, number: int, sheet: Sheet | None = None) -> str:
        """The cell of a row in a numbered column, as another sheet names it."""
        cell = f"{xl_col_to_name(START + number)}{self.rows[key] + 1}"
        return cell if sheet is self else f"{quoted(self.name)}!{cell}"

    def all(self, key: object, sheet: Sheet | None = None, *, first: int = 1) -> str:
        """The cells of a row from a column to the last, fixed."""
        return self.between(key, first, self.count, sheet)

    def between(
        self, key: object, first: int, last: int, sheet: Sheet | None = None
    ) -> str:
        line = self.rows[key] + 1
        start, end = xl_col_to_name(START + first), xl_col_to_name(START + last)
        cells = f"${start}${line}:${end}${line}"
        return cells if sheet is self else f"{quoted(self.name)}!{cells}"


def quoted(name: str) -> str:
    return f"'{name}'"


def interpolated(cumulative: str, place: str, last: int) -> str:
    """A cumulated row between its columns, as `timing.at_places` reads it.

    cumulative  a range that starts at column 0; place  an expression; last  its last
                column
    """
    low = f"INDEX({cumulative},1,INT({place})+1)"
    high = f"INDEX({cumulative},1,MIN(INT({place})+2,{last + 1}))"
    return f"IF({place}<=0,0,{low}+({place}-INT({place}))*({high}-{low}))"
