"""The sheet of inputs: what a banker or a coach may change.

Every input is known by its path in the plan, such as ("sales", 0, "price"); the same
paths read an edited workbook back.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from twiza.finance.model import Plan
from twiza.finance.premiums import Package
from twiza.finance.wording import sentence
from twiza.finance.workbook.layout import Formats, quoted
from twiza.records import record

Path = tuple[object, ...]

GENERAL = ("discount_rate", "inflation_rate", "eur_mad", "stock_days", "payout_share")
LISTS: dict[str, tuple[str, ...]] = {
    "investments": ("name", "amount", "month", "life_years", "vat_rate"),
    "sales": ("name", "price", "from_month", "days_to_collect", "vat_rate"),
    "purchases": ("name", "unit_cost", "share_of_sales", "days_to_pay", "vat_rate"),
    "staff": ("role", "number", "gross_monthly_wage", "from_month"),
    "overheads": ("name", "monthly", "from_month", "vat_rate"),
    "own_funds": ("currency", "amount", "month"),
    "loans": ("name", "amount", "yearly_rate", "months", "grace_months", "month"),
    "premiums": ("mechanism", "amount", "month"),
}
SHARES = (
    *("vat_rate", "yearly_rate", "share_of_sales", "season"),
    *("discount_rate", "inflation_rate", "payout_share"),
)
# Where a field shares its name with another sentence.
TITLES = {"price": "price_unit", "months": "months_count"}
MONEY = ("amount", "price", "unit_cost", "monthly", "gross_monthly_wage")


@record
class Input:
    """One cell that may be changed: where it stands and what it held."""

    row: int
    column: int
    value: float


class Inputs:
    """Writes the inputs, one block for each list of the plan."""

    def __init__(
        self, book: Any, plan: Plan, package: Package, formats: Formats, language: str
    ) -> None:
        self.name = sentence("inputs", language)
        self.sheet = book.add_worksheet(self.name)
        self.plan, self.formats, self.language = plan, formats, language
        self.cells: dict[Path, Input] = {}
        self.sheet.set_column(0, 0, 34)
        self.sheet.set_column(1, 14, 14)
        self.sheet.write_string(0, 0, self.name, formats.title)
        self.sheet.write_string(1, 0, sentence("inputs_note", language), formats.note)
        self.line = 3
        for key in GENERAL:
            self._text(sentence(key, language))
            self._put((key,), 1, getattr(plan, key))
            self.line += 1
        for name in LISTS:
            lines = package.premiums if name == "premiums" else getattr(plan, name)
            self._list(name, lines)

    def cell(self, *path: object) -> str:
        """The fixed cell of an input, as any other sheet names it."""
        one = self.cells[path]
        place = xl_rowcol_to_cell(one.row, one.column, True, True)
        return f"{quoted(self.name)}!{place}"

    def span(self, *path: object, count: int) -> str:
        """`count` inputs side by side; the path of the first ends in 0."""
        first = self.cells[(*path, 0)]
        start = xl_rowcol_to_cell(first.row, first.column, True, True)
        end = xl_rowcol_to_cell(first.row, first.column + count - 1, True, True)
        return f"{quoted(self.name)}!{start}:{end}"

    def _list(self, name: str, lines: tuple[Any, ...]) -> None:
        if not lines:
            return
        fields = LISTS[name]
        titles = [TITLES.get(field, field) for field in fields[1:]]
        self._titles(name, [sentence(title, self.language) for title in titles])
        for place, line in enumerate(lines):
            self._text(str(getattr(line, fields[0])))
            for column, field in enumerate(fields[1:], 1):
                if getattr(line, field) is not None:
                    self._put((name, place, field), column, getattr(line, field))
            self.line += 1
        if name == "sales":
            self._rows("yearly_volume")
            self._rows("season")

    def _rows(self, name: str) -> None:
        """A row of inputs for each sale: volumes by year of sale, shares by month."""
        longest = max(len(getattr(sale, name)) for sale in self.plan.sales)
        self._titles(name, [str(number) for number in range(1, longest + 1)])
        for place, sale in enumerate(self.plan.sales):
            self._text(sale.name)
            for column, value in enumerate(getattr(sale, name), 1):
                self._put(("sales", place, name, column - 1), column, value)
            self.line += 1

    def _titles(self, name: str, titles: list[str]) -> None:
        self.line += 1
        heading = sentence(f"list_{name}", self.language)
        self.sheet.write_string(self.line, 0, heading, self.formats.heading)
        for column, title in enumerate(titles, 1):
            self.sheet.write_string(self.line, column, title, self.formats.label)
        self.line += 1

    def _put(self, path: Path, column: int, value: Any) -> None:
        field = next(part for part in reversed(path) if isinstance(part, str))
        style = "share" if field in SHARES else "money" if field in MONEY else "plain"
        look = getattr(self.formats, f"input_{style}")
        self.sheet.write_number(self.line, column, float(value), look)
        self.cells[path] = Input(self.line, column, float(value))

    def _text(self, text: str) -> None:
        self.sheet.write_string(self.line, 0, text, self.formats.text)
