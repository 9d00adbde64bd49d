"""Programme packs: partners, places, money, indicators and selection grid of a
programme on a corridor, each dated and sourced.
"""

from __future__ import annotations

import datetime
from pathlib import Path

from twiza.errors import PackError, did_you_mean
from twiza.packs import packs_folder
from twiza.packs.model import Grade, Source, word_in
from twiza.records import record

LEVELS = ("output", "outcome", "impact")
STAGES = ("admissibility", "selection")
EVENTS = (
    *("announced", "financing_agreed", "started", "projects_selected"),
    *("extended", "closed_early", "ended"),
)

_RUNNING = {"started": "running", "closed_early": "ended", "ended": "ended"}


@record
class Figure:
    """A figure with the grade of its evidence; without `value` where none is stated."""

    value: float | None
    source: str
    grade: Grade
    reason: str | None
    where: str


@record
class Event:
    """Something that happened to the programme; `on` is None where the day is unknown.

    Of a month or a year `on` is the first day, and `precision` says so.
    """

    name: str
    on: datetime.date | None
    precision: str
    source: str
    grade: Grade
    reason: str | None
    where: str


@record
class PilotRegion:
    """A region as the programme named it, and the provinces (ISO 3166-2) in it."""

    name: str
    provinces: tuple[str, ...]
    source: str
    grade: Grade
    reason: str | None
    where: str


@record
class Family:
    """A family of budget lines. `least_share` is a rule on its share of the total."""

    name: str
    amount: Figure
    least_share: float | None
    least_share_reason: str | None
    where: str


@record
class Partner:
    """An organisation, never a person."""

    name: str
    kind: str
    roles: tuple[str, ...]
    source: str
    where: str


@record
class Criterion:
    """A criterion of the grid; `programme` says whose text states it."""

    name: str
    stage: str
    programme: str
    source: str
    where: str


@record
class Indicator:
    """What is measured, in which unit, split by what and proven by what."""

    name: str
    level: str
    unit: str
    after_months: tuple[int, ...]
    breakdowns: tuple[str, ...]
    evidence: str
    source: str
    target: Figure | None
    result: Figure | None
    where: str


@record
class Programme:
    """A programme pack as it was read: every value with its source and place."""

    name: str
    corridor: str
    version: str
    date: datetime.date
    mechanism: str
    events: tuple[Event, ...]
    planned_months: Figure
    months_run: Figure | None
    regions: dict[str, PilotRegion]
    currency: str
    budget: Figure
    families: dict[str, Family]
    unpublished: tuple[str, ...]
    partners: dict[str, Partner]
    weights: Figure
    criteria: dict[str, Criterion]
    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    words: dict[str, dict[str, object]]
    where: str

    @property
    def provinces(self) -> tuple[str, ...]:
        """The pilot provinces by ISO code, in the order of the regions."""
        return tuple(p for region in self.regions.values() for p in region.provinces)

    def state(self, on: datetime.date) -> str:
        """`planned`, `running` or `ended` on a day, by the events that are dated."""
        past = [event.name for event in self.events if event.on and event.on <= on]
        states = [_RUNNING[name] for name in past if name in _RUNNING]
        return states[-1] if states else "planned"

    def word(self, language: str, *trail: str) -> str:
        """The sentence at `trail`, else the English one, else the trail's last name."""
        return word_in(self.words, language, trail)


def programmes(root: Path | None = None) -> list[str]:
    """The names of the programmes that are installed."""
    root = root or packs_folder()
    return sorted(path.parent.name for path in root.glob("programmes/*/pack.yaml"))


def load_programme(name: str, root: Path | None = None) -> Programme:
    """A programme, from the compiled cache where nothing changed.

    raises  PackError with file and line when its pack breaks the format, and with the
            known names when no such programme is installed
    """
    from twiza.packs.compiled import fingerprint, kept
    from twiza.packs.folders import pack_files

    root = root or packs_folder()
    known = programmes(root)
    if name not in known:
        raise PackError(
            f"programme {name!r}",
            found="no such pack",
            expected=f"one of: {', '.join(known) or 'none is installed'}",
            mend=did_you_mean(name, known) or "correct its name, or add its pack",
        )
    mark = fingerprint(pack_files([root / "programmes" / name]))
    return kept(f"programme-{name}-{mark}", lambda: _read(root, name))


_areas: dict[Path, dict[str, dict[str, tuple[str, ...]]]] = {}


def pilot_areas(corridor: str, root: Path | None = None) -> dict[str, tuple[str, ...]]:
    """The pilot provinces of each programme on a corridor, read once per process."""
    root = root or packs_folder()
    if root not in _areas:
        areas: dict[str, dict[str, tuple[str, ...]]] = {}
        for name in programmes(root):
            found = load_programme(name, root)
            areas.setdefault(found.corridor, {})[name] = found.provinces
        _areas[root] = areas
    return _areas[root].get(corridor, {})


def _read(root: Path, name: str) -> Programme:
    from twiza.packs.programme_reading import read_programme  # brings PyYAML along

    return read_programme(root, name)
