"""Prints places: a table of many provinces or communes, or all that is known of one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import partial

from rich.console import Console
from rich.table import Table

from twiza.formats import number
from twiza.packs.gazetteer import Commune, Gazetteer, Site
from twiza.packs.model import Place, Rulebook
from twiza.terminal.answer import credited
from twiza.terminal.phrases import phrase

_WORDS: dict[str, tuple[str, str, str, str]] = {
    # key: (fr, nl, ar, en)
    "commune": ("Commune", "Gemeente", "الجماعة", "Commune"),
    "communes": ("Communes", "Gemeenten", "الجماعات", "Communes"),
    "province": ("Province", "Provincie", "الإقليم", "Province"),
    "milieu": ("Milieu", "Gebied", "الوسط", "Urban or rural"),
    "urban": ("urbain", "stedelijk", "حضري", "urban"),
    "rural": ("rural", "landelijk", "قروي", "rural"),
    "mixed": ("mixte", "gemengd", "مختلط", "mixed"),
    "former_region": (
        "Région avant 2015",
        "Regio vóór 2015",
        "الجهة قبل 2015",
        "Region before 2015",
    ),
    "zones": ("Zones d'activité", "Bedrijvenzones", "مناطق الأنشطة", "Business zones"),
    "ports": ("Ports", "Havens", "الموانئ", "Ports"),
    "airports": ("Aéroports", "Luchthavens", "المطارات", "Airports"),
    "universities": ("Universités", "Universiteiten", "الجامعات", "Universities"),
    "area": ("superficie", "oppervlakte", "المساحة", "area"),
    "developed_area": ("aménagée", "aangelegd", "المهيأة", "developed"),
    "planned": ("prévue", "gepland", "مبرمجة", "planned"),
    "under_construction": (
        "en aménagement",
        "in aanleg",
        "قيد التهيئة",
        "under construction",
    ),
    "partly_developed": (
        "aménagée en partie",
        "deels aangelegd",
        "مهيأة جزئياً",
        "partly developed",
    ),
    "in_preparation": (
        "en préparation",
        "in voorbereiding",
        "قيد التحضير",
        "in preparation",
    ),
    "operating": ("en service", "in gebruik", "في الخدمة", "operating"),
}
_COLUMN = {"fr": 0, "nl": 1, "ar": 2, "en": 3}


def _word(key: str, language: str) -> str:
    return _WORDS[key][_COLUMN[language]]


def print_places(
    rulebook: Rulebook,
    gazetteer: Gazetteer,
    found: list[Place],
    language: str,
    *,
    seen_on: datetime.date,
) -> None:
    """A table of provinces; of three or fewer also all that is known of each.

    seen_on  the day on which it is read, by which its sources age
    """
    console = Console(highlight=False)
    regions = rulebook.places.regions
    columns = [c for c in rulebook.places.columns() if c != "region"]
    titles = [rulebook.word(language, "derived", column) for column in columns]
    region_title = phrase("region", language)
    table = _table(("", "fr", "nl", "ar", "en", region_title, *titles))
    for place in found:
        region = regions[place.region or ""].name(language)
        cells = [_category(place, column, language) for column in columns]
        names = [place.name(tongue) for tongue in ("fr", "nl", "ar", "en")]
        table.add_row(place.code, *names, region, *cells)
    console.print(table)
    if len(found) <= 3:
        for place in found:
            _print_indicators(console, rulebook, place, language, seen_on)
            surroundings = _surroundings(
                rulebook, gazetteer, place.code, language, seen_on
            )
            for said in surroundings:
                console.print(f"  {said}", markup=False, soft_wrap=True)


def print_communes(
    rulebook: Rulebook, found: list[Commune], language: str, *, seen_on: datetime.date
) -> None:
    """A table of communes with the publishers of what it shows."""
    console = Console(highlight=False)
    figures = _figures(found)
    titles = [
        f"{rulebook.word(language, 'indicators', name)} {year}"
        for name, year in figures
    ]
    province, milieu = _word("province", language), _milieu_title(found, language)
    table = _table(("", _word("commune", language), "ar", province, milieu, *titles))
    for commune in found:
        place = rulebook.places.provinces[commune.province]
        shown = [commune.figure(*figure) for figure in figures]
        table.add_row(
            commune.code,
            commune.names["fr"],
            _arabic(commune, language),
            place.name(language),
            _word(commune.milieu, language) if commune.milieu else "?",
            *("?" if value is None else number(value, language) for value in shown),
        )
    console.print(table)
    console.print(f"\n{phrase('sources', language)}", style="dim")
    for said in _credits(rulebook, found, language, seen_on):
        console.print(f"  {said}", style="dim", markup=False, soft_wrap=True)


def _table(titles: Iterable[str]) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="dim")
    for title in titles:
        table.add_column(title)
    return table


def _figures(found: list[Commune]) -> list[tuple[str, int]]:
    every = {
        (reading.indicator, reading.year): None
        for commune in found
        for reading in commune.readings
    }
    return list(every)


def _milieu_title(found: list[Commune], language: str) -> str:
    years = sorted({one.milieu_year for one in found if one.milieu_year})
    return " ".join([_word("milieu", language), *map(str, years)])


def _arabic(commune: Commune, language: str) -> str:
    name = commune.names.get("ar", "")
    if commune.arabic_basis == "near_match":
        return f"{name} ({phrase('unknown', language)})"
    return name


def _credits(
    rulebook: Rulebook, found: list[Commune], language: str, seen_on: datetime.date
) -> list[str]:
    """Who is to be credited for what is shown, each source once."""
    names = {
        name: None
        for commune in found
        for name in (
            *(reading.source for reading in commune.readings),
            commune.arabic_source,
        )
        if name
    }
    sources = [rulebook.sources[name] for name in names]
    return [
        f"{credited(source, seen_on, language)}: {source.title or source.url}"
        for source in sources
    ]


def _category(place: Place, column: str, language: str) -> str:
    cell = place.columns.get(column)
    if cell is None:
        return "?"
    if cell.basis == "inferred":
        return f"{cell.value} ({phrase('inferred', language)})"
    return cell.value


def _print_indicators(
    console: Console,
    rulebook: Rulebook,
    place: Place,
    language: str,
    seen_on: datetime.date,
) -> None:
    shown = partial(number, language=language)
    console.print(f"\n{place.name(language)} ({place.code})", style="bold")
    centre = rulebook.places.centre_of(place.code)
    if centre is not None:
        console.print(f"  {centre.name(language)} {centre.url or ''}")
    for reading in rulebook.places.indicators_of(place.code):
        name = rulebook.word(language, "indicators", reading.indicator)
        unit = "%" if reading.unit == "percent" else ""
        source = credited(rulebook.sources[reading.source], seen_on, language)
        said = f"  {name}, {reading.year}: {shown(reading.value)}{unit}  [{source}]"
        console.print(said, markup=False, soft_wrap=True)


def _surroundings(
    rulebook: Rulebook,
    gazetteer: Gazetteer,
    province: str,
    language: str,
    seen_on: datetime.date,
) -> Iterator[str]:
    """What lies in the province, a line for each."""
    communes = len(gazetteer.communes_of(province))
    if communes:
        yield f"{_word('communes', language)}: {communes}"
    former = gazetteer.former_region_of(province)
    if former is not None:
        doubt = _doubt(former.basis != "listed", language)
        yield f"{_word('former_region', language)}: {former.name(language)}{doubt}"
    for kind, sites in gazetteer.sites_of(province).items():
        for site in sites:
            source = credited(rulebook.sources[site.source], seen_on, language)
            yield f"{_word(kind, language)}: {_site(site, language)}  [{source}]"


def _site(site: Site, language: str) -> str:
    """One site on one line: name, figures with their year, doubt."""
    figures = [
        f"{_word(reading.indicator, language)} {number(reading.value, language)} ha"
        for reading in site.readings
    ]
    if "status" in site.details:
        figures.append(_word(site.details["status"], language))
    known = f", {', '.join(figures)} ({site.details['year']})" if figures else ""
    return f"{site.name}{known}{_doubt(site.is_to_confirm, language)}"


def _doubt(is_to_confirm: bool, language: str) -> str:
    return f" ({phrase('flagged', language)})" if is_to_confirm else ""
