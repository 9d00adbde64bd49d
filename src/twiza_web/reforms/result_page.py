"""The tables of a comparison as a page shows them, with a bar beside each band."""

from __future__ import annotations

from dataclasses import dataclass

from twiza.reforms.report import Report
from twiza.reforms.tables import Shown, Tables
from twiza_web.reforms.results import ROWS

FULL = 100.0  # the width of a bar's drawing
MOST_LINES = 10


@dataclass(frozen=True)
class Cell:
    label: str
    text: str
    is_number: bool


@dataclass(frozen=True)
class Bar:
    """Widths of who gains and who loses, of the widest bar of the table.

    They are texts: a drawing knows no decimal comma.
    """

    gain: str
    lose: str


@dataclass(frozen=True)
class Line:
    title: str
    cells: list[Cell]
    bar: Bar | None


@dataclass(frozen=True)
class TableView:
    id: str
    title: str
    stamp: str
    heads: list[tuple[str, bool]]
    lines: list[Line]
    notes: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        return len(self.lines) > MOST_LINES


@dataclass(frozen=True)
class ResultView:
    stamp: str
    rows: int
    touched: int
    gain: int
    lose: int
    mixed: int
    causes: list[str]
    tables: list[TableView]


def result_view(report: Report, language: str) -> ResultView:
    tables = Tables(report, language, is_wide=False)
    found = tables.found["ventures"]
    shown = [("cost", tables.cost(), None)] if found["touched"] else []
    if found["touched"]:
        if tables.found["poverty"]:
            shown.append(("poverty", tables.poverty(), tables.found["poverty"]["rows"]))
        shown.append(("provinces", tables.provinces(), None))
    return ResultView(
        stamp=tables.stamp,
        rows=ROWS,
        touched=found["touched"],
        gain=found["gain"],
        lose=found["lose"],
        mixed=found["mixed"],
        causes=[
            tables.wording.difference(difference)
            for pair in report.comparison.pairs.values()
            for difference in pair.differences
        ],
        tables=[_table(id_, each, tables, counted) for id_, each, counted in shown],
    )


def _table(
    id_: str, shown: Shown, tables: Tables, counted: list[dict[str, int]] | None
) -> TableView:
    heads = [(column.title, column.kind != "text") for column in shown.columns]
    bars = _bars(counted) if counted else [None] * len(shown.rows)
    lines = [
        Line(
            title=texts[0],
            cells=[
                Cell(title, text, is_number)
                for (title, is_number), text in zip(heads[1:], texts[1:], strict=True)
            ],
            bar=bar,
        )
        for texts, bar in zip(shown.texts(tables.language), bars, strict=True)
    ]
    return TableView(id_, shown.title, shown.stamp, heads, lines, shown.notes)


def _bars(counted: list[dict[str, int]]) -> list[Bar | None]:
    most = max((each["gain"] + each["lose"] for each in counted), default=0)
    if not most:
        return [None] * len(counted)
    return [
        Bar(f"{each['gain'] * FULL / most:.1f}", f"{each['lose'] * FULL / most:.1f}")
        for each in counted
    ]
