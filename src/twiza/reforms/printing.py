"""Prints a report on a terminal: every table under its stamp."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from twiza.reforms.report import Report
from twiza.reforms.tables import Shown, Tables

MOST_ROWS = 20


def print_report(report: Report, language: str, *, with_places: bool = True) -> None:
    """Without places, nobody is known by the province of a venture."""
    console = Console(highlight=False, soft_wrap=False)
    tables = Tables(report, language, is_wide=False)
    comparison = report.comparison
    console.print(tables.say("title"), style="bold")
    for key, law in (("before", comparison.before), ("after", comparison.after)):
        console.print(f"{tables.say(key)}: {tables.law(law)}", markup=False)
    for shown in tables.all(with_places=with_places):
        console.print()
        _print(console, shown, tables)


def _print(console: Console, shown: Shown, tables: Tables) -> None:
    console.print(f"{shown.title} · {shown.stamp}", style="bold", markup=False)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in shown.columns:
        is_text = column.kind == "text"
        table.add_column(column.title, justify="left" if is_text else "right")
    texts = shown.texts(tables.language)
    for row in texts[:MOST_ROWS]:
        table.add_row(*row)
    console.print(table)
    if len(texts) > MOST_ROWS:
        more = tables.say("more_in_json", count=len(texts) - MOST_ROWS)
        console.print(more, style="dim")
    for note in shown.notes:
        console.print(note, style="dim", markup=False)
