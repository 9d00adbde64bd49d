"""Prints places: a table of many, or all that is known of one."""

from __future__ import annotations

from functools import partial

from rich.console import Console
from rich.table import Table

from twiza.formats import number
from twiza.packs.model import Place, Rulebook
from twiza.terminal.phrases import phrase


def print_places(rulebook: Rulebook, found: list[Place], language: str) -> None:
    console = Console(highlight=False)
    regions = rulebook.places.regions
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    columns = [c for c in rulebook.places.columns() if c != "region"]
    titles = [rulebook.word(language, "derived", column) for column in columns]
    for title in ("", "fr", "nl", "ar", "en", phrase("region", language), *titles):
        table.add_column(title)
    for place in found:
        region = regions[place.region or ""].name(language)
        cells = [_category(place, column, language) for column in columns]
        names = [place.name(tongue) for tongue in ("fr", "nl", "ar", "en")]
        table.add_row(place.code, *names, region, *cells)
    console.print(table)
    if len(found) <= 3:
        for place in found:
            _print_indicators(console, rulebook, place, language)


def _category(place: Place, column: str, language: str) -> str:
    cell = place.columns.get(column)
    if cell is None:
        return "?"
    if cell.basis == "inferred":
        return f"{cell.value} ({phrase('inferred', language)})"
    return cell.value


def _print_indicators(
    console: Console, rulebook: Rulebook, place: Place, language: str
) -> None:
    shown = partial(number, language=language)
    console.print(f"\n{place.name(language)} ({place.code})", style="bold")
    centre = rulebook.places.centre_of(place.code)
    if centre is not None:
        console.print(f"  {centre.name(language)} {centre.url or ''}")
    for reading in rulebook.places.indicators_of(place.code):
        name = rulebook.word(language, "indicators", reading.indicator)
        unit = "%" if reading.unit == "percent" else ""
        publisher = rulebook.sources[reading.source].publisher
        console.print(
            f"  {name}, {reading.year}: {shown(reading.value)}{unit}  [{publisher}]",
            markup=False,
        )
