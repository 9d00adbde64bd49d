"""What lies inside the provinces: communes, former regions, zones, ports, airports,
universities; and where their middle is. No rule rests on it, so that an answer does
without it.
"""

from __future__ import annotations

from pathlib import Path

from twiza.packs.model import Reading
from twiza.records import record

SITES = ("zones", "ports", "airports", "universities")


@record
class Commune:
    """A commune with the few figures that are kept of it.

    arabic_basis  how the Arabic name is known: listed, matched, near_match (to be
                  checked), or empty where there is none
    milieu        urban, rural or mixed in `milieu_year`; empty where not known
    """

    code: str
    province: str
    cercle: str
    names: dict[str, str]
    arabic_basis: str
    arabic_source: str
    milieu: str
    milieu_year: int | None
    readings: tuple[Reading, ...]
    source: str

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["fr"]

    def figure(self, indicator: str, year: int) -> float | None:
        """The value of one reading; None where it is not known, never 0 for that."""
        for reading in self.readings:
            if (reading.indicator, reading.year) == (indicator, year):
                return reading.value
        return None


@record
class FormerRegion:
    """One of the regions before 2015, by the provinces of today.

    notes  what is to be said of a province, by its code
    """

    code: str
    names: dict[str, str]
    provinces: tuple[str, ...]
    basis: str
    source: str
    notes: dict[str, str]

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names["fr"]


@record
class Site:
    """A zone, a port, an airport or a university.

    code            UN/LOCODE, ICAO, domain, or a word of this pack
    province        None where no source tells it
    province_basis  empty where the source tells it; derived; general_knowledge
    details         what else is known: kind, operator, status, year, iata, url
    readings        areas in ha, each with its year
    basis           listed in a register; press (a lead to check); general_knowledge
    position_source of the coordinates; None where there are none
    """

    code: str
    name: str
    province: str | None
    province_basis: str
    latitude: float | None
    longitude: float | None
    details: dict[str, str]
    readings: tuple[Reading, ...]
    basis: str
    source: str
    note: str
    position_source: str | None

    @property
    def is_to_confirm(self) -> bool:
        """The site itself, or only that it lies in this province."""
        return self.basis != "listed" or self.province_basis == "general_knowledge"


@record
class Centroid:
    """The middle of a province, in degrees."""

    province: str
    latitude: float
    longitude: float
    source: str


@record
class Gazetteer:
    communes: dict[str, Commune]
    former_regions: dict[str, FormerRegion]
    zones: dict[str, Site]
    ports: dict[str, Site]
    airports: dict[str, Site]
    universities: dict[str, Site]
    centroids: dict[str, Centroid]

    def communes_of(self, province: str) -> list[Commune]:
        return [one for one in self.communes.values() if one.province == province]

    def former_region_of(self, province: str) -> FormerRegion | None:
        for region in self.former_regions.values():
            if province in region.provinces:
                return region
        return None

    def sites_of(self, province: str) -> dict[str, list[Site]]:
        """The sites of a province: zones, ports, airports, universities."""
        return {
            kind: [
                site
                for site in getattr(self, kind).values()
                if site.province == province
            ]
            for kind in SITES
        }


def load_gazetteer(corridor: str = "be-ma", root: Path | None = None) -> Gazetteer:
    """The gazetteer of a corridor, from the compiled cache where nothing changed.

    Empty where the packs of the corridor have no places. Its sources stand in the
    rulebook, `load_rulebook(corridor).sources`.

    raises  PackError with file and line when a table breaks the format
    """
    from twiza.packs import packs_folder
    from twiza.packs.compiled import loaded
    from twiza.packs.folders import pack_files, pack_folders

    root = root or packs_folder()
    folders = [folder / "places" for folder in pack_folders(root, corridor)]
    key = f"{root}/{corridor}"
    return loaded("gazetteer", key, pack_files(folders), lambda: _read(folders, root))


def _read(folders: list[Path], root: Path) -> Gazetteer:
    from twiza.packs.gazetteer_tables import read_gazetteer  # brings PyYAML along

    for folder in folders:
        if folder.is_dir():
            shown = f"packs/{folder.relative_to(root).as_posix()}"
            return read_gazetteer(folder, shown)
    return Gazetteer({}, {}, {}, {}, {}, {}, {})
