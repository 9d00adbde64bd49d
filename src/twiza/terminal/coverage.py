"""Prints how far a rulebook is: by kind, by territory, and what lags behind."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from twiza.packs.coverage import LEAST_CASES_IN_ALL, STAGES, Coverage
from twiza.packs.model import Rulebook
from twiza.packs.territories import NOT_READ

TITLES = (*STAGES, "cases")


def print_coverage(coverage: Coverage, rulebook: Rulebook) -> None:
    console = Console(highlight=False)
    console.print(f"{coverage.corridor} {coverage.version}\n", style="bold")
    _print_table(console, "kind", coverage.by_kind())
    territories = {
        _territory(name, rulebook): counts
        for name, counts in coverage.by_territory().items()
    }
    _print_table(console, "territory", territories)
    _print_table(console, "", {"in all": coverage.counts()})
    console.print(f"signed cases: {coverage.cases}, of at least {LEAST_CASES_IN_ALL}")
    lagging = [one.name for one in coverage.mechanisms if not one.is_cased]
    if lagging:
        console.print(f"too few signed cases: {', '.join(lagging)}")


def _print_table(console: Console, title: str, rows: dict[str, dict[str, int]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(title, width=27)
    for name in TITLES:
        table.add_column(name, justify="right")
    for name, counts in rows.items():
        table.add_row(name, *[str(counts[column]) for column in TITLES])
    console.print(table)
    console.print()


def _territory(name: str, rulebook: Rulebook) -> str:
    region = rulebook.places.regions.get(name)
    if region is not None:
        return region.name("en")
    corridor = rulebook.packs[-1]
    return {
        "national": f"all of {str(corridor.investment).upper()}",
        "bilateral": f"{str(corridor.residence).upper()} and"
        f" {str(corridor.investment).upper()}",
        "residence": str(corridor.residence).upper(),
        NOT_READ: "conditions not read",
    }[name]
